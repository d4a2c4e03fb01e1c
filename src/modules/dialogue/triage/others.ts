import type { z } from 'zod';

import type { othersEndpoint } from '#contract/triage.ts';
import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Tx } from '#platform/db/database.ts';

import type { ReadFailure } from '../read-conversation.ts';
import { dialogue } from '../tables.ts';
import type { TriageNeeds } from './needs.ts';

/** As many as fit beside a conversation. */
const SHOWN = 20;

/** What else the same person said on the same network, as far as the actor may read it. Nothing is joined across networks. */
export const readOthers =
	({ db }: Pick<TriageNeeds, 'db'>) =>
	async (id: string, actor: Actor): Promise<Result<z.output<typeof othersEndpoint.output>, ReadFailure>> => {
		const found = await db.read('other conversations', async (tx) => {
			const row = await dialogue(tx)
				.selectFrom('dialogue_conversation')
				.select(['id', 'unit_id', 'counterpart_id', 'presence_id', 'practice', 'merged_into'])
				.where('id', '=', id)
				.executeTakeFirst();
			if (!row) return { row, others: [] };
			return { row, others: await othersOf(tx, row, unitsWhere(actor, 'conversation.read')) };
		});
		const { row, others } = found;
		if (!row) return fail({ type: 'conversation.not-found' });
		if (!may(actor, 'conversation.read', row.unit_id)) return fail({ type: 'access.denied' });
		const items = others.map(({ id: other, version, state, excerpt, last_at, unit_id, presence_id, practice }) => ({
			...{ id: other, version, state, excerpt, lastAt: last_at.toISOString() },
			mergeable:
				row.merged_into === null &&
				row.presence_id !== null &&
				row.presence_id === presence_id &&
				row.practice === practice &&
				may(actor, 'conversation.answer', unit_id) &&
				may(actor, 'conversation.answer', row.unit_id),
		}));
		return ok({ items });
	};

/** The newest others of one counterpart. */
export const othersOf = (
	tx: Tx,
	{ id, counterpart_id }: { readonly id: string; readonly counterpart_id: string },
	units: readonly string[] | 'all',
) =>
	dialogue(tx)
		.selectFrom('dialogue_conversation')
		.selectAll()
		.where('counterpart_id', '=', counterpart_id)
		.where('id', '<>', id)
		.where('merged_into', 'is', null)
		.$if(units !== 'all', (list) => list.where('unit_id', 'in', units.length > 0 ? [...units] : ['']))
		.orderBy('last_at', 'desc')
		.orderBy('id', 'desc')
		.limit(SHOWN)
		.execute();
