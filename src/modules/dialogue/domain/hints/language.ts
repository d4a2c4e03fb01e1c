import { SCRIPTS, smallWords } from '#kernel/spoken.ts';

/** What people write to an office in a few words; small words alone do not carry a short message. */
const SPOKEN: Readonly<Record<string, string>> = {
	de: 'hallo moin servus danke bitte gut tag guten morgen abend gruß grüße liebe lieber wo wann warum wer welche welcher gibt kein keine keiner mein meine meinen mir mich euch dir dich uns unser schon wieder immer heute morgen gestern jetzt hier dort da doch mal ja nein ok alles was war bin bist seid habe habt hab würde wäre könnte muss müssen soll sollen darf man vielen lieben schön super toll gern viel mehr ganz sehr echt einfach endlich stadt straße leute kinder net ned nix isch ick dat wat dit ma mei des eich habts sakrisch bei zur schau komme erster klar gute gutes neue neuen',
	en: 'there place charge electric car bus comes time never trash everywhere park my waking lying stairs he she hi hello dear thanks thank please great good job guys nice where how what who when why is are do does did can could would should need want my your our there here this that see you street road parking permit permits appointment office building register address phone open closed nobody answers everyone people help much many how today tomorrow yesterday week month year years days from since been have has had was were moved new website city school house kids children call back sorry yes no not just really very always never english subtitles videos add broken',
	fr: 'quelle heure ferme combien parc près répond personne téléphone bonjour bonsoir merci beaucoup salut madame monsieur est-ce que où quand comment pourquoi mairie ouverte ouvert aide demande rue enfants école je suis peut-on ai avez nous samedi matin lundi acheter combien bien sûr oui non très bravo',
	es: 'llevo tres semanas esperando respuesta una formulario necesito llevo hola gracias muchas buenos buenas días tardes dónde cuándo cómo quién qué puedo solicitar permiso quiero necesito ayuda calle escuela niños ayuntamiento todo favor señor señora está tengo muy bien sí',
	it: 'che ora apre ufficio chiude quanto costa ciao buongiorno buonasera grazie mille dove quando come perché posso vorrei quanto strada scuola bambini comune aiuto casa nostra piena riapre va bene prego sono ho molto sì bravi biblioteca',
	nl: 'hallo goedemorgen goedemiddag goedenavond bedankt dank dankjewel graag waar wanneer hoe waarom straat gemeente kinderen school hulp snelle heb ik mijn jullie zwembad morgen geopend kunt kan wil alstublieft',
	pl: 'świetna robota dziękujemy praca ulica nikogo mąż stracił dzień dobry dziękuję bardzo proszę gdzie kiedy jak dlaczego mogę odebrać śmieci ulicy naszej nikt już wszystko wiem witam cześć potrzebuję dzieci szkoła urząd tygodni pomoc mam jestem czy pani pan',
	tr: 'parka fazla ağaç güzel olur daha yangın lütfen merhaba selam teşekkür teşekkürler ederim çok sağ sağol elinize sağlık nerede nasıl neden zaman ne belediye açık mı mi mu yarın bugün lütfen sokağımızdaki haftalardır randevu alabilirim izni acaba günü çöp değişti okul çocuk yardım istiyorum var yok iyi günler binası evet hayır',
	ro: 'cât costă parcarea lângă spital bună ziua mulțumesc multumesc frumos unde când cum pot vreau trebuie ajutor strada școală copii primărie adresă adresa noua înregistrez vă rog sunt am este da nu',
	hr: 'dobar dan hvala lijepo gdje kada kako zašto mogu prijaviti adresu stanovanja novu molim ulica škola djeca pomoć imam trebam dobro jutro gdje gde kad',
	sq: 'përshëndetje faleminderit ku kur si pse mund regjistroj fëmijën shkollë rruga ndihmë unë jam kam ju lutem mirëdita',
	vi: 'xin chào cảm ơn tôi muốn hỏi về giấy phép cư trú đâu khi nào làm ơn giúp',
	pt: 'olá obrigado obrigada bom dia onde quando como posso preciso rua escola ajuda você não está por favor quero fazer onde fica',
	cs: 'dobrý den děkuji děkuju prosím kde kdy jak mohu můžu chci potřebuji ulice škola děti pomoc jsem mám není je na se',
	hu: 'jó napot köszönöm szépen hol mikor hogyan kérem szeretnék lehet utca iskola gyerek segítség van nincs és hogy a az nem',
	ku: 'silav spas rojbaş li ku çawa kengî ez dixwazim ji bo zarok dibistan alîkarî heye tune',
};
/** Letters that a language has and its neighbours have not. */
const LETTERS: readonly (readonly [language: string, letters: RegExp])[] = [
	['de', /ß|(?<![\p{L}])(?:sch|ge|ver|auf|ein)\p{L}{3,}|\p{L}(?:ung|lich|keit|heit|chen|schaft)(?![\p{L}])/giu],
	['tr', /[ğışİ]/gu],
	['pl', /[łżźśćńąę]/giu],
	['ro', /[șțăâ]/giu],
	['hr', /[čćđ]/giu],
	['cs', /[řůěť]/giu],
	['hu', /[őű]/giu],
	['sq', /ë(?=\p{L}*\s)|xh|sh\p{L}*ë/giu],
	['vi', /[\u1ea0-\u1ef9ơưđ]/giu],
	['es', /[ñ¿¡]/giu],
	['pt', /[ãõ]/giu],
	['fr', /[œç]|\b[dljqn]['’]/giu],
];
const NOT_WORDS = /https?:\/\/\S+|[#@]\S+|(?<!\S)\S{1,64}@\S{1,200}/gu;
/** Persian and Arabic share a script; these letters only Persian has, and these words. */
const PERSIAN = /[پچژگی]|سلام|است|برای|کجا/u;
const BULGARIAN =
	/(?:^|\s)(?:къде|мога|моля|благодаря|какво|това|съм|има|кога|няма|здравейте|трябва|искам)(?=\s|[,.!?]|$)/iu;
const FEW_LETTERS = 3;
const LEAST = 1.4;
const CLEAR = 1.3;

const tables: ReadonlyMap<string, ReadonlySet<string>> = new Map(
	[...new Set([...smallWords.keys(), ...Object.keys(SPOKEN)])].map((language) => [
		language,
		new Set([...(smallWords.get(language) ?? []), ...(SPOKEN[language] ?? '').split(' ')]),
	]),
);

/** How many languages share a word: what many share says little. */
const shared = new Map<string, number>();
for (const table of tables.values()) for (const word of table) shared.set(word, (shared.get(word) ?? 0) + 1);

const byScript = (text: string, letters: number): string | null => {
	const script = SCRIPTS.find(
		([language, letter]) => (text.match(letter)?.length ?? 0) > letters * (language === 'uk' ? 0.02 : 0.4),
	);
	if (!script) return null;
	if (script[0] === 'ar') return PERSIAN.test(text) ? 'fa' : 'ar';
	return script[0] === 'ru' && BULGARIAN.test(text) ? 'bg' : script[0];
};

/**
 * The language a message most likely is in; `de` where nothing speaks clearly for another one, null where there are no
 * words. Made for few words with slips and dialect: in doubt it is German.
 */
export const spokenIn = (text: string): string | null => {
	const plain = text.replaceAll(NOT_WORDS, ' ');
	const letters = plain.match(/\p{L}/gu)?.length ?? 0;
	if (letters < FEW_LETTERS) return null;
	const script = byScript(plain, letters);
	if (script !== null) return script;
	const words = plain.toLowerCase().match(/\p{L}[\p{L}'’-]*/gu) ?? [];
	const scores = new Map([...tables.keys()].map((language) => [language, scoreOf(language, words, plain)]));
	const german = scores.get('de') ?? 0;
	const others = [...scores].filter(([language]) => language !== 'de').sort(([, a], [, b]) => b - a);
	const [best, next] = others;
	if (!best || best[1] < Math.max(LEAST, german * CLEAR)) return 'de';
	return best[1] > (next?.[1] ?? 0) ? best[0] : 'de';
};

const scoreOf = (language: string, words: readonly string[], text: string): number => {
	const table = tables.get(language);
	const known = words.reduce((sum, word) => sum + (table?.has(word) ? 1 / (shared.get(word) ?? 1) : 0), 0);
	const own = LETTERS.find(([of]) => of === language)?.[1];
	return known + Math.min(3, own ? (text.match(own)?.length ?? 0) : 0) * 0.7;
};
