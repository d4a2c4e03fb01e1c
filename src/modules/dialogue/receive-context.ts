import type { Instant } from '#kernel/time.ts';
import type { InboundMessage, InboundPage } from '#modules/channels/index.ts';

import type { House } from './deadlines/service.ts';
import type { Above } from './look-above.ts';
import type { AnsweredPost, DialogueNeeds, Source } from './needs.ts';

type Needs = Pick<DialogueNeeds, 'clock' | 'people' | 'delivery' | 'editorial'>;

/** What is known about our own side before the transaction begins: which posts the new messages answer. */
export interface Context {
	readonly source: Source;
	readonly house: House;
	readonly path: ReadonlyMap<string, readonly string[]>;
	readonly posts: ReadonlyMap<string, AnsweredPost>;
	readonly above: Above;
	readonly at: Instant;
}

/** A page, or a part of one: then the cursor stays where it is. */
export type Received = Pick<InboundPage, 'changes' | 'gap' | 'odd'> & {
	readonly cursor: string | null;
	readonly above?: Above;
};

/** Asks once for a whole page which of our posts are answered. */
export const contextOf = async (needs: Needs, source: Source, page: Received): Promise<Context> => {
	const messages = page.changes.flatMap((change) => (change.kind === 'message' ? [change.message] : []));
	const above: Above = page.above ?? new Map();
	const remoteIds = [...new Set(messages.flatMap((message) => placesOf(message, above)))];
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
	return { source, house, path, posts: byRemote, above, at: needs.clock.now() };
};

/** What it stands below, the nearest first, as far as the network says so. */
export const placesOf = ({ remote, inReplyTo, root }: InboundMessage, above: Above): readonly string[] =>
	[inReplyTo, ...(above.get(remote.id) ?? []), root].filter((id) => id !== undefined);

/** The first message of its thread, as far as the network says so. */
export const topOf = ({ remote, inReplyTo, root }: InboundMessage, above: Above): string =>
	root ?? above.get(remote.id)?.at(-1) ?? inReplyTo ?? remote.id;

/** Which of our posts it is about, as far as it says so itself. */
export const postOf = (message: InboundMessage, { posts, above }: Context): AnsweredPost | undefined =>
	placesOf(message, above)
		.map((id) => posts.get(id))
		.find((found) => found !== undefined);
