import type { Ids } from '#kernel/ids.ts';
import type { Clock } from '#kernel/time.ts';

import { mayAnswer, names } from '../answering.ts';
import type { Memory } from '../memory.ts';
import type { Account, PlainState, Post } from './state.ts';

/** What every part of such a practice server works on. */
export interface World {
	readonly memory: Memory<PlainState>;
	readonly clock: Pick<Clock, 'now'>;
	readonly ids: Ids;
	readonly addresses: { readonly origin: string; readonly pages: string };
}

/** Numbers that grow with time. */
export const nextId = ({ memory, clock }: Pick<World, 'memory' | 'clock'>): string => {
	memory.state.sequence = (memory.state.sequence + 1) % 65_536;
	return String((BigInt(clock.now()) << 16n) + BigInt(memory.state.sequence));
};

export const findPost = ({ memory }: World, id: string): Post | undefined =>
	memory.state.posts.find((post) => post.id === id && post.deletedAt === null);

export const accountOf = ({ memory }: World, id: string): Account | undefined =>
	memory.state.accounts.find((account) => account.id === id);

export const newAccount = (world: World, account: Omit<Account, 'id'>): Account => {
	const made = { ...account, id: nextId(world) };
	world.memory.state.accounts.push(made);
	return made;
};

type Given = Pick<Post, 'by' | 'text' | 'language' | 'replyTo' | 'media'> &
	Partial<Pick<Post, 'id' | 'title' | 'link' | 'options' | 'isPrivate' | 'replyControl'>>;

export const addPost = (world: World, given: Given): Post => {
	const id = given.id ?? nextId(world);
	const answered = given.replyTo === null ? undefined : findPost(world, given.replyTo);
	const post: Post = {
		...given,
		...{ id, root: answered?.root ?? id, at: world.clock.now(), editedAt: null, deletedAt: null },
		...{ earlier: [], likes: 0, hidden: false, editions: [id] },
	};
	world.memory.state.posts.push(post);
	for (const medium of world.memory.state.media) if (given.media.includes(medium.id)) medium.used = true;
	return post;
};

/** Whether the author of a post, and who began the conversation, let an account answer it. */
export const isLetAnswer = (world: World, post: Post, { id, handle }: Pick<Account, 'id' | 'handle'>): boolean =>
	[post, findPost(world, post.root) ?? post].every((one) =>
		mayAnswer(one.replyControl, { isAuthor: one.by === id, isNamed: names(one.text, handle) }),
	);

/** Gives a post new words; the old ones stay readable beside them. */
export const reword = (post: Post, text: string, at: number): void => {
	if (text !== post.text) post.earlier.push(post.text);
	Object.assign(post, { text, editedAt: at });
};

/** Counts one request in a bucket; answers what is left, or that nothing is. */
export const spend = (
	{ memory, clock }: World,
	place: string,
	{ most, ms }: { readonly most: number; readonly ms: number },
): { readonly allowed: boolean; readonly remaining: number; readonly resetAt: number } => {
	const now = clock.now();
	const known = memory.state.buckets[place];
	const bucket = known && now - known.from < ms ? known : { from: now, used: 0 };
	memory.state.buckets[place] = bucket;
	const allowed = bucket.used < most;
	if (allowed) bucket.used += 1;
	return { allowed, remaining: most - bucket.used, resetAt: bucket.from + ms };
};

/** Fields that a request may have; anything else is a mistake of ours that the real network might hide. */
export const unknownField = (fields: Readonly<Record<string, unknown>>, known: readonly string[]): string | undefined =>
	Object.keys(fields).find((name) => !known.includes(name));
