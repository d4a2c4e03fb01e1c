import { createServer, type RequestListener } from 'node:http';

import { machineClock } from '#platform/clock.ts';
import type { Card, View } from '#web/public/model.ts';
import { renderPage } from '#web/public/render.ts';
import { createSay } from '#web/public/say.ts';
import { StartPage } from '#web/public/start-page.tsx';

import { shelveAssets } from '../src/modules/newsroom/assets.ts';
import { writeFeed } from '../src/modules/newsroom/feeds.ts';
import { HTML, publicHeaders } from '../src/modules/newsroom/headers.ts';
import { createPageCache } from '../src/modules/newsroom/page-cache.ts';

/** What the parent wants to know of this process. */
export interface Report {
	readonly port?: number;
	readonly weights?: { readonly html: number; readonly style: number };
	/** Microseconds of CPU this process has used. */
	readonly cpu?: number;
}

const origin = 'https://stadt.example';
const cache = createPageCache({ clock: machineClock });
const assets = shelveAssets(cache, origin);
const topics = ['Verkehr', 'Kultur', 'Umwelt', 'Schule', 'Rathaus'].map((name) => ({ slug: name.toLowerCase(), name }));
const words = 'Bis zum Freitag der nächsten Woche erneuern wir die Lager der Brücke, zu Fuß kommen Sie weiter hinüber.';

const cards: readonly Card[] = Array.from({ length: 9 }, (_, at) => ({
	slug: `meldung-${at}`,
	title: `Meldung ${at}: was sich in der Stadt ändert`,
	lead: `${words} ${words.slice(at * 3)}`,
	warning: null,
	language: 'de',
	topic: topics[at % topics.length] ?? null,
	unit: { slug: 'tiefbauamt', name: 'Tiefbauamt' },
	publishedAt: 1_795_000_000_000 - at * 3_600_000,
	picture: null,
	film: null,
	kind: 'news',
	details: null,
	overAt: null,
}));

const view: View = {
	site: {
		...{
			name: 'Musterstadt',
			origin,
			zone: 'Europe/Berlin',
			trial: null,
			asks: true,
			languages: [],
			podcast: false,
			assets,
			drawings: assets.drawings,
		},
		...{ phone: '0800 000 4711', phoneHours: 'Montag bis Freitag, 8 bis 18 Uhr', portalUrl: null },
	},
	say: createSay('de', 'Europe/Berlin'),
	path: '/',
	now: 1_795_000_000_000,
};

const page = renderPage(StartPage({ view, cards, topics, events: [], presences: [] }));
const headers = { ...publicHeaders(origin), 'content-type': HTML, 'cache-control': 'no-cache' };
const kept = await cache.ready('/', async () => ({ body: page, headers, source: 'content' as const }));
const feed = await writeFeed('rss', {
	...{
		title: 'Musterstadt',
		description: 'Aktuelles',
		origin,
		home: '/',
		base: '/feed',
		language: 'de',
		now: view.now,
	},
	items: cards.map((card) => ({
		card,
		row: {
			...{
				id: card.slug,
				slug: card.slug,
				title: card.title,
				warning: null,
				lead: card.lead,
				text: card.lead,
				language: 'de',
				topic: null,
			},
			...{
				topic_slug: null,
				unit_id: 'u',
				media: [],
				film: null,
				document: null,
				published_at: new Date(card.publishedAt),
				edited_at: null,
			},
			...{ kind: 'news', details: null, over_at: null },
			...{ lead_html: `<p>${card.lead}</p>`, html: '' },
		},
	})),
});
await cache.ready('/feed.rss', async () => ({ body: feed, headers, source: 'content' as const }));
if ('status' in kept) throw new Error('the page was not made');
const style = await cache.ready(assets.style, async () => ({ status: 404, body: '' }));

/** The floor: the ready bytes behind a bare server, with the one header nobody can do without. */
const bare: RequestListener = (request, response) => {
	const body = request.url === '/feed.rss' ? feedBody : kept.forms.br;
	response.writeHead(200, { 'content-type': HTML, 'content-encoding': 'br', 'content-length': body.length });
	response.end(body);
};
const feedReady = await cache.ready('/feed.rss', async () => ({ status: 404, body: '' }));
const feedBody = 'status' in feedReady ? Buffer.alloc(0) : feedReady.forms.br;
const ours: RequestListener = (request, response) => {
	if (!cache.answer(request, response)) response.writeHead(404).end();
};

const server = createServer(process.argv[2] === 'bare' ? bare : ours);
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const weights = { html: kept.forms.br.length, style: 'status' in style ? 0 : style.forms.br.length };
	process.send?.({ port, weights } satisfies Report);
});
process.on('message', () => {
	const { user, system } = process.cpuUsage();
	process.send?.({ cpu: user + system } satisfies Report);
});
