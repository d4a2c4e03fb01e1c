/** What a right that a network grants is needed for. */
export const rightUses = [
	...(['account', 'publish', 'media', 'change', 'find', 'hear', 'mentions', 'answer', 'change-answer'] as const),
	...(['hide', 'remove', 'block', 'report', 'like', 'count', 'lists', 'wake', 'renew'] as const),
] as const;
export type RightUse = (typeof rightUses)[number];

/** What a network is asked for, each right under the network's own name with what it is needed for. */
export type Rights = Readonly<Record<string, readonly RightUse[]>>;
