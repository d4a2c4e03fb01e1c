import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { type Lane, openLane } from '#tests/faults/lane.ts';
import { type Loopback, startLoopback } from '#tests/faults/loopback.ts';

/** As in owner.ts. */
const LOCK_CLASS = 0x616d74;
const COUNT = 500;
const NETWORKS = 5;
const PER_PRESENCE = 4;

let lane: Lane;
let networks: Loopback[];

beforeEach(async () => {
	lane = await openLane();
	networks = [];
	for (let i = 0; i < NETWORKS; i += 1) {
		const network = await startLoopback(lane.clock, { memoryMs: 0 });
		networks.push(network);
		lane.connect({ [`p${i}`]: network.channel });
	}
});
afterEach(async () => {
	expect(lane.complaints).toEqual([]);
	await lane.close();
	for (const network of networks) await network.close();
});

describe('two dispatchers on one database', () => {
	it('carry each of 500 deliveries exactly once, and never crowd a presence', async () => {
		const other = await lane.join();
		await lane.delivery.start();
		await other.delivery.start();
		const ids = await lane.order(
			...Array.from({ length: COUNT }, (_, i) => ({ subject: `s${i}`, presenceId: `p${i % NETWORKS}` })),
		);
		await lane.clock.windTo(lane.clock.now(), async () => undefined);
		for (const network of networks) await network.took(COUNT / NETWORKS);
		await lane.settle();
		const accepted = networks.flatMap((network) => network.accepted());
		expect([...accepted].sort()).toEqual([...ids].sort());
		for (const network of networks) expect(network.busiest()).toBeLessThanOrEqual(PER_PRESENCE);
		const stands = await lane.delivery.deliveriesOf(ids.map((_, i) => `s${i}`));
		expect(stands.every(({ state }) => state === 'published')).toBe(true);
	});

	it('let a healthy network go on beside one that hangs', async () => {
		await lane.delivery.start();
		const [slow, well] = networks;
		slow?.feel('holding');
		await lane.order(
			...Array.from({ length: 20 }, (_, i) => ({ subject: `slow${i}`, presenceId: 'p0' })),
			...Array.from({ length: 20 }, (_, i) => ({ subject: `well${i}`, presenceId: 'p1' })),
		);
		await lane.clock.windTo(lane.clock.now(), async () => undefined);
		await well?.took(20);
		expect(slow?.accepted()).toEqual([]);
		slow?.feel('well');
		await lane.settle();
		expect(slow?.accepted()).toHaveLength(20);
	});
});

describe('a dispatcher', () => {
	it('takes over from one that was taken for dead before, went on and then died', async () => {
		const [slow] = networks;
		slow?.feel('holding');
		await lane.delivery.start();
		// Its sign of life is cut and, as no time passes, not renewed.
		await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = ${LOCK_CLASS}`.execute(
			lane.corridor.engine.engine,
		);
		const second = await lane.join();
		await second.delivery.start();
		await second.delivery.stop();
		await lane.order({ presenceId: 'p0' });
		await lane.clock.windTo(lane.clock.now(), async () => undefined);
		await vi.waitFor(async () => expect(await lane.states()).toEqual(['sending']), { timeout: 10_000 });
		const third = await lane.join();
		await third.delivery.start();
		expect(await lane.states()).toEqual(['unclear']);
		slow?.feel('well');
		await lane.settle();
	});
});
