import { execFileSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { bundledFolder } from '#platform/db/embedded/binaries.ts';

import { ask, type Keeper, type KeeperOptions, keep, serverPid, within } from './processes.ts';

const isRoot = process.getuid?.() === 0;
/** An ordinary account that every machine has. */
const NOBODY = 65_534;

const folders: string[] = [];
const keepers: Keeper[] = [];

const folder = (parent = tmpdir()): string => {
	const made = mkdtempSync(join(parent, 'amtsfunk-ground-'));
	folders.push(made);
	return made;
};
/** A folder with a database that was created before: most of these tests are not about the first start. */
let seed = '';
beforeAll(async () => {
	seed = folder();
	await (await keep(seed)).end('SIGTERM');
});
const grown = (): string => {
	const home = folder();
	execFileSync('cp', ['-a', `${seed}/.`, home]);
	return home;
};

const start = async (home: string, options?: KeeperOptions): Promise<Keeper> => {
	const keeper = await keep(home, options);
	keepers.push(keeper);
	return keeper;
};

afterEach(async () => {
	for (const keeper of keepers.splice(0)) if (keeper.child.exitCode === null) await keeper.end('SIGTERM');
});
afterAll(() => {
	for (const made of folders) rmSync(made, { recursive: true, force: true });
});

test('what was stored is there after a restart, and no port is open for it', async () => {
	const home = folder();
	const first = await start(home);
	expect(first.told).toMatchObject({ adopted: false, version: expect.stringMatching(/^18\./) });
	await ask(first.told['url'], 'insert into kept values (1)');
	expect(await ask(first.told['url'], 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
	await first.end('SIGTERM');
	expect(existsSync(join(first.told['data'] ?? '', 'postmaster.pid'))).toBe(false);
	const second = await start(home);
	expect(await ask(second.told['url'], 'select n from kept')).toEqual([{ n: 1 }]);
});

test('the office works as a role that is no superuser, with passwords only its account can read', async () => {
	const home = grown();
	const { told } = await start(home);
	expect(await ask(told['url'], "select current_user, current_setting('is_superuser') as super")).toEqual([
		{ current_user: 'amtsfunk', super: 'off' },
	]);
	for (const name of ['admin-password', 'app-password'])
		expect(statSync(join(home, 'database', name)).mode & 0o777).toBe(0o600);
	expect(statSync(told['socket'] ?? '').mode & 0o777).toBe(0o700);
});

describe('two processes on one folder', () => {
	test('starting at the same moment, on a folder that is still empty, share one server', async () => {
		const home = folder();
		const [a, b] = await Promise.all([start(home), start(home)]);
		await ask(a?.told['url'], 'insert into kept values (7)');
		expect(await ask(b?.told['url'], 'select n from kept')).toEqual([{ n: 7 }]);
		expect([a?.told.adopted, b?.told.adopted].filter(Boolean)).toHaveLength(1);
		expect(readdirSync(join(home, 'database')).filter((name) => name.includes('.init-'))).toEqual([]);
	});

	test('the second goes on within five seconds when the first, which started the server, leaves', async () => {
		const home = grown();
		const first = await start(home);
		const second = await start(home);
		expect(second.told.adopted).toBe(true);
		await first.end('SIGTERM');
		await within(5000, () => ask(second.told['url'], 'insert into kept values (2)'));
		expect(await ask(second.told['url'], 'select n from kept')).toEqual([{ n: 2 }]);
	});

	test('the first goes on when the second leaves', async () => {
		const home = grown();
		const first = await start(home);
		const second = await start(home);
		await second.end('SIGTERM');
		expect(await ask(first.told['url'], 'select 1 as alive')).toEqual([{ alive: 1 }]);
	});
});

describe('after a kill', () => {
	test('of this process, the server does not stay behind, and the next start finds every committed row', async () => {
		const home = grown();
		const first = await start(home);
		for (let n = 0; n < 5; n += 1) await ask(first.told['url'], `insert into kept values (${n})`);
		const pid = serverPid(first.told['data']);
		await first.end('SIGKILL');
		const second = await start(home);
		expect(await ask(second.told['url'], 'select count(*)::int as rows from kept')).toEqual([{ rows: 5 }]);
		await within(5000, () => expect(existsSync(`/proc/${pid}`) && serverPid(second.told['data']) !== pid).toBe(false));
	});

	test('of the server, it is back within five seconds with every committed row', async () => {
		const home = grown();
		const { told } = await start(home);
		for (let n = 0; n < 5; n += 1) await ask(told['url'], `insert into kept values (${n})`);
		const before = serverPid(told['data']);
		process.kill(before, 'SIGKILL');
		await within(5000, () => {
			expect(serverPid(told['data'])).not.toBe(before);
			return ask(told['url'], 'select 1');
		});
		expect(await ask(told['url'], 'select count(*)::int as rows from kept')).toEqual([{ rows: 5 }]);
	});

	test('of the very first start, half-made folders are not taken for whole ones', async () => {
		const home = folder();
		mkdirSync(join(home, 'database', 'pg18.init-999999999'), { recursive: true });
		writeFileSync(join(home, 'database', 'pg18.init-999999999', 'PG_VERSION'), '18\n');
		const { told } = await start(home);
		expect(await ask(told['url'], 'select 1 as alive')).toEqual([{ alive: 1 }]);
		expect(readdirSync(join(home, 'database')).filter((name) => name.includes('.init-'))).toEqual([]);
	});

	test('and a restart of the machine, a stranger with the number of the old server is no obstacle', async () => {
		const home = grown();
		const first = await start(home);
		await first.end('SIGTERM');
		const pidFile = join(first.told['data'] ?? '', 'postmaster.pid');
		writeFileSync(
			pidFile,
			`${process.pid}\n${first.told['data']}\n1\n5432\n${first.told['socket']}\n\n1 1\nready   \n`,
		);
		const second = await start(home);
		expect(second.told.adopted).toBe(false);
		expect(await ask(second.told['url'], 'select 1 as alive')).toEqual([{ alive: 1 }]);
	});
});

describe('in places that are not as usual', () => {
	test('a strict umask keeps nobody out who has to come in', async () => {
		const { told } = await start(join(folder(), 'deeper', 'data'), { umask: '077' });
		expect(await ask(told['url'], 'select 1 as alive')).toEqual([{ alive: 1 }]);
	});

	test('a path too long for a socket gets a short one elsewhere', async () => {
		const home = join(folder(), 'a'.repeat(120));
		const { told } = await start(home);
		expect(told['socket']?.startsWith(home)).toBe(false);
		expect(statSync(told['socket'] ?? '').mode & 0o777).toBe(0o700);
		await ask(told['url'], 'select 1');
		rmSync(told['socket'] ?? '', { recursive: true, force: true });
	});

	test('a restore that was cut short is not taken for an installation', async () => {
		const home = folder();
		mkdirSync(join(home, '.restoring'));
		const { told } = await start(home);
		expect(told['hindrance']).toMatch(/restore that was cut short/);
	});

	test('data of another major version are left alone', async () => {
		const home = folder();
		mkdirSync(join(home, 'database', 'pg17'), { recursive: true });
		const { told } = await start(home);
		expect(told['hindrance']).toMatch(/PostgreSQL 17/);
		expect(readdirSync(join(home, 'database'))).not.toContain('pg18');
	});

	test('lost password files are made anew for the database there is', async () => {
		const home = grown();
		const first = await start(home);
		await ask(first.told['url'], 'insert into kept values (3)');
		await first.end('SIGTERM');
		for (const name of ['admin-password', 'app-password']) rmSync(join(home, 'database', name));
		const second = await start(home);
		expect(await ask(second.told['url'], 'select n from kept')).toEqual([{ n: 3 }]);
		await expect(ask(first.told['url'], 'select 1')).rejects.toThrow(/password/);
	});
});

/** The programs as an installation without install scripts leaves them, where nobody may write. */
const readOnlyPackage = (mode: number): string => {
	const place = join(folder(), 'package', 'native');
	mkdirSync(dirname(place), { recursive: true });
	cpSync(bundledFolder(), place, {
		recursive: true,
		verbatimSymlinks: true,
		filter: (path) => !/\.so(\.\d+)?$/.test(path) || !/libicu/.test(path),
	});
	cpSync(join(bundledFolder(), '..', 'package.json'), join(place, '..', 'package.json'));
	for (const open of [dirname(dirname(place))]) chmodSync(open, 0o755);
	chmodSync(join(place, 'lib'), 0o555);
	chmodSync(dirname(place), mode);
	return place;
};

describe.runIf(isRoot)('as root', () => {
	test('a closed data folder of ours is opened for passage, not for looking', async () => {
		const home = folder();
		chmodSync(home, 0o700);
		const { told } = await start(home);
		expect(await ask(told['url'], 'select 1 as alive')).toEqual([{ alive: 1 }]);
		expect(statSync(home).mode & 0o066).toBe(0);
		expect(statSync(told['data'] ?? '').uid).not.toBe(0);
	});

	test("a closed folder of somebody else's on the way is named, and left closed", async () => {
		const closed = folder('/var/tmp');
		chmodSync(closed, 0o700);
		const { told } = await start(join(closed, 'data'));
		expect(told['hindrance']).toContain(`the folder ${closed} is closed to it`);
		expect(statSync(closed).mode & 0o777).toBe(0o700);
	});

	test('programs that the database account cannot reach are copied beside the data once', async () => {
		const native = readOnlyPackage(0o700);
		const home = folder();
		const { told } = await start(home, { native });
		expect(told['bin']).toContain(join(home, 'database', 'runtime-'));
		expect(await ask(told['url'], 'select 1 as alive')).toEqual([{ alive: 1 }]);
	});

	test('an ordinary account runs it by itself', async () => {
		const home = folder();
		chmodSync(home, 0o777);
		const { told } = await start(join(home, 'data'), { uid: NOBODY });
		expect(await ask(told['url'], 'select 1 as alive')).toEqual([{ alive: 1 }]);
		expect(statSync(told['data'] ?? '').uid).toBe(NOBODY);
		expect(statSync(join(home, 'data')).mode & 0o777).toBe(0o700);
	});

	test('an ordinary account copies programs from a package folder it may not write to', async () => {
		const native = readOnlyPackage(0o755);
		const home = folder();
		chmodSync(home, 0o777);
		const { told } = await start(join(home, 'data'), { uid: NOBODY, native });
		expect(told['bin']).toContain('runtime-');
		expect(await ask(told['url'], 'select 1 as alive')).toEqual([{ alive: 1 }]);
	});

	test('an account without a name is told what to do', async () => {
		const home = folder();
		chmodSync(home, 0o777);
		const { told } = await start(join(home, 'data'), { uid: 54_321 });
		expect(told['hindrance']).toMatch(/54321 has no entry in \/etc\/passwd.*DATABASE_URL/);
	});
});
