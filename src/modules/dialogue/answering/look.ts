import type { z } from 'zod';

import type { lookAtReplyEndpoint } from '#contract/answering.ts';
import type { CountingRule } from '#kernel/counting.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import { remoteOf } from '../name-keys.ts';
import type { DialogueNeeds, Reached, ReplyFinding, ReplyLooked } from '../needs.ts';
import type { ReadFailure } from '../read-conversation.ts';
import { dialogue } from '../tables.ts';
import { isAllowed } from './allowed.ts';

type Looked = z.input<typeof lookAtReplyEndpoint.output>;
type Needs = Pick<DialogueNeeds, 'db' | 'channels' | 'editorial' | 'sealer'>;

/** Where an answer will stand, as far as the checks and the preview ask. */
export interface AnswerPlace {
	readonly unitId: string;
	readonly practice: boolean;
	/** Null: the question form. */
	readonly presence: Reached | null;
	/** Handle of whom it answers, where the network has one. */
	readonly answers: string | null;
	/** The network lets us answer whoever wrote last. */
	readonly allowed: boolean;
}

/** Reads where an answer to this conversation will stand; null when there is no such conversation. */
export const placeOf = async ({ db, channels, sealer }: Needs, conversationId: string): Promise<AnswerPlace | null> => {
	const found = await db.read('conversation to answer', (tx) => about(tx, sealer, conversationId));
	if (found === null) return null;
	const { row, answers, call } = found;
	const presence = row.presence_id === null ? null : await channels.presence(row.presence_id);
	return { unitId: row.unit_id, practice: row.practice, presence, answers, allowed: isAllowed(presence, call) };
};

const about = async (tx: Tx, sealer: Sealer, id: string) => {
	const rows = dialogue(tx).selectFrom('dialogue_conversation').select(['unit_id', 'presence_id', 'practice']);
	const row = await rows.where('id', '=', id).executeTakeFirst();
	if (row === undefined) return null;
	const newest = await answeredMessage(tx, id);
	const extra = newest && remoteOf(sealer, newest).extra;
	return { row, answers: extra?.['handle'] ?? null, call: extra?.['call'] };
};

/** The newest message of the citizen that still stands: the one an answer goes below. */
export const answeredMessage = (tx: Tx, conversationId: string, before?: number) =>
	dialogue(tx)
		.selectFrom('dialogue_message')
		.select(['remote', 'remote_sealed', 'id'])
		.where('conversation_id', '=', conversationId)
		.where('direction', '=', 'in')
		.where('deleted_at', 'is', null)
		.$if(before !== undefined, (query) => query.where('arrival', '<', before ?? 0))
		.orderBy('arrival', 'desc')
		.limit(1)
		.executeTakeFirst();

interface Words {
	readonly text: string;
	readonly language: string;
}

/** What the checks of the house say to these words there. */
export const checkedAt = (
	{ editorial }: Pick<Needs, 'editorial'>,
	{ unitId, presence, answers }: AnswerPlace,
	words: Words,
): Promise<ReplyLooked> =>
	editorial.checkReply({
		...{ ...words, unitId, answers },
		presence: presence && {
			...{ id: presence.id, channel: presence.channel, name: presence.name },
			rule: ruleOf(presence.capabilities),
		},
	});

/** How an answer is counted there, and how long it may be. */
const ruleOf = (capabilities: Reached['capabilities']): CountingRule | null =>
	capabilities === null ? null : { ...capabilities.text, ...capabilities.text.replies };

/** Looks at an answer as it is being written: what blocks, what warns, and how it will stand there. Keeps nothing. */
export const lookAtReply =
	(needs: Needs) =>
	async (
		{ conversationId, ...words }: Words & { readonly conversationId: string },
		actor: Actor,
	): Promise<Result<Looked, ReadFailure>> => {
		const place = await placeOf(needs, conversationId);
		if (place === null) return fail({ type: 'conversation.not-found' });
		if (!may(actor, 'conversation.answer', place.unitId)) return fail({ type: 'access.denied' });
		const { findings, shown, measure } = await checkedAt(needs, place, words);
		const { presence } = place;
		return ok({
			findings: findings.map(toView),
			shown,
			measure: measure && { length: measure.length, most: measure.most, over: measure.over },
			account: presence && { channel: presence.channel, name: presence.name, handle: presence.handle },
		});
	};

const toView = (one: ReplyFinding): Looked['findings'][number] => ({
	...one,
	range: one.range === null ? null : [...one.range],
	values: { ...one.values },
	waivableBy: [...one.waivableBy],
});
