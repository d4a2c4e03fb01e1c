import type { HintType } from '../hints/hint.ts';
import { foundIn, phraseOf } from './phrase.ts';
import type { Condition } from './rule.ts';
import { isUnder, type Said } from './said.ts';

/** A message, and what is known about it. */
export interface Heard {
	readonly said: Said;
	readonly channel: string;
	readonly stranger: boolean;
	readonly hints: readonly HintType[];
	readonly author: string;
	readonly at: number;
	/** Who else said the same words before. */
	readonly copies: readonly { readonly author: string; readonly at: number }[];
}

/** Why a condition holds: what was found, to be read by a person. */
export interface Reason {
	readonly is: Condition['is'];
	readonly found: readonly string[];
}

/** Why a rule matches: one reason for each of its conditions; null where one does not hold. */
export const reasonsFor = (conditions: readonly Condition[], heard: Heard): readonly Reason[] | null => {
	const reasons = conditions.map((one) => ({ is: one.is, found: found(one, heard) }));
	const held = reasons.flatMap((one) => (one.found === null ? [] : [{ ...one, found: one.found.slice(0, MOST) }]));
	return held.length === conditions.length ? held : null;
};

const MOST = 5;
const MINUTE_MS = 60_000;

const some = (list: readonly string[]): readonly string[] | null => (list.length > 0 ? list : null);

const found = (condition: Condition, heard: Heard): readonly string[] | null => {
	const { said } = heard;
	switch (condition.is) {
		case 'words':
			return some(condition.any.flatMap((one) => standing(one, said) ?? []));
		case 'links':
			return said.links.length >= condition.least ? said.links : null;
		case 'domains':
			return some(said.named.filter((host) => condition.hosts.some((one) => isUnder(host, one))));
		case 'repeat':
			return repeated(condition, heard);
		case 'stranger':
			return heard.stranger ? [] : null;
		case 'hint':
			return heard.hints.includes(condition.hint) ? [condition.hint] : null;
		case 'channel':
			return condition.any.includes(heard.channel) ? [heard.channel] : null;
	}
};

const standing = (sought: string, { words, written }: Said): string | null => {
	const phrase = phraseOf(sought);
	return phrase && foundIn(phrase, words, written);
};

/** One account saying a thing twice is impatient, not many. */
const repeated = (
	{ accounts, minutes }: Condition & { readonly is: 'repeat' },
	{ said, copies, author, at }: Heard,
): readonly string[] | null => {
	if (said.print === null) return null;
	const near = copies.filter((copy) => copy.at <= at && copy.at >= at - minutes * MINUTE_MS);
	const count = new Set([author, ...near.map((copy) => copy.author)]).size;
	return count >= accounts ? [String(count)] : null;
};
