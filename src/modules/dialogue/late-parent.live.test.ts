import { afterEach, beforeEach, expect, it } from 'vitest';

import { conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const mastodon = () => desk.office.office.practice.mastodon;
const wind = (ms: number) => desk.office.at(new Date(desk.office.clock.now() + ms).toISOString());
const list = async () => {
	const { items } = (await desk.office.call(conversationsEndpoint, { view: 'all' }, agent())).body;
	return items.filter(({ mergedInto }) => mergedInto === null);
};
const read = async (conversationId: string) =>
	(await desk.office.call(conversationEndpoint, { conversationId }, agent())).body;
const said = async (conversationId: string) =>
	(await read(conversationId)).messages.map(({ text }) => /Frage|Antwort|Nachfrage/.exec(text)?.[0]);

beforeEach(async () => {
	desk = await startNewsdesk();
	await desk.publish(await desk.draft());
});
afterEach(() => desk.close());

/** Asked and answered, but the network's answer to our answer got lost: it stands there, and nobody here knows its id. */
const answered = async () => {
	const official = mastodon()
		.timeline()
		.find(({ author }) => author.official);
	const question = mastodon().reply({
		text: 'Frage?',
		as: 'waldkauz',
		mentions: official?.author.handle.split('@')[0] ?? '',
	});
	await wind(4_000);
	const [item] = await list();
	const id = item?.id ?? '';
	const { version } = await read(id);
	mastodon().feel('answers-get-lost');
	const input = { conversationId: id, text: 'Antwort.', seenVersion: version };
	expect((await desk.office.call(replyEndpoint, input, agent())).status).toBe(200);
	await desk.office.settle();
	const ours = mastodon()
		.timeline()
		.find(({ text }) => text.includes('Antwort.'));
	return { id, question: question ?? '', ours: ours?.id ?? '', theirs: `@${official?.author.handle} Nachfrage?` };
};
const isKnown = async (id: string) =>
	(await read(id)).messages.some(({ direction, delivery }) => direction === 'out' && delivery === 'published');

it('puts an answer to an answer of ours that is not known yet where what stands above it belongs', async () => {
	const { id, ours, theirs } = await answered();
	mastodon().reply({ to: ours, text: theirs, as: 'waldkauz' });
	await wind(4_000);
	expect(await isKnown(id)).toBe(false);
	expect((await list()).map((one) => one.id)).toEqual([id]);
	expect(await said(id)).toEqual(['Frage', 'Antwort', 'Nachfrage']);
	expect(await read(id)).toMatchObject({ state: 'open', dueAt: expect.any(String) });
});

it('brings it in later where nothing above is known, as soon as our own answer is', async () => {
	const { id, question, ours, theirs } = await answered();
	mastodon().deleteReply(question);
	mastodon().reply({ to: ours, text: theirs, as: 'waldkauz' });
	await wind(4_000);
	expect(await isKnown(id)).toBe(false);
	expect(await list()).toHaveLength(2);
	mastodon().feel('well');
	await wind(90_000);
	expect(await isKnown(id)).toBe(true);
	expect((await list()).map((one) => one.id)).toEqual([id]);
	expect(await said(id)).toContain('Nachfrage');
	expect(await read(id)).toMatchObject({ state: 'open', dueAt: expect.any(String) });
});
