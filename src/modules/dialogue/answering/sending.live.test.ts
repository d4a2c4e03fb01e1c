import { afterAll, beforeAll, expect, it } from 'vitest';

import { lookAtReplyEndpoint } from '#contract/answering.ts';
import { conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
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
