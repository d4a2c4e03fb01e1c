import type { Context } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';

import type { Language } from '#kernel/language.ts';
import type { Clock } from '#kernel/time.ts';
import { errorFields, type Log } from '#platform/log.ts';
import type { View } from '#web/public/model.ts';
import { NotePage } from '#web/public/plain-pages.tsx';
import { renderPage } from '#web/public/render.ts';
import { createSay } from '#web/public/say.ts';

import type { Content } from './content.ts';
import { ASK_AGAIN, framed, HTML, KEEP_NOWHERE, publicHeaders } from './headers.ts';
import type { PageCache, Passing, Source } from './page-cache.ts';
import { codingFor, isKnown, makeReady, type Ready } from './ready.ts';

export interface Place {
	readonly language: Language;
	/** Without the language: `/beitrag/x`. Only addresses of ours, never what somebody typed. */
	readonly path: string;
	/** Asked once the page is made, where only that shows what it was made from. */
	readonly source?: Source | (() => Source);
	/** Other sites may show it in a frame. */
	readonly framed?: boolean;
}

/** A page, or `missing` with the status that fits. */
export type Built = JSX.Element | Missing;

export interface Missing {
	readonly missing: 404 | 410;
	readonly when?: number;
	readonly proof?: string;
	/** What the authority says in its place. */
	readonly said?: string | null;
}

const isMissing = (built: Built): built is Missing => typeof built === 'object' && 'missing' in built;

export interface Responder {
	/** From memory, or made once for everybody who asks now. */
	cached(c: Context, place: Place, build: (view: View) => Promise<Built>): Promise<Response>;
	/** Made for this request: what depends on a question mark. */
	once(c: Context, place: Place, build: (view: View) => Promise<Built>): Promise<Response>;
	/** For one reader only: kept nowhere, not told to anybody. */
	own(
		c: Context,
		place: Place,
		made: { readonly status?: 200 | 404 | 410 | 422 | 429; readonly build: (view: View) => Promise<JSX.Element> },
	): Promise<Response>;
	/** Something that is no page: a feed, a map. */
	file(
		c: Context,
		place: Place & { readonly type: string },
		build: (view: View) => Promise<string | Missing>,
	): Promise<Response>;
	missing(c: Context, language: Language): Promise<Response>;
}

interface Needs {
	readonly cache: PageCache;
	readonly content: Content;
	readonly clock: Clock;
	readonly origin: string;
	readonly trial: string | null;
	readonly log: Log;
}

/** Headers and bodies that every public answer shares. */
const createAnswers = ({ origin, trial }: Pick<Needs, 'origin' | 'trial'>) => {
	const shared = {
		...publicHeaders(origin),
		...(trial === null ? {} : { 'x-robots-tag': 'noindex' }),
	};
	const headers = (type: string, caching: string) => ({ ...shared, 'content-type': type, 'cache-control': caching });
	const note = (view: View, missing: Missing): Passing => ({
		status: missing.missing,
		body: renderPage(
			NotePage({
				view,
				kind: missing.missing === 410 ? 'gone' : 'missing',
				...(missing.when === undefined ? {} : { when: missing.when }),
				...(missing.proof === undefined ? {} : { proof: missing.proof }),
				said: missing.said ?? null,
			}),
		),
	});
	const answer = (c: Context, ready: Ready | Passing): Response => {
		if ('status' in ready) return c.body(ready.body, ready.status, headers(HTML, ASK_AGAIN));
		const shown = { ...ready.headers, etag: ready.etag };
		if (isKnown(ready.etag, c.req.header('if-none-match'))) return c.body(null, 304, shown);
		const coding = codingFor(c.req.header('accept-encoding'));
		const bytes = ready.forms[coding];
		const encoding: Record<string, string> = bytes === ready.forms.identity ? {} : { 'content-encoding': coding };
		return c.body(new Uint8Array(bytes), 200, { ...shown, ...encoding });
	};
	return { headers, note, answer };
};

const sourceOf = ({ source = 'content' }: Place): Source => (typeof source === 'function' ? source() : source);

const addressOf = ({ language, path }: Place): string => (language === 'de' ? path : `/en${path === '/' ? '' : path}`);

export const createResponder = (needs: Needs): Responder => {
	const { cache, content, clock, log } = needs;
	const { headers, note, answer } = createAnswers(needs);
	/** What the site last looked like, for the page that says that it cannot answer now. */
	let known: View['site'] | undefined;
	const viewOf = async ({ language, path }: Place): Promise<View> => {
		const view = await content.view(language, path);
		known = view.site;
		return view;
	};
	const guarded = async (c: Context, { language }: Place, work: () => Promise<Response>): Promise<Response> => {
		try {
			return await work();
		} catch (thrown) {
			if (known === undefined) throw thrown;
			log.error('a public page could not be made', { route: c.req.routePath, ...errorFields(thrown) });
			const view = { site: known, say: createSay(language, known.zone), path: '/', now: clock.now() };
			const body = renderPage(NotePage({ view, kind: 'broken' }));
			return c.body(body, 503, { ...headers(HTML, KEEP_NOWHERE), 'retry-after': '60' });
		}
	};

	const pressed = (body: string) => makeReady({ body, headers: headers(HTML, ASK_AGAIN), effort: 3 });

	return {
		cached: (c, place, build) =>
			guarded(c, place, async () => {
				const make = async () => {
					const view = await viewOf(place);
					const built = await build(view);
					if (isMissing(built)) return note(view, built);
					return {
						body: renderPage(built),
						headers: place.framed ? framed(headers(HTML, ASK_AGAIN)) : headers(HTML, ASK_AGAIN),
						source: sourceOf(place),
						until: await content.trueUntil(view.site.zone),
					};
				};
				return answer(c, await cache.ready(addressOf(place), make));
			}),
		once: (c, place, build) =>
			guarded(c, place, async () => {
				const view = await viewOf(place);
				const built = await build(view);
				return answer(c, isMissing(built) ? note(view, built) : pressed(renderPage(built)));
			}),
		own: (c, place, { status = 200, build }) =>
			guarded(c, place, async () => {
				const body = renderPage(await build(await viewOf(place)));
				return c.body(body, status, { ...headers(HTML, KEEP_NOWHERE), 'x-robots-tag': 'noindex' });
			}),
		file: (c, place, build) =>
			guarded(c, place, async () => {
				const make = async () => {
					const view = await viewOf(place);
					const body = await build(view);
					if (typeof body !== 'string') return note(view, body);
					const until = await content.trueUntil(view.site.zone);
					return { body, headers: headers(place.type, ASK_AGAIN), source: sourceOf(place), until };
				};
				return answer(c, await cache.ready(addressOf(place), make));
			}),
		missing(c, language) {
			const place = { language, path: '/' };
			return guarded(c, place, async () => answer(c, note(await viewOf(place), { missing: 404 })));
		},
	};
};
