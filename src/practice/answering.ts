import type { ReplyControl } from '#kernel/reply-control.ts';

export interface Answering {
	/** Whoever answers is the author. */
	readonly isAuthor: boolean;
	/** The post names them. */
	readonly isNamed: boolean;
}

/** Everybody here follows the authority; it follows nobody, and nobody is verified or pays for a subscription. */
export const mayAnswer = (kept: ReplyControl | undefined, { isAuthor, isNamed }: Answering): boolean =>
	kept === undefined || kept === 'followers' || isAuthor || (kept === 'mentioned' && isNamed);

/** A handle stands in the words as a mention. */
export const names = (text: string, handle: string): boolean =>
	new RegExp(`@${handle.replaceAll('.', '\\.')}(?![\\w.]*\\w)`, 'i').test(text);
