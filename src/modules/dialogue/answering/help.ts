import type { z } from 'zod';

import type { answerHelpEndpoint } from '#contract/answer-help.ts';
import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';

import type { ChannelKind } from '#modules/channels/index.ts';
import { maskPersonal } from '#modules/editorial/index.ts';
import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from '../needs.ts';
import type { ReadFailure } from '../read-conversation.ts';
import { dayOf } from '../store.ts';
import { dialogue } from '../tables.ts';
import { findPrecedents } from './precedents.ts';

type Help = z.input<typeof answerHelpEndpoint.output>;
type Needs = Pick<DialogueNeeds, 'db' | 'editorial'>;

/** What an answer can begin with. Nothing of it is ever sent by itself. */
export const answerHelp =
	(needs: Needs) =>
	async ({ conversationId }: { readonly conversationId: string }, actor: Actor): Promise<Result<Help, ReadFailure>> => {
		const units = unitsWhere(actor, 'conversation.read');
		const found = await needs.db.read('help with an answer', async (tx) => {
			const row = await about(tx, conversationId);
			if (row === undefined || !may(actor, 'conversation.answer', row.unit_id)) return { row, earlier: [] };
			return { row, earlier: await findPrecedents(tx, { conversationId, units, practice: row.practice }) };
		});
		const { row, earlier } = found;
		if (row === undefined) return fail({ type: 'conversation.not-found' });
		if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' });
		return ok({
			blocks: await blocksFor(needs, row),
			earlier: earlier.map(({ answer_id: id, conversation_id, unit_id, question, answer, said_at }) => ({
				...{ id, conversationId: conversation_id, unitId: unit_id, answer },
				question: maskPersonal(question, dayOf(said_at)),
				saidAt: said_at.toISOString(),
			})),
		});
	};

const about = (tx: Tx, conversationId: string) =>
	dialogue(tx)
		.selectFrom('dialogue_conversation as c')
		.innerJoin('dialogue_counterpart as p', 'p.id', 'c.counterpart_id')
		.select(['c.unit_id', 'c.presence_id', 'c.channel', 'c.practice', 'c.post_id', 'p.display_name'])
		.where('c.id', '=', conversationId)
		.executeTakeFirst();

type About = NonNullable<Awaited<ReturnType<typeof about>>>;

const blocksFor = async ({ editorial }: Pick<Needs, 'editorial'>, row: About) => {
	const post = row.post_id === null ? undefined : (await editorial.posts([row.post_id])).get(row.post_id);
	const blocks = await editorial.replyBlocks({
		unitId: row.unit_id,
		// NOTE: a conversation with a presence is one of its channel.
		channel: row.presence_id === null ? null : (row.channel as ChannelKind),
		...{ name: row.display_name || null, link: post?.link ?? null },
	});
	return [...blocks];
};
