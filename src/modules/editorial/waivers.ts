import { createHash } from 'node:crypto';

import { fromDate, type Instant, toDate, toIso } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { type Finding, subjectOf } from './domain/checks/finding.ts';
import { editorial } from './tables.ts';

export interface Waiver {
	readonly subject: string;
	readonly rule: string;
	readonly byId: string;
	readonly reason: string;
	readonly at: Instant;
}

/** What a waiver is for, without the words themselves: they may be what must not be kept. */
export const hashOfSubject = (finding: Finding): string =>
	createHash('sha256').update(subjectOf(finding)).digest('hex');

export const waiversOf = async (tx: Tx, postId: string): Promise<readonly Waiver[]> => {
	const rows = await editorial(tx)
		.selectFrom('editorial_waiver')
		.selectAll()
		.where('post_id', '=', postId)
		.orderBy('at')
		.execute();
	return rows.map(({ subject, rule, by_id, reason, at }) => ({ subject, rule, byId: by_id, reason, at: fromDate(at) }));
};

/** Blocks that somebody let pass, where the house still allows it; every other finding as it was. */
export const withWaivers = (
	findings: readonly Finding[],
	waivers: readonly Waiver[],
	nameOf: (id: string) => string = (id) => id,
): readonly Finding[] =>
	findings.map((finding) => {
		if (finding.waivableBy.length === 0) return finding;
		const subject = hashOfSubject(finding);
		const waiver = waivers.findLast((one) => one.subject === subject);
		if (waiver === undefined) return finding;
		return { ...finding, waived: { by: nameOf(waiver.byId), at: toIso(waiver.at), reason: waiver.reason } };
	});

export const isBlocking = ({ severity, waived }: Finding): boolean => severity === 'block' && waived === null;

interface NewWaiver extends Waiver {
	readonly id: string;
	readonly postId: string;
	readonly unitId: string;
}

export const addWaiver = async (tx: Tx, { postId, unitId, byId, at, ...rest }: NewWaiver): Promise<void> => {
	const row = { ...rest, post_id: postId, unit_id: unitId, by_id: byId, at: toDate(at) };
	await editorial(tx).insertInto('editorial_waiver').values(row).execute();
};
