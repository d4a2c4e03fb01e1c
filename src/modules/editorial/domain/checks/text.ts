import { addressForm, genderForm } from './address.ts';
import { birthDate } from './birth-date.ts';
import { caseHandling } from './case-handling.ts';
import { caseNumber, courtNumber } from './case-number.ts';
import { pastDate, weekday } from './dates.ts';
import { electionName, electionPraise } from './election.ts';
import { email } from './email.ts';
import { hashtags, manyHashtags } from './hashtags.ts';
import { health } from './health.ts';
import { iban } from './iban.ts';
import { languageDiffers } from './language.ts';
import { tracking } from './links.ts';
import { longSentence } from './long-sentence.ts';
import { allCaps, emojiInSentence, exclamation, manyEmojis } from './loudness.ts';
import { minor } from './minor.ts';
import { nameAddress } from './name-address.ts';
import { foreignPhone, personalPhone } from './phone.ts';
import { placeholder } from './placeholder.ts';
import { plate } from './plate.ts';
import { hardToRead } from './readability.ts';
import type { Hit, Severity, TextAbout, TextRule } from './rule.ts';
import { socialSecurity } from './social-security.ts';
import { taxId } from './tax-id.ts';
import { loadedWord, superlative } from './wording.ts';

/** One find of a text rule, ready to be shown. */
export interface TextFinding {
	readonly rule: string;
	readonly severity: Severity;
	readonly paragraph: string | null;
	readonly range: readonly [number, number];
	readonly found: string;
	readonly mend: string | null;
	readonly values: Readonly<Record<string, string | number>>;
}

/** Numbers that say whose they are come first: the same digits are then not reported a second time as something else. */
const identities: readonly TextRule[] = [
	iban,
	socialSecurity,
	taxId,
	birthDate,
	caseNumber,
	courtNumber,
	email,
	personalPhone,
	foreignPhone,
	plate,
];
/** These speak of a whole person or case; the numbers in them are reported beside them. */
const persons: readonly TextRule[] = [nameAddress, health, minor, caseHandling];
const manners: readonly TextRule[] = [
	placeholder,
	electionName,
	electionPraise,
	languageDiffers,
	tracking,
	hashtags,
	manyHashtags,
	allCaps,
	manyEmojis,
	emojiInSentence,
	exclamation,
	pastDate,
	weekday,
	loadedWord,
	superlative,
	addressForm,
	genderForm,
	longSentence,
	hardToRead,
];

export const textRules: readonly TextRule[] = [...identities, ...persons, ...manners];

const overlap = (a: Hit['range'], b: Hit['range']): boolean => a[0] < b[1] && b[0] < a[1];

/** Looks at one text with every rule. Pure: the day and what is our own are given. */
export const checkText = (text: string, about: TextAbout): readonly TextFinding[] => {
	const taken: Hit['range'][] = [];
	const found: TextFinding[] = [];
	for (const rule of textRules) {
		for (const hit of rule.find(text, about)) {
			if (identities.includes(rule)) {
				if (taken.some((range) => overlap(range, hit.range))) continue;
				taken.push(hit.range);
			}
			found.push(toFinding(rule, hit, text));
		}
	}
	return found;
};

/** Kinds of personal data in what somebody else wrote, by the rules that find them in our own texts. */
export const personalIn = (text: string, about: TextAbout): readonly string[] => {
	const taken: Hit['range'][] = [];
	return [...identities, nameAddress].flatMap((rule) => {
		const hits = rule.find(text, about).filter(({ range }) => !taken.some((other) => overlap(range, other)));
		if (identities.includes(rule)) taken.push(...hits.map(({ range }) => range));
		return hits.length > 0 ? [rule.id] : [];
	});
};

const toFinding = ({ id, severity, paragraph }: TextRule, hit: Hit, text: string): TextFinding => ({
	rule: id,
	severity,
	paragraph,
	range: hit.range,
	found: text.slice(...hit.range),
	mend: hit.mend ?? null,
	values: hit.values ?? {},
});
