import type { Frozen } from './frozen.ts';

export interface UsedWord {
	readonly sign: '#' | '@';
	/** The network an account is spoken to on; empty for hashtags. */
	readonly channel: string;
	readonly word: string;
}

const TAG = /(?<![\p{L}\p{N}_#&/])#(\p{L}[\p{L}\p{N}_]+)/gu;
const ACCOUNT = /(?<![\p{L}\p{N}_.@/])@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[\p{L}\p{N}.-]+\p{L})?)/gu;

/** The hashtags and accounts in what went out, each once. */
export const usedWordsIn = ({ renditions }: Pick<Frozen, 'renditions'>): readonly UsedWord[] => {
	const found = renditions.flatMap(({ text, channel }): UsedWord[] => [
		...[...text.matchAll(TAG)].map(([, word = '']): UsedWord => ({ sign: '#', channel: '', word })),
		...(channel === 'newsroom' ? [] : [...text.matchAll(ACCOUNT)]).map(
			([, word = '']): UsedWord => ({ sign: '@', channel, word }),
		),
	]);
	const keyOf = ({ sign, channel, word }: UsedWord): string => [sign, channel, word.toLowerCase()].join(' ');
	return [...new Map(found.map((one) => [keyOf(one), one])).values()];
};
