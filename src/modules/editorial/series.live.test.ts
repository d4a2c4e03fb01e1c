import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	approvePostEndpoint,
	duplicatePostEndpoint,
	reschedulePostEndpoint,
	schedulePostEndpoint,
} from '#contract/editorial-acts.ts';
import {
	changeSeriesEndpoint,
	readSeriesEndpoint,
	skipOccurrenceEndpoint,
	startSeriesEndpoint,
	stopSeriesEndpoint,
} from '#contract/series.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';

let desk: Newsdesk;
beforeEach(async () => {
	desk = await startNewsdesk('2026-03-25T08:00:00Z');
});
afterEach(() => desk.close());

const daily = { rule: 'FREQ=DAILY', start: '2026-03-26T02:30', zone: 'Europe/Berlin' };
const scheduled = async () => {
	const id = await desk.draft('Wochenmarkt', 'Morgen ist Wochenmarkt auf dem Rathausplatz.');
	await desk.approve(id);
	const wall = { local: daily.start, zone: daily.zone };
	expect((await desk.office.call(schedulePostEndpoint, { id, ...wall }, desk.anna)).status).toBe(200);
	return id;
};
/** One round of the chores of the editorial desk: nobody winds a week, minute by minute. */
const round = async () => {
	for (const chore of desk.office.office.editorial.chores) await chore.run();
};
const times = async (id: string) => {
	const { series } = (await desk.office.call(readSeriesEndpoint, { id }, desk.anna)).body;
	return series?.occurrences ?? [];
};
const on = async (id: string, day: string) => (await times(id)).find(({ local }) => local.startsWith(day));
const dueOn = async (id: string, day: string) => (await desk.read((await on(id, day))?.postId ?? '')).dueAt;

describe('the times of a post that comes round again', () => {
	it('is made a week ahead for its wall time, each time once, with the one yes that was given to all', async () => {
		const id = await scheduled();
		const own = await desk.office.call(startSeriesEndpoint, { id, ...daily, approval: 'once' }, desk.anna);
		expect(own.problem?.type).toBe('series.own-approval');
		const lead = { ...desk.jana, grants: [...desk.jana.grants, { role: 'lead' as const, units: [desk.unitId] }] };
		const begun = await desk.office.call(startSeriesEndpoint, { id, ...daily, approval: 'once' }, lead);
		expect(begun.body.series?.occurrences.slice(0, 2).map(({ state }) => state)).toEqual(['made', 'coming']);
		await desk.office.call(skipOccurrenceEndpoint, { id, local: '2026-03-28T02:30', skip: true }, desk.anna);
		await Promise.all([round(), round()]);
		await round();
		const made = (await times(id)).filter(({ postId }) => postId !== null);
		expect(made.map(({ local }) => local.slice(8, 10))).toEqual(['26', '27', '29', '30', '31', '01']);
		expect(await dueOn(id, '2026-03-27')).toBe('2026-03-27T01:30:00.000Z');
		// Half past two is missing on 29 March: the first instant after the gap.
		expect(await dueOn(id, '2026-03-29')).toBe('2026-03-29T01:00:00.000Z');
		expect(await dueOn(id, '2026-03-30')).toBe('2026-03-30T00:30:00.000Z');
		expect((await desk.read(made[1]?.postId ?? '')).state).toBe('scheduled');
		const late = await desk.office.call(
			skipOccurrenceEndpoint,
			{ id, local: '2026-03-30T02:30', skip: true },
			desk.anna,
		);
		expect(late.problem?.type).toBe('series.made-already');
		const ended = await desk.office.call(stopSeriesEndpoint, { id }, desk.anna);
		expect(ended.body.series?.occurrences.every(({ state }) => state !== 'coming')).toBe(true);
	});

	it('takes another time for what was not made yet', async () => {
		const id = await scheduled();
		await desk.office.call(startSeriesEndpoint, { id, ...daily, approval: 'each' }, desk.anna);
		const change = { id, rule: 'FREQ=WEEKLY;BYDAY=SU', start: '2026-03-26T10:00' };
		const changed = await desk.office.call(changeSeriesEndpoint, change, desk.anna);
		expect(changed.body.series?.occurrences.map(({ local }) => local).slice(0, 3)).toEqual([
			'2026-03-26T02:30',
			'2026-03-29T10:00',
			'2026-04-05T10:00',
		]);
	});
});

describe('the approval of a post that comes round again', () => {
	it('asks for every time where nobody said yes to all, and lets what nobody approved in time pass', async () => {
		const id = await scheduled();
		await desk.office.call(startSeriesEndpoint, { id, ...daily, approval: 'each' }, desk.anna);
		const twice = await desk.office.call(startSeriesEndpoint, { id, ...daily, approval: 'each' }, desk.anna);
		expect(twice.problem?.type).toBe('series.exists');
		await round();
		const [approved, passed] = [await on(id, '2026-03-27'), await on(id, '2026-03-28')];
		const post = await desk.read(approved?.postId ?? '');
		expect(post).toMatchObject({ state: 'in-approval', author: { id: desk.anna.id } });
		const yes = { id: post.id, contentHash: post.contentHash ?? '' };
		expect((await desk.office.call(approvePostEndpoint, yes, desk.jana)).status).toBe(200);
		await sql`update editorial_occurrence set at = now() - interval '10 years' where local = ${passed?.local ?? ''}`.execute(
			desk.office.office.corridor.engine.engine,
		);
		await round();
		expect((await desk.read(post.id)).dueAt).toBe('2026-03-27T01:30:00.000Z');
		const { rows } = await sql<{ state: string }>`select state from editorial_occurrence
			where local = ${passed?.local ?? ''}`.execute(desk.office.office.corridor.engine.engine);
		expect(rows).toEqual([{ state: 'missed' }]);
	});

	it('needs its own approval again as soon as it says something else than the yes was given to', async () => {
		const id = await scheduled();
		const lead = { ...desk.jana, grants: [...desk.jana.grants, { role: 'lead' as const, units: [desk.unitId] }] };
		await desk.office.call(startSeriesEndpoint, { id, ...daily, approval: 'once' }, lead);
		const { engine } = desk.office.office.corridor.engine;
		await sql`update editorial_series set content_sha256 = 'of other words'`.execute(engine);
		await round();
		expect((await desk.read((await on(id, '2026-03-27'))?.postId ?? '')).state).toBe('in-approval');
	});

	it('is refused without an approval, and for a rule that gives no time', async () => {
		const id = await desk.draft();
		const early = await desk.office.call(startSeriesEndpoint, { id, ...daily, approval: 'each' }, desk.anna);
		expect(early.problem?.type).toBe('series.not-approved');
		const done = await scheduled();
		const odd = { id: done, ...daily, rule: 'FREQ=HOURLY', approval: 'each' as const };
		expect((await desk.office.call(startSeriesEndpoint, odd, desk.anna)).status).toBe(422);
		const copy = await desk.office.call(duplicatePostEndpoint, { id: done }, desk.anna);
		expect((await desk.office.call(readSeriesEndpoint, { id: copy.body.id }, desk.anna)).body.series).toBeNull();
	});
});

describe('a planned wall time', () => {
	it('is moved to the instant the rules of its zone give it now, once and for good', async () => {
		const id = await scheduled();
		await desk.office.call(
			reschedulePostEndpoint,
			{ id, local: '2026-10-25T02:30', zone: 'Europe/Berlin', occurrence: 'later' },
			desk.anna,
		);
		// As if it had been planned under rules of the zone that were an hour off.
		const { engine } = desk.office.office.corridor.engine;
		await sql`update editorial_post set due_at = due_at + interval '1 hour' where id = ${id}`.execute(engine);
		await sql`update delivery_delivery set due_at = due_at + interval '1 hour', next_at = next_at + interval '1 hour'
			where subject = ${id}`.execute(engine);
		await round();
		expect((await desk.read(id)).dueAt).toBe('2026-10-25T01:30:00.000Z');
		await round();
		const moved = (await desk.read(id)).steps.filter(({ what }) => what === 'zone-moved');
		expect(moved).toHaveLength(1);
		const { rows } = await sql<{
			due_at: Date;
		}>`select distinct due_at from delivery_delivery where subject = ${id}`.execute(engine);
		expect(rows.map(({ due_at }) => due_at.toISOString())).toEqual(['2026-10-25T01:30:00.000Z']);
	});
});
