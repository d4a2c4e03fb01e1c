import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Finding } from './domain/checks/finding.ts';
import type { InForce } from './needs.ts';
import { editorial } from './tables.ts';

interface Judged {
	readonly postId: string;
	readonly contentHash: string;
	readonly numbers: InForce['numbers'];
	readonly findings: readonly Finding[];
	readonly at: Instant;
}

/** Notes by which versions of the rules exactly this content was checked, and what stood beside it when approval was asked. */
export const keepVerdict = async (tx: Tx, { postId, contentHash, numbers, findings, at }: Judged): Promise<void> => {
	const count = (keep: (finding: Finding) => boolean): number => findings.filter(keep).length;
	const row = {
		checks_version: numbers.checks,
		profile_version: numbers.profile,
		warnings: count(({ severity }) => severity === 'warning'),
		hints: count(({ severity }) => severity === 'hint'),
		waived: count(({ waived }) => waived !== null),
		at: toDate(at),
	};
	await editorial(tx)
		.insertInto('editorial_verdict')
		.values({ post_id: postId, content_hash: contentHash, ...row })
		.onConflict((conflict) => conflict.columns(['post_id', 'content_hash']).doUpdateSet(row))
		.execute();
};

/** By which rules this content was checked; null for content from before anybody noted it. */
export const verdictOn = async (tx: Tx, postId: string, contentHash: string | null) => {
	if (contentHash === null) return null;
	const row = await editorial(tx)
		.selectFrom('editorial_verdict')
		.selectAll()
		.where('post_id', '=', postId)
		.where('content_hash', '=', contentHash)
		.executeTakeFirst();
	return row
		? {
				checks: row.checks_version,
				profile: row.profile_version,
				warnings: row.warnings,
				hints: row.hints,
				waived: row.waived,
				at: row.at.toISOString(),
			}
		: null;
};
