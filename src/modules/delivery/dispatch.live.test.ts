import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { instant } from '#kernel/time.ts';
import { anOrder, type Lane, lead, openLane } from '#tests/faults/lane.ts';
import { type Loopback, startLoopback } from '#tests/faults/loopback.ts';

let lane: Lane;
let network: Loopback;

beforeEach(async () => {
	lane = await openLane();
	network = await startLoopback(lane.clock, { memoryMs: 3_600_000 });
	lane.connect({ p1: network.channel });
	await lane.delivery.start();
});
afterEach(async () => {
	expect(lane.complaints).toEqual([]);
	await lane.close();
	await network.close();
});

describe('a delivery', () => {
	it('goes out on time, once, and tells where it stands', async () => {
		const [id] = await lane.order({ dueAt: instant('2026-03-02T08:10:00Z') });
		await lane.at('2026-03-02T08:09:59Z');
		expect(network.accepted()).toEqual([]);
		await lane.at('2026-03-02T08:10:00Z');
		await lane.at('2026-03-02T08:40:00Z');
		expect(network.accepted()).toEqual([id]);
		expect(await lane.one()).toMatchObject({ state: 'published', attempts: 1, remote: { id: 'c1' } });
	});

	it('goes out at once when it is due at once', async () => {
		await lane.order({});
		await lane.settle();
		expect(await lane.states()).toEqual(['published']);
	});

	it('is repeated with its key when the answer gets lost, and appears once', async () => {
		network.feel('loses-one-answer');
		await lane.order({});
		await lane.settle();
		expect(network.requests()).toBe(2);
		expect(network.accepted()).toHaveLength(1);
		expect(await lane.states()).toEqual(['published']);
	});

	it('is edited and withdrawn after it was published, in this order, whatever is due first', async () => {
		await lane.order({}, { operation: 'edit' }, { operation: 'withdraw' });
		await lane.settle();
		expect(network.accepted()).toHaveLength(1);
		expect(network.texts()).toEqual([]);
		expect(await lane.states()).toEqual(['withdrawn', 'published', 'withdrawn']);
	});

	it('leaves a leaf with every change of its state', async () => {
		await lane.order({});
		await lane.settle();
		expect(await lane.leaves()).toBe(2);
	});

	it('can be read by the network’s id', async () => {
		await lane.order({});
		await lane.settle();
		const found = await lane.delivery.publishedAs('p1', ['c1', 'c9']);
		expect([...found.keys()]).toEqual(['c1']);
		expect(found.get('c1')).toMatchObject({ source: 'editorial', subject: 's1' });
	});
});

describe('a delivery to a network that is not well', () => {
	it('waits exactly as long as the network asks, however long that is', async () => {
		network.feel('throttling', 2 * 3_600_000);
		await lane.order({});
		await lane.settle();
		expect(await lane.one()).toMatchObject({ state: 'waiting', reason: { type: 'channel.throttled' } });
		network.feel('well');
		await lane.at('2026-03-02T09:59:59Z');
		expect(network.accepted()).toEqual([]);
		await lane.at('2026-03-02T10:00:00Z');
		expect(await lane.states()).toEqual(['published']);
	});

	it('is tried again with growing pauses while the network is down', async () => {
		network.feel('failing');
		await lane.order({});
		await lane.at('2026-03-02T08:05:00Z');
		expect(network.requests()).toBeGreaterThan(2);
		expect(network.requests()).toBeLessThan(10);
		network.feel('well');
		await lane.at('2026-03-02T08:25:00Z');
		expect(await lane.states()).toEqual(['published']);
		expect(network.accepted()).toHaveLength(1);
	});

	it('is set aside for a person when the network was down for more than half an hour', async () => {
		network.feel('failing');
		await lane.order({});
		await lane.at('2026-03-02T09:00:00Z');
		network.feel('well');
		await lane.at('2026-03-02T10:00:00Z');
		expect(network.accepted()).toEqual([]);
		expect(await lane.one()).toMatchObject({ state: 'waiting', held: 'review' });
		expect((await lane.delivery.needingHelp({ answers: 'all', posts: 'all' }, { limit: 10 })).items).toHaveLength(1);
		await lane.delivery.acts.releaseFromReview(lead, { id: (await lane.one()).id });
		await lane.settle();
		expect(await lane.states()).toEqual(['published']);
	});
});

describe('a delivery that is refused', () => {
	it('is refused when the network does not take it, and sent again when a person asks', async () => {
		network.feel('refusing');
		await lane.order({});
		await lane.settle();
		expect(await lane.one()).toMatchObject({ state: 'refused', reason: { type: 'channel.rejected', field: 'text' } });
		network.feel('well');
		const retried = await lane.delivery.acts.retryRefused(lead, { id: (await lane.one()).id });
		expect(retried.ok).toBe(true);
		await lane.settle();
		expect(await lane.states()).toEqual(['published']);
	});

	it('is refused when our access is gone; the rest waits until it is back', async () => {
		network.feel('revoked');
		await lane.order({});
		await lane.settle();
		expect(await lane.states()).toEqual(['refused']);
		await lane.order({ subject: 's2' });
		await lane.at('2026-03-02T08:20:00Z');
		expect(await lane.states('s2')).toEqual(['waiting']);
		expect((await lane.delivery.status()).troubled).toMatchObject([{ presence_id: 'p1' }]);
		network.feel('well');
		await lane.at('2026-03-02T08:31:00Z');
		expect(await lane.states('s2')).toEqual(['published']);
	});
});

const parts = (of: number, order: object = {}) =>
	Array.from({ length: of }, (_, at) => ({
		rendition: { ...anOrder({}).rendition, text: `Teil ${at + 1}` },
		part: { number: at + 1, of },
		...order,
	}));
const standing = [
	{ id: 'c1', text: 'Teil 1', answers: null },
	{ id: 'c2', text: 'Teil 2', answers: 'c1' },
	{ id: 'c3', text: 'Teil 3', answers: 'c2' },
];

describe('a thread', () => {
	it('goes out part by part, each in answer to the one before, though an answer is lost', async () => {
		network.feel('loses-one-answer');
		await lane.order(...parts(3));
		await lane.settle();
		expect(network.copies()).toEqual(standing);
		expect(network.accepted()).toHaveLength(3);
		expect(network.busiest()).toBe(1);
	});

	it('stops where a part is refused, says so, and goes on when it stands', async () => {
		await lane.order(...parts(3, { dueAt: instant('2026-03-02T08:10:00Z') }));
		network.feel('refusing');
		await lane.at('2026-03-02T08:10:00Z');
		const [first, second] = await lane.delivery.deliveriesOf(['s1']);
		expect(second).toMatchObject({ state: 'waiting', held: 'part', before: 'refused' });
		network.feel('well');
		// Hours later it is nobody's fault that the others are late: they are not put aside one by one.
		await lane.at('2026-03-02T11:00:00Z');
		expect((await lane.delivery.needingHelp({ answers: 'all', posts: 'all' }, { limit: 9 })).items).toHaveLength(1);
		await lane.delivery.acts.retryRefused(lead, { id: first?.id ?? '' });
		await lane.settle();
		expect(network.copies()).toEqual(standing);
	});

	it('ends where a part is given up', async () => {
		network.feel('refusing');
		const [first = ''] = await lane.order(...parts(3));
		await lane.settle();
		network.feel('well');
		await lane.delivery.acts.discard(lead, { id: first, reason: 'überholt' });
		await lane.at('2026-03-02T12:00:00Z');
		expect(network.copies()).toEqual([]);
		expect(await lane.states()).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
	});

	it('waits for a part that is unclear, and answers the copy a person found', async () => {
		const blind = await startLoopback(lane.clock, {});
		lane.connect({ p1: blind.channel });
		blind.feel('loses-one-answer');
		const [first = ''] = await lane.order(...parts(2));
		await lane.settle();
		expect(await lane.states()).toEqual(['unclear', 'waiting']);
		await lane.delivery.acts.confirmPublished(lead, { id: first, url: `${blind.origin}/c1` });
		await lane.settle();
		expect(blind.copies()).toEqual(standing.slice(0, 2));
		await blind.close();
	});
});

describe('a thread that is stopped', () => {
	it('stands still between two parts while a switch is off', async () => {
		network.feel('holding');
		await lane.order(...parts(3));
		await network.held();
		const pausing = lane.delivery.acts.pause(lead, { kind: 'all', target: null, reason: 'Probe' });
		while (!(await lane.delivery.isPaused())) await network.held();
		network.feel('well');
		await pausing;
		await lane.at('2026-03-02T08:01:00Z');
		expect(network.copies()).toHaveLength(1);
		await lane.delivery.acts.resume(lead, { kind: 'all', target: null });
		await lane.at('2026-03-02T08:02:00Z');
		expect(network.copies()).toEqual(standing);
	});

	it('is taken back last part first, and does not wait for a part nobody knows of', async () => {
		await lane.order(...parts(3));
		await lane.settle();
		const back = parts(3, { operation: 'withdraw' as const }).toReversed();
		network.feel('failing');
		await lane.order(...back);
		await lane.settle();
		expect((await lane.delivery.deliveriesOf(['s1'])).slice(3).map(({ attempts }) => attempts)).toEqual([1, 0, 0]);
		network.feel('well');
		await lane.at('2026-03-02T08:05:00Z');
		expect(network.copies()).toEqual([]);
		expect(await lane.states()).toEqual(Array(6).fill('withdrawn'));
	});
});
