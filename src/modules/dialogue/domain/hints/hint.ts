import { emergencyIn } from './emergency.ts';
import { folded } from './folded.ts';
import { insultIn } from './insult.ts';
import { kindOf } from './kind.ts';
import { spokenIn } from './language.ts';
import { pressingIn } from './pressing.ts';

export const hintTypes = ['emergency', 'pressing', 'insult', 'personal', 'kind', 'language'] as const;
export type HintType = (typeof hintTypes)[number];

/** Something a machine believes to see in a message. It decides nothing, and is gone when the message is. */
export interface Hint {
	readonly type: HintType;
	/** Which kind, which language, which personal data; empty where the type says all. */
	readonly values: readonly string[];
	/** The words it rests on, as they were written; never personal data. */
	readonly words: readonly string[];
	/** A person says it is wrong. */
	readonly dismissed?: true;
}

const hint = (type: HintType, values: readonly string[], words: readonly string[]): readonly Hint[] =>
	values.length + words.length > 0 ? [{ type, values, words }] : [];

/** What stands in a text; `personal` names the kinds of personal data that the checks of the house found in it. */
export const hintsIn = (text: string, personal: readonly string[]): readonly Hint[] => {
	const said = folded(text);
	const language = spokenIn(text);
	const insults = insultIn(said);
	const emergency = emergencyIn(said);
	// In a danger nobody asks what kind of message it is, nor whether it can wait.
	const calm = emergency.length === 0;
	const kind = calm ? kindOf(said, insults.length > 0) : null;
	return [
		...hint('emergency', [], emergency),
		...hint('pressing', [], calm ? pressingIn(said) : []),
		...hint('insult', [], insults),
		...hint('personal', [...new Set(personal)], []),
		...hint('kind', kind === null ? [] : [kind], []),
		...hint('language', language === null || language === 'de' ? [] : [language], []),
	];
};

/** A text that changed is looked at anew; what a person dismissed stays so while it rests on the same words. */
export const keepDismissed = (fresh: readonly Hint[], before: readonly Hint[]): readonly Hint[] => {
	const basis = ({ type, values, words }: Hint): string => JSON.stringify([type, values, words]);
	const gone = new Set(before.filter(({ dismissed }) => dismissed).map(basis));
	return fresh.map((one) => (gone.has(basis(one)) ? { ...one, dismissed: true } : one));
};
