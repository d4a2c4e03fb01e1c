import { createHash } from 'node:crypto';

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { noticesEndpoint } from '#contract/desk.ts';
import { conversationEndpoint } from '#contract/dialogue.ts';
import { addTargetEndpoint, handOverEndpoint } from '#contract/handover.ts';
import {
	answerInquiryEndpoint,
	askedOfMeEndpoint,
	askInquiryEndpoint,
	askOnEndpoint,
	inquiriesEndpoint,
	inquiryDraftEndpoint,
	inquiryEndpoint,
	takeInquiryEndpoint,
	withdrawInquiryEndpoint,
} from '#contract/inquiries.ts';
import { mailEndpoint, mailsEndpoint } from '#contract/mail.ts';
import { createUnitEndpoint } from '#contract/people.ts';
import { askErasureEndpoint, decideErasureEndpoint, exportCounterpartEndpoint } from '#contract/privacy.ts';
import { listRecordsEndpoint } from '#contract/records.ts';
import type { Actor } from '#kernel/permission.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
let karl: Actor;
let otherUnit: string;
beforeAll(async () => {
	desk = await startNewsdesk();
	karl = await desk.employ('Karl Kern', 'agent');
	const unit = { name: 'Kulturamt', short: 'KUL', parentId: null };
	otherUnit = (await desk.office.call(createUnitEndpoint, unit, desk.boss)).body.id;
});
afterAll(() => desk.close());

const call: Newsdesk['office']['call'] = (...given) => desk.office.call(...given);
/** Whoever answers in the other unit and nowhere else. */
const bo = () => actorWith('agent', [otherUnit], 'agent-bo');
const privacy = (id: string) => actorWith('privacy', 'all', id);
const db = <T>(query: string) => sql.raw<T>(query).execute(desk.office.office.corridor.engine.engine);

const heard = async (text: string): Promise<string> => {
	await desk.office.office.dialogue.receiveQuestion({ unitId: desk.unitId, text, language: 'de' });
	const { rows } = await db<{ id: string }>(
		`select conversation_id as id from dialogue_message where text = '${text}'`,
	);
	return rows[0]?.id ?? '';
};
const draftOf = async (conversationId: string) => (await call(inquiryDraftEndpoint, { conversationId }, karl)).body;
const inquiriesOf = async (conversationId: string) =>
	(await call(inquiriesEndpoint, { conversationId }, karl)).body.items;
const read = async (conversationId: string) => (await call(conversationEndpoint, { conversationId }, karl)).body;
const told = async (actor: Actor) =>
	(await call(noticesEndpoint, {}, actor)).body.items.map(({ kind, postId, readAt }) => [
		kind,
		postId,
		readAt !== null,
	]);
const askPerson = async (conversationId: string, personId: string) => {
	const { messages, terms } = await draftOf(conversationId);
	const asked = { kind: 'person', personId, dueAt: terms[1]?.dueAt ?? '' } as const;
	const [about] = messages;
	const input = { conversationId, asked, messageId: about?.id ?? null, shown: about?.shown ?? '' };
	return call(askInquiryEndpoint, { ...input, question: 'Stimmt der Freitag?' }, karl);
};
const expert = { kind: 'expert', name: 'Dr. Ada Brunn', mail: 'ada@gutachten.example', days: 7 } as const;
const askExpert = (conversationId: string, more: { personal?: boolean; shown?: string } = {}) => {
	const asked = { ...expert, language: 'de', personal: more.personal ?? false } as const;
	const input = { conversationId, asked, messageId: null, shown: more.shown ?? 'Die Brücke rostet.' };
	return call(askInquiryEndpoint, { ...input, question: 'Ist das gefährlich?' }, karl);
};
const isPast = (id: string) => db(`update dialogue_inquiry set due_at = '2026-03-02T07:59:00Z' where id = '${id}'`);
const tellLate = async () =>
	desk.office.office.dialogue.chores.find(({ name }) => name === 'dialogue.inquiries')?.run();
const taken = new Set<string>();
/** In the letter that came since. */
const linkIn = async (): Promise<string> => {
	const { items } = (await call(mailsEndpoint, {}, desk.boss)).body;
	const letter = items.find(({ id, kind }) => kind === 'inquiry-asked' && !taken.has(id));
	taken.add(letter?.id ?? '');
	const { text } = (await call(mailEndpoint, { id: letter?.id ?? '' }, desk.boss)).body;
	return /https?:\S+\/fachfrage\/\S+/.exec(text ?? '')?.[0] ?? '';
};
const open = (link: string) => desk.office.office.fetch(new Request(link));
const send = (link: string, text: string) =>
	desk.office.office.fetch(new Request(link, { method: 'POST', body: new URLSearchParams({ text }) }));

it('shows a colleague what was asked and no more, and brings the answer back to who asked', async () => {
	const id = await heard('Wann ist die Brücke frei? Ruft mich an: 0171 2345678');
	expect((await draftOf(id)).messages.map(({ shown }) => shown)).toEqual([
		'Wann ist die Brücke frei? Ruft mich an: •••',
	]);
	const { dueAt } = await read(id);
	const { body, status } = await askPerson(id, desk.anna.id);
	expect(status).toBe(200);
	expect(await read(id)).toMatchObject({ asksColleague: true, dueAt, state: 'open' });
	expect(await told(desk.anna)).toEqual([['inquiry-asked', body.id, false]]);

	const [mine] = (await call(askedOfMeEndpoint, {}, desk.anna)).body.items;
	expect(mine).toMatchObject({ id: body.id, question: 'Stimmt der Freitag?', conversationId: null, by: karl.name });
	const seen = await call(inquiryEndpoint, { id: body.id }, desk.anna);
	expect(seen.body).toMatchObject({
		mine: true,
		standing: 'open',
		shown: 'Wann ist die Brücke frei? Ruft mich an: •••',
	});
	expect(JSON.stringify(seen.body)).not.toContain(id);
	expect((await call(conversationEndpoint, { conversationId: id }, desk.anna)).status).toBe(403);
	for (const actor of [desk.ben, bo()]) {
		expect((await call(askedOfMeEndpoint, {}, actor)).body.items).toEqual([]);
		expect((await call(inquiryEndpoint, { id: body.id }, actor)).status).toBe(404);
		expect((await call(answerInquiryEndpoint, { id: body.id, text: 'Ja.' }, actor)).status).toBe(404);
	}
	expect((await call(inquiriesEndpoint, { conversationId: id }, bo())).status).toBe(403);

	expect((await call(answerInquiryEndpoint, { id: body.id, text: 'Ja, ab Freitag.' }, desk.anna)).status).toBe(200);
	expect(await told(karl)).toEqual([['inquiry-answered', id, false]]);
	expect(await told(desk.anna)).toEqual([['inquiry-asked', body.id, true]]);
	expect((await call(askedOfMeEndpoint, { view: 'answered' }, desk.anna)).body.items).toHaveLength(1);
	const after = await read(id);
	expect(after).toMatchObject({ asksColleague: false, dueAt, state: 'open' });
	expect(JSON.stringify(after.messages)).not.toContain('ab Freitag');
	const [asked] = await inquiriesOf(id);
	const lineId = asked?.lines.at(-1)?.id ?? '';
	const of = { conversationId: id, inquiryId: body.id };
	expect((await call(takeInquiryEndpoint, { ...of, lineId }, karl)).status).toBe(200);
	expect((await call(takeInquiryEndpoint, { ...of, lineId: asked?.lines[0]?.id ?? '' }, karl)).problem?.type).toBe(
		'inquiry.nothing-to-take',
	);
	expect((await inquiriesOf(id))[0]?.lines.map(({ takenAt }) => takenAt !== null)).toEqual([false, true]);

	const [term] = (await draftOf(id)).terms;
	const on = { ...of, text: 'Auch für Busse?', dueAt: term?.dueAt ?? '' };
	expect((await call(askOnEndpoint, on, bo())).status).toBe(403);
	expect((await call(askOnEndpoint, on, karl)).status).toBe(200);
	expect((await call(inquiryEndpoint, { id: body.id }, desk.anna)).body).toMatchObject({ standing: 'open' });
	expect((await call(withdrawInquiryEndpoint, of, karl)).status).toBe(200);
	expect((await call(answerInquiryEndpoint, { id: body.id, text: 'Ja.' }, desk.anna)).problem?.type).toBe(
		'inquiry.over',
	);
	const { items } = (await call(listRecordsEndpoint, { subject: id, limit: 100 }, privacy('p1'))).body;
	expect(items.map(({ kind }) => kind).toSorted()).toEqual([
		...['inquiry.answered', 'inquiry.asked', 'inquiry.asked-on', 'inquiry.taken-over', 'inquiry.withdrawn'],
		'question.received',
	]);
});

it('asks a unit, tells once of what is late, and refuses whom nobody reaches', async () => {
	const id = await heard('Wer stellt die Bänke auf?');
	const ask = (unitId: string, dueAt: string) =>
		call(
			askInquiryEndpoint,
			{
				conversationId: id,
				asked: { kind: 'unit', unitId, dueAt },
				messageId: null,
				shown: '',
				question: 'Wissen Sie es?',
			},
			karl,
		);
	const soon = '2026-03-02T08:20:00Z';
	expect((await ask(otherUnit, soon)).problem?.type).toBe('inquiry.nobody-there');
	expect((await ask(desk.unitId, '2026-03-02T07:00:00Z')).problem?.type).toBe('inquiry.due-past');
	expect((await askPerson(id, karl.id)).problem?.type).toBe('inquiry.yourself');
	const lisa = await desk.employ('Lisa Lang', 'lead');
	const { body } = await ask(desk.unitId, soon);
	expect((await call(askedOfMeEndpoint, {}, lisa)).body.items.map((one) => one.id)).toEqual([body.id]);
	await isPast(body.id);
	await tellLate();
	expect((await inquiriesOf(id))[0]).toMatchObject({ standing: 'overdue', asked: 'Tiefbauamt' });
	expect(await told(lisa)).toContainEqual(['inquiry-overdue', body.id, false]);
	expect(await told(karl)).toContainEqual(['inquiry-overdue', body.id, false]);
	await tellLate();
	expect((await told(lisa)).filter(([kind]) => kind === 'inquiry-overdue')).toHaveLength(1);
	expect((await call(answerInquiryEndpoint, { id: body.id, text: 'Der Bauhof.' }, lisa)).status).toBe(200);
	expect(await told(lisa)).toContainEqual(['inquiry-overdue', body.id, true]);
});

it('lets an expert answer once behind a secret link that looking does not use up', async () => {
	const id = await heard('Die Brücke rostet, ist das gefährlich?');
	const refused = await askExpert(id, { shown: 'Ruft an: 0171 2345678' });
	expect(refused.problem).toMatchObject({ type: 'inquiry.personal-data', detail: { kinds: ['personal-phone'] } });
	const meant = await askExpert(id, { personal: true, shown: 'Ruft an: 0171 2345678' });
	expect(meant.status).toBe(200);
	await call(withdrawInquiryEndpoint, { conversationId: id, inquiryId: meant.body.id }, karl);
	expect((await open(await linkIn())).status).toBe(410);

	const { body } = await askExpert(id);
	expect(body.link).toBeNull();
	const link = await linkIn();
	const secret = link.split('/').at(-1) ?? '';
	expect(secret).toMatch(/^[\w-]{43}$/);
	const { rows } = await db<{ link_hash: string }>('select * from dialogue_inquiry where link_hash is not null');
	expect(JSON.stringify(rows)).not.toContain(secret);
	expect(JSON.stringify(rows)).not.toContain(expert.mail);
	expect(rows.map((row) => row.link_hash)).toContain(createHash('sha256').update(secret).digest('hex'));

	for (let look = 0; look < 3; look += 1) {
		const page = await open(link);
		expect([page.status, page.headers.get('x-robots-tag'), page.headers.get('cache-control')]).toEqual([
			...[200, 'noindex', 'no-store'],
		]);
		expect(page.headers.get('referrer-policy')).toBe('same-origin');
		expect(await page.text()).toContain('Ist das gefährlich?');
	}
	expect((await open(`${link}x`)).status).toBe(404);
	expect((await send(`${link.slice(0, -3)}abc`, 'Geraten.')).status).toBe(303);
	expect((await send(link, ' \u0007 ')).status).toBe(422);
	expect((await send(link, '<b>Nein</b>, nur Flugrost.\u0000')).status).toBe(303);
	const after = await (await open(link)).text();
	expect(after).toContain('Danke für Ihre Antwort');
	expect(after).not.toContain('Die Brücke rostet.');
	await send(link, 'Doch.');
	const one = async (inquiryId: string) => (await inquiriesOf(id)).find((item) => item.id === inquiryId);
	const asked = await one(body.id);
	expect(asked).toMatchObject({ standing: 'answered', asked: expert.name, mail: expert.mail });
	expect(asked?.lines.map(({ text, by }) => [text, by])).toEqual([
		['Ist das gefährlich?', karl.name],
		['<b>Nein</b>, nur Flugrost.', null],
	]);
	expect(await told(karl)).toContainEqual(['inquiry-answered', id, false]);

	const unanswered = (await askExpert(id)).body.id;
	const late = await linkIn();
	await isPast(unanswered);
	expect((await open(late)).status).toBe(410);
	await send(late, 'Zu spät.');
	expect(await one(unanswered)).toMatchObject({ standing: 'expired', lines: [{ text: 'Ist das gefährlich?' }] });
});

it('goes with the conversation: handed out, blank once handed over, erased', async () => {
	const id = await heard('Wo liegt mein Antrag?');
	await askPerson(id, desk.anna.id);
	await askExpert(id, { shown: 'Ein Antrag liegt.' });
	const link = await linkIn();
	const { rows } = await db<{ id: string }>(
		`select counterpart_id as id from dialogue_conversation where id = '${id}'`,
	);
	const counterpartId = rows[0]?.id ?? '';
	const why = { counterpartId, reason: 'Antrag 7/26' };
	const { file } = (await call(exportCounterpartEndpoint, why, privacy('p1'))).body;
	for (const words of ['Ein Antrag liegt.', 'Stimmt der Freitag?', 'Ist das gefährlich?'])
		expect(file).toContain(words);
	expect(file).not.toMatch(/Ada|gutachten|Anna|Karl/);

	const lead = actorWith('lead', [desk.unitId], 'lead-1');
	const texts = { publicText: 'Es geht weiter.', privateText: 'Es geht weiter.', contact: 'Telefon 115' };
	const target = { unitId: desk.unitId, kind: 'phone', name: 'Bürgertelefon', address: '115', ...texts } as const;
	const { id: targetId } = (await call(addTargetEndpoint, target, lead)).body;
	const { version: seenVersion } = await read(id);
	const said = { text: 'Es geht weiter.', visibility: 'private', data: '', fileReference: '' } as const;
	const handed = await call(
		handOverEndpoint,
		{ ...said, relevant: [], conversationId: id, targetId, seenVersion },
		lead,
	);
	expect(handed.status).toBe(200);
	const blank = await inquiriesOf(id);
	expect(blank.map(({ standing }) => standing)).toEqual(['withdrawn', 'withdrawn']);
	expect(JSON.stringify(blank)).not.toMatch(/Antrag|Freitag|gefährlich/);
	expect((await open(link)).status).toBe(410);

	const because = { counterpartId, legalBasis: 'gdpr-17-1-b', reason: 'Wunsch' } as const;
	const asked = await call(askErasureEndpoint, because, privacy('p1'));
	const decision = { id: asked.body.id, decision: 'confirm' } as const;
	expect((await call(decideErasureEndpoint, decision, privacy('p2'))).status).toBe(200);
	const left = await db(`select 1 from dialogue_inquiry where conversation_id = '${id}'`);
	const lines = await db(
		'select 1 from dialogue_inquiry_line where inquiry_id not in (select id from dialogue_inquiry)',
	);
	expect([left.rows, lines.rows]).toEqual([[], []]);
	expect((await open(link)).status).toBe(404);
	let tries = 0;
	while ((await open(link)).status !== 429 && tries < 100) tries += 1;
	expect(tries).toBeLessThan(60);
});
