import { asWritten, type Folded, phrase } from './folded.ts';

/** Each of these alone is everyday; together with a person and with now they are not. */
const HARM = phrase(
	'liegt|liegen|blut|blutet|blutend\\p{L}*|verblutet|verletzt\\p{L}*|verletzung\\p{L}*|bewusstsein|antwortet|reagiert|atmet|atmen|puls|schreit|schreien|wimmert|roechelt|zittert|wuergt|pruegelt|pruegeln|verpruegelt|geschlagen|schlaegt|tritt|tabletten|gift|vergiftung|unfall|angefahren|ueberfahren|vor (?:ein|das|den|einen) (?:auto|bus|zug|lkw)|gestuerzt|gefallen|abgestuerzt|zusammengebrochen|umgekippt|eingeklemmt|ertrinkt|untergegangen|feuer|brennt|rauch|raucht|qualm|qualmt|flammen|gas|benzin|messer|waffe|pistole|schuss|schuesse|geschossen|droht|bedroht|umbringen|umbringt|toeten|tot|sterben|stirbt|suizid|vermisst|verschwunden|weggelaufen|bewegt sich|ruehrt sich|krampf\\p{L}*|herzinfarkt|keine luft|eingeschlossen|eingesperrt|ueberfall\\p{L}*|einbrecher|schlaeger\\p{L}*|(?:tut|tu|tue|tun) (?:sich|mir|ihr|ihm) (?:was|etwas|noch was) an|verabschiedet|abschied\\p{L}*|stromschlag|verbrannt|verbrueht|erstickt|verschluckt|bewusstlos|ohnmacht',
);
const HELP = phrase('hilfe|helft|notruf|notfall|112|110|krankenwagen|rettungsdienst|notarzt|feuerwehr|polizei');
const PERSON = phrase(
	'\\p{L}*(?:mann|frau|kinde?r?|baby|junge|maedchen|dame|herr|kerl|kumpel|radler|radfahrer(?:in)?|fussgaenger(?:in)?|autofahrer(?:in)?|schueler(?:in)?|rentner(?:in)?|betrunkener|obdachloser|nachbar(?:in|n)?|vater|mutter|oma|opa|mama|papa|bub|sohn|tochter|bruder|schwester|freund(?:in)?|kollege|kollegin|person|mensch|leute|lehrer(?:in)?|enkel(?:in)?|mo|dirndl|maedle|ex)|jemand|einer|wer',
);
const NOW = phrase(
	'gerade|grad|grade|jetzt|soeben|sofort|schnell|seit (?:gestern|stunden|\\p{L}+ stunden|heute|zehn minuten|einer stunde)|bitte (?:kommt|kommen|schicken|schickt)|hier bei uns|bei uns (?:im|in|vor)|nebenan|ueber uns|unter uns|gegenueber|da vorn\\p{L}*|da draussen|hier draussen|vor (?:unserem|unserer|meiner|der) (?:haus|tuer|haustuer|wohnung)|!!+',
);
const NOT_ANY_MORE = phrase('(?:nicht|nimmer|net|nichts) mehr|nimmer|kaum noch|nicht');

const HARM_WEIGHT = 1;
const SECOND_WEIGHT = 0.8;
const WEIGHTS: readonly (readonly [pattern: RegExp, weight: number])[] = [
	[PERSON, 1],
	[HELP, 0.8],
	[NOW, 0.7],
	[NOT_ANY_MORE, 0.4],
];
const LEAST = 2.5;

/** Words that are a danger only together: somebody, hurt, now. Empty when too little comes together. */
export const weighedIn = (said: Folded): readonly string[] => {
	const harm = [...said.text.matchAll(HARM)];
	if (harm.length === 0) return [];
	const kinds = new Set(harm.map(([words]) => words)).size;
	const around = WEIGHTS.reduce((sum, [pattern, weight]) => sum + (said.text.search(pattern) >= 0 ? weight : 0), 0);
	const person = said.text.search(PERSON) >= 0;
	if (!person || around + HARM_WEIGHT + Math.min(2, kinds - 1) * SECOND_WEIGHT < LEAST) return [];
	return harm.map(({ 0: words, index }) => asWritten(said, index, index + words.length));
};
