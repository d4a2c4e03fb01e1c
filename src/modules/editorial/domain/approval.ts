import { fail, ok, type Result } from '#kernel/result.ts';

/** How many pairs of eyes see a post before it goes out; the first is the author's. */
export const EYES = 2;

export interface Approval {
	readonly personId: string;
	readonly contentHash: string;
	readonly voidAt: unknown;
}

export type ApprovalRefusal =
	| { readonly type: 'post.own-approval' }
	| { readonly type: 'post.content-differs' }
	| { readonly type: 'post.approved-already' };

interface Asked {
	readonly authorId: string;
	readonly editors: readonly string[];
	readonly contentHash: string | null;
	readonly approvals: readonly Approval[];
}

/** Those whose yes counts: given to exactly this content, not void, by somebody who wrote none of it. */
export const validApprovals = ({ authorId, editors, contentHash, approvals }: Asked): readonly Approval[] => {
	const seen = new Set<string>([authorId, ...editors]);
	return approvals.filter((approval) => {
		if (contentHash === null || approval.contentHash !== contentHash || approval.voidAt !== null) return false;
		if (seen.has(approval.personId)) return false;
		seen.add(approval.personId);
		return true;
	});
};

export const isApproved = (asked: Asked): boolean => validApprovals(asked).length >= EYES - 1;

/** May this person say yes to this hash now? Never the author, never an editor, never to something else than what is asked. */
export const mayApprove = (asked: Asked, by: string, hash: string): Result<void, ApprovalRefusal> => {
	if (by === asked.authorId || asked.editors.includes(by)) return fail({ type: 'post.own-approval' });
	if (asked.contentHash !== hash) return fail({ type: 'post.content-differs' });
	if (validApprovals(asked).some(({ personId }) => personId === by)) return fail({ type: 'post.approved-already' });
	return ok(undefined);
};
