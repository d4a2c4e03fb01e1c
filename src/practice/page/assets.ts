import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const packages = createRequire(import.meta.url);
const here = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

const WEIGHTS = [400, 500, 600] as const;
const SHEETS = ['tokens', 'base', 'parts', 'practice'];

const face = (weight: number): string =>
	`@font-face{font-family:"Fira Sans";font-weight:${weight};font-display:swap;src:url("/uebung/fira-sans-${weight}.woff2") format("woff2")}`;

/** The desk's own style sheets and typeface, for pages that are not part of the desk. */
export const styleSheet = (): string =>
	[
		'@layer tokens, base, parts, desk;',
		...WEIGHTS.map(face),
		...SHEETS.map((name) => here(`../../web/styles/${name}.css`)),
		here('./uebung.css'),
	].join('\n');

export const typeface = (weight: number): Buffer | null =>
	WEIGHTS.some((known) => known === weight)
		? readFileSync(packages.resolve(`@fontsource/fira-sans/files/fira-sans-latin-${weight}-normal.woff2`))
		: null;
