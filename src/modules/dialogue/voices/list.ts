import { sql } from 'kysely';
import type { z } from 'zod';

import type { Voice, voicesEndpoint } from '#contract/voices.ts';
import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { maskPersonal } from '#modules/editorial/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import { publicStates, type VoiceMode } from '../domain/voice.ts';
import type { DialogueNeeds } from '../needs.ts';
import { counterpartLabel } from '../queries.ts';
import { dayOf } from '../store.ts';
import { dialogue } from '../tables.ts';
import { checksum } from './note.ts';
import { modeAt } from './rule.ts';

/** An act of moderation that takes a message from our page while it stands. A value per row: the table is never read whole for it. */
export const underModeration = sql<boolean>`coalesce((select true from dialogue_moderation a where a.message_id = v.message_id
	and a.state = 'standing' and a.course = 'do' and a.means in ('hide', 'remove', 'report', 'erase') limit 1), false)`;

type Query = z.output<typeof voicesEndpoint.input>;

interface Reading {
	readonly query: Query;
	readonly actor: Actor;
}

/** One page of what stands under a post, newest first; only from units the actor reads. */
export const voicePage = (tx: Tx, { query: { id, view, cursor, limit }, actor }: Reading) => {
	const units = unitsWhere(actor, 'conversation.read');
	const after = fromCursor(cursor, 2);
	return dialogue(tx)
		.selectFrom('dialogue_voice as v')
		.innerJoin('dialogue_message as m', 'm.id', 'v.message_id')
		.innerJoin('dialogue_conversation as c', 'c.id', 'm.conversation_id')
		.innerJoin('dialogue_counterpart as p', 'p.id', 'c.counterpart_id')
		.select(['v.message_id', 'v.said_at', 'v.state', 'v.reason'])
		.select(['m.text', 'm.language', 'm.visibility', 'm.media', 'm.sent_at', 'm.edited_at', 'm.deleted_at'])
		.select(['m.withheld_at', 'm.sealed', 'm.remote', 'c.id as conversation_id', 'c.unit_id', 'c.channel'])
		.select(['c.practice', 'c.state as conversation', 'p.id', 'p.handle', 'p.display_name', 'p.masked_at'])
		.select(underModeration.as('moderated'))
		.where('v.post_id', '=', id)
		.$if(view === 'waiting', (list) => list.where(sql<boolean>`v.state in ('unread', 'clear', 'held')`))
		.$if(units !== 'all', (list) => list.where('c.unit_id', 'in', units.length > 0 ? [...units] : ['']))
		.$if(after !== null, (list) =>
			list.where(
				sql<boolean>`(v.said_at, v.message_id) < (${momentIn(after?.[0]).toISOString()}::timestamptz, ${String(after?.[1])})`,
			),
		)
		.orderBy('v.said_at', 'desc')
		.orderBy('v.message_id', 'desc')
		.limit(limit + 1)
		.execute();
};
type Row = Awaited<ReturnType<typeof voicePage>>[number];

export type ListVoicesFailure = { readonly type: 'post.not-found' } | { readonly type: 'access.denied' };

export const listVoices =
	(needs: Pick<DialogueNeeds, 'db' | 'people' | 'editorial'>) =>
	async (query: Query, actor: Actor): Promise<Result<{ items: Voice[]; next?: string }, ListVoicesFailure>> => {
		const post = (await needs.editorial.posts([query.id])).get(query.id);
		if (!post) return fail({ type: 'post.not-found' });
		if (!may(actor, 'conversation.read', post.unitId)) return fail({ type: 'access.denied' });
		const { shown: mode } = await modeAt(needs, { postId: post.id, unitId: post.unitId });
		const rows = await needs.db.read('voices', (tx) => voicePage(tx, { query, actor }));
		const shown = rows.slice(0, query.limit);
		const last = rows.length > query.limit ? shown.at(-1) : undefined;
		const items = shown.map((row) => toItem(row, { mode, actor }));
		return ok(last ? { items, next: toCursor([last.said_at.getTime(), last.message_id]) } : { items });
	};

const toItem = (row: Row, { mode, actor }: { readonly mode: VoiceMode; readonly actor: Actor }): Voice => {
	const text = maskPersonal(row.text, dayOf(row.sent_at));
	const standing = standingOf(row, mode);
	return {
		...{ id: row.message_id, conversationId: row.conversation_id, unitId: row.unit_id, channel: row.channel },
		...{ practice: row.practice, author: counterpartLabel(row), text, masked: text !== row.text },
		...{ language: row.language, visibility: row.visibility, pictures: row.media.length },
		...{ sentAt: row.sent_at.toISOString(), editedAt: row.edited_at?.toISOString() ?? null, url: addressOf(row) },
		...{ conversation: row.conversation, standing, reason: row.reason, seen: checksum(row.text) },
		mayDecide:
			mode !== 'off' &&
			may(actor, 'moderation.act', row.unit_id) &&
			standing !== 'gone' &&
			standing !== 'narrow' &&
			standing !== 'moderated',
	};
};

const standingOf = (row: Row, mode: VoiceMode): Voice['standing'] => {
	if (row.deleted_at ?? row.withheld_at ?? row.sealed) return 'gone';
	if (row.moderated) return 'moderated';
	if (row.state === 'narrow' || row.state === 'hidden' || row.state === 'held') return row.state;
	return publicStates(mode).includes(row.state) && row.text !== '' ? 'shown' : 'waiting';
};

/** Where a message stands on its network; nothing once that would name its author. */
export const addressOf = ({ remote }: { readonly remote: object }): string | null =>
	'url' in remote && typeof remote.url === 'string' && /^https?:\/\//.test(remote.url) ? remote.url : null;
