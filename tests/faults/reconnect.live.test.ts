import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Plan } from '../../bench/faults/plan.ts';
import { type Intended, orderPosts, shownOf } from '../../bench/faults/posts.ts';
import { tasksAt } from '../../bench/faults/reconnect.ts';
import { settle } from '../../bench/faults/round.ts';
import { tallyOf } from '../../bench/faults/tally.ts';
import { openTown, type Town } from '../../bench/faults/town.ts';
import type { Exchange } from '../../src/practice/index.ts';
import { freshDatabase } from '../database.ts';

/** X acts at once and answers late: whoever is killed when it acted never has the answer. */
const late: Plan = {
	lives: [],
	moods: new Map([['x', Array.from({ length: 60 }, () => 'slow' as const)]]),
	replies: [],
	expiries: new Map(),
};
const WAIT = { timeout: 60_000, interval: 100 };

let database: Awaited<ReturnType<typeof freshDatabase>>;
let data: string;
let town: Town;
let hear: (exchange: Exchange) => void = () => undefined;

beforeAll(async () => {
	database = await freshDatabase();
	data = await mkdtemp(join(tmpdir(), 'amtsfunk-test-'));
	town = await openTown({ databaseUrl: database.url, data });
	networkX().listen((exchange) => hear(exchange));
}, 120_000);

afterAll(async () => {
	await town.close();
	await database.drop();
	await rm(data, { recursive: true, force: true });
});

const networkX = () => {
	const x = town.networks.find(({ kind }) => kind === 'x');
	if (x === undefined) throw new Error('there is no X');
	return x.network;
};

/** One life of the product, which ends the moment X has done what was asked of it at `path`. */
const killedOnce = async (path: string): Promise<void> => {
	town.feel(late);
	const acted = Promise.withResolvers<void>();
	hear = (exchange) => {
		if (exchange.method === 'POST' && exchange.path === path && exchange.status < 300) acted.resolve();
	};
	const product = town.start();
	await acted.promise;
	await product.kill();
	hear = () => undefined;
	town.feel(null);
	town.jump(60_000);
};

const statesAtX = async (posts: readonly Intended[]) => {
	const shown = (await Promise.all(posts.map((post) => shownOf(town, post)))).flat();
	return shown.filter(({ presence }) => presence.channel === 'x');
};

it('a kill while X renews its key needs a person, whom the desk tells; with the new key everything goes out once', async () => {
	const marks = Array.from({ length: 5 }, (_, n) => `Meldung ${n + 1}`);
	const posts = await orderPosts(town, marks);
	town.jump(61_000);
	await killedOnce('/2/tweets');
	networkX().feel('expired-token');
	networkX().feel('well');
	await killedOnce('/2/oauth2/token');

	const product = town.start();
	await expect
		.poll(() => tasksAt(town), WAIT)
		.toMatchObject([{ channel: 'x', kind: 'not-well', stage: 'unauthorised' }]);
	await product.kill();
	const kept = await statesAtX(posts);
	const unclear = kept.filter(({ state }) => state === 'unclear');
	expect(unclear.map(({ reason }) => reason?.type)).toContain('channel.unauthorised');
	expect(kept.map(({ state }) => state)).toContain('waiting');
	expect(networkX().timeline().length).toBeGreaterThan(0);
	expect(kept.filter(({ state }) => state === 'published')).toEqual([]);

	const settled = await settle(town, posts);
	expect(settled).toMatchObject({ reconnected: ['x'], locked: [], late: 0 });
	expect(await tasksAt(town)).toEqual([]);
	const { intended, accepted, underWay: _, ...wrong } = await tallyOf(town, posts, data);
	for (const [what, cases] of Object.entries(wrong)) expect(cases, what).toEqual([]);
	expect(accepted).toBe(intended);
}, 600_000);
