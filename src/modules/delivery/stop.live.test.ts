import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ok } from '#kernel/result.ts';
import { instant } from '#kernel/time.ts';
import type { Outcome } from '#modules/delivery/index.ts';
import { anOrder, type Lane, lead, openLane } from '#tests/faults/lane.ts';
import { type Loopback, startLoopback } from '#tests/faults/loopback.ts';

const due = instant('2026-03-02T08:10:00Z');
const everything = { kind: 'all', target: null } as const;

let lane: Lane;
let network: Loopback;
let house: Loopback;
let outcomes: Outcome[];
const alarms: number[] = [];

beforeEach(async () => {
	alarms.length = 0;
	outcomes = [];
	lane = await openLane({ alarm: async (_, { count }) => void alarms.push(count) });
	network = await startLoopback(lane.clock, { memoryMs: 3_600_000 });
	house = await startLoopback(lane.clock, { memoryMs: null });
	lane.connect({ p1: network.channel, nr: house.channel });
	lane.delivery.onOutcome('editorial', async (_, outcome) => void outcomes.push(outcome));
});
afterEach(async () => {
	expect(lane.complaints).toEqual([]);
	await lane.close();
	await network.close();
	await house.close();
});
const recall = async (subject: string): Promise<number> => {
	const result = await lane.corridor.db.transact('recall', async (tx) => ok(await lane.delivery.recall(tx, subject)));
	return result.ok ? result.value.recalled : 0;
};
/** A rendition of a post on this topic. */
const about = (topic: string) => ({
	...anOrder({}).rendition,
	about: { postId: 's1', unitId: 'u1', kind: 'news' as const, topic, slug: 's1' },
});
const help = async () => (await lane.delivery.needingHelp({ answers: 'all', posts: 'all' }, { limit: 50 })).items;

it('a listener that breaks keeps nobody else from leaving, and hears it a minute later', async () => {
	let broken = true;
	lane.delivery.onOutcome('editorial', async (_, outcome) => {
		if (broken && outcome.delivery.subject === 's1') throw new Error('broken');
		outcomes.push(outcome);
	});
	await lane.delivery.start();
	const watch = lane.watch();
	await lane.order({ subject: 's1' }, { subject: 's2' });
	await lane.at('2026-03-02T08:01:30Z');
	expect([await lane.states('s1'), await lane.states('s2')]).toEqual([['published'], ['published']]);
	expect(outcomes.map(({ delivery }) => delivery.subject)).toEqual(['s2']);
	broken = false;
	await lane.at('2026-03-02T08:04:00Z');
	watch.stop();
	expect(outcomes.map(({ kind, delivery }) => `${kind} ${delivery.subject}`)).toEqual(['published s2', 'published s1']);
	expect(network.requests()).toBe(2);
	expect(lane.complaints.splice(0).every((line) => line.includes('did not take what became of it'))).toBe(true);
});

it('a switch that is turned off while somebody waits for a turn to claim is seen', async () => {
	await lane.order({});
	const engine = lane.corridor.engine.engine;
	const [isTaken, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	const elsewhere = engine.transaction().execute(async (other) => {
		await sql`select pg_advisory_xact_lock(hashtext('amtsfunk.delivery.claim'))`.execute(other);
		isTaken.resolve();
		await free.promise;
	});
	await isTaken.promise;
	await lane.delivery.start();
	const waiting = sql`select 1 from pg_locks where locktype = 'advisory' and not granted`;
	while ((await waiting.execute(engine)).rows.length === 0) await sql`select pg_sleep(0.01)`.execute(engine);
	await lane.delivery.acts.pause(lead, { ...everything, reason: 'Falschmeldung' });
	free.resolve();
	await elsewhere;
	await lane.settle();
	expect(network.requests()).toBe(0);
	expect(await lane.one()).toMatchObject({ state: 'waiting', held: 'paused' });
});

describe('what is stopped', () => {
	it('by the switch: when it answers nothing leaves any more, and what was under way has come to an end', async () => {
		await lane.delivery.start();
		network.feel('holding');
		await lane.order({});
		await lane.clock.windTo(lane.clock.now(), async () => undefined);
		await network.held();
		const pausing = lane.delivery.acts.pause(lead, { ...everything, reason: 'Falschmeldung' });
		while (!(await lane.delivery.isPaused())) await lane.one();
		await lane.order({ subject: 's2' });
		network.feel('well');
		expect(await pausing).toEqual({ ok: true, value: { stillSending: 0 } });
		expect(await lane.states()).toEqual(['published']);
		await lane.at('2026-03-02T08:01:30Z');
		expect(network.requests()).toBe(1);
		expect(await lane.one('s2')).toMatchObject({ state: 'waiting', held: 'paused' });
		expect(await lane.delivery.isPaused()).toBe(true);
		await lane.delivery.acts.resume(lead, everything);
		await lane.settle();
		expect(await lane.states('s2')).toEqual(['published']);
	});

	it('by the switch of a presence, a unit with those below, a channel or a topic: all else goes on', async () => {
		await lane.delivery.start();
		const scopes = [
			{ kind: 'presence', target: 'p1' },
			{ kind: 'unit', target: 'u1' },
			{ kind: 'channel', target: 'mastodon' },
			{ kind: 'topic', target: 'Verkehr' },
		] as const;
		for (const [i, scope] of scopes.entries()) {
			const [hit, free] = [`hit${i}`, `free${i}`];
			await lane.delivery.acts.pause(lead, { ...scope, reason: 'Zugang prüfen' });
			const elsewhere = { subject: free, presenceId: 'nr', channel: 'newsroom', unitId: 'u2' } as const;
			await lane.order({ subject: hit, unitId: 'u1-below', rendition: about('Verkehr') }, elsewhere);
			await lane.settle();
			expect(await lane.one(hit)).toMatchObject({ state: 'waiting', held: 'paused' });
			expect(await lane.states(free)).toEqual(['published']);
			expect((await lane.delivery.status()).off).toMatchObject([scope]);
			await lane.delivery.acts.resume(lead, scope);
			await lane.settle();
			expect(await lane.states(hit)).toEqual(['published']);
		}
	});

	it('by two switches: each alone keeps it back, and what one frees stays with the other', async () => {
		await lane.delivery.start();
		const unit = { kind: 'unit', target: 'u1' } as const;
		await lane.delivery.acts.pause(lead, { ...unit, reason: 'a' });
		await lane.delivery.acts.pause(lead, { ...everything, reason: 'b' });
		await lane.order({});
		await lane.at('2026-03-02T09:00:00Z');
		await lane.delivery.acts.resume(lead, everything);
		await lane.settle();
		expect(await lane.one()).toMatchObject({ state: 'waiting', held: 'paused' });
		expect(await lane.delivery.acts.resume(lead, unit)).toEqual({ ok: true, value: { inReview: 1 } });
		expect(await lane.one()).toMatchObject({ held: 'review' });
	});
});

describe('what is stopped for long', () => {
	it('comes back as a list for a person and never as a burst', async () => {
		await lane.delivery.start();
		await lane.delivery.acts.pause(lead, { ...everything, reason: 'Störung' });
		await lane.order(
			{},
			{ subject: 's2' },
			{ subject: 's3' },
			{ subject: 's4', dueAt: instant('2026-03-02T09:09:00Z') },
		);
		await lane.at('2026-03-02T09:10:00Z');
		await lane.delivery.acts.resume(lead, everything);
		await lane.settle();
		expect(network.accepted()).toHaveLength(1);
		expect(await lane.states('s4')).toEqual(['published']);
		const late = await help();
		expect(late.map(({ held }) => held)).toEqual(['review', 'review', 'review']);
		const [first, second] = late;
		await lane.delivery.acts.releaseFromReview(lead, { id: first?.id ?? '' });
		await lane.delivery.acts.discard(lead, { id: second?.id ?? '', reason: 'überholt' });
		await lane.settle();
		expect(network.accepted()).toHaveLength(2);
		expect(await help()).toHaveLength(1);
		expect(outcomes.map(({ kind }) => kind)).toEqual(['published', 'stopped', 'published']);
	});
});

describe('what follows a stop', () => {
	it('goes out one by one at each presence: what was only just due, and what a person releases together', async () => {
		await lane.delivery.start();
		await lane.delivery.acts.pause(lead, { ...everything, reason: 'Störung' });
		const late = await lane.order(...[1, 2, 3].map((n) => ({ subject: `late${n}` })));
		await lane.at('2026-03-02T08:30:00Z');
		const soon = instant('2026-03-02T08:29:30Z');
		await lane.order(...[1, 2, 3].map((n) => ({ subject: `soon${n}`, dueAt: soon })));
		await lane.delivery.acts.resume(lead, everything);
		await lane.settle();
		expect(network.accepted()).toHaveLength(1);
		await lane.at('2026-03-02T08:30:10Z');
		expect(network.accepted()).toHaveLength(2);
		await lane.at('2026-03-02T08:40:00Z');
		expect(network.accepted()).toHaveLength(3);
		expect(await lane.delivery.health()).toEqual([]);
		expect(await lane.delivery.acts.releaseAll(lead, late)).toBe(3);
		await lane.settle();
		expect(network.accepted()).toHaveLength(4);
		await lane.at('2026-03-02T08:40:10Z');
		expect(network.accepted()).toHaveLength(5);
		await lane.at('2026-03-02T08:40:20Z');
		expect(network.accepted()).toHaveLength(6);
	});
});

describe('what must not go', () => {
	it('is stopped by a recall at the very second: each either never goes out or goes out once', async () => {
		await lane.delivery.start();
		const subjects = Array.from({ length: 40 }, (_, i) => `r${i}`);
		await lane.order(...subjects.map((subject) => ({ subject, dueAt: due })));
		const [recalled] = await Promise.all([Promise.all(subjects.map(recall)), lane.at('2026-03-02T08:10:00Z')]);
		await lane.settle();
		const stopped = recalled.filter((count) => count === 1).length;
		expect(network.accepted()).toHaveLength(subjects.length - stopped);
		expect(new Set(network.accepted()).size).toBe(network.accepted().length);
		for (const [i, subject] of subjects.entries())
			expect(await lane.states(subject)).toEqual([recalled[i] === 1 ? 'withdrawn' : 'published']);
	});

	it('is stopped by an approval that fell: asked again in the claim, for exactly this content', async () => {
		await lane.delivery.start();
		lane.delivery.guard('editorial', async (_, subjects) => {
			const void_ = subjects.filter(({ contentHash }) => contentHash === 'old');
			return new Map(void_.map(({ subject }) => [subject, 'post.approval-void']));
		});
		await lane.order({ contentHash: 'old' }, { subject: 's2', contentHash: 'new' });
		await lane.settle();
		expect(await lane.one()).toMatchObject({ state: 'withdrawn', reason: { type: 'post.approval-void' } });
		expect(await lane.states('s2')).toEqual(['published']);
		expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['published', 'stopped']);
	});

	it('is held by a newsroom that is red: its copies wait, say so, and follow when it stands', async () => {
		await lane.delivery.start();
		house.feel('refusing');
		await lane.order({ holdFor: 'newsroom' }, { presenceId: 'nr', channel: 'newsroom' });
		await lane.at('2026-03-02T08:05:00Z');
		const [page, copy] = await lane.delivery.deliveriesOf(['s1']);
		expect(page).toMatchObject({ channel: 'newsroom', state: 'refused' });
		expect(copy).toMatchObject({ state: 'waiting', held: 'newsroom' });
		house.feel('well');
		await lane.delivery.acts.retryRefused(lead, { id: page?.id ?? '' });
		await lane.settle();
		expect(await lane.states()).toEqual(['published', 'published']);
	});
});

describe('what is overdue', () => {
	it('raises the alarm once, by a watchdog of its own, also when no dispatcher runs', async () => {
		const watch = lane.watch();
		await lane.order({}, { subject: 's2', dueAt: instant('2026-03-03T08:00:00Z') });
		await lane.at('2026-03-02T08:01:30Z');
		expect(await lane.delivery.health()).toEqual([]);
		await lane.at('2026-03-02T08:20:00Z');
		expect(await lane.delivery.health()).toMatchObject([{ part: 'delivery', detail: { count: 1 } }]);
		expect(alarms).toEqual([1]);
		watch.stop();
	});

	it('is no alarm while a network keeps to the time it named', async () => {
		await lane.delivery.start();
		network.feel('throttling', 3_600_000);
		await lane.order({});
		await lane.at('2026-03-02T08:20:00Z');
		expect(await lane.delivery.health()).toEqual([]);
	});
});
