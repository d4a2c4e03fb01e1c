export const steps = ['write', 'approve', 'publish', 'answer', 'prove'] as const;
export type Step = (typeof steps)[number];

/** How far things really are; the round has no memory of its own beyond which post it follows. */
export interface Facts {
	/** Null while no post has been begun, or while it cannot be read. */
	readonly post: 'draft' | 'in-approval' | 'approved' | 'scheduled' | 'published' | 'withdrawn' | null;
	/** The conversation about the post: null while nobody asked. */
	readonly conversation: 'open' | 'waiting' | 'answered' | 'closed' | null;
	readonly proofSeen: boolean;
}

/** The step one stands at, told from the state of the post and of its conversation; null when all is done. */
export const stepOf = ({ post, conversation, proofSeen }: Facts): Step | null => {
	if (post === null || post === 'draft') return 'write';
	if (post === 'in-approval') return 'approve';
	if (post === 'approved' || post === 'scheduled') return 'publish';
	if (conversation === null || conversation === 'open') return 'answer';
	return proofSeen ? null : 'prove';
};
