import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, expect, test } from 'vitest';

import { ask, type Keeper, keep } from './processes.ts';

const canContain = spawnSync('unshare', ['--pid', '--fork', '--mount-proc', '--uts', 'true']).status === 0;
const home = mkdtempSync(join(tmpdir(), 'amtsfunk-host-'));
const keepers: Keeper[] = [];
const start = async (container?: string): Promise<Keeper> => {
	const keeper = await keep(home, container === undefined ? {} : { container });
	keepers.push(keeper);
	return keeper;
};

afterEach(async () => {
	for (const keeper of keepers.splice(0)) if (keeper.child.exitCode === null) await keeper.end('SIGTERM');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test.runIf(canContain)(
	'a folder whose database is served is refused to another container, and free when that is over',
	async () => {
		const here = await start();
		await ask(here.told['url'], 'insert into kept values (1)');
		const there = await start('andere');
		expect(there.told['hindrance']).toMatch(/is served by another machine or container just now .*DATABASE_URL/);
		expect(await ask(here.told['url'], 'select n from kept')).toEqual([{ n: 1 }]);

		await here.end('SIGTERM');
		expect(existsSync(join(home, 'host.json'))).toBe(false);
		// What a killed container left behind is recognised because it stands still.
		const next = await start('andere');
		expect(next.told.adopted).toBe(false);
		await next.end('SIGKILL');
		expect(existsSync(join(home, 'host.json'))).toBe(true);
		expect(await ask((await start()).told['url'], 'select n from kept')).toEqual([{ n: 1 }]);
	},
);
