import { afterAll, beforeAll, expect, it } from 'vitest';

import { conversationsEndpoint } from '#contract/dialogue.ts';
import { prioritiseEndpoint } from '#contract/service.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const call: Newsdesk['office']['call'] = (...given) => desk.office.call(...given);

beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

type Query = Parameters<typeof call<typeof conversationsEndpoint.input, typeof conversationsEndpoint.output>>[1];
const list = async (query: Query = {}, actor = agent()) => (await call(conversationsEndpoint, query, actor)).body.items;
const words = async (query: Query = {}) => (await list(query)).map(({ excerpt }) => excerpt);
const ask = async (text: string): Promise<string> => {
	await desk.office.office.dialogue.receiveQuestion({ unitId: desk.unitId, text, language: 'de' });
	return (await list({ view: 'all', search: text }))[0]?.id ?? '';
};
const later = (minutes: number) => desk.office.at(new Date(desk.office.clock.now() + minutes * 60_000).toISOString());

it('narrows and sorts what is in a view, page by page', async () => {
	const ids: string[] = [];
	for (const text of ['Wann kommt der Bus?', 'Wo ist die Rampe?', 'Wer räumt den Weg?']) {
		ids.push(await ask(text));
		await later(1);
	}
	await call(prioritiseEndpoint, { conversationId: ids[1] ?? '', priority: 'urgent' }, agent());
	expect(await words({ priority: 'urgent' })).toEqual(['Wo ist die Rampe?']);
	expect(await words({ priority: 'high' })).toEqual([]);
	expect(await words({ presence: 'form', kind: 'form', view: 'all' })).toHaveLength(3);
	expect(await words({ kind: 'direct' })).toEqual([]);
	expect(await words({ sort: 'newest' })).toEqual(['Wer räumt den Weg?', 'Wo ist die Rampe?', 'Wann kommt der Bus?']);
	expect(await words({ sort: 'oldest' })).toEqual((await words({ sort: 'newest' })).toReversed());
	const { body: first } = await call(conversationsEndpoint, { sort: 'oldest', limit: 2 }, agent());
	const rest = { sort: 'oldest' as const, limit: 2, cursor: first.next };
	expect((await call(conversationsEndpoint, rest, agent())).body.items.map(({ id }) => id)).toEqual([ids[2]]);
	expect(await words({ view: 'unit' })).toHaveLength(3);
	expect(await list({ view: 'unit' }, actorWith('agent', ['elsewhere']))).toEqual([]);
});
