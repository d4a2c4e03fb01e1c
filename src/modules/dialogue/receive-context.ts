import type { Instant } from '#kernel/time.ts';
import type { InboundMessage, InboundPage } from '#modules/channels/index.ts';

import type { House } from './deadlines/service.ts';
import type { AnsweredPost, DialogueNeeds, Source } from './needs.ts';

type Needs = Pick<DialogueNeeds, 'clock' | 'people' | 'delivery' | 'editorial'>;

/** What is known about our own side before the transaction begins: which posts the new messages answer. */
export interface Context {
	readonly source: Source;
	readonly house: House;
	readonly path: ReadonlyMap<string, readonly string[]>;
	readonly posts: ReadonlyMap<string, AnsweredPost>;
	readonly at: Instant;
}

/** A page, or a part of one: then the cursor stays where it is. */
export type Received = Pick<InboundPage, 'changes' | 'gap' | 'odd'> & { readonly cursor: string | null };

/** Asks once for a whole page which of our posts are answered. */
export const contextOf = async (needs: Needs, source: Source, page: Received): Promise<Context> => {
	const messages = page.changes.flatMap((change) => (change.kind === 'message' ? [change.message] : []));
	const remoteIds = [
		...new Set(messages.flatMap(({ inReplyTo, root }) => [inReplyTo, root].filter((id) => id !== undefined))),
	];
	const ours = remoteIds.length > 0 ? await needs.delivery.publishedAs(source.id, remoteIds) : new Map();
	const subjects = [...ours.entries()].flatMap(([remoteId, { source: from, subject }]) =>
		from === 'editorial' ? [[remoteId, subject]] : [],
	);
	const posts = await needs.editorial.posts(subjects.map(([, subject]) => subject));
	const byRemote = new Map(
		subjects.flatMap(([remoteId, subject]) => (posts.has(subject) ? [[remoteId, posts.get(subject)]] : [])) as [
			string,
			AnsweredPost,
		][],
	);
	const units = [...new Set([source.unitId, ...[...posts.values()].map(({ unitId }) => unitId)])];
	const path = new Map(
		await Promise.all(units.map(async (unit) => [unit, await needs.people.unitPath(unit)] as const)),
	);
	const house = await needs.people.authority();
	return { source, house, path, posts: byRemote, at: needs.clock.now() };
};

/** Which of our posts it is about, as far as it says so itself. */
export const postOf = ({ inReplyTo, root }: InboundMessage, { posts }: Context): AnsweredPost | undefined =>
	[inReplyTo, root].map((id) => (id === undefined ? undefined : posts.get(id))).find((found) => found !== undefined);
