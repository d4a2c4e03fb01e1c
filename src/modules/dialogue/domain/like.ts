/** What is on its way, and how far it is; null: nothing. */
export interface Liking {
	readonly course: 'do' | 'undo';
	readonly sending: 'none' | 'waiting' | 'sending' | 'done' | 'refused' | 'unclear';
	readonly attempts: number;
}

/**
 * What a wish does to a like that may be there already: once is enough, and what has not left yet is taken back without the
 * network hearing of it. `drop`: nothing of it is left.
 */
export const wished = (now: Liking | null, liked: boolean): 'keep' | 'drop' | 'do' | 'undo' => {
	const failed = now?.sending === 'refused' || now?.sending === 'unclear';
	if (liked) return now?.course === 'do' && !failed ? 'keep' : 'do';
	if (now === null || (now.course === 'undo' && !failed)) return 'keep';
	const neverLeft = now.course === 'do' && now.sending === 'waiting' && now.attempts === 0;
	return neverLeft ? 'drop' : 'undo';
};

export type ShownLike = 'leaving' | 'stands' | 'going' | 'refused' | 'unclear';

/** In one word for the desk. */
export const shownAs = ({ course, sending }: Liking): ShownLike => {
	if (sending === 'refused' || sending === 'unclear') return sending;
	if (course === 'undo') return 'going';
	return sending === 'done' ? 'stands' : 'leaving';
};

interface Message {
	readonly direction: 'in' | 'out' | 'note';
	readonly gone: boolean;
	readonly visibility: string;
	/** It has an id on its network. */
	readonly remote: boolean;
}

/** Only what a citizen said to everybody, and what still stands there. */
export const mayBeLiked = ({ direction, gone, visibility, remote }: Message): boolean =>
	direction === 'in' && !gone && remote && (visibility === 'public' || visibility === 'unlisted');
