import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { editReplyEndpoint } from '#contract/answering.ts';
import { conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
import { closeAlarmEndpoint, raiseAlarmEndpoint } from '#contract/moderation.ts';
import {
	askErasureEndpoint,
	decideErasureEndpoint,
	erasuresEndpoint,
	exportCounterpartEndpoint,
	findCounterpartsEndpoint,
	retentionEndpoint,
	revealEndpoint,
	saveRetentionEndpoint,
} from '#contract/privacy.ts';
import { liftHoldEndpoint, listRecordsEndpoint, setHoldEndpoint } from '#contract/records.ts';
import { plus } from '#kernel/time.ts';
import type { InboundChange } from '#modules/channels/index.ts';
import { createAct } from '#platform/act.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

import { receiveMessages } from '../receive-messages.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
	await desk.publish(await desk.draft());
});
afterAll(() => desk.close());

const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const privacy = (id = 'privacy-1') => actorWith('privacy', 'all', id);
const { stringify } = JSON;

const rounds = async () => {
	for (let i = 0; i < 2; i += 1) await desk.office.at(new Date(desk.office.clock.now() + 11_000).toISOString());
};
const practice = (channel: 'mastodon' | 'bluesky') => desk.office.office.practice[channel];
const list = async (query: object = {}) =>
	(await desk.office.call(conversationsEndpoint, { view: 'all', limit: 100, ...query }, agent())).body.items;
const read = async (id: string) => (await desk.office.call(conversationEndpoint, { conversationId: id }, agent())).body;
const run = sql.raw;
const db = <T>(query: string) => run<T>(query).execute(desk.office.office.corridor.engine.engine);

/** Somebody writes below our post, we answer, and then it is long ago. */
const talk = async (channel: 'mastodon' | 'bluesky', text: string, as: string) => {
	const post = practice(channel)
		.timeline()
		.find(({ author }) => author.official);
	const remoteId = practice(channel).reply({ to: post?.id ?? '', text, as }) ?? '';
	await rounds();
	const item = (await list({ channel })).find(({ excerpt }) => excerpt.includes(text));
	if (!item) throw new Error('nothing was heard');
	return { id: item.id, remoteId, counterpart: item.counterpart };
};
const answer = async (id: string, text: string) => {
	const { version } = await read(id);
	const said = await desk.office.call(replyEndpoint, { conversationId: id, text, seenVersion: version }, agent());
	await desk.office.settle();
	return said.status;
};
const longAgo = async (id: string, days: number) => {
	await db(`update dialogue_conversation set last_at = last_at - interval '${days} days' where id = '${id}'`);
	await db(`update dialogue_counterpart set named_at = named_at - interval '${days} days'
		where id = (select counterpart_id from dialogue_conversation where id = '${id}')`);
};
/** The daily round, now. */
const round = async () => {
	await db('update dialogue_retention set run_at = null');
	await desk.office.office.dialogue.chores.find(({ name }) => name === 'dialogue.privacy')?.run();
};
const find = async (handle: string, channel: 'form' | 'mastodon' | 'bluesky' = 'mastodon') =>
	(await desk.office.call(findCounterpartsEndpoint, { channel, handle, reason: 'Antrag 7/26' }, privacy())).body.items;
const kindsLeft = async (subject: string) =>
	(await desk.office.call(listRecordsEndpoint, { subject, limit: 100 }, privacy())).body.items
		.filter(({ erased }) => !erased)
		.map(({ kind }) => kind);

it('a name goes after its days, is found by its fingerprint, and is still answered', async () => {
	const { id, counterpart, remoteId } = await talk('mastodon', 'Wie lange dauert die Sperrung?', 'waldkauz');
	expect(counterpart).toContain('waldkauz');
	await longAgo(id, 100);
	await round();
	expect((await read(id)).masked).toBe(false);

	await answer(id, 'Bis Freitag.');
	await round();
	expect(await read(id)).toMatchObject({ masked: true, counterpart: expect.stringMatching(/^@••• \w{4}$/) });
	const kept = await db<object>(`select p.*, m.remote, m.text from dialogue_counterpart p
		join dialogue_conversation c on c.counterpart_id = p.id
		join dialogue_message m on m.conversation_id = c.id where c.id = '${id}' and m.direction = 'in'`);
	expect(kept.rows).toHaveLength(1);
	expect(stringify(kept.rows)).not.toMatch(/waldkauz/i);

	const [found, ...more] = await find('@WaldKauz');
	expect(more).toEqual([]);
	expect(found).toMatchObject({ masked: true, whole: true, conversations: 1, newest: [{ id }] });
	expect(await find('waldkauz', 'bluesky')).toEqual([]);
	expect(await find('waldkau')).toEqual([]);
	expect((await find('waldkauz@anderswo.example')).map(({ whole }) => whole)).toEqual([false]);

	expect(await answer(id, 'Doch erst am Samstag.')).toBe(200);
	const ours = practice('mastodon')
		.timeline()
		.find(({ text }) => text.includes('erst am Samstag'));
	expect(ours?.replyTo).toBe(remoteId);
	expect(ours?.text).toContain('@waldkauz');
});

it('what is kept about one person can be handed out, without names of staff and on record', async () => {
	const taken = await desk.office.office.dialogue.receiveQuestion({
		...{ text: 'Wo steht mein Antrag?', name: 'K. Probe', mail: 'K@probe.example', language: 'de' },
	});
	expect(taken.ok).toBe(true);
	const [found] = await find('k@Probe.example', 'form');
	const input = { counterpartId: found?.id ?? '', reason: 'Antrag 7/26' };
	const conversationId = found?.newest[0]?.id ?? '';
	await answer(conversationId, 'Er liegt bei uns.');
	const messageId = (await read(conversationId)).messages.find(({ direction }) => direction === 'out')?.id ?? '';
	const edit = { conversationId, messageId, text: 'Er wird bearbeitet.' };
	expect((await desk.office.call(editReplyEndpoint, edit, agent())).status).toBe(200);
	const { file } = (await desk.office.call(exportCounterpartEndpoint, input, privacy())).body;
	for (const word of ['Wo steht mein Antrag?', 'K. Probe', 'K@probe.example', 'Er liegt bei uns.', edit.text])
		expect(file).toContain(word);
	expect(file).not.toMatch(/agent-1|Probe agent/);
	expect(await kindsLeft(input.counterpartId)).toEqual(['counterpart.exported']);
	expect((await kindsLeft('counterparts')).length).toBeGreaterThan(3);
	expect((await desk.office.call(exportCounterpartEndpoint, input, agent())).status).toBe(403);
});

it('all that one person said is erased by two, not under a legal hold, and does not come back', async () => {
	const { id, remoteId } = await talk('mastodon', 'Bitte vergessen Sie mich.', 'eule');
	const [found] = await find('eule');
	const ask = { counterpartId: found?.id ?? '', legalBasis: 'gdpr-17-1-c' as const, reason: 'Widerspruch' };
	const asked = await desk.office.call(askErasureEndpoint, ask, privacy());
	expect((await desk.office.call(askErasureEndpoint, ask, privacy())).problem?.type).toBe('counterpart.asked-already');
	const confirm = (by: string) =>
		desk.office.call(decideErasureEndpoint, { id: asked.body.id, decision: 'confirm' }, privacy(by));
	expect((await confirm('privacy-1')).problem?.type).toBe('counterpart.own-request');
	// Who confirms sees whom it is about; afterwards nobody does.
	const labels = async () =>
		(await desk.office.call(erasuresEndpoint, {}, privacy('privacy-2'))).body.items.map(({ label }) => label);
	expect(await labels()).toEqual([expect.stringContaining('eule')]);
	const hold = await desk.office.call(setHoldEndpoint, { subject: id, reason: 'Klage' }, privacy());
	expect((await confirm('privacy-2')).problem?.type).toBe('counterpart.held');
	expect((await read(id)).messages).toHaveLength(1);
	await desk.office.call(liftHoldEndpoint, { id: hold.body.id }, privacy());
	expect((await confirm('privacy-2')).body).toEqual({ conversations: 1 });

	expect(await find('eule')).toEqual([]);
	expect((await list()).map((item) => item.id)).not.toContain(id);
	expect((await kindsLeft(id)).filter((kind) => !kind.startsWith('record.'))).toEqual([]);
	const { items } = (await desk.office.call(erasuresEndpoint, {}, privacy('privacy-2'))).body;
	expect(items).toMatchObject([{ state: 'done', own: false, conversations: 1, reason: 'Widerspruch', label: null }]);
	practice('mastodon').editReply(remoteId, 'Bitte vergessen Sie mich doch.');
	await rounds();
	expect(await find('eule')).toEqual([]);
});

it('what is over goes page by page; what is open or held stays, and so does what we said', async () => {
	const words = Array.from({ length: 3 }, (_, n) => `Zeile ${n} vom Markt`);
	const talks = [];
	for (const text of words) talks.push(await talk('bluesky', text, `kunde-${text.at(6)}`));
	const [over, held, open] = talks.map(({ id }) => id) as [string, string, string];
	for (const id of [over, held]) await answer(id, 'Danke.');
	for (const id of [over, held, open]) await longAgo(id, 800);
	const hold = await desk.office.call(setHoldEndpoint, { subject: held, reason: 'Klage' }, privacy());
	await round();
	const left = (await list()).map(({ id }) => id);
	expect([over, held, open].map((id) => left.includes(id))).toEqual([false, true, true]);
	expect(await kindsLeft(over)).toContain('message.replied');
	expect(await kindsLeft(over)).not.toContain('message.received');
	expect(await kindsLeft(held)).toContain('message.received');
	const bluesky = (await desk.office.call(retentionEndpoint, {}, privacy())).body.items[2];
	expect(bluesky).toMatchObject({ source: 'bluesky', ran: { conversations: 1 } });

	// A hundred and more that are over are gone in one round, past the one that is held.
	await db(`insert into dialogue_counterpart (id, channel, fingerprint, handle, display_name)
		select 'old' || n, 'bluesky', 'old' || n, '', '' from generate_series(1, 130) n`);
	await db(`insert into dialogue_conversation (id, unit_id, channel, root, counterpart_id, state, visibility, excerpt, version, opened_at, last_at)
		select 'old' || n, '${desk.unitId}', 'bluesky', 'old' || n, 'old' || n, 'closed', 'public', '', 1, '2020-01-01', '2020-01-01'
		from generate_series(1, 130) n`);
	await desk.office.call(liftHoldEndpoint, { id: hold.body.id }, privacy());
	await round();
	const rest = await db<{ n: string }>(`select count(*) n from dialogue_counterpart where id like 'old%'`);
	expect(Number(rest.rows[0]?.n)).toBe(0);
	expect((await list()).map(({ id }) => id)).not.toContain(held);
});

it('evidence ends at its own term, once the alarm is over; its checksum stays', async () => {
	const { id } = await talk('mastodon', 'Ich tue mir etwas an.', 'kummer');
	const [message] = (await read(id)).messages;
	const alarm = await desk.office.call(
		raiseAlarmEndpoint,
		{ conversationId: id, messageId: message?.id ?? '' },
		agent(),
	);
	await db(`update dialogue_evidence set captured_at = captured_at - interval '400 days'`);
	const evidence = async () =>
		(
			await db<object>(`select length(bytes) > 0 as kept, length(sha256) as sum, expired_at is not null as over
			from dialogue_evidence where conversation_id = '${id}'`)
		).rows;
	await round();
	expect(await evidence()).toEqual([{ kept: true, sum: 64, over: false }]);
	await desk.office.call(
		closeAlarmEndpoint,
		{ conversationId: id, alarmId: alarm.body.id, done: [], note: 'Hilfe kam.' },
		agent(),
	);
	await round();
	expect(await evidence()).toEqual([{ kept: false, sum: 64, over: true }]);
});

it('who somebody is stays hidden in lists and words until somebody wants to see it, which is on record', async () => {
	const text = 'Mein Handy ist 0171 2345678, die IBAN DE89 3704 0044 0532 0130 00. Danke!';
	await desk.office.office.dialogue.receiveQuestion({ text, language: 'de' });
	const [item] = await list({ channel: 'form' });
	const hidden = 'Mein Handy ist •••, die IBAN •••. Danke!';
	expect(item?.excerpt).toBe(hidden);
	const id = item?.id ?? '';
	const [message] = (await read(id)).messages;
	expect(message).toMatchObject({ text: hidden, masked: true });
	const show = (as = agent()) =>
		desk.office.call(revealEndpoint, { conversationId: id, messageId: message?.id ?? '' }, as);
	expect((await show(actorWith('approver', [desk.unitId], 'approver-1'))).status).toBe(403);
	expect(await kindsLeft(id)).not.toContain('conversation.revealed');
	expect((await show()).body).toEqual({ text });
	expect(await kindsLeft(id)).toContain('conversation.revealed');
	expect((await read(id)).messages[0]?.text).toBe(hidden);
});

it('random orders of what came in end alike in the database', async () => {
	const { people, delivery, editorial, corridor, records, channels, desk: notices } = desk.office.office;
	const act = createAct({ db: corridor.db, ledger: records.ledger });
	const authority = async () => ({ ...(await people.authority()), rootUnitId: desk.unitId });
	const receive = receiveMessages({
		...{ ...corridor, act, delivery, editorial, notices },
		people: { ...people, authority, unitPath: async (id) => [id], holdersIn: async () => [] },
	});
	const presence = (await channels.livePresences()).find(({ channel }) => channel === 'mastodon');
	if (!presence) throw new Error('no presence');
	const at = desk.office.clock.now();
	const versionBy =
		(who: string) =>
		(n: number, text: string, edited?: number): InboundChange => ({
			kind: 'message',
			message: {
				remote: { id: `${who}-${n}`, url: `https://m.example/@${who}/${n}` },
				...{ root: `${who}-root`, text, visibility: 'public', media: [], sentAt: plus(at, n) },
				author: { remoteId: who, handle: who, displayName: who },
				...(edited === undefined ? {} : { editedAt: plus(at, edited) }),
			},
		});
	const eventsOf = (who: string, version = versionBy(who)): InboundChange[] => [
		...[version(1, 'eins'), version(1, 'Eins', 20), version(1, 'eins', 30), version(1, 'Eins', 20)],
		...[version(2, 'zwei'), { kind: 'deleted' as const, remoteId: `${who}-2` }, version(2, 'zwei')],
		...[version(3, 'drei'), version(3, 'Drei', 40), version(3, 'drei')],
	];
	const stateOf = async (who: string) => {
		const [item] = (await list({ channel: 'mastodon' })).filter(({ counterpart }) => counterpart === who);
		const { messages } = await read(item?.id ?? '');
		// Taken back before it came: it is not even there. Otherwise it is there without its words.
		const standing = messages.filter(({ text }) => text !== '');
		return { excerpt: item?.excerpt, said: standing.map(({ text, editedAt }) => [text, editedAt]) };
	};
	const ends = [];
	for (let n = 0; n < 25; n += 1) {
		const who = `ordnung${n}`;
		const [order = []] = fc.sample(fc.shuffledSubarray(eventsOf(who), { minLength: 10 }), { numRuns: 1, seed: n });
		await receive(presence, { changes: order, cursor: null });
		ends.push(await stateOf(who));
	}
	const edited = (ms: number) => new Date(plus(at, ms)).toISOString();
	const end = {
		excerpt: 'Drei',
		said: [
			['eins', edited(30)],
			['Drei', edited(40)],
		],
	};
	expect(ends).toEqual(ends.map(() => end));
});

it('terms are set per source, by who may, from the version that was read', async () => {
	const terms = { source: 'mastodon' as const, nameDays: 30, wordDays: 365, evidenceDays: 200, seenVersion: 0 };
	const save = (more: object = {}, as = privacy()) =>
		desk.office.call(saveRetentionEndpoint, { ...terms, ...more }, as);
	expect((await save({}, agent())).status).toBe(403);
	expect((await save({ nameDays: 366 })).problem?.type).toBe('retention.name-outlives-words');
	expect((await save({ evidenceDays: 100 })).problem?.type).toBe('request.invalid');
	expect((await save()).body).toEqual({ version: 1 });
	expect((await save({ nameDays: 31 })).problem?.type).toBe('retention.moved-on');
	const { items } = (await desk.office.call(retentionEndpoint, {}, privacy())).body;
	expect(items[1]).toMatchObject({ source: 'mastodon', nameDays: 30, version: 1, most: null });
	expect(items[0]).toMatchObject({ source: 'form', nameDays: 90, wordDays: 730, evidenceDays: 365 });
});
