import { personsIn } from './persons.ts';
import { HEALTH, type Hit, type TextRule } from './rule.ts';
import { sentences, trimmed } from './sentences.ts';

const CONDITION =
	/(?:erkrank|leidet an|litt an|(?<!\p{L})krank(?!en|he)|krankgeschrieben|arbeitsunfähig|[Kk]rebs(?!hilf|vorsorge|berat|gesell)|[Tt]umor|[Ll]eukämie|[Dd]iabetes|[Dd]iabetik|[Dd]epress|HIV|AIDS|[Ee]pilep|[Ss]chlaganfall|[Hh]erzinfarkt|Parkinson|[Mm]ultiple\p{L}* Sklerose|[Aa]utis|ADHS|[Ss]chwerbehindert(?!en)|(?<!\p{L})GdB|[Pp]flegebedürftig|[Pp]flegegrad|[Dd]ement|[Dd]emenz|Alzheimer|[Pp]sychisch|[Pp]sychose|[Ss]chizophren|[Ss]uchtkrank|[Aa]lkoholi|drogenabhängig|positiv getestet|schwanger|im Koma|gelähmt|querschnitt|[Oo]periert|[Cc]hemotherap|[Dd]iagnos|[Bb]urn-?out|[Hh]epatitis|[Tt]uberkulose|Asthma|Rheuma|[Bb]andscheibenvorfall|MS-krank|Down-Syndrom|blind(?!en)|gehörlos(?!en)|im Rollstuhl|[Ff]ehlgeburt|[Aa]btreibung|[Aa]mputier|[Bb]ehinderung|[Hh]irnblutung|[Dd]ialyse|[Tt]ransplant|[Ss]uizid|[Ss]elbstmord|[Mm]agersucht|[Bb]ipolar|PTBS|[Tt]raumatisiert|[Ss]ucht(?!berat|hilf)|[Ee]ntzug(?!s?erscheinung)|Long[ -]Covid|infiziert|[Ii]nfektion|Verdacht auf|[Hh]erzleiden|[Hh]erzkrank|[Ss]ehbehindert|[Ee]rblindet|bettlägerig|in der Psychiatrie|[Pp]flegefall|im Hospiz)/u;
/** The subject of a lecture is no diagnosis. */
const PUBLIC_MATTER =
	/(?:Vortrag|Kurs|[Bb]erät|Beratung|Selbsthilfe|Stiftung|Lesung|Ausstellung|informier|Workshop|Themenabend|spricht über|referier|Fachtag|Facharzt|Chefarzt|Klinik für|Sprechstunde|Buch|Film|Kampagne|Vorsorge|forsch|[Ii]mpf|erklärt|Experte|Expertin|Beirat|Beauftragte|engagiert|Preis|Verein)/;
/** Somebody of one's own, without a name: "der Sohn der Familie". */
const MENTIONED = /(?:Sohn|Tochter|Mann|Frau|Mutter|Vater) von (?:Herrn?|Frau|Familie)/;

/** Somebody's name together with an illness or a disability. */
export const health: TextRule = {
	id: 'personal-health',
	severity: 'block',
	paragraph: HEALTH,
	find(text, { own }) {
		const people = personsIn(text, { ...own, holders: [] });
		return sentences(text, { lines: true }).flatMap((range): Hit[] => {
			const sentence = text.slice(...range);
			const named =
				people.some(({ start, end, inOffice }) => !inOffice && start >= range[0] && end <= range[1]) ||
				MENTIONED.test(sentence);
			return named && CONDITION.test(sentence) && !PUBLIC_MATTER.test(sentence)
				? [{ range: trimmed(text, range) }]
				: [];
		});
	},
};
