import type { z } from 'zod';

import type { FoundCounterpart, findCounterpartsEndpoint } from '#contract/privacy.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';
import { handleKeys, mailKey } from '../name-keys.ts';
import type { DialogueNeeds } from '../needs.ts';
import { counterpartLabel } from '../queries.ts';
import { dialogue } from '../tables.ts';

/** More than so many of one name are a matter for a closer question. */
const MOST = 50;
const NEWEST = 5;

type Asked = z.output<typeof findCounterpartsEndpoint.input>;
type Found = { items: FoundCounterpart[] };

/** Looks for who goes by a name, whether or not the name is still kept. The record keeps who looked and why, not for whom. */
export const findCounterparts =
	({ act, sealer }: Pick<DialogueNeeds, 'act' | 'sealer'>) =>
	(asked: Asked, actor: Actor): Promise<Result<Found, { readonly type: 'access.denied' }>> =>
		act<Found, { readonly type: 'access.denied' }>('find counterparts', actor, async (tx) => {
			if (!may(actor, 'counterpart.find')) return fail({ type: 'access.denied' });
			const rows = await (asked.channel === 'form' ? byMail(tx, sealer, asked.handle) : byHandle(tx, sealer, asked));
			const items: FoundCounterpart[] = [];
			for (const row of rows) items.push(await toFound(tx, row));
			const payload = { channel: asked.channel, reason: asked.reason, found: items.map(({ id }) => id) };
			return done({ items }, { kind: 'counterpart.looked-for', subject: 'counterparts', payload });
		});

interface Row {
	readonly id: string;
	readonly channel: string;
	readonly handle: string;
	readonly display_name: string;
	readonly masked_at: Date | null;
	readonly whole: boolean;
}

const columns = ['p.id', 'p.channel', 'p.handle', 'p.display_name', 'p.masked_at'] as const;

const byHandle = async (tx: Tx, sealer: Sealer, { channel, handle }: Asked): Promise<Row[]> => {
	const keys = handleKeys(sealer, channel, handle);
	if (keys.length === 0) return [];
	const rows = await dialogue(tx)
		.selectFrom('dialogue_counterpart as p')
		.select([...columns, 'p.handle_key'])
		.where('p.channel', '=', channel)
		.where('p.handle_key', 'in', [...keys])
		.limit(MOST)
		.execute();
	return rows
		.map((row) => ({ ...row, whole: row.handle_key === keys[0] }))
		.sort((a, b) => Number(b.whole) - Number(a.whole));
};

/** Whoever asked by the form is known by the address they left, question by question. */
const byMail = async (tx: Tx, sealer: Sealer, mail: string): Promise<Row[]> => {
	const rows = await dialogue(tx)
		.selectFrom('dialogue_question as q')
		.innerJoin('dialogue_conversation as c', 'c.id', 'q.conversation_id')
		.innerJoin('dialogue_counterpart as p', 'p.id', 'c.counterpart_id')
		.select(columns)
		.where('q.mail_key', '=', mailKey(sealer, mail))
		.limit(MOST)
		.execute();
	return rows.map((row) => ({ ...row, whole: true }));
};

const toFound = async (tx: Tx, row: Row): Promise<FoundCounterpart> => {
	const { id, channel, whole, masked_at } = row;
	const said = dialogue(tx).selectFrom('dialogue_conversation').where('counterpart_id', '=', id);
	const { n, first, last } = await said
		.select(({ fn }) => [fn.countAll<number>().as('n'), fn.min('opened_at').as('first'), fn.max('last_at').as('last')])
		.executeTakeFirstOrThrow();
	const newest = await said
		.select(['id', 'excerpt', 'last_at'])
		.orderBy('last_at', 'desc')
		.orderBy('id', 'desc')
		.limit(NEWEST)
		.execute();
	const erasures = dialogue(tx).selectFrom('dialogue_erasure').select('id').where('counterpart_id', '=', id);
	const open = await erasures.where('state', '=', 'open').executeTakeFirst();
	// Every question of the form stands alone: on the desk it goes by its own number.
	const label = counterpartLabel({ ...row, id: channel === 'form' ? (newest[0]?.id ?? id) : id });
	return {
		...{ id, channel, whole, label, masked: masked_at !== null },
		...{ conversations: Number(n), erasureId: open?.id ?? null },
		firstAt: first ? new Date(first).toISOString() : null,
		lastAt: last ? new Date(last).toISOString() : null,
		newest: newest.map((one) => ({ id: one.id, excerpt: one.excerpt, lastAt: one.last_at.toISOString() })),
	};
};
