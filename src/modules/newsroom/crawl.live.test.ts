import { afterAll, beforeAll, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { instant } from '#kernel/time.ts';
import { openTestSite, pictureOf, renditionOf, type TestSite } from '#tests/newsroom-site.ts';
import { publicClasses } from '#web/public/classes.ts';

let site: TestSite;
const pages = new Map<string, { status: number; headers: Headers; body: string }>();

/** What people paste by accident or on purpose. */
const naughty = [
	'<script>window.caught=1</script>',
	'"><img src=x onerror="window.caught=1">',
	"'; drop table newsroom_page; --",
	'</title></textarea><svg onload=window.caught=1>',
	'javascript:window.caught=1',
	']]><!-- &amp; &#x0; &nbsp;',
	'a\u0000b\u0007c\u001bd\ufffe\uffff',
	'\ud800 halb',
	'\u202eRechts nach links\u202c',
	'👩‍👩‍👧‍👦 ü\u0308 Ａ ﷽',
	'{{7*7}} %s %n <%= 7*7 %>',
	'A'.repeat(3000),
];

/** Puts naughty text into every field a page has. PostgreSQL takes neither the character 0 nor half characters. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '');

beforeAll(async () => {
	site = await openTestSite({
		presences: [
			{
				channel: 'mastodon',
				name: 'Stadt',
				handle: '@stadt@social.example',
				url: 'https://social.example/@stadt',
				unitId: 'unit-1',
				practice: false,
				linkBack: { state: 'stands' },
				retiredAt: null,
			},
			{
				channel: 'bluesky',
				name: naughty[0] ?? '',
				handle: null,
				url: 'https://bsky.example/stadt',
				unitId: 'unit-1',
				practice: false,
				linkBack: { state: 'missing' },
				retiredAt: null,
			},
			{
				channel: 'bluesky',
				name: 'Übung',
				handle: null,
				url: 'http://127.0.0.1:1/x',
				unitId: 'unit-1',
				practice: true,
				linkBack: { state: 'unknown' },
				retiredAt: null,
			},
			{
				channel: 'mastodon',
				name: naughty[1] ?? '',
				handle: '@alt@social.example',
				url: 'https://social.example/@alt',
				unitId: 'unit-1',
				practice: false,
				linkBack: { state: 'stands' },
				retiredAt: instant('2026-10-01T08:00:00Z'),
			},
		],
	});
	for (const [at, text] of naughty.entries()) {
		const media = at === 0 ? [await pictureOf(text)] : [];
		const words = storable(text);
		const rendition = renditionOf({ slug: `probe-${at}`, postId: `post-${at}`, title: words, topic: words, media });
		const published = await site.channel.publish(
			{ ...rendition, text: `${words}\n\n${words}\n\n[klick](${words})` },
			`key-${at}`,
		);
		expect(published).toMatchObject({ ok: true });
	}
	const ref = await site.channel.find?.('key-0', renditionOf({}));
	if (!ref?.ok || !ref.value) throw new Error('not found');
	const correction = { slug: 'probe-0', postId: 'post-0', correction: naughty[1] ?? '' };
	await site.channel.edit?.(ref.value, renditionOf(correction), 'edit-0');
	await site.office.office.records.sequenceNow();
	await crawl();
}, 120_000);
afterAll(() => site.close());

const crawl = async (): Promise<void> => {
	const waiting = [
		'/',
		'/sitemap.xml',
		'/robots.txt',
		'/nichts',
		'/suche?q=script',
		`/suche?q=${encodeURIComponent(naughty[1] ?? '')}`,
	];
	const seen = new Set(waiting);
	for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
		const answer = await site.get(path);
		const type = answer.headers.get('content-type') ?? '';
		const body = /text|xml|json|svg/.test(type) ? await answer.text() : '';
		pages.set(path, { status: answer.status, headers: answer.headers, body });
		for (const found of linksIn(type, body)) {
			if (seen.has(found)) continue;
			seen.add(found);
			waiting.push(found);
		}
	}
};

const unescaped = (text: string): string =>
	text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");

const linksIn = (type: string, body: string): readonly string[] => {
	const found = type.startsWith('text/html')
		? [...body.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, address]) => unescaped(address ?? ''))
		: [...body.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address ?? '');
	return found
		.map((address) => (address.startsWith(site.origin) ? address.slice(site.origin.length) || '/' : address))
		.map((address) => address.replace(/#.*$/, ''))
		.filter((address) => address.startsWith('/') && !address.startsWith('//'));
};

const html = () => [...pages].filter(([, { headers }]) => headers.get('content-type')?.startsWith('text/html'));

it('reaches every page from the start, and none of them is broken', () => {
	expect(pages.size).toBeGreaterThan(80);
	const wrong = [...pages].filter(([path, { status }]) => status !== (path === '/nichts' ? 404 : 200));
	// The API of the log and the media of posts belong to other parts of the office.
	expect(wrong.map(([path]) => path).filter((path) => !path.startsWith('/api/'))).toEqual([]);
});

it('sets no cookie, keeps a strict policy and stores nothing in the reader’s browser', () => {
	for (const [path, { headers }] of pages) {
		if (path.startsWith('/api/')) continue;
		expect([path, headers.get('set-cookie')]).toEqual([path, null]);
		const policy = headers.get('content-security-policy') ?? '';
		expect([path, policy.includes("default-src 'none'"), policy.includes('unsafe')]).toEqual([path, true, false]);
		expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
	}
});

it('loads nothing from elsewhere and carries no inline script or style', () => {
	for (const [path, { body }] of html()) {
		const loaded = [
			...body.matchAll(
				/<(?:img|script|link|source|iframe|object|embed|video|audio)\b[^>]*?(?:src|href|srcset)="([^"]*)"/g,
			),
		];
		const foreign = loaded
			.map(([, address]) => address ?? '')
			.filter((address) => /^(https?:)?\/\//.test(address) && !address.startsWith(site.origin));
		expect([path, foreign]).toEqual([path, []]);
		expect([path, /<script(?![^>]*\bsrc=)|<style/i.test(body)]).toEqual([path, false]);
		const attributes = [...body.matchAll(/<[a-z][a-z0-9]*((?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*)\s*\/?>/g)].flatMap(
			([, list]) => [...(list ?? '').matchAll(/\s([^\s"'<>/=]+)(?:="[^"]*")?/g)].map(([, name]) => name ?? ''),
		);
		expect([path, attributes.filter((name) => /^(style|on.*)$/i.test(name))]).toEqual([path, []]);
	}
});

it('shows naughty text as the letters it is', () => {
	for (const [path, { body }] of html()) {
		expect([path, /<script>window|<img src=x|<svg onload|href="javascript:/i.test(body)]).toEqual([path, false]);
	}
	expect(pages.get('/beitrag/probe-3')?.body).toContain('&lt;/title&gt;&lt;/textarea&gt;');
	expect(pages.get('/beitrag/probe-1')?.body).toContain('&lt;img src=x onerror');
});

it('writes well-formed HTML, XML and JSON whatever is in it', async () => {
	for (const [path, { body }] of html()) expect([path, unbalanced(body)]).toEqual([path, []]);
	const xml = [...pages].filter(([path]) => /\.(rss|atom|xml|svg)$/.test(path));
	expect(xml.length).toBeGreaterThan(20);
	const files = xml.map(([path, { body }]) => ({
		fileName: `${path.replaceAll(/[^a-z0-9]/g, '_')}.xml`,
		contents: body,
	}));
	const checked = await validateXML({ xml: files, normalization: 'format' });
	expect(checked.errors).toEqual([]);
	for (const [path, { body }] of pages) if (path.endsWith('.json')) expect(() => JSON.parse(body)).not.toThrow();
});

const EMPTY = new Set(['meta', 'link', 'img', 'input', 'br', 'source', 'path', 'hr']);

/** Elements that are not closed in order: a reader of its own, strict where browsers forgive. */
const unbalanced = (body: string): readonly string[] => {
	const open: string[] = [];
	const wrong: string[] = [];
	for (const [, slash, name = '', self] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s[^<>]*?)?(\/?)>/g)) {
		if (EMPTY.has(name) || self) continue;
		if (!slash) open.push(name);
		else if (open.pop() !== name) wrong.push(name);
	}
	return [...wrong, ...open];
};

it('uses only classes the style sheet knows, and the sheet knows no others', () => {
	const used = new Set(
		html().flatMap(([, { body }]) =>
			[...body.matchAll(/ class="([^"]*)"/g)].flatMap(([, names]) => (names ?? '').split(' ')),
		),
	);
	expect([...used].filter((name) => !publicClasses.includes(name))).toEqual([]);
});

it('lists the accounts that are really ours, and no practice ones', () => {
	const body = pages.get('/auftritte')?.body ?? '';
	expect(body).toContain('rel="me noopener"');
	expect(body).not.toContain('127.0.0.1:1/x');
	expect(pages.get('/impressum')?.body).toContain('https://social.example/@stadt');
});

it('weighs at most 30 kB with its style sheet, and its script at most 10 kB', async () => {
	const sizes: Record<string, number> = {};
	const weigh = async (path: string) => {
		const { request } = await import('node:http');
		return new Promise<number>((resolve, reject) => {
			const call = request(`${site.origin}${path}`, { headers: { 'accept-encoding': 'br' } }, (answer) => {
				let bytes = 0;
				answer.on('data', (part: Buffer) => {
					bytes += part.length;
				});
				answer.on('end', () => resolve(bytes));
			});
			call.on('error', reject);
			call.end();
		});
	};
	const style = /href="(\/public\/newsroom-[0-9a-f]+\.css)"/.exec(pages.get('/')?.body ?? '')?.[1] ?? '';
	for (const path of [style, '/', '/beitrag/probe-0', '/en/archiv']) sizes[path] = await weigh(path);
	const scripts = [...pages.keys()].filter((path) => path.endsWith('.js'));
	for (const path of scripts) sizes[path] = await weigh(path);
	expect(
		(sizes[style] ?? 0) + Math.max(sizes['/'] ?? 0, sizes['/beitrag/probe-0'] ?? 0, sizes['/en/archiv'] ?? 0),
	).toBeLessThan(30_000);
	expect(scripts.length).toBeGreaterThan(0);
	for (const path of scripts) expect(sizes[path]).toBeLessThan(10_000);
	const fonts = [...(pages.get(style)?.body ?? '').matchAll(/url\("([^"]+)"\)/g)].map(([, path]) => path ?? '');
	expect(fonts).toHaveLength(2);
	for (const path of fonts) expect((await site.get(path)).headers.get('content-type')).toBe('font/woff2');
});

it('lets other sites frame the short lists, and nothing else', () => {
	const framed = html().filter(([, { headers }]) =>
		headers.get('content-security-policy')?.includes('frame-ancestors *'),
	);
	const lists = html().filter(([path]) => /^(?:\/en)?\/einbetten\/./.test(path));
	expect(framed.map(([path]) => path)).toEqual(lists.map(([path]) => path));
	expect(lists.length).toBeGreaterThan(4);
	for (const [, { headers, body }] of framed) {
		expect(headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(body).not.toContain('<script');
		expect(body).toContain('<base target="_blank"');
	}
});
