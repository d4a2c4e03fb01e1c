import type { z } from 'zod';

import type { likeEndpoint } from '#contract/liking.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { mayBeLiked, wished } from '../domain/like.ts';
import { messageOf } from '../moderation/evidence.ts';
import type { DialogueNeeds } from '../needs.ts';
import { type ConversationRow, lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';

export type LikeFailure =
	| { readonly type: 'conversation.not-found' }
	| { readonly type: 'access.denied' }
	| { readonly type: 'conversation.no-such-message' }
	/** It was said in practice and the presence practises no more, or the other way round. */
	| { readonly type: 'conversation.other-world' }
	/** The network has no such thing, or there is no connection now. */
	| { readonly type: 'like.not-here' };

type Needs = Pick<DialogueNeeds, 'db' | 'act' | 'clock' | 'events' | 'channels'>;
type Input = z.output<typeof likeEndpoint.input>;
type Message = NonNullable<Awaited<ReturnType<typeof messageOf>>>;

/** The authority likes what a citizen said, or takes it back. It says so in public, so it takes who may answer. */
export const like =
	(needs: Needs) =>
	async (input: Input, actor: Actor): Promise<Result<Record<string, never>, LikeFailure>> => {
		const place = await placeOf(needs, input.conversationId);
		return needs.act<Record<string, never>, LikeFailure>('like', actor, async (tx) => {
			const row = await lockConversation(tx, input.conversationId);
			if (!row) return fail({ type: 'conversation.not-found' });
			if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' });
			const found = await likeable(tx, { row, input, place });
			return found.ok ? carryOut(needs, tx, { ...found.value, row, liked: input.liked, actor }) : found;
		});
	};

interface Asked {
	readonly row: ConversationRow;
	readonly input: Input;
	readonly place: Awaited<ReturnType<typeof placeOf>>;
}

/** The message and where it stands. What we like already is taken back even where nothing could be liked any more. */
const likeable = async (
	tx: Tx,
	{ row, input: { messageId, liked }, place }: Asked,
): Promise<Result<Pick<Liking, 'message' | 'presenceId'>, LikeFailure>> => {
	const message = await messageOf(tx, row.id, messageId);
	if (message === undefined || (liked && !isLikeable(message))) return fail({ type: 'conversation.no-such-message' });
	if (place === null || row.presence_id === null) return fail({ type: 'like.not-here' });
	return place.practice === row.practice
		? ok({ message, presenceId: row.presence_id })
		: fail({ type: 'conversation.other-world' });
};

const isLikeable = ({ direction, deleted_at, withheld_at, sealed, visibility, remote_id }: Message): boolean =>
	mayBeLiked({
		...{ direction, visibility, remote: remote_id !== null },
		gone: deleted_at !== null || withheld_at !== null || sealed !== null,
	});

/** Where it would stand, if the network takes likes; asks no network. */
const placeOf = async ({ db, channels }: Needs, conversationId: string) => {
	const row = await db.read('conversation to like in', (tx) =>
		dialogue(tx)
			.selectFrom('dialogue_conversation')
			.select(['presence_id', 'practice'])
			.where('id', '=', conversationId)
			.executeTakeFirst(),
	);
	if (row?.presence_id == null) return null;
	const channel = await channels.openChannel(row.presence_id);
	return channel?.like ? { practice: channel.practice ?? row.practice } : null;
};

interface Liking {
	readonly row: ConversationRow;
	readonly message: Message;
	readonly presenceId: string;
	readonly liked: boolean;
	readonly actor: Actor;
}

const carryOut = async (needs: Needs, tx: Tx, { row, message, presenceId, liked, actor }: Liking) => {
	const likes = dialogue(tx).selectFrom('dialogue_like').selectAll().where('message_id', '=', message.id);
	const before = await likes.forUpdate().executeTakeFirst();
	const step = wished(before ?? null, liked);
	if (step === 'keep') return unchanged({});
	if (step === 'drop') await dialogue(tx).deleteFrom('dialogue_like').where('message_id', '=', message.id).execute();
	else {
		const at = toDate(needs.clock.now());
		const course = { course: step, sending: 'waiting', attempts: 0, due_at: at, reason: null } as const;
		const values = { presence_id: presenceId, practice: row.practice, by_id: actor.id, at, ...course };
		await dialogue(tx)
			.insertInto('dialogue_like')
			.values({ message_id: message.id, ...values })
			.onConflict((known) => known.column('message_id').doUpdateSet(step === 'do' ? values : course))
			.execute();
	}
	await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
	const kind = liked ? 'message.liked' : 'message.like-taken-back';
	const about = { subject: row.id, unitId: row.unit_id, payload: { message: message.id, presence: presenceId } };
	return done({}, { kind, ...about });
};
