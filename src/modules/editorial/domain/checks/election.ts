import { type Hit, matches, oneOf, type Restraint, type TextRule } from './rule.ts';

const LAW = 'BVerfGE 44, 125';
const COMMON_PARTIES = [
	'CDU',
	'CSU',
	'CDU/CSU',
	'SPD',
	'FDP',
	'AfD',
	'BSW',
	'ÖDP',
	'ödp',
	'NPD',
	'Volt',
	'Bündnis 90/Die Grünen',
	'Bündnis 90',
	'B90/Grüne',
	'Bündnisgrüne',
	'Bündnisgrünen',
	'Freie Wähler',
	'Freien Wähler',
	'Freien Wählern',
	'Linkspartei',
	'Piratenpartei',
	'Tierschutzpartei',
	'Sozialdemokraten',
	'Christdemokraten',
	'Freidemokraten',
];
/** Words that are also colours and directions: a party only where no noun follows. */
const AMBIGUOUS =
	/(?<!(?:ins|im|am|Am|Im|Ins)\s)(?<![\p{L}-])(?:(?:(?:[Dd]ie|[Dd]en|[Dd]er)\s(?:Grünen|GRÜNEN|GRÜNE))|GRÜNE|(?:[Dd]ie\s)?LINKE|\((?:Grüne|Linke|Die Linke)\)|(?:Grünen|Linken|Linke|Grüne)-(?:Fraktion|Stadtr\p{L}+|Politik\p{L}*)|[Ff]raktion\s(?:Die\s)?(?:Grüne[n]?|Linke))(?!\s\p{Lu}\p{Ll}|[\p{L}-])/gu;
const ACHIEVEMENT =
	/(?:(?:[Uu]nsere|[Dd]ie|[Mm]eine|[Ss]tolze|[Ee]rfolgreiche)\s+(?:[Ee]rfolgsb|[Ll]eistungsb|B|b)ilanz|[Bb]ilanz\s+(?:unserer|der|meiner)\s+(?:Amtszeit|Wahlperiode|Arbeit|letzten)|[Bb]ilanz kann sich sehen|(?:haben|hat)\s+(?:wir\s+)?(?:viel|mehr|Großes|alles|so viel)\s+(?:erreicht|geschafft|bewegt)|(?:viel|mehr|Großes)\s+erreicht|Versprochen\s*(?:und|,|–|-)\s*gehalten|Wahlversprechen|Erfolgsgeschichte|[Dd]ank\s+(?:unserer|unseres|des|der|unserem)\s+(?:Ober)?(?:[Bb]ürgermeister|[Ll]andr[aä]t)\p{L}*|Jahre,?\s+die\s+sich\s+gelohnt|[Ss]o gut\s.{0,40}noch nie|noch nie\s.{0,30}so gut|unsere[rn]?\s+Amtszeit|[Ww]ir haben (?:geliefert|Wort gehalten)|Wort gehalten|stolz auf (?:das Erreichte|unsere Erfolge|das, was)|[Gg]eschafft haben wir|[Uu]nsere Erfolge|[Ww]eiter so)/gu;

const forClass = (
	allowed: Restraint['allowed'],
	kind: Restraint['allowed'][number],
	find: () => readonly Hit[],
): readonly Hit[] => (allowed.includes(kind) ? [] : find());

/** Whole words out of a list of names; nothing when the list is empty. */
const named = (text: string, names: readonly string[]): readonly Hit[] => {
	const known = names.map((name) => name.trim()).filter((name) => name !== '');
	return known.length === 0
		? []
		: matches(text, new RegExp(`(?<![\\p{L}-])(?:${oneOf(known)})(?:s|n)?(?![\\p{L}])`, 'gu'));
};

const parties = (text: string, restraint: Restraint): readonly Hit[] => {
	const sure = named(text, [...COMMON_PARTIES, ...restraint.parties]);
	const maybe = matches(text, AMBIGUOUS).filter(
		({ range }) => !sure.some((hit) => hit.range[0] < range[1] && range[0] < hit.range[1]),
	);
	return [...sure, ...maybe];
};

/** While a time of restraint runs: names of parties and candidates. */
export const electionName: TextRule = {
	id: 'election-name',
	severity: 'warning',
	paragraph: LAW,
	find(text, { restraint = null }) {
		if (restraint === null) return [];
		const { name: window, allowed } = restraint;
		return [
			...forClass(allowed, 'party', () => parties(text, restraint)),
			...forClass(allowed, 'candidate', () => named(text, restraint.candidates)),
		].map((hit) => ({ ...hit, values: { window } }));
	},
};

/** While a time of restraint runs: praise of what the incumbents achieved. */
export const electionPraise: TextRule = {
	id: 'election-praise',
	severity: 'warning',
	paragraph: LAW,
	find(text, { restraint = null }) {
		if (restraint === null) return [];
		const { name: window, allowed } = restraint;
		return forClass(allowed, 'achievement', () => matches(text, ACHIEVEMENT)).map((hit) => ({
			...hit,
			values: { window },
		}));
	},
};
