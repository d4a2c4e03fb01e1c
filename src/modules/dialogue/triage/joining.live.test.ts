import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { conversationEndpoint, conversationsEndpoint } from '#contract/dialogue.ts';
import { mergeEndpoint } from '#contract/triage.ts';
import { ok } from '#kernel/result.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';

let desk: Newsdesk;
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const call: Newsdesk['office']['call'] = (...given) => desk.office.call(...given);
const db = () => desk.office.office.corridor.db;

beforeAll(async () => {
	desk = await startNewsdesk();
	await desk.publish(await desk.draft());
});
afterAll(() => desk.close());

/** One look at every network. */
const look = () => desk.office.at(new Date(desk.office.clock.now() + 4_000).toISOString());
const saying = async (words: string) => {
	const { items } = (await call(conversationsEndpoint, { view: 'all', limit: 100 }, agent())).body;
	return items.find(({ excerpt }) => excerpt.includes(words))?.id ?? '';
};
const read = async (conversationId: string) => (await call(conversationEndpoint, { conversationId }, agent())).body;

const waiters = () =>
	db().read('who waits', async (tx) => {
		const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
			where datname = current_database() and wait_event_type = 'Lock'`.execute(dialogue(tx));
		return rows[0]?.n ?? 0;
	});
const untilWaiting = async (n: number): Promise<void> => {
	while ((await waiters()) < n) await new Promise((resolve) => setImmediate(resolve));
};

/** Has both wait for the older of two conversations that somebody has in hand, one behind the other, and lets go. */
const contend = async (older: string, first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<void> => {
	let letGo = (): void => undefined;
	const held = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	let isHeld = (): void => undefined;
	const holding = new Promise<void>((resolve) => {
		isHeld = resolve;
	});
	const hand = db().transact('have it in hand', async (tx) => {
		await lockConversation(tx, older);
		isHeld();
		await held;
		return ok(undefined);
	});
	await holding;
	const one = first();
	await untilWaiting(1);
	const two = second();
	await untilWaiting(2);
	letGo();
	await Promise.all([hand, one, two]);
};

/** Below one message: something late with an answer that seems to stand alone, and beside it, newer, something in time. */
const talk = async (nth: number) => {
	const { mastodon } = desk.office.office.practice;
	const handle = mastodon.timeline().find(({ author }) => author.official)?.author.handle ?? '';
	const say = (text: string, to: string, late = false) =>
		mastodon.reply({ to, text: `@${handle} ${text} ${nth}.`, as: 'waldkauz', late }) ?? '';
	const mentions = handle.split('@')[0] ?? '';
	const asked = mastodon.reply({ text: `Thema ${nth}?`, as: 'lindenweg', mentions }) ?? '';
	const late = say('Spät', asked, true);
	const under = say('Darunter', late);
	await look();
	const next = say('Daneben', asked);
	await look();
	const [below, beside] = [await saying(`Darunter ${nth}.`), await saying(`Daneben ${nth}.`)];
	return { late, below, beside, all: [asked, late, under, next] };
};

it('joins by hand and by what the network tells late at the same time, and neither is in the way of the other', async () => {
	const { mastodon } = desk.office.office.practice;
	for (let round = 0; round < 8; round += 1) {
		const { late, below, beside, all } = await talk(round);
		expect(below < beside).toBe(true);
		const input = {
			...{ conversationId: beside, seenVersion: (await read(beside)).version },
			...{ other: below, otherVersion: (await read(below)).version },
		};
		let refusal: string | undefined;
		const byHand = async () => {
			refusal = (await call(mergeEndpoint, input, agent())).problem?.type;
		};
		mastodon.arrive?.(late);
		const isHandFirst = round % 2 === 0;
		await (isHandFirst ? contend(below, byHand, look) : contend(below, look, byHand));

		expect(refusal).toBe(isHandFirst ? undefined : 'conversation.moved-on');
		const { messages } = await read(beside);
		const words = messages.map(({ text }) => /(Spät|Darunter|Daneben) \d+/.exec(text)?.[0]);
		expect(words.toSorted()).toEqual([`Daneben ${round}`, `Darunter ${round}`, `Spät ${round}`]);
		expect((await read(below)).mergedInto).toBe(beside);
		// What is gone is not looked after any more: the next round is seen at once.
		for (const one of all) mastodon.deleteReply(one);
		await look();
	}
}, 240_000);
