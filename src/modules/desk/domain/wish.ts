/** Where somebody is told of something. */
export interface Wish {
	readonly desk: boolean;
	readonly mail: boolean;
}

/** Approvals come as letters of their own already, so the digest repeats them only for who wishes. */
const notInDigest = new Set([
	'approval-asked',
	'approval-overdue',
	'emergency',
	'changed',
	'sent-back',
	'approved',
	'answer-overdue',
]);
/** Nobody can switch these off on the desk: somebody waits, or something went out unseen. */
const lasting = new Set(['approval-overdue', 'emergency', 'answer-overdue']);

/** What holds for a kind: the own wish, and what is not up to wishes. */
export const wishFor = (kind: string, own: Wish | undefined): Wish => {
	const { desk, mail } = own ?? { desk: true, mail: !notInDigest.has(kind) };
	return { desk: desk || lasting.has(kind), mail };
};

export const isLasting = (kind: string): boolean => lasting.has(kind);
