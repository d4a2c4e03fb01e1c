import type { Instant } from '#kernel/time.ts';

/** Whether something says that links rest in a unit at a moment: a crisis, or the weeks before an election. */
export type Restraint = (about: { readonly unitId: string; readonly at: Instant }) => Promise<boolean>;

/** May somebody decide by link there and then? Only while nothing restrains it. */
export const linkApprovalAllowed = async (
	restraints: readonly Restraint[],
	about: Parameters<Restraint>[0],
): Promise<boolean> => {
	for (const restrains of restraints) if (await restrains(about)) return false;
	return true;
};
