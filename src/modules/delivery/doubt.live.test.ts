import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutgoingRendition } from '#modules/channels/index.ts';

import type { Outcome } from '#modules/delivery/index.ts';
import { anOrder, type Lane, lead, openLane } from '#tests/faults/lane.ts';
import { type Loopback, startLoopback } from '#tests/faults/loopback.ts';

/** What an order without more would send. */
const ordered = (): OutgoingRendition => {
	const { document: _, ...said } = anOrder({}).rendition;
	return { ...said, media: [] };
};

let lane: Lane;
let network: Loopback;
const outcomes: Outcome['kind'][] = [];

const open = async (traits: Parameters<typeof startLoopback>[1]) => {
	lane = await openLane();
	network = await startLoopback(lane.clock, traits);
	lane.connect({ p1: network.channel });
	outcomes.length = 0;
	lane.delivery.onOutcome('editorial', async (_, { kind }) => void outcomes.push(kind));
	await lane.delivery.start();
};
afterEach(async () => {
	expect(lane.complaints).toEqual([]);
	await lane.close();
	await network.close();
});
/** A process that died while it was carrying: its mark stands, its lock is gone. */
const carriedByTheDead = async (id: string | undefined) => {
	await sql`insert into delivery_owner values ('ghost', 42, now())`.execute(lane.corridor.engine.engine);
	await sql`update delivery_delivery set state = 'sending', owner = 'ghost', attempts = 1,
		sent_at = due_at, doubt_at = due_at where id = ${id}`.execute(lane.corridor.engine.engine);
};

describe('a delivery that may be public', () => {
	it('is found at once where one can look', async () => {
		await open({ memoryMs: 0, canFind: true });
		network.feel('answers-get-lost');
		await lane.order({});
		await lane.settle();
		expect(await lane.one()).toMatchObject({ state: 'published', looks: 1, remote: { id: 'c1' } });
		expect(network.accepted()).toHaveLength(1);
	});

	it('is left to a person where nothing can be found out, and never sent again by itself', async () => {
		await open({ memoryMs: 0, canFind: false });
		network.feel('answers-get-lost');
		await lane.order({});
		await lane.settle();
		network.feel('well');
		await lane.at('2026-03-02T20:00:00Z');
		expect(await lane.one()).toMatchObject({ state: 'unclear', nextAt: null });
		expect(network.accepted()).toHaveLength(1);
		expect(outcomes).toEqual(['unclear']);
	});
});

describe('a delivery that may be public, in the hands of a person,', () => {
	it('counts as published where a person found it, and can then be withdrawn', async () => {
		await open({ memoryMs: 0, canFind: false });
		network.feel('answers-get-lost');
		const [id] = await lane.order({}, { operation: 'withdraw' });
		await lane.settle();
		expect(await lane.states()).toEqual(['unclear', 'waiting']);
		network.feel('well');
		const url = `${network.origin}/c1`;
		const confirmed = await lane.delivery.acts.confirmPublished(lead, { id: id ?? '', url });
		expect(confirmed).toMatchObject({ ok: true, value: { state: 'published', remote: { id: 'c1', url } } });
		await lane.settle();
		expect(await lane.states()).toEqual(['withdrawn', 'withdrawn']);
		expect(outcomes).toEqual(['unclear', 'published', 'withdrawn']);
		expect(network.texts()).toEqual([]);
	});

	it('is never said to be withdrawn where nothing of ours stands at the address a person named', async () => {
		await open({ memoryMs: 0, canFind: false });
		network.feel('answers-get-lost');
		const [id = ''] = await lane.order({}, { operation: 'withdraw' });
		await lane.settle();
		network.feel('well');
		await lane.delivery.acts.confirmPublished(lead, { id, url: 'https://mastodon.example/@stadt/1' });
		await lane.settle();
		const [, back] = await lane.delivery.deliveriesOf(['s1']);
		expect(back).toMatchObject({ state: 'refused', reason: { type: 'delivery.address-unknown' } });
		expect(network.texts()).toHaveLength(1);
	});

	it('is sent again only when a person says it is not there, and only once', async () => {
		await open({ memoryMs: 0, canFind: false });
		network.feel('answers-get-lost');
		const [id] = await lane.order({});
		await lane.settle();
		network.feel('well');
		const both = await Promise.all([
			lane.delivery.acts.resendUnclear(lead, { id: id ?? '' }),
			lane.delivery.acts.resendUnclear(lead, { id: id ?? '' }),
		]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		await lane.settle();
		expect(await lane.states()).toEqual(['published']);
		expect(network.requests()).toBe(2);
	});

	it('is looked for again when a person asks', async () => {
		await open({ memoryMs: 0, canFind: true });
		await lane.delivery.stop();
		const [id] = await lane.order({});
		await carriedByTheDead(id);
		await lane.delivery.start();
		await lane.at('2026-03-02T12:00:00Z');
		expect(await lane.one()).toMatchObject({ state: 'unclear', nextAt: null, reason: { type: 'delivery.not-found' } });
		await network.channel.publish(ordered(), id ?? '');
		await lane.delivery.acts.lookAgain(lead, { id: id ?? '' });
		await lane.settle();
		expect(await lane.states()).toEqual(['published']);
		expect(network.accepted()).toHaveLength(1);
	});
});

describe('a delivery that another process carried', () => {
	it('is taken over from a dead process at the start of the next, and repeated with its key', async () => {
		await open({ memoryMs: 3_600_000 });
		await lane.delivery.stop();
		const [id] = await lane.order({});
		await carriedByTheDead(id);
		await network.channel.publish(ordered(), id ?? '');
		await lane.delivery.start();
		await lane.settle();
		expect(await lane.states()).toEqual(['published']);
		expect(network.accepted()).toEqual([id]);
	});

	it.each([
		{ stood: true, state: 'published' },
		{ stood: false, state: 'refused' },
	])('is looked for when its repeat is refused; it stood there: $stood', async ({ stood, state }) => {
		await open({ memoryMs: 3_600_000, canFind: true });
		await lane.delivery.stop();
		const [id] = await lane.order({});
		await carriedByTheDead(id);
		if (stood) await network.channel.publish(ordered(), id ?? '');
		network.feel('refusing');
		await lane.delivery.start();
		await lane.settle();
		expect(await lane.states()).toEqual([state]);
		expect(network.accepted()).toEqual(stood ? [id] : []);
	});

	it('is not taken from a process that lives, however slow it is', async () => {
		await open({ memoryMs: 3_600_000 });
		network.feel('holding');
		await lane.order({});
		await lane.clock.windTo(lane.clock.now(), async () => undefined);
		await network.held();
		const other = await lane.join();
		await other.delivery.start();
		await other.background.idle();
		expect(await lane.states()).toEqual(['sending']);
		network.feel('well');
		await lane.settle();
		expect(await lane.states()).toEqual(['published']);
		expect(network.requests()).toBe(1);
	});

	it('whose approval fell meanwhile is only looked for, not sent', async () => {
		await open({ memoryMs: 3_600_000, canFind: true });
		await lane.delivery.stop();
		const [id] = await lane.order({});
		await carriedByTheDead(id);
		lane.delivery.guard('editorial', async () => new Map([['s1', 'post.approval-void']]));
		await lane.delivery.start();
		await lane.settle();
		expect(network.accepted()).toEqual([]);
		expect(await lane.states()).toEqual(['unclear']);
	});
});
