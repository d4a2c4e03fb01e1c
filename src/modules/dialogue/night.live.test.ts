import { afterAll, beforeAll, expect, it } from 'vitest';

import {
	conversationEndpoint,
	conversationsEndpoint,
	replyEndpoint,
	takeBackReplyEndpoint,
} from '#contract/dialogue.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const call: Newsdesk['office']['call'] = (...given) => desk.office.call(...given);

/** Ten minutes before the office opens on a Tuesday, an hour ahead of UTC. */
const OPENS = '2026-03-03T07:00:00.000Z';
beforeAll(async () => {
	desk = await startNewsdesk('2026-03-03T06:50:00Z');
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
	const kept = await ask('Wie lange?', 'radlerin');
	const back = await ask('Und der Bus?', 'waldkauz');
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
	expect(await dialogue.readReceipt(secret)).toMatchObject({ state: 'open', answers: [] });
	const takeBack = { conversationId: back.id, messageId: taken };
	expect((await call(takeBackReplyEndpoint, takeBack, agent())).status).toBe(200);
	expect((await call(takeBackReplyEndpoint, takeBack, agent())).problem?.type).toBe('reply.not-waiting');
	practice.mastodon.reply({ to: post, text: 'Ich meine mit Anhänger.', as: 'buchfink' });
	await later(0.2);
	expect(await answers(moved.id)).toEqual([['Ja.', 'withdrawn', OPENS]]);
	await desk.office.at('2026-03-03T06:59:50Z');
	expect(onTheNetwork().filter((text) => /Ostern|hält am Ring|Ja\./.test(text))).toEqual([]);

	await desk.office.at('2026-03-03T07:02:00Z');
	expect(onTheNetwork().filter((text) => text.includes('Bis Ostern.'))).toHaveLength(1);
	expect(onTheNetwork().filter((text) => /hält am Ring|Ja\./.test(text))).toEqual([]);
	expect(await read(kept.id)).toMatchObject({ state: 'answered', dueAt: null, plannedFor: null, opensAt: null });
	expect(await read(back.id)).toMatchObject({ state: 'open', plannedFor: null });
	expect(await read(form)).toMatchObject({ state: 'answered', dueAt: null });
	const shown = await dialogue.readReceipt(secret);
	expect(shown).toMatchObject({ state: 'answered', answers: [{ text: 'Am Freitag.' }] });
});
