import {
	assignEndpoint,
	closeEndpoint,
	conversationEndpoint,
	conversationsEndpoint,
	noteEndpoint,
	replyEndpoint,
} from '#contract/dialogue.ts';
import type { Actor } from '#kernel/permission.ts';
import { type Instant, minutes, plus, seconds } from '#kernel/time.ts';

import type { SampleTalk, SampleTurn } from './course.ts';
import { withDates } from './texts.ts';
import type { Happening, Telling } from './write-posts.ts';

interface Thread {
	conversationId: string | null;
	/** The post on the network that is answered next. */
	lastId: string | null;
}

/** Everything that happens in one talk, as far as it lies in the past. */
export const happeningsIn = (telling: Telling, talk: SampleTalk): readonly Happening[] => {
	const { house } = telling;
	const thread: Thread = { conversationId: null, lastId: null };
	const past = talk.turns.filter((turn) => house.at(turn) <= house.now);
	const list: Happening[] = past.map((turn) => ({
		at: house.at(turn),
		happen: () => take(telling, { talk, thread, turn }),
	}));
	const last = past.at(-1);
	if (last === undefined || past.length < talk.turns.length) return list;
	const after: Instant = plus(house.at(last), minutes(2));
	if (talk.assignee !== undefined) list.push({ at: after, happen: () => assign(telling, talk, thread) });
	if (talk.ends === 'closed') list.push({ at: plus(after, 1), happen: () => end(telling, talk, thread) });
	return list;
};

interface Taking {
	readonly talk: SampleTalk;
	readonly thread: Thread;
	readonly turn: SampleTurn;
}

const take = async (telling: Telling, taking: Taking): Promise<void> => {
	const { turn, thread } = taking;
	const text = withDates(turn.text, telling.house.now, turn.day);
	if (turn.by === 'citizen') {
		await speak(telling, taking, text);
		await telling.house.lookRound();
		thread.conversationId ??= await newest(telling);
		return;
	}
	const agent = person(telling, turn.who);
	const conversationId = thread.conversationId ?? '';
	if (turn.by === 'note') {
		await telling.house.call(noteEndpoint, { conversationId, text }, agent);
		return;
	}
	const { version } = await telling.house.call(conversationEndpoint, { conversationId }, agent);
	await telling.house.call(replyEndpoint, { conversationId, text, seenVersion: version }, agent);
	await telling.house.goOn(seconds(2));
	const network = networkOf(telling, taking.talk);
	thread.lastId = network?.timeline().findLast(({ replyTo }) => replyTo === thread.lastId)?.id ?? thread.lastId;
};

const person = ({ staff }: Telling, key: string): Actor => {
	const found = staff.people.get(key);
	if (found === undefined) throw new Error(`nobody is called ${key}`);
	return found;
};

/** Somebody who sees every conversation. */
const onlooker = ({ staff }: Telling): Actor => ({
	kind: 'person',
	id: [...staff.people.values()][0]?.id ?? '',
	name: 'Beispiel',
	grants: [{ role: 'central', units: 'all' }],
	elevated: true,
});

const newest = async (telling: Telling): Promise<string> => {
	const found = await telling.house.call(conversationsEndpoint, { view: 'all', limit: 1 }, onlooker(telling));
	return found.items[0]?.id ?? '';
};

const networkOf = ({ house, staff }: Telling, { where }: SampleTalk) =>
	where === 'form' ? undefined : house.office.practice.network(staff.networks.get(where.account) ?? 'mastodon');

/** A citizen says something: in the form of the newsroom, below our post, or out of the blue. */
const speak = async (telling: Telling, { talk, thread, turn }: Taking, text: string): Promise<void> => {
	const about = talk.about === undefined ? undefined : telling.posts.get(talk.about);
	const network = networkOf(telling, talk);
	if (network === undefined) return ask(telling, { talk, turn, text, link: about?.link });
	const account = talk.where === 'form' ? null : await presenceOf(telling, talk.where.account);
	const to = thread.lastId ?? (await copyOf(telling, about?.id, account?.id));
	const mentions = account?.handle?.split('@')[0] ?? '';
	const visibility = talk.visibility ?? 'public';
	thread.lastId = network.reply({ text, as: turn.who, visibility, ...(to === undefined ? { mentions } : { to }) });
};

interface Asking {
	readonly talk: SampleTalk;
	readonly turn: SampleTurn;
	readonly text: string;
	readonly link: string | undefined;
}

const ask = async ({ house, staff }: Telling, { talk, turn, text, link }: Asking): Promise<void> => {
	const pageSlug = link?.split('/').at(-1);
	const unitId = talk.unit === undefined ? undefined : staff.units.get(talk.unit);
	const taken = await house.office.dialogue.receiveQuestion({ text, language: 'de', pageSlug, unitId, name: turn.who });
	if (!taken.ok) throw new Error(taken.error.type);
};

/** Our copy of a post on the network, as the house remembers it: how a network shows the link in it differs. */
const copyOf = async (
	{ house }: Telling,
	postId: string | undefined,
	presenceId: string | undefined,
): Promise<string | undefined> => {
	const copies = postId === undefined ? [] : await house.office.delivery.deliveriesOf([postId]);
	const published = copies.filter((copy) => copy.operation === 'publish' && copy.presenceId === presenceId);
	return published.find(({ part }) => part.number === 1)?.remote?.id;
};

const presenceOf = ({ house, staff }: Telling, key: string) =>
	house.office.channels.presence(staff.presences.get(key) ?? '');

const assign = async (telling: Telling, { assignee }: SampleTalk, { conversationId }: Thread): Promise<void> => {
	const agent = person(telling, assignee ?? '');
	const input = { conversationId: conversationId ?? '', personId: agent.id };
	await telling.house.call(assignEndpoint, input, agent);
};

const end = async (telling: Telling, { turns, assignee }: SampleTalk, { conversationId }: Thread): Promise<void> => {
	const agent = person(telling, turns.findLast(({ by }) => by !== 'citizen')?.who ?? assignee ?? '');
	await telling.house.call(closeEndpoint, { conversationId: conversationId ?? '' }, agent);
};
