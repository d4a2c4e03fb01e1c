import { createHash } from 'node:crypto';

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { conversationEndpoint, conversationsEndpoint } from '#contract/dialogue.ts';
import {
	closeAlarmEndpoint,
	confirmActEndpoint,
	liftActEndpoint,
	moderationEndpoint,
	raiseAlarmEndpoint,
	reviewObjectionEndpoint,
	saveEmergencyEndpoint,
	settleActEndpoint,
	takeStepEndpoint,
} from '#contract/moderation.ts';
import { listRecordsEndpoint, readRecordEndpoint } from '#contract/records.ts';
import { canonicalJson, type JsonObject } from '#kernel/json.ts';
import type { Actor } from '#kernel/permission.ts';
import { type Heard, hearingAt } from '#tests/heard.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
	await desk.publish(await desk.draft());
});
afterAll(() => desk.close());

const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const lead = () => actorWith('lead', [desk.unitId], 'lead-1');
const hearing = hearingAt(() => desk);
const { practice, after, rounds, page } = hearing;
const heard = (channel: 'mastodon' | 'bluesky', text: string, as: string) =>
	hearing.heard({ channel, text, as }, agent());
type Step = 'warn' | 'hide' | 'delete' | 'block-until';

const facts = 'Die Antwort beschimpft eine Mitarbeiterin mit Namen.';
const proportion = 'Auf die Ermahnung folgte dasselbe noch einmal.';
const take = async ({ remoteId: _, ...at }: Heard, step: Step, more: object = {}) =>
	desk.office.call(
		takeStepEndpoint,
		{ ...at, step, rule: '1', facts, proportion, until: null, words: '', ...more },
		agent(),
	);
const moderation = async (conversationId: string, as: Actor = agent()) =>
	(await desk.office.call(moderationEndpoint, { conversationId }, as)).body;
const latest = async (conversationId: string, as?: Actor) => {
	const [act] = (await moderation(conversationId, as)).acts;
	if (!act) throw new Error('nothing was done');
	return act;
};
const confirm = (conversationId: string, actId: string, as: Actor) =>
	desk.office.call(
		confirmActEndpoint,
		{ conversationId, actId, decision: 'confirm', reason: 'So ist es richtig.' },
		as,
	);

it('keeps the message as it came before a warning cites the rule', async () => {
	const at = await heard('mastodon', 'Ihr seid doch alle unfähig.', 'waldkauz');
	const { ladder, tells } = await moderation(at.conversationId);
	expect(ladder.map(({ means, why }) => means ?? why)).toEqual(['reply', 'no-hide', 'report', 'block', 'block']);
	expect(tells).toBe('private');
	expect((await take(at, 'warn', { words: 'Bitte bleiben Sie sachlich.', rule: '99' })).problem?.type).toBe(
		'moderation.no-such-rule',
	);
	expect((await take(at, 'warn', { words: 'Bitte bleiben Sie sachlich.' })).status).toBe(200);
	await rounds();
	const said = practice('mastodon').timeline().at(-1);
	expect(said?.text).toContain('Netiquette Nr. 1: Kritik an der Sache, nicht an Menschen.');
	expect(said?.text).not.toContain('Probe');

	const { evidence } = await latest(at.conversationId);
	const { items } = (await desk.office.call(listRecordsEndpoint, { subject: at.conversationId }, lead())).body;
	const kinds = items.map(({ kind }) => kind).filter((kind) => kind.startsWith('moderation.'));
	expect(kinds.toReversed()).toEqual(['moderation.evidence-captured', 'moderation.ordered']);
	const entry = items.find(({ kind }) => kind === 'moderation.evidence-captured');
	const open = async (names: 'true' | 'false') =>
		(await desk.office.call(readRecordEndpoint, { id: entry?.id ?? '', names }, lead())).body;
	// Who wrote it is shown to whoever asks for it, and both visits are on record.
	const nameless = await open('false');
	expect(nameless).toMatchObject({ namesHidden: true, payload: { data: { original: { author: { handle: '…' } } } } });
	const body = await open('true');
	expect(body).toMatchObject({ namesHidden: false });
	const visits = await desk.office.call(
		listRecordsEndpoint,
		{ subject: at.conversationId, kind: 'record.read' },
		lead(),
	);
	expect(visits.body.items).toHaveLength(2);
	const { original } = (body.payload?.data ?? {}) as { original: JsonObject & { html: string } };
	expect(original.html).toContain('Ihr seid doch alle unfähig.');
	expect(createHash('sha256').update(canonicalJson(original)).digest('hex')).toBe(evidence.sha256);
});

it('asks the moderators of the network only once two people said so, and leaves a lost answer to a person', async () => {
	const at = await heard('mastodon', 'Dich kriegen wir noch.', 'radlerin');
	const { id } = (await take(at, 'delete')).body;
	await rounds();
	const reports = () =>
		practice('mastodon')
			.timeline()
			.find((one) => one.id === at.remoteId)?.reports ?? [];
	expect(reports()).toEqual([]);
	expect((await confirm(at.conversationId, id, actorWith('lead', [desk.unitId], 'agent-1'))).problem?.type).toBe(
		'moderation.same-person',
	);
	expect((await confirm(at.conversationId, id, agent())).problem?.type).toBe('access.denied');
	expect((await confirm(at.conversationId, id, lead())).status).toBe(200);
	practice('mastodon').feel('answers-get-lost');
	await rounds();
	practice('mastodon').feel('well');
	expect(await latest(at.conversationId)).toMatchObject({ sending: 'unclear', waits: 'trouble', state: 'standing' });
	await rounds();
	expect(reports()).toHaveLength(1);
	const settle = { conversationId: at.conversationId, actId: id, decision: 'happened' as const };
	expect((await desk.office.call(settleActEndpoint, settle, agent())).status).toBe(200);
	expect(await latest(at.conversationId)).toMatchObject({ sending: 'done', waits: null });
	const notice = practice('mastodon')
		.timeline()
		.find(({ text }) => text.includes('/widerspruch/'));
	expect(notice?.visibility).toBe('private');
});

it('hides below our post, and shows again when somebody else upholds the objection', async () => {
	const at = await heard('bluesky', 'Kauft bei mir billige Reifen.', 'radlerin');
	const { id } = (await take(at, 'hide', { rule: '6' })).body;
	await rounds();
	expect(practice('bluesky').moderated().hidden).toEqual([at.remoteId]);
	const act = await latest(at.conversationId);
	expect(act).toMatchObject({ sending: 'done', told: false });
	const shown = await page(act.objectionLink);
	expect(shown.text).toContain('Keine Werbung, kein Spam');
	expect(shown.text).toContain(facts);
	for (const name of ['Probe', 'agent-1']) expect(shown.text).not.toContain(name);
	expect((await page(`${act.objectionLink}x`)).status).toBe(404);

	expect((await page(act.objectionLink, { text: ' ' })).status).toBe(422);
	expect((await page(act.objectionLink, { text: 'Das war keine Werbung.' })).status).toBe(303);
	expect((await page(act.objectionLink, { text: 'Noch einmal.' })).status).toBe(422);
	const { objection } = await latest(at.conversationId);
	// Monday morning; three days of service later.
	expect(objection).toMatchObject({ text: 'Das war keine Werbung.', decidedAt: null });
	expect(objection?.dueAt.slice(0, 10)).toBe('2026-03-05');

	const review = { conversationId: at.conversationId, actId: id, upheld: true, answer: 'Sie haben recht.' };
	const own = actorWith('lead', [desk.unitId], 'agent-1');
	expect((await desk.office.call(reviewObjectionEndpoint, review, own)).problem?.type).toBe('moderation.same-person');
	expect((await desk.office.call(reviewObjectionEndpoint, review, lead())).status).toBe(200);
	await rounds();
	expect(practice('bluesky').moderated().hidden).toEqual([]);
	expect(await latest(at.conversationId)).toMatchObject({ state: 'ended', waits: null });
	expect((await page(act.objectionLink)).text).toContain('Sie haben recht.');
});

it('deletes what lies with us, gives it back, and counts both in the open', async () => {
	const { dialogue } = desk.office.office;
	await dialogue.receiveQuestion({ unitId: desk.unitId, text: 'Ihr Lumpen aus dem Rathaus.', language: 'de' });
	const { items } = (await desk.office.call(conversationsEndpoint, { channel: 'form' }, agent())).body;
	const conversationId = items[0]?.id ?? '';
	const read = async () => (await desk.office.call(conversationEndpoint, { conversationId }, agent())).body.messages[0];
	const at = { conversationId, messageId: (await read())?.id ?? '', seenVersion: items[0]?.version ?? 0, remoteId: '' };
	const { id } = (await take(at, 'delete')).body;
	expect((await read())?.text).toContain('Lumpen');
	expect((await confirm(conversationId, id, lead())).status).toBe(200);
	expect(await read()).toMatchObject({ text: '', withheld: true, deletedAt: null });
	const lift = { conversationId, actId: id, reason: 'Es war ein Zitat.' };
	expect((await desk.office.call(liftActEndpoint, lift, lead())).status).toBe(200);
	expect(await read()).toMatchObject({ text: 'Ihr Lumpen aus dem Rathaus.', withheld: false });
	const figures = await page(`${desk.office.origin}/en/netiquette/zahlen`);
	expect(figures.text).toContain('deletion asked for');
	expect(figures.text).toContain('One objection: 1 upheld, 0 rejected, 0 open.');
});

it('ends a block by itself, and lets a proposal lapse that nobody confirms', async () => {
	const at = await heard('mastodon', 'Und noch eine Drohung.', 'lindenweg');
	const until = new Date(desk.office.clock.now() + 45_000).toISOString();
	const { id } = (await take(at, 'block-until', { until, rule: '2' })).body;
	expect((await confirm(at.conversationId, id, lead())).status).toBe(200);
	await rounds();
	expect(practice('mastodon').moderated().blocked).toEqual(['lindenweg']);
	const unconfirmed = (await take(at, 'delete')).body.id;
	// Three days in steps of ten seconds are a long way to wind: the proposal is made an old one.
	await sql`update dialogue_moderation set expires_at = ${new Date(desk.office.clock.now())} where id = ${unconfirmed}`.execute(
		desk.office.office.corridor.engine.engine,
	);
	expect((await confirm(at.conversationId, unconfirmed, lead())).problem?.type).toBe('moderation.proposal-over');
	await after(100_000);
	await rounds();
	expect(practice('mastodon').moderated().blocked).toEqual([]);
	expect((await moderation(at.conversationId)).acts.map(({ state }) => state)).toEqual(['expired', 'ended']);
});

it('puts a danger to life on record and says nothing outside', async () => {
	const at = await heard('mastodon', 'Ich kann nicht mehr.', 'waldkauz');
	const before = practice('mastodon').timeline().length;
	const contacts = [{ name: 'Polizeiinspektion', phone: '0911 110', note: '' }];
	await desk.office.call(saveEmergencyEndpoint, { unit: desk.unitId, version: 0, contacts }, lead());
	const { conversationId, messageId } = at;
	const { id: alarmId } = (await desk.office.call(raiseAlarmEndpoint, { conversationId, messageId }, agent())).body;
	const done = { conversationId, alarmId, done: ['called' as const], note: 'Streife ist unterwegs.' };
	expect((await desk.office.call(closeAlarmEndpoint, done, agent())).status).toBe(200);
	await rounds();
	const { alarms, contacts: called } = await moderation(conversationId);
	expect(called).toEqual(contacts);
	expect(alarms[0]).toMatchObject({ done: ['called'], note: 'Streife ist unterwegs.' });
	expect(practice('mastodon').timeline()).toHaveLength(before);
});
