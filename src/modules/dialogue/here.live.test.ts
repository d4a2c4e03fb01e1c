import { afterAll, beforeAll, expect, it } from 'vitest';

import { hereAtConversationEndpoint } from '#contract/attendance.ts';
import { conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
import type { LiveEvent } from '#platform/events.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
let id: string;
const one = () => actorWith('agent', [desk.unitId], 'agent-1');
const other = () => actorWith('agent', [desk.unitId], 'agent-2');

beforeAll(async () => {
	desk = await startNewsdesk();
	await desk.publish(await desk.draft());
	const mastodon = desk.office.office.practice.mastodon;
	const official = mastodon.timeline().find(({ author }) => author.official);
	mastodon.reply({ to: official?.id ?? '', text: 'Frage?', as: 'waldkauz' });
	await desk.office.at(new Date(desk.office.clock.now() + 4_000).toISOString());
	const { items } = (await desk.office.call(conversationsEndpoint, { view: 'all' }, one())).body;
	id = items[0]?.id ?? '';
});
afterAll(() => desk.close());

const here = async (who: ReturnType<typeof one>, doing: 'reading' | 'writing' | 'gone') =>
	(await desk.office.call(hereAtConversationEndpoint, { conversationId: id, doing }, who)).body.others;
const read = async () => (await desk.office.call(conversationEndpoint, { conversationId: id }, one())).body;

it('shows who else reads a conversation or answers in it, until they leave or are not heard of', async () => {
	expect(await here(one(), 'reading')).toEqual([]);
	expect(await here(other(), 'writing')).toMatchObject([{ id: 'agent-1', doing: 'reading' }]);
	expect(await here(one(), 'reading')).toMatchObject([{ id: 'agent-2', doing: 'writing' }]);
	await here(other(), 'gone');
	expect(await here(one(), 'writing')).toEqual([]);
	expect(await here(other(), 'reading')).toMatchObject([{ id: 'agent-1', doing: 'writing' }]);
	await desk.office.at(new Date(desk.office.clock.now() + 26_000).toISOString());
	expect(await here(other(), 'reading')).toEqual([]);
});

it('tells the other desks at once, and does not hold up whoever answers', async () => {
	const heard: NonNullable<LiveEvent['here']>[] = [];
	const off = desk.office.office.corridor.events.subscribe(({ topic, id: about, here: said }) => {
		if (topic === 'here' && about === id && said?.person.id === 'agent-2') heard.push(said);
	});
	await here(other(), 'gone');
	await here(other(), 'writing');
	// What was said before may still be on its way.
	const last = () => heard.slice(-2).map(({ doing }) => doing);
	while (last().join() !== 'gone,writing') await read();
	off();
	expect(heard.at(-1)).toMatchObject({ person: { id: 'agent-2' }, doing: 'writing', silent: false });
	const { version } = await read();
	const input = { conversationId: id, text: 'Antwort.', seenVersion: version };
	expect((await desk.office.call(replyEndpoint, input, one())).status).toBe(200);
	await desk.office.settle();
});

it('is for those who may read the conversation, and leaves no trace in it', async () => {
	const before = await read();
	const stranger = actorWith('agent', ['elsewhere'], 'stranger');
	const asked = (conversationId: string, who: ReturnType<typeof one>) =>
		desk.office.call(hereAtConversationEndpoint, { conversationId, doing: 'reading' }, who);
	expect((await asked(id, stranger)).status).toBe(403);
	expect((await asked('nothing', one())).status).toBe(404);
	await here(other(), 'writing');
	expect(await read()).toEqual(before);
});
