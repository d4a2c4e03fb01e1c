import type { z } from 'zod';

import type { ErasureItem, HoldItem } from '#contract/records.ts';
import type { Actor } from '#kernel/permission.ts';
import { fromDate, toIso } from '#kernel/time.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import { after, page } from './queries.ts';
import { erasureReason } from './request-erasure.ts';
import { holdReason } from './set-hold.ts';
import { records } from './tables.ts';

interface Page {
	readonly cursor?: string | undefined;
	readonly limit: number;
}

const iso = (date: Date): string => toIso(fromDate(date));

/** Requests to erase, newest first, as the asking person sees them. */
export const listErasures = async (
	tx: Tx,
	{ cursor, limit }: Page,
	{ sealer, actor }: { sealer: Sealer; actor: Actor },
) => {
	const me = sealer.fingerprint('records.actor', actor.id);
	const rows = await after(records(tx).selectFrom('records_erasure').selectAll(), cursor, {
		at: 'requested_at',
		id: 'id',
	})
		.orderBy('requested_at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit + 1)
		.execute();
	const toItem = (row: (typeof rows)[number]): z.input<typeof ErasureItem> => ({
		id: row.id,
		subject: row.subject,
		entryId: row.entry_id,
		legalBasis: row.legal_basis,
		reason: sealer.open(row.reason, erasureReason(row.id)).toString('utf8'),
		state: row.state,
		requestedAt: iso(row.requested_at),
		decidedAt: row.decided_at && iso(row.decided_at),
		own: row.requested_by === me,
	});
	return page(rows, limit, { toItem, keyOf: (row) => [iso(row.requested_at), row.id] });
};

/** Legal holds, newest first, those that were lifted too. */
export const listHolds = async (tx: Tx, { cursor, limit }: Page, sealer: Sealer) => {
	const rows = await after(records(tx).selectFrom('records_hold').selectAll(), cursor, { at: 'set_at', id: 'id' })
		.orderBy('set_at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit + 1)
		.execute();
	const toItem = (row: (typeof rows)[number]): z.input<typeof HoldItem> => ({
		id: row.id,
		subject: row.subject,
		reason: sealer.open(row.reason, holdReason(row.id)).toString('utf8'),
		setAt: iso(row.set_at),
		reviewAt: row.review_at && iso(row.review_at),
		liftedAt: row.lifted_at && iso(row.lifted_at),
	});
	return page(rows, limit, { toItem, keyOf: (row) => [iso(row.set_at), row.id] });
};
