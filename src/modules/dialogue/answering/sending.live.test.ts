import { afterAll, beforeAll, expect, it } from 'vitest';

import { editReplyEndpoint, lookAtReplyEndpoint, withdrawReplyEndpoint } from '#contract/answering.ts';
import { conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
import {
	approveReplyEndpoint,
	giveBackReplyEndpoint,
	saveReplyRuleEndpoint,
	waitingRepliesEndpoint,
} from '#contract/reply-approval.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
	await desk.publish(await desk.draft());
});
afterAll(() => desk.close());

type Network = 'mastodon' | 'bluesky';
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const call: Newsdesk['office']['call'] = (...given) => desk.office.call(...given);
const practice = (network: Network) => desk.office.office.practice[network];
const windOn = async (ms: number) => {
	await desk.office.at(new Date(desk.office.clock.now() + ms).toISOString());
	await desk.office.settle();
};

/** A citizen's word below our post, as it came in. */
const asked = async (network: Network, text: string): Promise<string> => {
	const post = practice(network)
		.timeline()
		.find(({ author }) => author.official);
	practice(network).reply({ to: post?.id ?? '', text, as: text.split(' ')[0] ?? '' });
	for (let i = 0; i < 2; i += 1) await windOn(5_000);
	const { items } = (await call(conversationsEndpoint, { view: 'all', channel: network, search: text }, agent())).body;
	return items[0]?.id ?? '';
};
const read = async (conversationId: string) => (await call(conversationEndpoint, { conversationId }, agent())).body;
const answer = async (conversationId: string, text: string, actor = agent()) =>
	call(replyEndpoint, { conversationId, text, seenVersion: (await read(conversationId)).version }, actor);

it('looks at an answer as at a post: it counts as the network does, shows it, and a block holds it', async () => {
	const conversationId = await asked('mastodon', 'wiesel fragt nach der Brücke');
	const look = async (text: string) => (await call(lookAtReplyEndpoint, { conversationId, text }, agent())).body;
	const short = await look('Bis Freitag.');
	expect(short.findings).toEqual([]);
	expect(short.shown).toMatch(/^@\S+ Bis Freitag\.$/);
	expect(short.account).toMatchObject({ channel: 'mastodon', name: expect.stringContaining('Musterstadt') });
	const loud = await look('Das ist SEHR WICHTIG!!! Kommen Sie SOFORT');
	expect(loud.findings.length).toBeGreaterThan(0);
	expect(loud.findings.every(({ severity }) => severity !== 'block')).toBe(true);
	const long = 'Die Brücke bleibt gesperrt. '.repeat(20).trim();
	const { measure, findings } = await look(long);
	expect(measure).toMatchObject({ over: true, most: 500 });
	expect(measure?.length).toBeGreaterThan(long.length);
	expect(findings.find(({ rule }) => rule === 'too-long')?.severity).toBe('block');
	expect(JSON.stringify((await answer(conversationId, long)).problem)).toContain('too-long');
	expect((await read(conversationId)).messages).toHaveLength(1);
	const stranger = actorWith('agent', ['another-unit'], 'stranger');
	expect((await call(lookAtReplyEndpoint, { conversationId, text: 'x' }, stranger)).problem?.type).toBe(
		'access.denied',
	);
});

const ours = (network: Network, words: string) =>
	practice(network)
		.timeline()
		.filter(({ text }) => text.includes(words));
const lastOf = async (conversationId: string) => {
	const message = (await read(conversationId)).messages.findLast(({ direction }) => direction === 'out');
	if (message === undefined) throw new Error('nothing was answered');
	return message;
};
const edit = async (conversationId: string, text: string) =>
	call(editReplyEndpoint, { conversationId, messageId: (await lastOf(conversationId)).id, text }, agent());
const withdraw = async (conversationId: string) =>
	call(withdrawReplyEndpoint, { conversationId, messageId: (await lastOf(conversationId)).id }, agent());

it('changes an answer where it stands, keeps the words before, and takes it back so that one is owed again', async () => {
	const conversationId = await asked('mastodon', 'marder fragt nach der Umleitung');
	await answer(conversationId, 'Die Umleitung führt über die Ringstraße.');
	await desk.office.settle();
	expect((await read(conversationId)).can).toEqual({ edit: true, withdraw: true, like: false });
	const held = await edit(conversationId, 'Bitte auf DE89 3704 0044 0532 0130 00.');
	expect(held.problem?.type).toBe('conversation.reply-blocked');
	expect((await edit(conversationId, 'Die Umleitung führt über die Talstraße.')).status).toBe(200);
	await desk.office.settle();
	expect(ours('mastodon', 'Talstraße')).toHaveLength(1);
	expect(ours('mastodon', 'Ringstraße')).toEqual([]);
	expect(await lastOf(conversationId)).toMatchObject({
		...{ text: 'Die Umleitung führt über die Talstraße.', editedAt: expect.any(String), delivery: 'published' },
		changes: [{ what: 'edit', before: 'Die Umleitung führt über die Ringstraße.', state: 'done' }],
	});
	expect((await read(conversationId)).state).toBe('answered');
	expect((await withdraw(conversationId)).status).toBe(200);
	await desk.office.settle();
	expect(ours('mastodon', 'Talstraße')).toEqual([]);
	expect(await read(conversationId)).toMatchObject({ state: 'open', dueAt: expect.any(String) });
	expect(await lastOf(conversationId)).toMatchObject({ delivery: 'withdrawn', text: expect.stringContaining('Tal') });
	expect((await withdraw(conversationId)).problem?.type).toBe('answer.not-out');
});

it('says that Bluesky cannot edit, and lets the answer be withdrawn there', async () => {
	const conversationId = await asked('bluesky', 'dachs fragt nach dem Radweg');
	await answer(conversationId, 'Der Radweg bleibt frei.');
	await desk.office.settle();
	expect((await read(conversationId)).can).toEqual({ edit: false, withdraw: true, like: false });
	expect((await edit(conversationId, 'Der Radweg ist zu.')).problem?.type).toBe('answer.cannot-edit');
	expect((await withdraw(conversationId)).status).toBe(200);
	await desk.office.settle();
	expect(ours('bluesky', 'Der Radweg bleibt frei.')).toEqual([]);
});

it('says why an answer does not stand there, with the link to the thread, and stops it while it waits', async () => {
	const conversationId = await asked('mastodon', 'iltis fragt nach dem Bus');
	practice('mastodon').feel('throttling-silent');
	await answer(conversationId, 'Der Bus fährt.');
	await desk.office.settle();
	const waiting = await lastOf(conversationId);
	expect(waiting).toMatchObject({ delivery: 'waiting', trouble: { kind: 'slowed', again: expect.any(String) } });
	expect((await read(conversationId)).threadUrl).toMatch(/^http/);
	expect((await withdraw(conversationId)).status).toBe(200);
	practice('mastodon').feel('well');
	await windOn(20_000);
	expect(ours('mastodon', 'Der Bus fährt.')).toEqual([]);
	expect(await read(conversationId)).toMatchObject({ state: 'open' });
});

it('changes and takes back what stands behind a receipt at once', async () => {
	const { dialogue } = desk.office.office;
	const taken = await dialogue.receiveQuestion({ text: 'Wo ist der Eingang zum Bad?', language: 'de' });
	if (!taken.ok) throw new Error(taken.error.type);
	const { items } = (await call(conversationsEndpoint, { view: 'all', search: 'Eingang' }, agent())).body;
	const id = items[0]?.id ?? '';
	await answer(id, 'Am Marktplatz.');
	expect((await edit(id, 'An der Badstraße.')).status).toBe(200);
	const shown = async () => (await dialogue.readReceipt(taken.value.receiptSecret))?.answers.map(({ text }) => text);
	expect(await shown()).toEqual(['An der Badstraße.']);
	expect((await withdraw(id)).status).toBe(200);
	expect(await shown()).toEqual([]);
});

it('waits for a second person where the rule of the unit asks for one, bound to exactly these words', async () => {
	const lead = actorWith('lead', [desk.unitId], 'lead-1');
	const rule = { always: false, presences: [], kinds: [], risk: true, first: 0 };
	expect((await call(saveReplyRuleEndpoint, { unit: desk.unitId, version: 0, rule }, agent())).status).toBe(403);
	expect((await call(saveReplyRuleEndpoint, { unit: desk.unitId, version: 0, rule }, lead)).status).toBe(200);
	const id = await asked('bluesky', 'nerz fragt nach dem Steg');
	const risky = 'Das ist SEHR WICHTIG!!! Kommen Sie SOFORT';
	const held = await answer(id, risky, lead);
	expect(held).toMatchObject({ status: 200, body: { waits: true } });
	expect((await answer(id, 'Bis Freitag.')).problem?.type).toBe('conversation.reply-waiting');
	await desk.office.settle();
	expect(ours('bluesky', 'WICHTIG')).toEqual([]);
	const waiting = async (actor = desk.jana) => (await call(waitingRepliesEndpoint, {}, actor)).body.items;
	expect(await waiting()).toMatchObject([{ conversationId: id, why: ['risk'] }]);
	expect(await waiting(lead)).toEqual([]);

	const proposalId = held.body.messageId;
	const yes = async (actor: typeof lead, hash?: string) => {
		const { proposal, version } = await read(id);
		const input = { conversationId: id, proposalId, hash: hash ?? proposal?.hash ?? '', seenVersion: version };
		return call(approveReplyEndpoint, input, actor);
	};
	expect((await yes(lead)).problem?.type).toBe('proposal.own');
	expect((await yes(desk.jana, 'another')).problem?.type).toBe('proposal.changed');
	const note = 'Bitte ruhiger.';
	expect((await call(giveBackReplyEndpoint, { conversationId: id, proposalId, note }, desk.jana)).status).toBe(200);
	expect((await read(id)).proposal).toMatchObject({ state: 'returned', note });
	expect((await yes(desk.jana)).problem?.type).toBe('proposal.over');

	const again = await answer(id, `${risky}!!!`, lead);
	expect(again.body.waits).toBe(true);
	const { proposal, version } = await read(id);
	const input = {
		conversationId: id,
		proposalId: again.body.messageId,
		hash: proposal?.hash ?? '',
		seenVersion: version,
	};
	expect((await call(approveReplyEndpoint, input, desk.jana)).status).toBe(200);
	await desk.office.settle();
	expect(ours('bluesky', 'WICHTIG')).toHaveLength(1);
	expect(await read(id)).toMatchObject({ state: 'answered', proposal: null, assignee: { id: 'lead-1' } });
	await desk.office.office.dialogue.receiveQuestion({
		text: 'Gibt es Fahrkarten?',
		language: 'de',
		unitId: desk.unitId,
	});
	const form =
		(await call(conversationsEndpoint, { view: 'all', search: 'Fahrkarten' }, agent())).body.items[0]?.id ?? '';
	expect((await answer(form, 'Ja, am Schalter.')).body.waits).toBe(false);
	expect((await edit(form, risky)).problem?.type).toBe('answer.edit-needs-approval');
	await call(saveReplyRuleEndpoint, { unit: desk.unitId, version: 1, rule: null }, lead);
});
