import { FIRST_NAMES } from './first-names.ts';
import type { Own } from './rule.ts';

/** A person named in a text. */
export interface Named {
	readonly start: number;
	readonly end: number;
	readonly name: string;
	/** Spoken of in an office or a task: a mayor, a director, a trainer. */
	readonly inOffice: boolean;
}

const SURNAME = "\\p{Lu}[\\p{Ll}\\p{L}'’]+(?:-\\p{Lu}\\p{L}+)*";
const TITLE = '(?:(?:Dr|Prof|Dipl)\\.(?:-\\p{L}+\\.)?\\s*)*';
const CALLED = new RegExp(
	`(?<!\\p{L})(?:Herrn?|Hr\\.|Frau|Fr\\.|Familie|Fam\\.|Eheleute[n]?|Ehepaar|Kd\\.|Herrn und Frau|Kläger(?:in)?|Mieter(?:in)?|Zeug(?:e|in)|Antragsteller(?:in)?)\\s+${TITLE}(?:von\\s+|van\\s+|zu\\s+)?${SURNAME}(?:\\s+(?:von\\s+|van\\s+|de\\s+)?${SURNAME})?`,
	'gu',
);
/** Looks ahead only, so that "Halterin Sabine Trost" is tried at "Halterin" and again at "Sabine". */
const FULL = new RegExp(
	`(?<![\\p{L}-])(?=(?<full>(?<first>\\p{Lu}\\p{Ll}+)(?:-\\p{Lu}\\p{Ll}+)?\\s+(?:\\p{Lu}\\.\\s+)?(?:von\\s+|van\\s+|de\\s+)?${SURNAME}(?![\\p{L}]|-\\p{Lu})))`,
	'gu',
);
const OFFICE =
	/(?:[Mm]eister(?:in)?|[Rr]eferent(?:in)?|[Rr]ätin|[Rr]at|[Mm]inister(?:in)?|[Ll]eiter(?:in)?|[Dd]irektor(?:in)?|[Pp]räsident(?:in)?|[Vv]orsitzende[rn]?|[Bb]eauftragte[rn]?|[Ii]ntendant(?:in)?|[Ss]precher(?:in)?|[Dd]ezernent(?:in)?|[Kk]ommandant(?:in)?|[Kk]apitän(?:in)?|[Tt]rainer(?:in)?|[Pp]farrer(?:in)?|[Pp]rofessor(?:in)?|[Aa]utor(?:in)?|[Kk]ünstler(?:in)?|[Rr]ektor(?:in)?|[Aa]bgeordnete[rn]?|[Bb]ürger|[Aa]nsprechpartner(?:in)?(?:\s+ist)?|[Kk]urator(?:in)?|[Dd]irigent(?:in)?|[Mm]aler(?:in)?|[Dd]ichter(?:in)?|[Ss]chriftsteller(?:in)?|[Mm]oderator(?:in)?|[Rr]ichter(?:in)?)\s*:?\s*(?:Frau\s+|Herrn?\s+)?(?:(?:Dr|Prof)\.\s*)*$/u;
/** Who speaks for an office is there in a task. */
const FOR_AN_OFFICE =
	/^\s?(?:,\s)?(?:vom|von der|von den|aus dem|aus der|beim|leitet|Leiter|Leiterin)\s(?:\p{L}*(?:[Aa]mt|referat|büro|stelle|[Kk]lini|[Vv]erein|verband|zentrale|[Ss]tadt|dienst|schule|zentrum|polizei|feuerwehr))/u;
const NO_PERSON =
	/^(?:Herr der|Frau Holle|Frau und|Familie und|Herr und|Familie Sonn|Familienz|Frau am|Frau im|Frau in)/i;

/** Everybody a text calls by name: with Herr or Frau, or by a first name that is common here and a last name. */
export const personsIn = (text: string, own: Own): readonly Named[] => {
	const holders = (own.holders ?? []).map((name) => name.toLowerCase());
	const isHolder = (name: string) => holders.some((holder) => holder.endsWith(lastOf(name)));
	const called = [...text.matchAll(CALLED)]
		.filter(([found]) => !NO_PERSON.test(found))
		.map(({ 0: name, index }) => ({ name, index }));
	const full = [...text.matchAll(FULL)]
		.filter(({ groups }) => FIRST_NAMES.has((groups?.['first'] ?? '').toLowerCase()))
		.map(({ groups, index }) => ({ name: groups?.['full'] ?? '', index }));
	const found = [...called, ...full].map(({ name, index }) => ({
		start: index,
		end: index + name.length,
		name,
		inOffice:
			isHolder(name) ||
			OFFICE.test(text.slice(Math.max(0, index - 40), index)) ||
			FOR_AN_OFFICE.test(text.slice(index + name.length, index + name.length + 40)),
	}));
	return found.filter(
		(one, at) => !found.some((other, before) => before < at && other.start < one.end && one.start < other.end),
	);
};

const lastOf = (name: string): string => ` ${name.toLowerCase().split(/\s+/).at(-1) ?? ''}`;
