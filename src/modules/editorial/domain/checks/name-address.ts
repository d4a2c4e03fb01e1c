import { personsIn } from './persons.ts';
import { type Hit, type Own, PRIVACY, type TextRule } from './rule.ts';

const KIND =
	'(?:straße|strasse|str\\.?|weg|gasse|gässchen|allee|platz|ring|damm|ufer|steig|pfad|anger|markt|graben|wall|zeile|leite|winkel|gries|steg|promenade|chaussee|kamp|stieg|twiete|berg|rain|hang|höhe|grund|wiese[n]?|garten|hof|tor|brücke|acker|feld|siedlung)';
const NUMBER = '\\d{1,4}(?:\\s?[a-z](?![\\p{L}]))?';
const STREET = new RegExp(
	`(?<![\\p{L}-])(?:(?:[\\p{Lu}][\\p{L}.-]*\\s){0,2}?[\\p{Lu}][\\p{L}.-]*?[\\s-]?${KIND}|(?:Am|An der|An den|Im|In der|In den|Zum|Zur|Auf der|Auf dem|Unter den|Unterm|Hinter der|Hinter dem|Beim|Bei der|Vor dem)\\s\\p{Lu}\\p{L}+(?:\\s\\p{Lu}\\p{L}+)?|\\p{Lu}\\p{Ll}+(?:ring|weg|hain|berg|gasse))\\s+${NUMBER}`,
	'giu',
);
/** Between a name and an address: little, and nothing that begins another thought. */
const BETWEEN = /^[\s,(–:-]*(?:[\p{L}.]+[\s,]+){0,5}[(]?$/u;
const NOT_BETWEEN =
	/(?:\d|[!?;]|\.\s+\p{Lu}|eröffne|lädt|laden|spiel|heißt|besuch|spricht|Treffpunkt|Beginn|liest|signiert|Konzert|Lesung|Vortrag|Ausstellung|Uhr)/u;
/** Where somebody performs or is shown, they do not live. */
const ON_STAGE =
	/(?:[Aa]usstellung|Lesung|Konzert|Vernissage|Werke|Gemälde|Premiere|Auftritt|spielt|Kabarett|Vortrag|Theater|Film|Denkmal|Gedenk|erinnert an|benannt|Stolperstein)[^.!?\n]{0,50}$/u;
const INITIAL = /(?<![\p{L}.])\p{Lu}\.\s?\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?=[\s,(]{1,3}\p{Lu})/gu;
const FAR = 70;

const plain = (address: string): string =>
	address
		.toLowerCase()
		.replaceAll(/straße|strasse|str\.?(?=\s|\d|$)/g, 'str')
		.replaceAll(/[^\p{L}\d]/gu, '');

const isPublic = (address: string, own: Own): boolean =>
	(own.addresses ?? []).some((ours) => ours.trim() !== '' && plain(address).endsWith(plain(ours)));

/** Somebody's name together with where they live. */
export const nameAddress: TextRule = {
	id: 'personal-address',
	severity: 'block',
	paragraph: PRIVACY,
	find(text, { own }) {
		const initials = [...text.matchAll(INITIAL)].map(({ 0: name, index }) => ({
			start: index,
			end: index + name.length,
		}));
		const people = [...personsIn(text, own).filter(({ inOffice }) => !inOffice), ...initials].filter(
			({ start }) => !ON_STAGE.test(text.slice(Math.max(0, start - 60), start)),
		);
		if (people.length === 0) return [];
		return [...text.matchAll(STREET)]
			.filter(([address]) => !isPublic(address, own))
			.flatMap(({ 0: address, index }): Hit[] => {
				const owner = people.findLast(
					({ start, end }) =>
						(start < index && end >= index) || (end <= index && index - end <= FAR && lives(text.slice(end, index))),
				);
				return owner ? [{ range: [owner.start, index + address.length] }] : [];
			});
	},
};

const lives = (between: string): boolean => BETWEEN.test(between) && !NOT_BETWEEN.test(between);
