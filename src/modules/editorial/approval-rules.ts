import type { Tx } from '#platform/db/database.ts';

import type { ApprovalRule, RuleBody } from './domain/approval-rule.ts';
import { editorial } from './tables.ts';

/** The rules in force, in the order they were made. */
export const rulesInForce = async (tx: Tx): Promise<readonly ApprovalRule[]> => {
	const rows = await editorial(tx)
		.selectFrom('editorial_approval_rule')
		.selectAll()
		.where('latest', '=', true)
		.where('ended', '=', false)
		.orderBy('id')
		.execute();
	return rows.map((row) => toRule(row));
};

export const ruleVersions = async (tx: Tx, id: string) => {
	const rows = await editorial(tx)
		.selectFrom('editorial_approval_rule')
		.selectAll()
		.where('id', '=', id)
		.orderBy('version', 'desc')
		.limit(100)
		.execute();
	return rows.map((row) => ({ rule: toRule(row), at: row.at, byId: row.by_id, ended: row.ended }));
};

const toRule = (row: { id: string; version: number; body: string }): ApprovalRule => ({
	...(row.body as unknown as RuleBody), // NOTE: jsonb, written by writeRule from this very type.
	id: row.id,
	version: row.version,
});

/** How many posts of an author went out; counts no further than `most`. */
export const publishedBy = async (tx: Tx, authorId: string, most: number): Promise<number> => {
	const rows = await editorial(tx)
		.selectFrom('editorial_post')
		.select('id')
		.where('author_id', '=', authorId)
		.where('published_at', 'is not', null)
		.limit(most)
		.execute();
	return rows.length;
};
