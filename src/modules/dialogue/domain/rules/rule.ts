import { fail, ok, type Result } from '#kernel/result.ts';

import type { HintType } from '../hints/hint.ts';
import type { Step } from '../ladder.ts';
import type { Priority } from '../promise.ts';
import { phraseOf } from './phrase.ts';

/** What a message must be like. All conditions of a rule hold together. */
export type Condition =
	/** One of these stands in it; a star stands for the rest of a word. */
	| { readonly is: 'words'; readonly any: readonly string[] }
	/** So many links that lead to others. */
	| { readonly is: 'links'; readonly least: number }
	/** It names one of these hosts, or one below. */
	| { readonly is: 'domains'; readonly hosts: readonly string[] }
	/** The same words came from so many accounts. */
	| { readonly is: 'repeat'; readonly accounts: number; readonly minutes: number }
	/** Its author has never written to the house before. */
	| { readonly is: 'stranger' }
	| { readonly is: 'hint'; readonly hint: HintType }
	| { readonly is: 'channel'; readonly any: readonly string[] };

export interface Effects {
	readonly label: string | null;
	readonly priority: Priority | null;
	/** Given to who is on duty. */
	readonly duty: boolean;
	/** A step of the ladder that a person is asked about, with the number of the netiquette. */
	readonly propose: { readonly step: Step; readonly rule: string } | null;
	/** Hides by itself, where the unit has switched that on. */
	readonly hides: boolean;
}

export interface RuleWords {
	readonly name: string;
	readonly conditions: readonly Condition[];
	readonly effects: Effects;
}

export type RuleFailure =
	| { readonly type: 'rule.nothing-to-look-for' }
	| { readonly type: 'rule.pattern-too-wide' }
	| { readonly type: 'rule.no-effect' }
	/** LAW: Art. 5 GG: nothing that rests on what somebody thinks is hidden by a machine. */
	| { readonly type: 'rule.not-by-form' };

/** Whether a rule may be kept at all. */
export const checkRule = ({ conditions, effects }: RuleWords): Result<void, RuleFailure> => {
	if (!conditions.some(({ is }) => is !== 'stranger' && is !== 'channel'))
		return fail({ type: 'rule.nothing-to-look-for' });
	const phrases = conditions.flatMap((one) => (one.is === 'words' ? one.any : []));
	if (phrases.some((phrase) => phraseOf(phrase) === null)) return fail({ type: 'rule.pattern-too-wide' });
	const { label, priority, duty, propose, hides } = effects;
	if (label === null && priority === null && !duty && propose === null && !hides)
		return fail({ type: 'rule.no-effect' });
	if (hides && (propose?.step !== 'hide' || !isByForm(conditions))) return fail({ type: 'rule.not-by-form' });
	return ok(undefined);
};

const FORM = new Set<Condition['is']>(['links', 'domains', 'repeat', 'stranger', 'channel']);
const MANY_LINKS = 5;
const COPIED_LINKS = 3;
const MANY_ACCOUNTS = 3;

/**
 * Spam by its form and by nothing that is said: known hosts; or many links, or copies with several, and each only of
 * accounts nobody knows. Copies alone are not enough, nor with one link: citizens copy what they demand together.
 */
export const isByForm = (conditions: readonly Condition[]): boolean => {
	if (!conditions.every(({ is }) => FORM.has(is))) return false;
	if (conditions.some(({ is }) => is === 'domains')) return true;
	const links = Math.max(0, ...conditions.map((one) => (one.is === 'links' ? one.least : 0)));
	const copies = conditions.some((one) => one.is === 'repeat' && one.accounts >= MANY_ACCOUNTS);
	return conditions.some(({ is }) => is === 'stranger') && (links >= MANY_LINKS || (copies && links >= COPIED_LINKS));
};
