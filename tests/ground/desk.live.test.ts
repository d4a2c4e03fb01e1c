import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { ensureDeskBuilt } from '#platform/http/desk.ts';

test('the desk is built for work, not for debugging, whoever builds it', async () => {
	const folder = await ensureDeskBuilt(join(import.meta.dirname, '..', '..'), () => undefined);
	const names = (await readdir(join(folder, 'assets'))).filter((name) => name.endsWith('.js'));
	const texts = await Promise.all(names.map((name) => readFile(join(folder, 'assets', name), 'utf8')));
	expect(names.length).toBeGreaterThan(5);
	expect(texts.filter((text) => text.includes('jsxDEV') || text.includes('react_stack_bottom_frame'))).toEqual([]);
});
