import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { noticesEndpoint } from '#contract/desk.ts';
import {
	assignEndpoint,
	conversationEndpoint,
	conversationsEndpoint,
	replyEndpoint,
	takeBackReplyEndpoint,
} from '#contract/dialogue.ts';
import {
	dutyEndpoint,
	type RosterView,
	readShiftNoteEndpoint,
	saveRosterEndpoint,
	shiftNotesEndpoint,
	writeShiftNoteEndpoint,
} from '#contract/duty.ts';
import { nightEndpoint, saveNightEndpoint } from '#contract/night.ts';
import { arrangeSubstitutionEndpoint } from '#contract/people.ts';
import { answerTimesEndpoint } from '#contract/times.ts';
import type { Actor } from '#kernel/permission.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
let rosa: Actor;
let mika: Actor;
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const call: Newsdesk['office']['call'] = (...given) => desk.office.call(...given);

/** Ten minutes before the office opens on a Tuesday, an hour ahead of UTC. */
const OPENS = '2026-03-03T07:00:00.000Z';
beforeAll(async () => {
	desk = await startNewsdesk('2026-03-03T06:50:00Z');
	rosa = await desk.employ('Rosa Leitung', 'lead');
	mika = await desk.employ('Mika Muster', 'agent');
});
afterAll(() => desk.close());

const read = async (conversationId: string) => (await call(conversationEndpoint, { conversationId }, agent())).body;
const list = async () => (await call(conversationsEndpoint, { view: 'open' }, agent())).body.items;
const plan = async (conversationId: string, text: string) => {
	const { version: seenVersion } = await read(conversationId);
	const input = { conversationId, text, seenVersion, when: 'opening' as const };
	return (await call(replyEndpoint, input, agent())).body.messageId;
};
const answers = async (id: string) =>
	(await read(id)).messages
		.filter(({ direction }) => direction === 'out')
		.map(({ text, delivery, plannedFor }) => [text, delivery, plannedFor]);
const onTheNetwork = () => desk.office.office.practice.mastodon.timeline().map(({ text }) => text);

const later = (minutes: number) => desk.office.at(new Date(desk.office.clock.now() + minutes * 60_000).toISOString());

it('keeps an answer until the office opens, unless it is taken back or the citizen wrote on', async () => {
	const { dialogue, practice } = desk.office.office;
	await desk.publish(await desk.draft());
	const post = practice.mastodon.timeline().find(({ author }) => author.official)?.id ?? '';
	const ask = async (text: string, as: 'radlerin' | 'waldkauz' | 'buchfink') => {
		practice.mastodon.reply({ to: post, text, as });
		await later(0.2);
		return { id: (await list()).find(({ excerpt }) => excerpt.includes(text))?.id ?? '' };
	};
	const night = await call(nightEndpoint, { unit: desk.unitId }, rosa);
	const presence = night.body.presences.find(({ channel }) => channel === 'mastodon');
	expect(presence?.mode).toBe('off');
	const wish = { presenceId: presence?.id ?? '', mode: 'all' as const, extra: 'Störungen: 115.' };
	const kept = await ask('Wie lange?', 'radlerin');
	expect((await call(saveNightEndpoint, { ...wish, mode: 'private' }, rosa)).status).toBe(200);
	const back = await ask('Und der Bus?', 'waldkauz');
	expect((await call(saveNightEndpoint, wish, rosa)).status).toBe(200);
	const moved = await ask('Mit dem Rad?', 'buchfink');
	const made = await dialogue.receiveQuestion({ unitId: desk.unitId, text: 'Wann öffnet sie?', language: 'de' });
	const secret = made.ok ? made.value.receiptSecret : '';
	const form = (await list()).find(({ channel }) => channel === 'form')?.id ?? '';
	const { dueAt, opensAt } = await read(form);
	expect(opensAt).toBe(OPENS);

	await plan(form, 'Am Freitag.');
	await plan(kept.id, 'Bis Ostern.');
	const taken = await plan(back.id, 'Der Bus hält am Ring.');
	await plan(moved.id, 'Ja.');
	expect(await read(form)).toMatchObject({ state: 'open', dueAt, plannedFor: OPENS });
	expect(await dialogue.readReceipt(secret)).toMatchObject({
		...{ state: 'open', answers: [], closed: { opensAt: Date.parse(OPENS), week: { de: 'Mo–Fr 8:00–16:00' } } },
	});
	const takeBack = { conversationId: back.id, messageId: taken };
	expect((await call(takeBackReplyEndpoint, takeBack, agent())).status).toBe(200);
	expect((await call(takeBackReplyEndpoint, takeBack, agent())).problem?.type).toBe('reply.not-waiting');
	practice.mastodon.reply({ to: post, text: 'Ich meine mit Anhänger.', as: 'buchfink' });
	await later(0.2);
	expect(await answers(moved.id)).toEqual([
		[expect.stringContaining('ab Dienstag, 3. März, 8:00 Uhr'), 'published', null],
		['Ja.', 'withdrawn', OPENS],
	]);
	// Off, then private only, then also in public: once, although the person wrote twice.
	expect(onTheNetwork().filter((text) => text.includes('Störungen: 115.'))).toHaveLength(1);
	await desk.office.at('2026-03-03T06:59:50Z');
	expect(onTheNetwork().filter((text) => /Ostern|hält am Ring|Ja\./.test(text))).toEqual([]);

	await desk.office.at('2026-03-03T07:02:00Z');
	expect(onTheNetwork().filter((text) => text.includes('Bis Ostern.'))).toHaveLength(1);
	expect(onTheNetwork().filter((text) => /hält am Ring|Ja\./.test(text))).toEqual([]);
	expect(await read(kept.id)).toMatchObject({ state: 'answered', dueAt: null, plannedFor: null, opensAt: null });
	expect(await read(back.id)).toMatchObject({ state: 'open', plannedFor: null });
	expect(await read(form)).toMatchObject({ state: 'answered', dueAt: null });
	const said = (await read(moved.id)).messages.find(({ automatic }) => automatic);
	expect([said?.author, said?.direction]).toEqual(['', 'out']);
	const shown = await dialogue.readReceipt(secret);
	expect(shown).toMatchObject({ state: 'answered', answers: [{ text: 'Am Freitag.' }] });
});

it('gives new conversations to who is on duty, tells the next shift, and hands over what is read', async () => {
	const roster: RosterView = {
		anchor: null,
		assigns: true,
		exceptions: [],
		turns: [
			{ weekday: 1, from: '08:00', until: '08:20', personId: rosa.id },
			{ weekday: 1, from: '08:20', until: '16:00', personId: mika.id },
		],
	};
	const save = { unit: desk.unitId, version: 0, roster };
	expect((await call(saveRosterEndpoint, save, agent())).problem?.type).toBe('access.denied');
	const stranger = { ...roster, turns: [{ weekday: 1, from: '08:00', until: '09:00', personId: desk.anna.id }] };
	expect((await call(saveRosterEndpoint, { ...save, roster: stranger }, rosa)).problem?.type).toBe(
		'duty.not-answering',
	);
	expect((await call(saveRosterEndpoint, save, rosa)).status).toBe(200);
	expect((await call(saveRosterEndpoint, save, rosa)).problem?.type).toBe('duty.changed-meanwhile');
	const { units } = (await call(dutyEndpoint, { unit: desk.unitId }, rosa)).body;
	expect(units).toMatchObject([{ now: [{ name: 'Rosa Leitung', mine: true }], next: { name: 'Mika Muster' } }]);

	await desk.office.office.dialogue.receiveQuestion({ unitId: desk.unitId, text: 'Gilt das Ticket?', language: 'de' });
	await desk.office.office.dialogue.receiveQuestion({ unitId: desk.unitId, text: 'Und am Sonntag?', language: 'de' });
	await later(1.1);
	const asked = (await list()).find(({ excerpt }) => excerpt.includes('Ticket'));
	expect(asked?.assignee?.id).toBe(rosa.id);
	await call(assignEndpoint, { conversationId: asked?.id ?? '', personId: null }, rosa);
	await later(1.1);
	expect((await read(asked?.id ?? '')).assignee).toBe(null);

	const note = { unit: desk.unitId, open: '', waiting: '', promised: 'Rückruf bis zwölf', special: '' };
	expect((await call(writeShiftNoteEndpoint, { ...note, promised: ' ' }, rosa)).problem?.type).toBe('duty.empty-note');
	const { id } = (await call(writeShiftNoteEndpoint, note, rosa)).body;
	const told = async () =>
		(await call(noticesEndpoint, {}, mika)).body.items.filter(({ kind }) => kind === 'shift-note');
	expect(await told()).toMatchObject([{ postId: id, title: 'Rückruf bis zwölf', readAt: null }]);
	await desk.office.at('2026-03-03T07:21:30Z');
	// Put back to nobody, it waited for the next shift.
	expect((await read(asked?.id ?? '')).assignee?.id).toBe(mika.id);

	expect((await call(readShiftNoteEndpoint, { id, takeOver: true }, rosa)).problem?.type).toBe('duty.own-note');
	const mine = async () => (await list()).filter(({ assignee }) => assignee?.id === rosa.id).map(({ id: one }) => one);
	expect((await mine()).length).toBeGreaterThan(0);
	const read1 = await call(readShiftNoteEndpoint, { id, takeOver: true }, mika);
	expect(read1.body.taken).toBeGreaterThan(0);
	expect(await mine()).toEqual([]);
	expect((await call(readShiftNoteEndpoint, { id, takeOver: true }, mika)).body.taken).toBe(0);
	const notes = (await call(shiftNotesEndpoint, { unit: desk.unitId }, rosa)).body.items;
	expect(notes).toMatchObject([{ id, mine: true, readBy: 'Mika Muster', promised: 'Rückruf bis zwölf' }]);
	expect((await told())[0]?.readAt).not.toBe(null);

	const away = { id: mika.id, substituteId: rosa.id, from: '2026-03-03T07:00:00Z', until: '2026-03-04T07:00:00Z' };
	expect((await call(arrangeSubstitutionEndpoint, away, desk.boss)).status).toBe(200);
	const stood = (await call(dutyEndpoint, { unit: desk.unitId }, rosa)).body.units;
	expect(stood).toMatchObject([{ now: [{ name: 'Rosa Leitung', insteadOf: 'Mika Muster' }] }]);
});

it('reports how long answers take from five up, in open and wall minutes, by more than one thing', async () => {
	const { engine } = desk.office.office.corridor.engine;
	for (let n = 0; n < 5; n += 1)
		await sql`insert into dialogue_conversation (id, unit_id, channel, counterpart_id, state, visibility, excerpt, version,
				opened_at, last_at, answered_at, settled_at, asking)
			select ${`old-${n}`}, ${desk.unitId}, 'form', (select min(id) from dialogue_counterpart), 'answered', 'private', '', 1,
				timestamptz '2026-02-27T14:30:00Z', now(), timestamptz '2026-03-02T07:30:00Z' + ${n} * interval '10 minutes',
				timestamptz '2026-03-02T08:30:00Z', 'form'`.execute(engine);
	await later(5.2);
	const report = async (by: 'unit' | 'presence' | 'kind') =>
		(await call(answerTimesEndpoint, { by }, agent())).body.lines;
	const figure = { count: 5, open: { median: 80, p90: 96 }, wall: { median: 3920, p90: 3936 } };
	expect((await report('unit')).find(({ month }) => month === '2026-02')).toEqual({
		...{ month: '2026-02', key: desk.unitId, answer: figure },
		settle: { count: 5, open: { median: 120, p90: 120 }, wall: { median: 3960, p90: 3960 } },
	});
	const kinds = (await report('kind')).filter(({ month }) => month === '2026-02');
	expect(kinds).toMatchObject([{ key: 'form', answer: figure }]);
	expect((await report('presence')).filter(({ month }) => month === '2026-03').map(({ answer }) => answer)).toEqual([
		null,
	]);
	const elsewhere = await call(answerTimesEndpoint, {}, actorWith('agent', ['elsewhere'], 'agent-2'));
	expect(elsewhere.body.lines).toEqual([]);
});
