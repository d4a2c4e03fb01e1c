import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { publicClasses } from './classes.ts';

it('names every class a page is written with: what is not named has no style', () => {
	const pages = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.tsx'));
	const written = pages.flatMap((name) =>
		[...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/class="([^"]+)"/g)].flatMap(
			([, classes = '']) => classes.split(' '),
		),
	);
	expect(written).toContain('ours');
	expect(written.filter((name) => !publicClasses.includes(name))).toEqual([]);
});
