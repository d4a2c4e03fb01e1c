import { sql } from 'kysely';

import type { Message } from '#contract/dialogue.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';
import { hidePlaces } from '#modules/editorial/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { isAllowed } from './answering/allowed.ts';
import { answersShown } from './answering/answers-shown.ts';
import { changesOf } from './answering/changes.ts';
import { openProposal, toProposal } from './approval/read.ts';
import type { Hint } from './domain/hints/hint.ts';
import { inAuthorsOrder } from './domain/inbound.ts';
import { NIGHT } from './domain/night.ts';
import { RULES } from './domain/rules/hiding.ts';
import { abilitiesAt, placeWithout } from './domain/sent.ts';
import { likesOf, likesShown } from './liking/shown.ts';
import { mailShown } from './mail/shown.ts';
import { remoteOf } from './name-keys.ts';
import type { DialogueNeeds } from './needs.ts';
import { openingFor } from './planned/opening.ts';
import { present, type QueryNeeds, toItems } from './queries.ts';
import { SEALS } from './question-notice.ts';
import { placesIn } from './reading/places.ts';
import { dialogue } from './tables.ts';
import { conversations } from './triage/page.ts';

const MESSAGES = 200;

export type ReadFailure = { readonly type: 'conversation.not-found' } | { readonly type: 'access.denied' };

/** One conversation as the desk shows it: our post, what was said, who may take it. */
export const readConversation =
	(needs: QueryNeeds & Pick<DialogueNeeds, 'delivery' | 'mailer'>) => async (id: string, actor: Actor) => {
		const found = await needs.db.read('conversation', (tx) => load(needs, tx, id));
		if (!found) return fail({ type: 'conversation.not-found' });
		const { row, newest, question, opening } = found;
		if (!may(actor, 'conversation.read', row.unit_id)) return fail({ type: 'access.denied' });
		const [item] = await toItems(needs, [row]);
		if (!item) return fail({ type: 'conversation.not-found' });
		const spoke = newest.filter(({ direction }) => direction !== 'in').map(({ author_id }) => author_id);
		const changers = [...found.changes, ...found.likes].map(({ by_id }) => by_id);
		const who = { them: item.counterpart, staff: await needs.people.names(present([...spoke, ...changers])) };
		const answers = await answersShown(needs, { newest, changes: found.changes, staff: who.staff });
		const like = likesShown(found.likes, who.staff);
		const mail = await mailShown(needs, row.channel, newest);
		return ok({
			...item,
			messages: inAuthorsOrder(newest.slice(0, MESSAGES).reverse()).map((message) => ({
				...toMessage(message, who),
				...answers(message.id),
				...like(message.id),
				...mail(message),
			})),
			older: newest.length > MESSAGES,
			post: await postOf(needs, row.post_id),
			asker: question && !newest.some(({ sealed }) => sealed) ? askerOf(needs, question) : null,
			can: await abilitiesFor(needs, row),
			mayAnswer: await mayAnswerHere(needs, { presenceId: row.presence_id, newest }),
			proposal: await toProposal(needs, { row, proposal: found.proposal, actor }),
			threadUrl: threadIn(newest),
			agents: [...(await needs.agentsOf(row.unit_id))],
			opensAt: opening === null ? null : toIso(opening),
		});
	};

const abilitiesFor = async ({ channels }: QueryNeeds, { presence_id: id, channel }: Standing) => {
	const capabilities = id === null ? undefined : (await channels.presence(id))?.capabilities;
	return {
		...abilitiesAt(id === null ? placeWithout(channel) : capabilities),
		like: capabilities?.likes === true,
	};
};

/** Whether the network lets us answer the newest of their messages that stands. */
const mayAnswerHere = async (
	{ channels, sealer }: QueryNeeds,
	{ presenceId, newest }: { readonly presenceId: string | null; readonly newest: readonly Referred[] },
): Promise<boolean> => {
	const last = newest.find(({ direction, deleted_at }) => direction === 'in' && deleted_at === null);
	if (presenceId === null || last === undefined) return true;
	return isAllowed(await channels.presence(presenceId), remoteOf(sealer, last).extra?.['call']);
};

type Referred = Parameters<typeof remoteOf>[1] & Pick<MessageRow, 'direction' | 'deleted_at'>;
interface Standing {
	readonly presence_id: string | null;
	readonly channel: string;
}

/** The newest of their messages that has an address on the network. */
const threadIn = (newest: readonly Pick<MessageRow, 'direction' | 'remote'>[]): string | null =>
	newest.flatMap((message) => (message.direction === 'in' ? (urlOf(message) ?? []) : []))[0] ?? null;

const load = async (needs: QueryNeeds, tx: Tx, id: string) => {
	const row = await conversations(tx).where('c.id', '=', id).executeTakeFirst();
	if (!row) return null;
	const said = dialogue(tx)
		.selectFrom('dialogue_message as m')
		.leftJoin('dialogue_reading as r', 'r.message_id', 'm.id')
		.select([
			'm.id',
			'm.direction',
			'm.presence_id',
			'm.remote_id',
			'm.remote',
			'm.remote_sealed',
			'm.author_id',
			'm.text',
		])
		.select(['m.language', 'm.visibility', 'm.media', 'm.delivery', 'm.sent_at', 'm.edited_at', 'm.deleted_at'])
		.select(['m.withheld_at', 'm.home_id', 'm.planned_for', 'm.arrival'])
		// Sealed words stay where they are: that there are some is enough.
		.select(sql<Buffer | null>`case when m.sealed is not null then ''::bytea end`.as('sealed'))
		.select(['r.hints', 'r.places', 'r.hidden_by'])
		.where('m.conversation_id', '=', id);
	const newest = await said
		.orderBy('m.arrival', 'desc')
		.limit(MESSAGES + 1)
		.execute();
	const ours = newest.filter(({ direction }) => direction === 'out').map((message) => message.id);
	const [changes, proposal] = [await changesOf(tx, ours), await openProposal(tx, id)];
	const theirs = newest.filter(({ direction }) => direction === 'in').map((message) => message.id);
	const likes = row.presence_id === null ? [] : await likesOf(tx, theirs);
	const questions = dialogue(tx).selectFrom('dialogue_question').selectAll().where('conversation_id', '=', id);
	const question = row.channel === 'form' ? await questions.executeTakeFirst() : undefined;
	return { row, newest, changes, likes, proposal, question, opening: await openingFor(needs, tx, row.unit_id) };
};

const postOf = async ({ editorial }: QueryNeeds, id: string | null) => {
	const post = id === null ? undefined : (await editorial.posts([id])).get(id);
	return post ? { id: post.id, title: post.title, text: post.text, link: post.link } : null;
};

const askerOf = ({ sealer }: QueryNeeds, question: { readonly name: Buffer | null; readonly mail: Buffer | null }) => ({
	name: question.name ? sealer.open(question.name, SEALS.name).toString() : null,
	mailed: question.mail !== null,
});

interface MessageRow {
	readonly id: string;
	readonly direction: 'in' | 'out' | 'note';
	readonly author_id: string | null;
	readonly text: string;
	readonly language: string | null;
	readonly visibility: Message['visibility'];
	readonly remote: { readonly url?: string } | object;
	readonly media: readonly { readonly alt: string }[];
	readonly delivery: Message['delivery'];
	readonly sent_at: Date;
	readonly edited_at: Date | null;
	readonly deleted_at: Date | null;
	readonly sealed: Buffer | null;
	readonly withheld_at: Date | null;
	readonly home_id: string | null;
	readonly planned_for: Date | null;
	readonly hints: readonly Hint[] | null;
	readonly places: readonly number[] | null;
	readonly hidden_by: number | null;
}

/** What somebody else wrote is shown without personal data until it is asked for. */
const shownWords = (row: MessageRow): Pick<Message, 'text' | 'masked'> => {
	const shown = row.direction === 'in' ? hidePlaces(row.text, placesIn(row)) : row.text;
	return { text: shown, masked: shown !== row.text };
};

const toMessage = (
	row: MessageRow,
	{ them, staff }: { them: string; staff: ReadonlyMap<string, string> },
): Omit<Message, 'changes' | 'trouble' | 'mail' | 'returned' | 'like'> => ({
	id: row.id,
	direction: row.direction,
	automatic: row.direction === 'out' && (row.author_id === NIGHT || row.author_id === RULES),
	author: row.direction === 'in' ? them : (staff.get(row.author_id ?? '') ?? ''),
	...shownWords(row),
	sealed: row.sealed !== null,
	withheld: row.withheld_at !== null,
	mergedFrom: row.home_id,
	language: row.language,
	visibility: row.visibility,
	url: urlOf(row),
	media: row.media.map(({ alt }, index) => ({ address: `/api/messages/${row.id}/media/${index}`, alt })),
	delivery: row.delivery,
	plannedFor: row.planned_for?.toISOString() ?? null,
	sentAt: row.sent_at.toISOString(),
	editedAt: row.edited_at?.toISOString() ?? null,
	deletedAt: row.deleted_at?.toISOString() ?? null,
	hints: (row.hints ?? []).map(({ type, values, words, dismissed = false }) => ({
		...{ type, values: [...values], words: [...words], dismissed },
	})),
});

const urlOf = ({ remote }: Pick<MessageRow, 'remote'>): string | null =>
	'url' in remote && typeof remote.url === 'string' && /^https?:/.test(remote.url) ? remote.url : null;
