import { afterAll, beforeAll, expect, it } from 'vitest';

import { connectPracticeEndpoint } from '#contract/channels.ts';
import { conversationEndpoint, conversationsEndpoint } from '#contract/dialogue.ts';
import { confirmActEndpoint, liftActEndpoint, moderationEndpoint, takeStepEndpoint } from '#contract/moderation.ts';
import { plus, seconds } from '#kernel/time.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

const INSULT = 'Ihr Lumpen aus dem Rathaus.';
const WAIT = { timeout: 15_000 };

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
	const wish = { unitId: desk.unitId, name: 'Stadt', networks: ['facebook' as const] };
	expect((await desk.office.call(connectPracticeEndpoint, wish, desk.boss)).status).toBe(200);
	await desk.publish(await desk.draft());
});
afterAll(() => desk.close());

const network = () => desk.office.office.practice.network('facebook');
const stands = (): boolean =>
	network()
		.timeline()
		.some(({ text }) => text === INSULT);
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const lead = () => actorWith('lead', [desk.unitId], 'lead-1');
const rounds = async (count: number): Promise<void> => {
	const { clock, office } = desk.office;
	for (let i = 0; i < count; i += 1) await clock.windTo(plus(clock.now(), seconds(5)), () => office.idle());
};
const listed = async () =>
	(await desk.office.call(conversationsEndpoint, { channel: 'facebook', view: 'all' }, agent())).body.items;

it('a comment below our post on Facebook is deleted there for good, by two people, whatever becomes of the answer', async () => {
	const ours = network()
		.timeline()
		.find(({ author }) => author.official);
	network().reply({ to: ours?.id ?? '', text: INSULT, as: 'waldkauz' });
	await rounds(20);
	await expect.poll(async () => (await listed()).length, WAIT).toBe(1);
	const [found] = await listed();
	const conversationId = found?.id ?? '';
	const read = async () => (await desk.office.call(conversationEndpoint, { conversationId }, agent())).body;
	const acts = async () => (await desk.office.call(moderationEndpoint, { conversationId }, agent())).body;
	expect((await acts()).ladder.find(({ step }) => step === 'delete')).toMatchObject({
		means: 'remove',
		second: true,
	});

	const before = await read();
	const step = {
		...{
			conversationId,
			messageId: before.messages[0]?.id ?? '',
			seenVersion: before.version,
			step: 'delete' as const,
		},
		...{ rule: '1', facts: 'Die Antwort beschimpft das ganze Haus.', proportion: 'Auf die Ermahnung folgte dasselbe.' },
		...{ until: null, words: '' },
	};
	const taken = await desk.office.call(takeStepEndpoint, step, agent());
	expect(taken.status).toBe(200);
	await rounds(4);
	expect(stands()).toBe(true);

	network().feel('answers-get-lost');
	const yes = { conversationId, actId: taken.body.id, decision: 'confirm' as const, reason: 'So ist es richtig.' };
	expect((await desk.office.call(confirmActEndpoint, yes, lead())).status).toBe(200);
	await rounds(4);
	network().feel('well');
	await rounds(40);
	expect(stands()).toBe(false);
	expect((await acts()).acts[0]).toMatchObject({ means: 'remove', state: 'standing', sending: 'done', waits: null });
	expect((await read()).messages[0]).toMatchObject({ text: '', withheld: true });
	expect((await listed())[0]?.excerpt).not.toContain('Lumpen');

	const lift = { conversationId, actId: taken.body.id, reason: 'Es war ein Zitat.' };
	expect((await desk.office.call(liftActEndpoint, lift, lead())).problem?.type).toBe('moderation.not-standing');
});
