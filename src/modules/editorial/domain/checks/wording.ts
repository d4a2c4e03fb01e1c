import { matches, type TextRule } from './rule.ts';

const WORD_END = '(?!\\p{L})';
/** Words that judge, belittle or frighten. Stems match with whatever ending follows. */
const LOADED = [
	'Skandal(?:ös\\p{L}*|e|s)?',
	'(?:[\\p{L}-]*)(?:chaos|Chaos)(?!\\sComputer)',
	'[\\p{L}-]*[Cc]haoten?',
	'(?:Flüchtlings|Asyl|Migrations|Ausländer)(?:welle|flut|strom|ströme|lawine|krise|tourismus|schwemme)\\p{L}*',
	'(?:Sozial|Asyl)(?:schmarotzer|betrüger|tourist)\\p{L}*',
	'[Ss]chmarotzer\\p{L}*',
	'Asylant\\p{L}*',
	'Gutmensch\\p{L}*',
	'Wutbürger\\p{L}*',
	'Lügenpresse',
	'Systemmedien',
	'Querulant\\p{L}*',
	'[Uu]nverantwortlich\\p{L}*',
	'[Uu]nverschämt\\p{L}*',
	'[Dd]reist(?:e[nmrs]?|igkeit)?',
	'[Ss]chändlich\\p{L}*',
	'Schande',
	'[Ee]mpörend\\p{L}*',
	'[Kk]atastrophal\\p{L}*',
	'[Dd]esaströs\\p{L}*',
	'[Hh]ysteri\\p{L}+',
	'[Rr]adikalinski\\p{L}*',
	'[Ii]deologisch\\p{L}*',
	'Verbotspolitik',
	'Klima(?:hysterie|terrorist\\p{L}*|kleber\\p{L}*)',
	'Öko-?(?:diktatur|terror\\p{L}*|spinner\\p{L}*)',
	'[Ss]kandalös\\p{L}*',
	'(?:Verkehrs|Park|Radl?)rambo\\p{L}*',
	'Schlag ins Gesicht',
	'[Ff]aule? Ausrede\\p{L}*',
	'[Aa]bzocke\\p{L}*',
	'Irrsinn\\p{L}*',
	'Wahnsinn(?:s\\p{L}*)?',
	'[Ss]krupellos\\p{L}*',
	'[Uu]nzumutbar\\p{L}*',
	'[Ll]ächerlich\\p{L}*',
	'[Aa]bsurd\\p{L}*',
	'[Gg]renzenlos dumm\\p{L}*',
	'Idiot\\p{L}*',
	'Versager\\p{L}*',
	'Hetze',
	'Zigeuner\\p{L}*',
	'Überfremdung',
	'Remigration',
	'Frechheit(?:en)?',
	'Sauerei(?:en)?',
	'Schweinerei(?:en)?',
	'Unding',
	'Farce',
	'Blamage',
	'Armutszeugnis',
	'Desaster',
	'Debakel',
	'Panikmache',
	'Pfusch\\p{L}*',
	'Murks',
	'Zumutung',
	'[Kk]riminelle? Ausländer\\p{L}*',
];
const LOADED_WORD = new RegExp(`(?<![\\p{L}-])(?:${LOADED.join('|')})${WORD_END}`, 'gu');
/** The title of a work is not ours. */
const QUOTED = /["„“»][^"“”«\n]*$/u;

/** Words that judge instead of telling. */
export const loadedWord: TextRule = {
	id: 'loaded-word',
	severity: 'warning',
	paragraph: null,
	find: (text) => matches(text, LOADED_WORD, ({ index }) => !isQuoted(text, index)),
};

const isQuoted = (text: string, at: number): boolean => {
	const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
	return QUOTED.test(line);
};

const SUPERLATIVE = new RegExp(
	`(?<![\\p{L}-])(?:(?:aller|welt)?(?:schönst|best|tollst|modernst|größt|großartigst|spannendst|beliebtest|attraktivst|innovativst|freundlichst|sauberst|sicherst|lebenswertest|erfolgreichst|leckerst|buntest|stärkst|grünst|gemütlichst|coolst|stolzest|familienfreundlichst|bürgerfreundlichst|fortschrittlichst|bedeutendst|herrlichst|prächtigst|wunderbarst|feinst|klügst|fleißigst|weltgrößt|weltbest)e[nmrs]?|[Ee]inzigartig\\p{L}*|[Uu]nvergleichlich\\p{L}*|[Ss]ensationell\\p{L}*|[Ss]pektakulär\\p{L}*|[Uu]nschlagbar\\p{L}*|[Hh]erausragend\\p{L}*|[Pp]erfekte?[nmrs]?|[Gg]randios\\p{L}*|[Ff]antastisch\\p{L}*|[Tt]raumhaft\\p{L}*|[Uu]nvergesslich\\p{L}*|[Bb]ahnbrechend\\p{L}*|[Bb]eispiellos\\p{L}*|[Kk]onkurrenzlos\\p{L}*|[Ll]egendär\\p{L}*|[Ww]eltklasse|[Ss]pitzenmäßig\\p{L}*|[Mm]egageil\\p{L}*|[Gg]enial\\p{L}*|Nummer eins|Nr\\. ?1 (?:in|der))${WORD_END}`,
	'gu',
);
/** "The best way to come is by bus" praises nobody; so do many fixed phrases. */
const ADVICE = /(?:(?<!\p{L})(?:am|zum|aufs|den|unser)\s|(?:mit|meinen?|unseren?)\s)$/iu;
const FIXED =
	/^(?:besten\s(?:Dank|mit|Sie|über|per)|beste\s(?:Grüße|Wünsche)|besten(?:s)?\s\p{Ll}|größten?\s?teil|größter\sVorsicht|größte\sSorg|bester\sGesundheit)/iu;

const praises = (text: string, { 0: word, index }: RegExpExecArray): boolean => {
	const said = text.slice(Math.max(0, index - 12), index);
	if (/sten$/u.test(word) && /(?<!\p{L})am\s$/iu.test(said)) return false;
	if (FIXED.test(text.slice(index))) return false;
	return (
		!(/^besten$/iu.test(word) && ADVICE.test(said) && !/unser/iu.test(said)) || /\s\p{Lu}/u.test(text.slice(index))
	);
};

/** Praise in the highest form: an authority tells and leaves the praise to others. */
export const superlative: TextRule = {
	id: 'superlative',
	severity: 'hint',
	paragraph: null,
	find: (text) => matches(text, SUPERLATIVE, (match) => praises(text, match) && !isQuoted(text, match.index)),
};
