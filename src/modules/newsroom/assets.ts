import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { publicClasses } from '#web/public/classes.ts';
import { drawingNames } from '#web/public/drawings.ts';

import { FOR_EVER, publicHeaders } from './headers.ts';
import type { PageCache } from './page-cache.ts';
import { reduceStyles } from './style-sheet.ts';

/** Addresses of what pages load, each with the hash of its bytes. */
export interface Assets {
	readonly style: string;
	readonly script: string;
	readonly worker: string;
	readonly icon: string;
	readonly drawings: Readonly<Record<string, string>>;
}

const web = new URL('../../web/', import.meta.url);
const packages = createRequire(import.meta.url);

const file = (path: string): Buffer => readFileSync(new URL(path, web));

/** At most two files of type, and only the letters of German and English. SPEC: design.md 11, 50 kB. */
const fonts = [400, 600].map((weight) => ({
	weight,
	bytes: () => readFileSync(packages.resolve(`@fontsource/fira-sans/files/fira-sans-latin-${weight}-normal.woff2`)),
}));

const LAYERS = '@layer tokens, base, parts, desk, public;';
const sheets = ['styles/tokens.css', 'styles/base.css', 'styles/parts.css', 'styles/public.css', 'public/newsroom.css'];

/** Reads everything public pages load, presses it once and keeps it in the cache for ever. */
export const shelveAssets = (cache: PageCache, origin: string): Assets => {
	const shelve = (name: string, ending: string, { body, type }: { body: string | Buffer; type: string }): string => {
		const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
		const address = `/public/${name}-${hash}.${ending}`;
		cache.keep(address, {
			body,
			headers: { ...publicHeaders(origin), 'content-type': type, 'cache-control': FOR_EVER },
		});
		return address;
	};
	const svg = (name: string) =>
		shelve(name, 'svg', { body: file(`public/drawings/${name}.svg`), type: 'image/svg+xml' });
	const script = (name: string) =>
		shelve(name, 'js', { body: file(`public/browser/${name}.js`), type: 'text/javascript; charset=utf-8' });
	const faces = fonts.map(({ weight, bytes }) => {
		const address = shelve(`fira-sans-${weight}`, 'woff2', { body: bytes(), type: 'font/woff2' });
		return `@font-face{font-family:"Fira Sans";font-weight:${weight};font-display:swap;src:url("${address}") format("woff2")}`;
	});
	const rules = reduceStyles(
		sheets.map((path) => file(path).toString('utf8')),
		new Set(publicClasses),
	);
	return {
		style: shelve('newsroom', 'css', { body: LAYERS + faces.join('') + rules, type: 'text/css; charset=utf-8' }),
		script: script('enhance'),
		worker: script('solve'),
		icon: svg('zeichen'),
		drawings: Object.fromEntries(drawingNames.map((name) => [name, svg(name)])),
	};
};
