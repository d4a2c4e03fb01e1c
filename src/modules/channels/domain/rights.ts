import type { Rights, RightUse } from '#kernel/right-use.ts';

export interface Right {
	readonly right: string;
	readonly uses: readonly RightUse[];
}

export const rightsIn = (rights: Rights): readonly Right[] =>
	Object.entries(rights).map(([right, uses]) => ({ right, uses }));

/** What is needed and was not granted. A wide right holds those named after it: `write` holds `write:media`. */
export const missingRights = (rights: Rights, granted: readonly string[]): readonly Right[] =>
	rightsIn(rights).filter(({ right }) => !granted.some((had) => had === right || right.startsWith(`${had}:`)));
