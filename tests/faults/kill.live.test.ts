import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { system } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import type { DeliveryOrder } from '#modules/delivery/index.ts';
import { machineClock } from '#platform/clock.ts';
import { loadKey } from '#platform/crypto/sealer.ts';
import { ensureDeskBuilt } from '#platform/http/desk.ts';

import { type OpenOffice, openOffice } from '../../src/office.ts';
import { type PracticeNetwork, startPractice } from '../../src/practice/index.ts';
import { freshDatabase } from '../database.ts';
import { anOrder } from './lane.ts';

const COUNT = 50;
const KILLS = 20;
/** No more lives are begun after this, so that a slow machine ends in time too. */
const BUDGET_MS = 55_000;
const PATIENCE_MS = 25_000;
/** A machine that does much else at the same time may take this long to start the product. */
const START_MS = 40_000;
/** The kill falls somewhere in this span after the first request of a life. */
const SPAN_MS = 150;
const root = join(import.meta.dirname, '..', '..');
const seed = Number(process.env['AMTSFUNK_SEED'] ?? Date.now() % 1_000_000);

let database: Awaited<ReturnType<typeof freshDatabase>>;
let data: string;
let office: OpenOffice;
let networks: readonly PracticeNetwork[];
let presences: readonly string[];

/** The office beside the one that is killed: it orders and reads, and carries nothing. */
const openDesk = (desk: string): Promise<OpenOffice> =>
	openOffice({
		databaseUrl: database.url,
		key: loadKey(join(data, 'key')),
		data,
		desk,
		origin: 'http://localhost',
		lab: true,
		role: 'web',
		tsaUrl: undefined,
		logLevel: 'silent',
	});

beforeAll(async () => {
	database = await freshDatabase();
	data = await mkdtemp(join(tmpdir(), 'amtsfunk-test-'));
	office = await openDesk(await ensureDeskBuilt(root, () => undefined));
	const [mastodon, bluesky] = await Promise.all([
		startPractice({ network: 'mastodon', clock: machineClock }),
		startPractice({ network: 'bluesky', clock: machineClock }),
	]);
	networks = [mastodon, bluesky];
	const account = { name: 'Stadt Musterstadt', handle: 'musterstadt' };
	const wanted = { unitId: 'u1', name: 'Stadt', sharedBelow: false };
	const ma = await mastodon.openAccount(account);
	const bs = await bluesky.openAccount(account);
	const me = system('probe');
	const connected = [
		await office.channels.connectMastodon(me, wanted, { server: mastodon.origin, token: ma.secret }),
		await office.channels.connectBluesky(me, wanted, {
			service: bluesky.origin,
			handle: bs.handle,
			appPassword: bs.secret,
		}),
	];
	presences = connected.map((result) => {
		if (!result.ok) throw new Error(result.error.type);
		return result.value.id;
	});
}, 120_000);

afterAll(async () => {
	for (const network of networks) await network.close();
	await office.close();
	await database.drop();
	await rm(data, { recursive: true, force: true });
});

const textOf = (n: number): string => `Meldung ${n} von ${COUNT}: Die Brücke bleibt gesperrt.`;

const orderSome = async (from: number, to: number): Promise<void> => {
	const orders: DeliveryOrder[] = [];
	for (let n = from; n < to; n += 1) {
		const which = n % 2;
		const { rendition, ...rest } = anOrder({ source: 'dialogue', subject: `m${n}`, dueAt: machineClock.now() });
		const channel = which === 0 ? 'mastodon' : 'bluesky';
		const order = { ...rest, channel, presenceId: presences[which] ?? '' } as const;
		orders.push({ ...order, rendition: { ...rendition, text: textOf(n), createdAt: machineClock.now() } });
	}
	await office.corridor.db.transact('order', async (tx) => ok(await office.delivery.order(tx, orders)));
};

const requests = (): number => networks.reduce((sum, network) => sum + network.received().length, 0);

const startProduct = (): ChildProcess => {
	const settings = ['--role', 'jobs', '--lab', '--port', '0', '--data', data, '--log', 'silent'];
	const start = ['--import', './scripts/jsx.mjs', join('src', 'main.ts'), ...settings];
	const env = { ...process.env, DATABASE_URL: database.url, NODE_COMPILE_CACHE: join(tmpdir(), 'amtsfunk-kill-cache') };
	return spawn(process.execPath, start, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
};

/** Resolves when the product says that it is there; answers how long until its first request then. */
const untilAtWork = async (product: ChildProcess): Promise<number> => {
	const before = requests();
	await untilThere(product);
	const there = performance.now();
	while (requests() === before && performance.now() - there < PATIENCE_MS) await pause(2);
	return performance.now() - there;
};

const untilThere = async ({ stdout, stderr }: ChildProcess): Promise<void> => {
	let complaint = '';
	stderr?.on('data', (chunk) => {
		complaint += String(chunk);
	});
	let said = '';
	stdout?.on('data', (chunk) => {
		said += String(chunk);
	});
	const begun = performance.now();
	while (!said.includes('Amtsfunk:')) {
		if (performance.now() - begun > START_MS) throw new Error(`the product did not start: ${said} ${complaint}`);
		await pause(5);
	}
};

const kill = async (product: ChildProcess): Promise<void> => {
	const gone = once(product, 'exit');
	product.kill('SIGKILL');
	await gone;
};

const standing = async (): Promise<Record<string, number>> => {
	const subjects = Array.from({ length: COUNT }, (_, n) => `m${n}`);
	const states: Record<string, number> = {};
	for (const { state } of await office.delivery.deliveriesOf(subjects)) states[state] = (states[state] ?? 0) + 1;
	return states;
};

/** SPEC: mulberry32, so that a run can be repeated by its seed. */
const chanceFrom = (start: number) => {
	let state = start;
	return (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
};

it('kill -9 at random moments of a delivery run loses and doubles nothing', async () => {
	const chance = chanceFrom(seed);
	const begun = performance.now();
	const resumed: number[] = [];
	let ordered = 0;
	while (resumed.length < KILLS && performance.now() - begun < BUDGET_MS) {
		const next = Math.min(COUNT, ordered + (chance() < 0.5 ? 2 : 3));
		await orderSome(ordered, next);
		ordered = next;
		const product = startProduct();
		resumed.push(await untilAtWork(product));
		await pause(chance() * SPAN_MS);
		await kill(product);
	}
	await orderSome(ordered, COUNT);
	const last = startProduct();
	await untilAtWork(last);
	const resting = performance.now();
	while ((await standing())['published'] !== COUNT && performance.now() - resting < PATIENCE_MS) await pause(50);
	const settledIn = Math.round(performance.now() - resting);
	await kill(last);

	const accepted = networks.flatMap((network) => network.timeline().map(({ text }) => text));
	const slowest = Math.round(Math.max(...resumed));
	console.log(`kill -9: seed ${seed}, ${resumed.length} kills, ${COUNT} intended, ${accepted.length} accepted,`);
	console.log(
		`  shown ${JSON.stringify(await standing())}, at work at most ${slowest} ms after each start, all settled ${settledIn} ms after the last`,
	);
	expect([...accepted].sort()).toEqual(Array.from({ length: COUNT }, (_, n) => textOf(n)).sort());
	expect(await standing()).toEqual({ published: COUNT });
}, 120_000);
