import { sql } from 'kysely';

import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { type Approval, defaultPlan, isApproved, type Plan } from './domain/approval.ts';
import type { PostState } from './domain/post.ts';
import { editorial } from './tables.ts';

interface Leaving {
	readonly subject: string;
	readonly contentHash: string;
}

/** A post with all that lets it leave, by content. */
interface Standing {
	readonly id: string;
	readonly state: PostState;
	readonly authorId: string;
	readonly plans: Readonly<Record<string, Plan>>;
	readonly approvals: readonly Omit<Approval, 'at'>[];
	/** Contents an emergency lets out. */
	readonly released: readonly string[];
}

/**
 * The gate before every delivery: which of these may not leave, and why. Asked in the claiming transaction; the plan kept
 * for exactly this content decides, or an emergency release of it.
 */
export const refuseUnapproved = async (tx: Tx, asked: readonly Leaving[]): Promise<ReadonlyMap<string, string>> => {
	const posts = await standingOf(tx, [...new Set(asked.map(({ subject }) => subject))]);
	const refused = new Map<string, string>();
	for (const { subject, contentHash } of asked) {
		const post = posts.get(subject);
		if (post === undefined || post.state === 'withdrawn') refused.set(subject, 'post.withdrawn');
		else if (!isLetOut(post, contentHash)) refused.set(subject, 'post.approval-void');
	}
	return refused;
};

// NOTE: neither needs a moment: a plan is only asked for its steps here, and approvals come in their order.
const never = 0 as Instant;

const isLetOut = ({ authorId, plans, approvals, released }: Standing, contentHash: string): boolean => {
	const plan = plans[contentHash] ?? defaultPlan([authorId], never);
	const given = approvals.map((one): Approval => ({ ...one, at: never }));
	return isApproved({ plan, contentHash, approvals: given }) || released.includes(contentHash);
};

/** In one statement: every delivery waits for it. */
const standingOf = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Standing>> => {
	const { rows } = await sql<Standing>`select p.id, p.state, p.author_id as "authorId",
			(select coalesce(jsonb_object_agg(l.content_hash, l.plan), '{}') from editorial_approval_plan l
				where l.post_id = p.id) as plans,
			(select coalesce(jsonb_agg(jsonb_build_object('personId', a.person_id, 'contentHash', a.content_hash,
					'voidAt', a.void_at, 'step', a.step, 'way', a.way, 'acceptedBy', a.accepted_by) order by a.at), '[]')
				from editorial_approval a where a.post_id = p.id) as approvals,
			array(select e.content_hash from editorial_emergency e where e.post_id = p.id and e.void_at is null) as released
		from editorial_post p where p.id = any(${[...ids]}::text[])`.execute(editorial(tx));
	return new Map(rows.map((row) => [row.id, row]));
};
