import { createHash } from 'node:crypto';

import { fromDate, type Instant, toDate } from '#kernel/time.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Inquiry, InquiryState } from '../domain/inquiry.ts';
import { dialogue } from '../tables.ts';

export const linkHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const sealOf = (id: string): string => `dialogue_inquiry.expert:${id}`;

/** Somebody outside who is asked. */
export interface Expert {
	readonly name: string;
	readonly mail: string;
}

export const sealExpert = (sealer: Sealer, id: string, { name, mail }: Expert): Buffer =>
	sealer.seal(JSON.stringify({ name, mail }), sealOf(id));

export const expertOf = (sealer: Sealer, { id, expert }: Pick<InquiryRow, 'id' | 'expert'>): Expert | null =>
	// NOTE: the seal holds what `sealExpert` put into it.
	expert === null ? null : (JSON.parse(sealer.open(expert, sealOf(id)).toString()) as Expert);

export const inquiries = (tx: Tx) => dialogue(tx).selectFrom('dialogue_inquiry').selectAll();
export type InquiryRow = Awaited<ReturnType<ReturnType<typeof inquiries>['executeTakeFirstOrThrow']>>;

export const toInquiry = ({ kind, state, due_at }: InquiryRow): Inquiry => ({ kind, state, dueAt: fromDate(due_at) });

export const linesOf = (tx: Tx, ids: readonly string[]) =>
	dialogue(tx)
		.selectFrom('dialogue_inquiry_line')
		.selectAll()
		.where('inquiry_id', 'in', [...ids, ''])
		.orderBy('arrival')
		.execute();
export type LineRow = Awaited<ReturnType<typeof linesOf>>[number];

interface NewLine {
	readonly id: string;
	readonly fromAsker: boolean;
	readonly byId: string | null;
	readonly text: string;
	readonly at: Instant;
}

export const addLine = (tx: Tx, inquiryId: string, { id, fromAsker, byId, text, at }: NewLine) =>
	dialogue(tx)
		.insertInto('dialogue_inquiry_line')
		.values({
			...{ id, inquiry_id: inquiryId, from_asker: fromAsker, by_id: byId },
			...{ text, at: toDate(at), taken_at: null },
		})
		.execute();

export const changeInquiry = (
	tx: Tx,
	id: string,
	set: {
		readonly state?: InquiryState;
		readonly answered_at?: Date;
		readonly due_at?: Date;
		readonly told_late?: boolean;
	},
) => dialogue(tx).updateTable('dialogue_inquiry').set(set).where('id', '=', id).execute();
