/** Small words that make up a third of any text in their language and are rare in the others. */
const SMALL_WORDS: Readonly<Record<string, string>> = {
	de: 'der die das den dem des und ist sind mit für auf von im am zu zum zur ein eine einen einem einer nicht auch sich wir sie ihr ihre bei nach aus wird werden wurde über als oder um bis vom durch noch nur wie kann haben hat mehr alle ab gegen ohne unter wegen beim ins hier jetzt heute ich du es in an man wenn dass aber so',
	en: 'the of and to is are for with that this on by from will be not your you we our it as at or have has more can all until due out please there their was were which who when where what use would because been into they he she his her its if but so my me us than then about',
	fr: 'le la les des du un une et est sont pour avec dans sur par que qui ne pas vous nous votre notre ce cette au aux il elle plus en ou son sa ses leur être avoir mais comme à de ont',
	es: 'el la los las un una y es son para con por que en del al no se su sus más como este esta lo le nos nuestro puede hay desde hasta sin sobre pero también de o',
	it: 'il lo la gli le un una e è sono per con che di del della nel nella al alla non si più come questo questa anche dal dalla ci vi nostro o ma dei delle da su',
	nl: 'de het een en is zijn voor met van op in aan niet ook door bij naar uit wordt worden werd als of om tot deze dit dat er wij ons uw kan meer alle geen nog maar',
	pl: 'i w na z do się jest nie że to o od po za dla oraz przez przy są jak który która które będzie lub ale tak od tylko ich jego można może wszystkich',
	tr: 've bir bu için ile da de çok daha olarak olan var en gibi kadar sonra ya veya ki herkesi ama her ne değil mi sizi bizim bütün tüm hafta',
	ro: 'și în de la cu pe un o este sunt pentru din care nu se mai că al ale prin ca sau dar fi vă noi după până această acest',
	hr: 'i u na je se za od s sa su da ne koji koja koje će bi ili te iz do po kao biti ovo ova samo nije',
	sq: 'dhe në të e i për me nga është janë që një si nuk do ka ose por mund tek këtë ky kjo',
	vi: 'và của là các có cho trong được với không một này những để từ tại người khi đã sẽ',
};
export const SCRIPTS: readonly (readonly [language: string, script: RegExp])[] = [
	['uk', /[іїєґ]/giu],
	['ru', /[\u0400-\u04ff]/gu],
	['ar', /[\u0600-\u06ff]/gu],
	['el', /[\u0370-\u03ff]/gu],
	['he', /[\u0590-\u05ff]/gu],
	['zh', /[\u4e00-\u9fff]/gu],
	['ja', /[\u3040-\u30ff]/gu],
	['ko', /[\uac00-\ud7af]/gu],
	['th', /[\u0e00-\u0e7f]/gu],
];

const NOT_WORDS = /https?:\/\/\S+|[#@]\S+|(?<!\S)\S{1,64}@\S{1,200}|["„“»][^"“”«\n]*["“”«]/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;
const LEAST_WORDS = 8;
const LEAST_HITS = 3;
const CLEAR = 2;

/** The same, to look up. */
export const smallWords: ReadonlyMap<string, ReadonlySet<string>> = new Map(
	Object.entries(SMALL_WORDS).map(([language, words]) => [language, new Set(words.split(' '))]),
);

/** The language a text most likely is in; null when it is too short or too mixed to say. */
export const languageOf = (text: string): string | null => {
	const plain = text.replaceAll(NOT_WORDS, ' ');
	const letters = plain.match(/\p{L}/gu)?.length ?? 0;
	const script = SCRIPTS.find(
		([language, letter]) => (plain.match(letter)?.length ?? 0) > letters * (language === 'uk' ? 0.03 : 0.4),
	);
	if (script && letters >= LEAST_WORDS) return script[0];
	const words = plain.toLowerCase().match(WORD) ?? [];
	if (words.length < LEAST_WORDS) return null;
	const scores = [...smallWords].map(([language, table]) => ({
		language,
		hits: words.filter((word) => table.has(word)).length,
	}));
	const [first, second] = scores.sort((a, b) => b.hits - a.hits);
	if (!first || first.hits < LEAST_HITS) return null;
	return first.hits >= (second?.hits ?? 0) * CLEAR || first.hits - (second?.hits ?? 0) >= LEAST_HITS
		? first.language
		: null;
};
