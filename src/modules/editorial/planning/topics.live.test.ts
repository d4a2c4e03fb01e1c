import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { mailsEndpoint } from '#contract/mail.ts';
import { readCalendarEndpoint } from '#contract/planning.ts';
import {
	addDayEndpoint,
	assignPitchEndpoint,
	createCampaignEndpoint,
	createPitchEndpoint,
	createTargetGroupEndpoint,
	decidePitchEndpoint,
	draftPitchEndpoint,
	listPitchesEndpoint,
	readCampaignEndpoint,
	readCoverageEndpoint,
	readPostPlanEndpoint,
	readSilenceEndpoint,
	savePostPlanEndpoint,
	saveSilenceEndpoint,
} from '#contract/planning-topics.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';
import { leavesAbout } from '#tests/visitor.ts';

const central = actorWith('central', 'all');

let desk: Newsdesk;
let young = '';
beforeAll(async () => {
	desk = await startNewsdesk();
	const group = { name: 'Jugendliche', ageFrom: 14, ageUntil: 25 };
	young = (await desk.office.call(createTargetGroupEndpoint, group, central)).body.id;
});
afterAll(() => desk.close());

const pitch = async (title = 'Ausbildung bei der Stadt') => {
	const input = { unitId: desk.unitId, title, note: 'Drei Azubis erzählen.', topic: 'Bildung', targetGroups: [young] };
	return (await desk.office.call(createPitchEndpoint, input, desk.anna)).body.id;
};

describe('a topic', () => {
	it('is proposed, taken into the plan, given to somebody, and becomes a draft once', async () => {
		const { office, anna, ben, jana, boss } = desk;
		const id = await pitch();
		expect((await office.call(draftPitchEndpoint, { id }, anna)).problem?.type).toBe('plan.pitch-elsewhere');
		expect((await office.call(decidePitchEndpoint, { id, accept: true }, anna)).problem?.type).toBe('access.denied');
		expect((await office.call(decidePitchEndpoint, { id, accept: true }, jana)).status).toBe(200);
		const nobody = await office.call(assignPitchEndpoint, { id, personId: 'nobody' }, jana);
		expect(nobody.problem?.type).toBe('plan.cannot-write');
		expect((await office.call(assignPitchEndpoint, { id, personId: ben.id }, jana)).status).toBe(200);
		const { items } = (await office.call(mailsEndpoint, {}, boss)).body;
		expect(items.map(({ to, subject }) => `${to}: ${subject}`)).toContain(
			'ben@musterstadt.example: Für Sie: Ausbildung bei der Stadt',
		);
		const { postId } = (await office.call(draftPitchEndpoint, { id }, ben)).body;
		expect((await office.call(draftPitchEndpoint, { id }, ben)).problem?.type).toBe('plan.pitch-elsewhere');
		const post = await desk.read(postId);
		expect([post.title, post.text, post.topic]).toEqual([
			'Ausbildung bei der Stadt',
			'Drei Azubis erzählen.',
			'Bildung',
		]);
		expect((await office.call(readPostPlanEndpoint, { id: postId }, anna)).body.targetGroups).toEqual([young]);
		const drafted = await office.call(listPitchesEndpoint, { state: 'drafted' }, anna);
		expect(drafted.body.items).toMatchObject([{ id, postId, assignee: { name: 'Ben Beispiel' } }]);
		expect(await leavesAbout(office, id)).toEqual([
			'pitch.proposed',
			'pitch.accepted',
			'pitch.assigned',
			'pitch.drafted',
		]);
	});

	it('is declined only with a reason, which its author reads', async () => {
		const id = await pitch('Noch ein Brunnen');
		const decline = (reason: string) => desk.office.call(decidePitchEndpoint, { id, accept: false, reason }, desk.jana);
		expect((await decline('')).problem?.type).toBe('plan.reason-missing');
		expect((await decline('Hatten wir im Mai.')).status).toBe(200);
		const declined = await desk.office.call(listPitchesEndpoint, { state: 'declined' }, desk.anna);
		expect(declined.body.items[0]?.reason).toBe('Hatten wir im Mai.');
		expect((await desk.office.call(listPitchesEndpoint, {}, actorWith('author', ['x'], 'x'))).body.items).toEqual([]);
	});
});

describe('a campaign', () => {
	it('reports its parts, where they went, and keeps approvals', async () => {
		const { office, anna, unitId } = desk;
		const about = { unitId, name: 'Ausbildung 2027', goal: '40 Bewerbungen bis Mai' };
		const reversed = await office.call(
			createCampaignEndpoint,
			{ ...about, firstDay: '2026-05-01', lastDay: '2026-03-01' },
			anna,
		);
		expect(reversed.problem?.type).toBe('plan.days-reversed');
		const span = { firstDay: '2026-03-01', lastDay: '2026-05-31' };
		const campaignId = (await office.call(createCampaignEndpoint, { ...about, ...span }, anna)).body.id;
		const id = await desk.draft('Jetzt bewerben');
		const contentHash = await desk.approve(id);
		const saved = await office.call(savePostPlanEndpoint, { id, campaignId, targetGroups: [young] }, anna);
		expect(saved.status).toBe(200);
		expect((await desk.read(id)).contentHash).toBe(contentHash);
		const unknown = await office.call(savePostPlanEndpoint, { id, campaignId, targetGroups: ['nobody'] }, anna);
		expect(unknown.problem?.type).toBe('plan.no-such-group');
		const report = (await office.call(readCampaignEndpoint, { id: campaignId }, anna)).body;
		expect(report.parts).toMatchObject([{ id, state: 'approved', link: null, voices: 0 }]);
	});
});

describe('coverage', () => {
	it('names topics and groups nobody spoke of, and presences that are silent', async () => {
		const { office, anna } = desk;
		const id = await desk.draft('Erste Meldung');
		await office.call(savePostPlanEndpoint, { id, campaignId: null, targetGroups: [young] }, anna);
		const silent = async () => (await office.call(readSilenceEndpoint, {}, anna)).body.items;
		// Who came yesterday has not been silent for a fortnight.
		expect(await silent()).toEqual([]);
		const before = sql`update channels_presence set created_at = created_at - interval '15 days'`;
		await before.execute(office.office.corridor.engine.engine);
		const [{ presenceId = '' } = {}, ...others] = await silent();
		expect(others.length).toBeGreaterThan(0);
		await office.call(saveSilenceEndpoint, { id: presenceId, days: null }, anna);
		expect(await silent()).toEqual(others);
		await office.call(saveSilenceEndpoint, { id: presenceId, days: 3 }, anna);
		expect((await silent()).find((one) => one.presenceId === presenceId)?.days).toBe(3);
		const stranger = actorWith('author', ['x'], 'x');
		expect((await office.call(saveSilenceEndpoint, { id: presenceId, days: 1 }, stranger)).status).toBe(403);
		await desk.publish(id);
		const { body } = await office.call(readCoverageEndpoint, {}, anna);
		expect(body.groups).toMatchObject([{ key: young, published: 1 }]);
		expect(body.topics.find(({ key }) => key === 'Wahlen')).toMatchObject({ published: 0, lastAt: null });
		expect(body.presences.length).toBeGreaterThan(1);
		expect(body.presences.every(({ stale }) => !stale)).toBe(true);
		expect(await silent()).toEqual([]);
		const later = await office.call(readCoverageEndpoint, { days: 30 }, actorWith('author', ['x'], 'x'));
		expect(later.body.presences).toEqual([]);
	});
});

describe('days that matter', () => {
	it('come with sources, and the own ones stand beside them for as long as they last', async () => {
		const holidays = {
			...{ name: 'Osterferien', kind: 'school-holiday' as const, source: 'Kultusministerium' },
			...{ first: '2026-03-30', last: '2026-04-10' },
		};
		expect((await desk.office.call(addDayEndpoint, { ...holidays, last: '04-10' }, central)).problem?.type).toBe(
			'plan.days-reversed',
		);
		expect((await desk.office.call(addDayEndpoint, holidays, central)).status).toBe(200);
		const span = { from: '2026-03-02', until: '2026-04-05' };
		const { days } = (await desk.office.call(readCalendarEndpoint, span, desk.anna)).body;
		expect(days.filter(({ name }) => name === 'Osterferien')).toHaveLength(7);
		expect(days).toContainEqual({ day: '2026-03-22', name: 'Weltwassertag', kind: 'awareness' });
	});
});
