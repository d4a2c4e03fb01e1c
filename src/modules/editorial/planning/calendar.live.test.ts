import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { schedulePostEndpoint } from '#contract/editorial-acts.ts';
import {
	listUndatedEndpoint,
	movePostEndpoint,
	nextSlotsEndpoint,
	readCalendarEndpoint,
	saveSlotsEndpoint,
	undatePostEndpoint,
} from '#contract/planning.ts';
import { skipOccurrenceEndpoint, startSeriesEndpoint } from '#contract/series.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';
import { leavesAbout } from '#tests/visitor.ts';

const zone = 'Europe/Berlin';
const march = { from: '2026-03-02', until: '2026-04-30' };

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

const calendar = async (more: object = {}, actor = desk.anna) =>
	(await desk.office.call(readCalendarEndpoint, { ...march, ...more }, actor)).body;
const move = (id: string, local: string, more: object = {}) =>
	desk.office.call(movePostEndpoint, { id, local, zone, ...more }, desk.anna);

describe('a draft in the calendar', () => {
	it('stands where it is wished for, and without a date again when the wish is dropped', async () => {
		const id = await desk.draft('Frühjahrsputz');
		expect((await calendar()).items.map((item) => item.id)).not.toContain(id);
		const moved = await move(id, '2026-03-10T09:30');
		expect(moved.body).toMatchObject({ state: 'draft', at: '2026-03-10T08:30:00.000Z' });
		expect((await calendar()).items).toContainEqual(
			expect.objectContaining({ id, at: '2026-03-10T08:30:00.000Z', mayMove: true }),
		);
		await desk.office.call(undatePostEndpoint, { id }, desk.anna);
		const undated = await desk.office.call(listUndatedEndpoint, {}, desk.anna);
		expect(undated.body.items.map((item) => item.id)).toContain(id);
		expect(await leavesAbout(desk.office, id)).toEqual(['post.created', 'post.planned', 'post.undated']);
	});

	it('keeps its approval when it is moved, and is asked back at the clock change', async () => {
		const id = await desk.draft('Sommerzeit');
		const contentHash = await desk.approve(id);
		expect((await move(id, '2026-03-29T02:30')).problem).toMatchObject({ type: 'post.time-missing' });
		expect((await move(id, '2026-03-29T02:30', { acceptMissing: true })).body.at).toBe('2026-03-29T01:00:00.000Z');
		const post = await desk.read(id);
		expect([post.state, post.contentHash]).toEqual(['approved', contentHash]);
	});
});

describe('a scheduled post', () => {
	it('is rescheduled by the move, approval and all, and goes out then', async () => {
		const id = await desk.draft('Wochenmarkt zieht um');
		await desk.approve(id);
		await desk.office.call(schedulePostEndpoint, { id, local: '2026-03-02T20:00', zone }, desk.anna);
		expect((await move(id, '2026-03-02T09:10')).body).toMatchObject({
			state: 'scheduled',
			at: '2026-03-02T08:10:00.000Z',
		});
		await desk.office.at('2026-03-02T08:10:00Z');
		await desk.office.settle();
		expect((await desk.read(id)).state).toBe('published');
		expect((await move(id, '2026-03-20T10:00')).problem).toMatchObject({ type: 'plan.published-fixed' });
		expect((await calendar()).items.find((item) => item.id === id)?.mayMove).toBe(false);
		expect((await desk.office.call(undatePostEndpoint, { id }, desk.anna)).problem?.type).toBe('plan.published-fixed');
	});

	it('is refused a time that has passed', async () => {
		expect((await move(await desk.draft('Gestern'), '2026-03-01T10:00')).problem?.type).toBe('post.time-past');
	});
});

describe('what comes and what needs help', () => {
	it('shows every time a series comes round, once, and none that was left out', async () => {
		const id = await desk.draft('Heute ist Wochenmarkt');
		await desk.approve(id);
		const local = '2026-03-05T07:30';
		await desk.office.call(schedulePostEndpoint, { id, local, zone }, desk.anna);
		const rule = { rule: 'FREQ=WEEKLY', start: local, zone, approval: 'each' } as const;
		await desk.office.call(startSeriesEndpoint, { id, ...rule }, desk.anna);
		await desk.office.call(skipOccurrenceEndpoint, { id, local: '2026-03-19T07:30', skip: true }, desk.anna);
		const shown = async (more: object = {}) =>
			(await calendar({ until: '2026-03-31', ...more })).items
				.filter(({ title }) => title === 'Heute ist Wochenmarkt')
				.map(({ at, comes }) => [at?.slice(0, 10), comes]);
		// The first is the post itself; the clock change moves no market.
		expect(await shown()).toEqual([
			['2026-03-05', false],
			['2026-03-12', true],
			['2026-03-26', true],
		]);
		expect(await shown({ topic: 'Verkehr' })).toEqual([]);
		expect((await calendar({}, actorWith('author', ['elsewhere'], 'fremd'))).items).toEqual([]);
	});

	it('says of which post a copy was refused', async () => {
		const id = await desk.draft('Abgelehnt');
		const { bluesky } = desk.office.office.practice;
		bluesky.feel('forbidden');
		await desk.publish(id);
		bluesky.feel('well');
		expect((await calendar()).items.find((item) => item.id === id)?.trouble).toBe('refused');
	});
});

describe('slots', () => {
	it('are offered while they are free, to who may see the presence', async () => {
		const id = await desk.draft('Müllabfuhr');
		const presence = (await desk.read(id)).renditions.at(-1)?.presenceId ?? '';
		const slots = [{ weekday: 2, time: '07:30' }];
		expect((await desk.office.call(saveSlotsEndpoint, { id: presence, slots }, desk.anna)).status).toBe(200);
		const next = async () => (await desk.office.call(nextSlotsEndpoint, { id }, desk.anna)).body.items;
		expect((await next())[0]).toMatchObject({ presenceId: presence, local: '2026-03-03T07:30' });
		const across = (await calendar()).slots.map(({ at }) => at);
		expect(across).toContain('2026-03-24T06:30:00.000Z');
		expect(across).toContain('2026-03-31T05:30:00.000Z');
		await move(id, '2026-03-03T07:30');
		expect((await next())[0]?.local).toBe('2026-03-10T07:30');
		const stranger = actorWith('author', ['elsewhere'], 'stranger');
		expect(await calendar({}, stranger)).toMatchObject({ items: [], slots: [] });
		expect((await desk.office.call(saveSlotsEndpoint, { id: presence, slots }, stranger)).problem?.type).toBe(
			'access.denied',
		);
	});
});

describe('the calendar', () => {
	it('filters by presence, topic and kind, and shows holidays', async () => {
		const id = await desk.draft('Nur hier');
		await move(id, '2026-03-18T12:00');
		const [first] = (await desk.read(id)).renditions;
		const ids = async (more: object) => (await calendar(more)).items.map((item) => item.id);
		expect(await ids({ presenceId: first?.presenceId })).toContain(id);
		expect(await ids({ presenceId: 'another' })).toEqual([]);
		expect(await ids({ topic: 'Verkehr' })).toEqual([]);
		expect(await ids({ kind: 'notice' })).toEqual([]);
		expect(await ids({ kind: 'news', unitId: desk.unitId })).toContain(id);
		expect((await calendar()).days.map(({ name }) => name)).toContain('Karfreitag');
	});

	it('refuses a longer look than two months', async () => {
		const answer = await desk.office.call(readCalendarEndpoint, { from: '2026-01-01', until: '2026-12-31' }, desk.anna);
		expect(answer.problem?.type).toBe('plan.span-too-long');
	});
});
