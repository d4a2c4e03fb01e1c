import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { languages } from '#kernel/language.ts';

import { catalogues } from '../languages/index.ts';

const source = join(import.meta.dirname, '..', '..');

/** Every kind of leaf that stands as a word in an act (some are put together from parts: those are not found). */
const kinds = readdirSync(source, { recursive: true, encoding: 'utf8' })
	.filter((file) => /^(modules|platform)\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
	.flatMap((file) => [...readFileSync(join(source, file), 'utf8').matchAll(/kind: '([a-z-]+)\.([a-z-]+)'/g)])
	.map(([, thing = '', verb = '']) => [thing, verb] as const);

it.each(languages)('every kind of record has words in %s (languages/*/records.json, "kinds")', (language) => {
	const words: Readonly<Record<string, Readonly<Record<string, string>>>> = catalogues[language].records.kinds;
	expect(kinds.length).toBeGreaterThan(40);
	expect(kinds.filter(([thing, verb]) => words[thing]?.[verb] === undefined)).toEqual([]);
});
