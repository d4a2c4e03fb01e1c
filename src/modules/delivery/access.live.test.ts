import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ok } from '#kernel/result.ts';
import type { ChannelFailure, OutgoingRendition } from '#modules/channels/index.ts';
import { anOrder, type Lane, openLane } from '#tests/faults/lane.ts';
import { type Loopback, startLoopback } from '#tests/faults/loopback.ts';

let lane: Lane;
let network: Loopback;
let told: ChannelFailure[];
/** The process dies between writing down what a network said and telling the presence. */
let dies: boolean;

beforeEach(async () => {
	told = [];
	dies = false;
	const reportTrouble = async (_: string, failure: ChannelFailure) => {
		if (!dies) told.push(failure);
	};
	lane = await openLane({ reportTrouble });
	network = await startLoopback(lane.clock, { canFind: true });
	lane.connect({ p1: network.channel });
	await lane.delivery.start();
});
afterEach(async () => {
	expect(lane.complaints).toEqual([]);
	await lane.close();
	await network.close();
});

/** Gives the presence a new key, and lets what is due at that very moment happen: the clock stands. */
const reconnect = async () => {
	network.feel('well');
	const leaves = await lane.corridor.db.transact('reconnect', async (tx) =>
		ok(await lane.delivery.presenceReconnected(tx, 'p1')),
	);
	await lane.settle();
	return leaves.ok ? leaves.value.map(({ kind, subject }) => `${kind} ${subject}`) : [];
};

const saying = (text: string) => ({ rendition: { ...anOrder({}).rendition, text } });
/** A process that died while it was carrying: its mark stands, its lock is gone. */
const carriedByTheDead = async (id: string) => {
	await sql`insert into delivery_owner values ('ghost', 42, now())`.execute(lane.corridor.engine.engine);
	await sql`update delivery_delivery set state = 'sending', owner = 'ghost', attempts = 1,
		sent_at = due_at, doubt_at = due_at where id = ${id}`.execute(lane.corridor.engine.engine);
};

describe('when a presence that lost its access has a new key,', () => {
	it('everything goes out by itself at that moment, exactly once: refused, waiting and unclear', async () => {
		await lane.delivery.stop();
		const [stands = ''] = await lane.order({ subject: 'stands' }, { subject: 'first' }, { subject: 'second' });
		const { document: _, ...said } = anOrder({}).rendition;
		await network.channel.publish({ ...said, media: [] } satisfies OutgoingRendition, stands);
		await carriedByTheDead(stands);
		network.feel('revoked');
		await lane.delivery.start();
		await lane.settle();
		await lane.at('2026-03-02T08:12:00Z');
		await lane.order({ subject: 'third' });
		await lane.at('2026-03-02T08:13:00Z');
		const subjects = ['stands', 'first', 'second', 'third'];
		const states = async () => (await Promise.all(subjects.map((one) => lane.states(one)))).flat();
		expect(await states()).toEqual(['unclear', 'refused', 'refused', 'waiting']);
		expect(await reconnect()).toEqual(['delivery.retry-asked first', 'delivery.retry-asked second']);
		expect(await states()).toEqual(['published', 'published', 'published', 'published']);
		expect(network.accepted()).toHaveLength(4);
		expect(new Set(network.accepted()).size).toBe(4);
		expect((await lane.delivery.status()).troubled).toEqual([]);
	});

	it('what was refused for another reason, long ago, or overtaken since, stays with a person', async () => {
		network.feel('refusing');
		await lane.order({ subject: 'disliked' });
		await lane.settle();
		network.feel('revoked');
		await lane.order({ subject: 'old' }, { subject: 'overtaken' });
		await lane.settle();
		await lane.order({ subject: 'overtaken', ...saying('Neuer Wortlaut.') });
		await lane.at('2026-03-02T08:31:00Z');
		expect(await reconnect()).toEqual([]);
		expect(await lane.states('disliked')).toEqual(['refused']);
		expect(await lane.states('old')).toEqual(['refused']);
		expect((await lane.states('overtaken'))[0]).toBe('refused');
		expect(network.texts()).not.toContain(anOrder({}).rendition.text);
	});

	it('a correction that was refused is made, and no older one after a newer one', async () => {
		await lane.order({});
		await lane.settle();
		network.feel('revoked');
		await lane.order({ operation: 'edit', ...saying('Erste Berichtigung.') });
		await lane.settle();
		await lane.order({ operation: 'edit', ...saying('Zweite Berichtigung.') });
		await lane.at('2026-03-02T10:00:00Z');
		await reconnect();
		expect(network.texts()).toEqual(['Zweite Berichtigung.']);
		expect((await lane.states())[1]).toBe('refused');
	});
});

it('a presence is told by the next attempt that its access is lost, where the first to hear of it died', async () => {
	dies = true;
	network.feel('revoked');
	await lane.order({}, { subject: 's2' });
	await lane.settle();
	await lane.order({ subject: 's3' });
	expect(told).toEqual([]);
	dies = false;
	await lane.at('2026-03-02T08:11:00Z');
	expect(await lane.states('s3')).toEqual(['waiting']);
	expect(told).toEqual([{ type: 'channel.unauthorised', reason: 'revoked' }]);
});
