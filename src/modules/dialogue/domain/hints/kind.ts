import { type Folded, phrase } from './folded.ts';

export const kinds = ['question', 'suggestion', 'complaint', 'praise'] as const;
/** What a citizen wants with a message. */
export type Kind = (typeof kinds)[number];

interface Sign {
	readonly kind: Kind;
	readonly weight: number;
	readonly pattern: RegExp;
}

const NEAR = '[^.!?]{0,50}?';
const sign = (kind: Kind, weight: number, source: string): Sign => ({ kind, weight, pattern: phrase(source) });
const anywhere = (kind: Kind, weight: number, pattern: RegExp): Sign => ({ kind, weight, pattern });

const START =
	'(?:^\\s*|[.!?,:]\\s*|\\b(?:hallo|hi|hey|moin|servus|gruess gott|guten (?:tag|morgen|abend)|und|aber|sagt? mal|hae|liebe stadt|hello|zusammen|also)[,!. ]*)';
const ASKING_WORDS =
	'(?:wann|wo|wie|was|warum|wieso|weshalb|weswegen|wer|wen|wem|wessen|welche[rsnm]?|woher|wohin|wieviel\\p{L}*|wofuer|womit|wovon|woran|worum|inwieweit|inwiefern|ab wann|bis wann|seit wann|wat|wia|wos)';
const VERB_FIRST =
	"(?:gibt(?:'?s| es)|gibts|kann|koennen|koennte|darf|duerfen|muss|muessen|brauch(?:e|en|t|st)?|ist|sind|hat|haben|habt|faehrt|kommt|kommen|gilt|gelten|stimmt|laeuft|laufen|findet|finden|macht|machen|werden|wird|soll|sollen|steht|stehen|weiss|kennt|kennen|reicht|geht|bekommt|bekomme|kriegt|kriegen|kriegt ma|kostet|brennt|oeffnet|schliesst|bietet|nimmt|nehmt|nehmen|zaehlt|zaehlen|bieten|wisst|koennt|darf ma|derf)";

const SIGNS: readonly Sign[] = [
	// Questions.
	anywhere('question', 2.2, /[?؟？]\s*(?:\p{Extended_Pictographic}|\s|[!?)])*$/u),
	anywhere('question', 1.1, /[?؟](?!\s*(?:\p{Extended_Pictographic}|\s|[!?)])*$)/u),
	anywhere(
		'question',
		1.6,
		new RegExp(`${START}${ASKING_WORDS}(?![\\p{L}])(?! fuer (?:ein|eine|unfaehige|\\p{L}+er\\b)| auch immer)`, 'u'),
	),
	anywhere(
		'question',
		1.7,
		new RegExp(
			`${START}(?:und |noch |auch )?${VERB_FIRST} (?:\\p{L}+ ){0,2}(?:man|ma|ich|ihr|es|der|die|das|den|d|wir|sie|auch|eigentlich|jemand|hier|bei|noch|schon|mein|meine|dieses|euer|eure|et)(?![\\p{L}])`,
			'u',
		),
	),
	sign(
		'question',
		2,
		`(?:weiss|wisst|kennt) (?:jemand|wer|einer|ihr)|${NEAR}(?:koennen|koennten|koenntet|koennt|kann|kannst) (?:sie|ihr|du|mir|uns|mir jemand|jemand) (?:mir |uns )?(?:bitte |vielleicht )?(?:sagen|erklaeren|helfen|mitteilen|verraten|weiterhelfen)|wuerde? (?:mich|gerne?|uns) ${NEAR}(?:interessieren|wissen)|haette gerne? gewusst|(?:wollt|wollte|moechte|moecht|will) ${NEAR}(?:fragen|wissen|erfahren)|frage (?:mich|hinterher|zu|an|:)|(?:meine|eine|ne|noch ne|kurze|mal ne) frage|(?:wo|wie|was|ob|wann|wer|welche\\p{L}*|an wen|wohin) ${NEAR}(?:muss|kann|soll|darf|wenden|gibt|finde|finden|kriege?|krieg|bekomme|brauche|steht|zustaendig|zu hat|reicht)|an wen (?:muss|kann|soll|wendet|wende)|auskunft|wuesste gern\\p{L}*|interessiert mich|gibts? (?:da|dazu|schon|noch|den|dieses|ne|eine|einen)|ob (?:ihr|man|sie|es) (?:\\p{L}+ ){0,3}(?:wohl|noch|auch|schon)`,
	),
	sign(
		'question',
		1.2,
		'eigentlich|bitte um (?:info|auskunft|rueckmeldung|rueckruf)|bitte pruefen|wohl noch|info dazu',
	),
	sign(
		'question',
		1.7,
		'(?:mı|mu|mü|musunuz|mısınız|misiniz)|where|when|what time|how (?:much|can|do|long|many)|do i|can i|is there|could you|kann man|mi|ne zaman|nerede|nasil|nasıl|где|когда|как|подскажите|де|коли|підкажіть|dónde|donde|cuándo|dove|quando|gdzie|kiedy|unde|când|gdje|kada|waar|wanneer|est-ce que|où|quand|ku|kur|къде|هل|أين|متى|كيف|چه|کجا',
	),
	anywhere('question', 1.7, /^\s*(?:hi |hello |hey )?(?:is|are|do|does|can|could|will|what|who|which|may) \p{L}+ /u),
	// Suggestions.
	sign(
		'suggestion',
		3,
		`(?:mein |ein |kleiner |verbesserungs|unser )?vorschlag|(?:verbesserungs)?vorschlaege|vorschlagen|schlage? vor|anregung\\p{L}*|rege an|anregen|idee|ideen|tipp von mir|tipp|wunsch (?:fuer|an|waere)|wuensch\\p{L}* (?:mir|uns|wir)|wir wuenschen|wie w(?:ae|a)r'?e?s?(?: es)? (?:mit|denn|wenn)|was haltet ihr davon|was spricht dagegen|pladiere|plaediere|verbesserungsidee`,
	),
	sign(
		'suggestion',
		2.6,
		`(?:es )?(?:waere?|wär) (?:\\p{L}+ ){0,3}(?:schoen|toll|super|gut|cool|prima|sinnvoll|klasse|hilfreich|wuenschenswert|nett|besser|fein|feine|praktisch|wichtig|moeglich|denkbar|angebracht|ueberlegenswert)|(?:schoen|toll|super|gut|cool|prima|besser|sinnvoll|denkbar|hilfreich|klasse|nett|praktisch|wuenschenswert|ideal) (?:waere?|wer|faend\\p{L}*)|(?:faend(?:e|en)?'?s?|wuerde?n?) ?(?:ich |es |wir |mich |ichs )?${NEAR}(?:wenn|begruessen|freuen,? wenn)|waere? (?:nicht verkehrt|eine (?:\\p{L}+ )?(?:sache|idee|loesung|moeglichkeit))|haetten? gerne?|hätt\\p{L}* gern`,
	),
	sign(
		'suggestion',
		2.4,
		`(?:koennt|koennte|koennten|koenntet|sollt|sollte|sollten|solltet|muesst|muesste|muessten|kennt)(?: man| ma| ihr| wir| sie| die stadt| da| doch| vielleicht)+(?! (?:mich|mir|uns|selber)) ${NEAR}(?:\\p{L}{3,}en|\\p{L}{3,}n)(?= |$|[,.!?])|(?:man|ihr|wir|sie|die stadt|ma) (?:koennt|koennte|koennten|koenntet|sollt|sollte|sollten|solltet|muesst|muesste)(?! sich schaemen| euch schaemen| mal arbeiten)|(?:da|dort|hier) (?:gehoert|gehoerte|gherat|ghoert|gehoeren|muss|sollte?) ${NEAR}(?:hin|her|hi)`,
	),
	sign(
		'suggestion',
		2,
		`(?:bitte )?(?:stellt|richtet|denkt|plant|baut|macht|setzt|pflanzt|hängt|haengt|legt|schreibt|lasst|ueberlegt|fuehrt|sorgt|nehmt|schafft|add|consider|bringt|sperrt|verlegt)(?: doch| bitte| mal| gleich| einfach| dann| lieber)+|bitte (?:\\p{L}+ ){0,3}(?:ueberlegen|denken|anbringen|einrichten|aufstellen|einplanen|beruecksichtigen|pruefen,? ob)|bitte (?:richtet|stellt|denkt|plant|setzt|add|consider)|warum (?:nicht einfach|nicht|machen wir es nicht|macht ihr (?:es )?nicht|machen wir nicht)|lieber|statt (?:noch|immer|weiter|der|des|einem?) ${NEAR}|anstatt|mehr \\p{L}+ (?:am|im|in|an|vor|fuer|auf|bei|waere?n?)|guat (?:nebaus )?passe|waer (?:doch )?(?:\\p{L}+ )?(?:besser|super|cool|toll)|it would be (?:great|nice|good|helpful)|please add|i suggest|suggestion`,
	),
	sign(
		'suggestion',
		2.2,
		`(?:eine?|mehr) \\p{L}+ ${NEAR}(?:wuerde|wuerden) ${NEAR}(?:machen|erhoehen|verbessern|entschaerfen|erleichtern|beruhigen|verhindern|verschoenern)|macht doch ${NEAR}(?:aus|ein|eine)|bin (?:ich )?(?:dafuer|sehr dafuer)|ich (?:waere?|bin) (?:\\p{L}+ )?(?:dafuer|fuer)|das fehlt (?:noch|hier|bei uns|uns)|fehlt (?:uns|hier) noch|wieso ${NEAR}(?:ihr|wir|man) (?:nicht|net)|weshalb ${NEAR}nicht einfach|bitte (?:die|das|den|eine?n?|mehr|auch|keine) ${NEAR}(?:stellen|aufstellen|anbringen|pflanzen|einfuehren|verlegen|erweitern|ausbauen|verbieten|setzen|bauen|machen|einplanen|umbauen|anlegen|ergaenzen|anbieten)|güzel olur|olsa iyi olur|было бы|варто було|sarebbe bello|ce serait|sería bueno|fajnie by|ar fi bine|(?:wuerde|wuerden|taet|taete|taeten) (?:\\p{L}+ ){0,4}(?:helfen|gut tun|guttun|passen|reichen|freuen|begruessen|sinn machen|nuetzen|bringen|aufwerten|entlasten|genuegen)|${NEAR}(?:wuerde|waere?|taet) ${NEAR}(?:vielen|allen|schon|uns|sehr) (?:helfen|geholfen|reichen|freuen|recht)|mich wuerde ${NEAR}freuen|ginge auch|geht auch anders|fuer die zukunft|zukuenftig bitte|kuenftig bitte|in zukunft bitte|naechstes mal bitte|beim naechsten mal|bitte (?:kuenftig|zukuenftig|in zukunft|naechstes mal)|andere (?:gemeinden|staedte|kommunen|laender) (?:bieten|haben|machen|koennen)|braeuchten? (?:wir|es|man)|braeuchte?n? (?:es |wir |man )(?:\\p{L}+ )*|(?:setzt|ueberlegt|schaut|probiert|versucht|holt|nehmt|fragt|kommt|orientiert) euch|ueberlegt (?:euch )?|probiert (?:doch |es |mal )|kann man da nicht|koennen wir nicht|koennt ihr nicht|kann man nicht|laesst sich da nicht|waere es (?:nicht )?(?:moeglich|denkbar|besser|schoen|sinnvoll)|wieso (?:nicht|macht man nicht)|was waere,? wenn|wie waere|ist es nicht moeglich|sinnvoller|waer(?:e)? schon viel geholfen|es fehlt (?:noch )?(?:ein|eine|an) ${NEAR}(?:wo|fuer)|da fehlt (?:noch )?ein|gebt|spendiert|gerne auch|gern auch|nur so ein gedanke|kleiner hinweis|mal als denkanstoss|denkanstoss|meiner meinung nach (?:sollte|muesste|waere|gehoert)|appell|forder\\p{L}*|wuenschenswert|ausbauen|(?:ein|eine|einen|mehr|noch eine?n?) \\p{L}+ (?:an|am|im|in|vor|fuer|beim|bei|auf) ${NEAR}(?:waere?|wuerde|taete?)`,
	),
	// Complaints and what is broken.
	sign(
		'complaint',
		2.4,
		`kaputt\\p{L}*|defekt\\p{L}*|beschaedigt\\p{L}*|hinueber|im eimer|funktionier\\p{L}* (?:\\p{L}+ ){0,3}nicht|geht (?:\\p{L}+ ){0,2}(?:nicht|nimmer|net)(?! (?:um|darum))|gehen (?:\\p{L}+ ){0,2}nicht|laesst sich ${NEAR}nicht|nicht (?:geleert|abgeholt|geraeumt|gestreut|gekommen|erreichbar|gemaeht|gereinigt|geliefert|funktioniert|zugestellt|erschienen)|net (?:abgholt|abgeholt|geleert)|ausgefallen|faellt (?:\\p{L}+ ){0,2}aus|stuerzt ${NEAR} ab|fehlermeldung|absturz|ins leere|(?:komplett|staendig|dauernd|schon wieder|immer noch|seit \\p{L}+) aus(?=$|[.!,])|(?:fehlt|fehlen) (?:ein|eine|seit|schon|immer|die|der|das)|schlagloch|schlagloecher|loch in der|loecher`,
	),
	sign(
		'complaint',
		2.2,
		`frechheit|unverschaemt\\p{L}*|zumutung|unzumutbar\\p{L}*|schande|skandal\\p{L}*|katastroph\\p{L}*|trauerspiel|armutszeugnis|unmoeglich(?=[ .,!]|$)|unding|sauerei|schweinerei|saustall|saftladen|sauladen|chaos|abzocke|wucher|unfassbar|inakzeptabel|laecherlich\\p{L}*|peinlich|aergerlich\\p{L}*|aerger\\p{L}*|enttaeusch\\p{L}*|genervt|nerv(?:t|ig|ige|iger|end)|beschwer\\p{L}*|reklamation|meckern|eine? witz|witz|geht ja (?:wohl )?gar nicht|geht (?:das |es )?(?:so )?(?:gar )?nicht|reicht'?s|reicht es|reichts|schnauze voll|nase voll|kragen|verarsch\\p{L}*|kotz\\p{L}*|zum kotzen|wuetend|sauer|stinksauer|empoert|respektlos|ruecksichtslos|menschenunwuerdig|verantwortungslos|unertraeglich|unerhoert|behoerdenwillkuer|willkuer|schaem\\p{L}*|versag\\p{L}*|in die tonne|kann (?:ja )?nicht (?:euer|ihr) ernst|nich(?:t)? euer ernst|bodenlos\\p{L}*|wer denkt sich|krank(?=[.!])|so ein (?:mist|schmarrn|krampf|scheiss)|mist|schmarrn`,
	),
	sign(
		'complaint',
		1.8,
		`scheiss\\p{L}*|verdammt(?: nochmal| noch mal)?|kruzifix|sakrament|himmelherrgott|zefix|arschkalt|saukalt|eiskalt|glatt|rutschig|dreck\\p{L}*|verdreckt|schmutz\\p{L}*|muell(?! (?:abfuhr|gebuehr))|vermuellt|gestank|stink\\p{L}*|ekel\\p{L}*|ekelhaft|widerlich|scherben|splitt|windeln|hundekot|hundehaufen|kot|ratten|vollgeschmiert|schmierereien|graffiti|quillt|ueberfuellt|ueberlaufen|verstopft|laerm\\p{L}*|krach|stockdunkel|zu dunkel|zugeparkt|zugestellt|parkt (?:jeden|immer|staendig|dauernd)|blockiert|stau|ueberschwemmt|steht das wasser|verwahrlost|zugewachsen|morsch|rostig|gefaehrlich|angst|gestuerzt|fast (?:hin)?gefallen|gestolpert`,
	),
	sign(
		'complaint',
		2,
		`schon wieder|wieder mal|mal wieder|wieder (?:kein|nicht|nix|net|hund\\p{L}*|keine)|immer noch (?:nicht|kein|keine)|immer (?:besetzt|voll|zu|nur)|(?:zum|das) (?:zweiten|dritten|vierten|fuenften|x-?ten|hundertsten) mal|seit (?:\\p{L}+ |\\d+ )?(?:tagen|wochen|monaten|jahren|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|gestern|ostern|januar|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember)|(?:nichts|nix) (?:passiert|getan|gehoert|gekommen)|keine? antwort|(?:keiner|niemand|nie jemand) ${NEAR}(?:telefon|zurueck|reagiert|antwort\\p{L}*|zustaendig|raeumt|kuemmert|ran|meldet|hilft|erreichbar)|nie (?:eine )?antwort|nie jemand reagiert|bis heute (?:nichts|keine|nicht|kein)|wart\\p{L}* (?:ich |wir |jetzt |schon |nun )*(?:seit|auf|immer)|warteschleife|wartezeit(?! dazu)|vergeblich|umsonst (?:gekommen|gewartet|hin)|zu teuer|teurer als|ueberteuert|zu wenig(?:e)?|viel zu|viel kalt|zu (?:laut|leise|frueh|spaet|lang|langsam|klein|eng)|steht (?:seit|schon)|muss(?:te|ten)? (?:man|ich|wir) (?:dreimal|zweimal|viermal|\\d+ ?mal|ewig|stunden)|falsch\\p{L}*|widerspruch einlegen|angemahnt|leider|schade|gebuehrenerhoehung|preiserhoehung|keine chance|geblitzt|abgeschleppt|so leise|saudumm\\p{L}*|bloed(?:e|er|es|sinn)|idiotisch\\p{L}*|sinnlos\\p{L}*|unsinn\\p{L}*|quatsch`,
	),
	sign(
		'complaint',
		1.4,
		`keine? (?:parkplaetze|parkplatz|klingel|kontrolle|schilder|schild|info|infos|toilette\\p{L}*|sitz\\p{L}*|hilfe|ruecksicht)|jede[ns]? (?:tag|morgen|nacht|woche|wochenende|mal)|jedes (?:mal|wochenende)|staendig|dauernd|ewig|endlich(?= (?:den|die|das|mal|was))|wie oft|wie lange? (?:noch|man auf)|muss man|so (?:kann|wird|geht) (?:man|das|es)|behandelt wird|umgeht|mit leuten|weg(?:[.!]|$)|erwarte|gespart|prestige\\p{L}*|toedlich|moerderisch|baustelle|fuer (?:6|den|das) (?:euro|preis|geld)|spuckt keine|frisst|kein (?:bus|geld|hortplatz)|nirgends`,
	),
	// Weaker signs, which add up: something is missing, nobody answers for it, it has been so for long.
	sign(
		'complaint',
		1.5,
		`matsch\\p{L}*|murks|pfusch\\p{L}*|flickenteppich|holprig\\p{L}*|schlamm\\p{L}*|pfuetze\\p{L}*|verfall\\p{L}*|verrottet|vergammelt|verschimmelt|schimmel|feucht|zugig|undicht|wackel\\p{L}*|locker|abgebrochen|umgeknickt|umgefallen|herausgebrochen|zerbrochen|zerstoert|zertrampelt|vandalismus|demoliert|hirnrissig\\p{L}*|irrsinn|wahnwitz|unlogisch|absurd\\p{L}*|schlechter scherz|schildbuerger\\p{L}*|posse|farce|fehlplanung|verschwendung|steuerverschwendung|steuergeld\\p{L}*|geldverschwendung|buerokratie|papierkram|papierkrieg|mord an|um den verstand|unter den naegeln|explodiert|auf die palme|auf den keks|auf den geist|auf den sack|am ende meiner geduld|geduld (?:ist )?(?:am ende|zu ende)|hals ueber|zum (?:heulen|verzweifeln|haare\\p{L}*)|verzweifel\\p{L}*|ratlos|im stich|allein gelassen|alleingelassen|abgewimmelt|abgespeist|hingehalten|vertroestet|weggeschickt|vergessen|uebersehen|ignorier\\p{L}*|missachtet|benachteiligt|diskriminier\\p{L}*|ungerecht\\p{L}*|unfair|schlecht\\p{L}*|mangelhaft|unzuverlaessig|unpuenktlich|verspaet\\p{L}*|zu spaet|langsam|umstaendlich|kompliziert|unuebersichtlich|unverstaendlich|irrefuehrend|unfreundlich\\p{L}*|patzig|pampig|frech|arrogant|von oben herab|ruppig|grob`,
	),
	sign(
		'complaint',
		1.3,
		`ernst genommen|versteh\\p{L}* ich (?:was|etwas) anderes|im kreis|niemand (?:fuehlt|ist|will|weiss|interessiert)|keiner (?:fuehlt|ist|will|weiss|interessiert|von)|schieb(?:t|en) (?:es|alles|die)|keine reaktion|ohne (?:antwort|reaktion|erfolg|ergebnis|vorwarnung|ankuendigung)|(?:kommt|komme|kommen) (?:man|ich|wir)? ?${NEAR}nicht (?:mehr )?(?:durch|rein|weiter|vorbei|dran|hoch)|seit dem umbau|seit jahren|stehen lassen|steht man|man steht|stundenlang|minutenlang|tagelang|wochenlang|monatelang|\\p{L}+ (?:stunden|minuten|wochen|monate|jahre)(?:!|$| (?:gewartet|warte\\p{L}*|in der|und))|drei stunden|faellt ${NEAR}(?:aus|immer)|hauptsache|ausgedacht|statt(?:dessen)? muss|muessen (?:jetzt |nun )?(?:alle|wir|die|unsere)|bellt|die ganze nacht|nachts|um \\d+ uhr frueh|lässt ${NEAR}immer|laesst ${NEAR}(?:immer|staendig|liegen)|wirft ${NEAR}(?:immer|einfach)|raser|rasen|geraset|gerast|wildparker|falschparker|wildpinkler|radfahrer auf dem gehweg|beschimpft|beleidigt|angeschrien|angeschnauzt|tut was|tut nichts|macht nichts|kuemmert sich|haltet ihr|wird immer (?:schlimmer|schlechter|teurer|weniger|lauter)|immer (?:schlimmer|schlechter|teurer|weniger)|frueher war(?:'s)? ${NEAR}besser|so nicht|nicht (?:akzeptabel|hinnehmbar|tragbar|nachvollziehbar|einzusehen|in ordnung|okay|ok|zumutbar|barrierefrei|zu gebrauchen|auszuhalten|normal|mehr feierlich)|nicht nachvollziehen|kein verstaendnis|null verstaendnis|was soll (?:das|der|dieser|diese)|soll das (?:ein witz|euer)|unnoetig\\p{L}*|ueberfluessig\\p{L}*|trash|rubbish|disgusting|terrible|awful|unacceptable|personne ne|ne répond|depuis (?:une|des|deux)|sale|nadie|no contesta|nessuno|rotto|hiç kimse|kimse|никто|грязно|ніхто|брудно|nikt`,
	),
	sign(
		'complaint',
		0.8,
		'nicht|nich|net|ned|nix|nichts|kein|keine|keinen|keiner|nie|niemals|niemand|ohne|nur noch|zu viel|zuviel|zu wenig|zu hoch|zu voll|weder|kaum|immer noch|mal wieder|noch nicht|aber|statt|trotz\\p{L}*|obwohl',
	),
	sign(
		'complaint',
		0.7,
		'(?:\\p{L}*(?:strasse|strassen|platz|weg|wege|bruecke|ampel|kreuzung|kreisel|laterne|laternen|gehweg|radweg|radwege|haltestelle|bahnhof|bus|busse|bahn|zug|linie|rampe|treppe|aufzug|fahrstuhl|rolltreppe|halle|bad|freibad|hallenbad|becken|dusche|duschen|toilette|toiletten|klo|klos|park|spielplatz|bolzplatz|friedhof|wald|see|schule|schulen|kita|hort|mensa|klinik|krankenhaus|tonne|tonnen|container|muell|papier|sack|saecke|kanal|gully|heizung|wasser|strom|licht|parkplatz|parkplaetze|parkhaus|parken|ticket|euro|gebuehr|gebuehren|steuer|beitrag|rechnung|bescheid|mahnung|antrag|formular|portal|homepage|website|webseite|internetseite|seite|app|link|datei|online|telefon|hotline|mail|termin|termine|wartezimmer|schalter|amt|aemter|behoerde|rathaus|buergerbuero|stadt|stadtrat|verwaltung|gemeinde|sachbearbeiter|sachbearbeiterin|mitarbeiter|mitarbeiterin|personal|fahrer|fahrerin|baustelle|umleitung|schilder|schild|zaun|dach|hecke|baum|baeume|rasen|wiese|beet|beete|bank|baenke|anwohner|nachbar|nachbarn|nachbarin|hund|hunde|autos|laster|lkw|radler|innenstadt|ortsteil|ortsteile|viertel|marktplatz|sitzungssaal|einwaende|arbeitskreis|wohnung|unterkunft|miete))',
	),
	sign(
		'complaint',
		0.9,
		'zu (?:steil|hoch|niedrig|kurz|wenig|viele?|teuer|heiss|kalt|warm|dunkel|hell|voll|eng|schmal|schnell|oft|selten)|so (?:steil|hoch|niedrig|kurz|wenig|teuer|heiss|kalt|warm|dunkel|voll|eng|schmal|schnell|selten|lang|lange|laut|leise|schmutzig)|ist (?:schon wieder |wieder |jetzt |immer noch |mal wieder )?(?:zu|weg|leer|gesperrt|geschlossen|dicht)(?=$|[,.!])|patschnass|durchnaesst|zerfliesst|schwitzt|friert|frieren|vom letzten jahr|veraltet|nicht aktuell|was anderes (?:erzaehlt|gesagt)|vom tisch gewischt|bittsteller|immer die gleichen|immer dieselben|unterm strich|wird ja alles gut|ah ja|aha[,.]|soso|wer(?:s|.s) glaubt|haelt sich (?:keiner|niemand)|chaos|wild\\p{L}* parken|wegen euch|nachzahlung|drei(?:mal)?|zweimal|jedes mal|jeden \\p{L}+|einfach|wochenlang|monatelang|gewartet|warten|wartet|never|always late|waiting for|esperando|attend\\p{L}*|неделю|месяц|нет|тиждень',
	),
	sign(
		'complaint',
		0.5,
		'ihr|euch|euer|eure[rmn]?|sie|ihre[rmn]?|ihnen|behoerde|amt|stadt|verwaltung|\\p{L}*strasse|\\p{L}+platz|\\p{L}+weg|bus|schule|kita|muell\\p{L}*|gebuehr\\p{L}*|rechnung|bescheid|termin',
	),
	// Irony: praise with a sting.
	sign(
		'complaint',
		3.4,
		`danke fuer (?:nichts|nix|gar nichts)|(?:na|ja) (?:super|toll|klasse|prima|bravo|herrlich|wunderbar|danke|dann)[,.! ]|toll gemacht,? (?:wirklich|echt)|grosse? (?:planungskunst|leistung|kunst)|(?:ganz )?grosses kino|kino:|bravo[.,!]? (?:jetzt|wieder|und|schon|erst)|(?:koennt ihr|koennen sie) stolz (?:drauf|darauf|sein)|glueckwunsch (?:zur?|zum) (?:\\p{L}+ ){0,2}(?:duemmsten|schlechtesten|teuersten|chaos|fehlplanung)|schon komisch|wundert man sich|nichts besseres zu tun|nix besseres zu tun|echt jetzt|ernsthaft\\?|da freut man sich|wird das n(?:ichts|ix)|(?:super|toll|klasse|herrlich|prima|spitze|respekt|grossartig)[,.!]* (?:\\p{L}+ ){0,3}(?:stau|wieder (?:kein|nicht|zu)|schon wieder|zu spaet|gesperrt|ausgefallen|kein|kaputt)`,
	),
	sign(
		'complaint',
		2,
		"broken|nobody answers|no one answers|complain\\p{L}*|for (?:three|two|four|\\d+) (?:days|weeks|months)|for a month|not working|doesn'?t work|dirty|too loud|haftalardır|yanmıyor|bozuk|çalışmıyor|sikayet|şikayet|не работает|сломан\\p{L}*|не працює|nikt nie|nie działa|od (?:dwóch|trzech) tygodni|ne marche pas|en panne|no funciona|non funziona|buche|nu funcționează|niet (?:opgehaald|goed)|kapot",
	),
	// Praise and thanks.
	sign(
		'praise',
		2.4,
		`(?:vielen|besten|herzlichen|lieben|tausend|grossen|schoenen|recht herzlichen|vielen lieben) dank|dankeschoen|dankschoen|dank(?:e)?(?= |$|[,.!:])(?! fuer (?:nichts|nix|ihre antwort))|danke,|ein (?:dickes |grosses |riesen)?lob|(?:dickes|grosses|riesen|ganz grosses) (?:lob|dankeschoen|kompliment)|lob an|kompliment\\p{L}*|hut ab|chapeau|respekt(?= |[,!.]|$)(?!los)|weiter so|gut gemacht|schee gmacht|super gemacht|glueckwunsch|gratul\\p{L}*|begeistert|(?:positiv )?ueberrascht|freu(?:e|en)? (?:mich|uns)|stolz auf (?:euch|unsere)|daumen hoch|ihr seid (?:spitze|super|klasse|toll|die besten)|nenn(?:e)? ich(?: mal)? service|gute nachricht\\p{L}*|guade nachricht|scheibe abschneiden|alles super geklappt|geklappt|lebensrettend|eine pracht|da kriegt man lust|endlich(?:!| passiert was| was passiert)`,
	),
	sign(
		'praise',
		1.8,
		`super|toll\\p{L}{0,2}|klasse|spitze|spitzen\\p{L}*|top|prima|grossartig\\p{L}*|wunderbar\\p{L}*|wunderschoen\\p{L}*|hervorragend\\p{L}*|fantastisch\\p{L}*|phantastisch|genial|perfekt|vorbildlich\\p{L}*|geil\\p{L}{0,2}|mega|hammer|wahnsinn|krass|bombe|saugut|sau ?guad|saustark|killer|brutal gut|verdammt gut|richtig gut|echt gut|sehr gut|sehr schoen\\p{L}*|so freundlich|freundlich\\p{L}*|nett|hilfsbereit|kompetent|unkompliziert|vorbildlich|wow|bravo|sauber gmacht|gfoid ma|gefaellt (?:mir|uns)|sakrisch guad|(?:schoen|gut|klasse|toll|super) (?:ge)?worden|liebe(?:r|n)? einsatz|fuer euren einsatz|fuer (?:die|ihre|eure) (?:schnelle )?(?:hilfe|muehe|arbeit|unterstuetzung)|so schnell`,
	),
	sign(
		'praise',
		2.2,
		`schoen,? dass (?:es|ihr|sie|das)|(?:sehr|so|super|toll|gut) geholfen|weitergeholfen|gelungen\\p{L}*|gerne? (?:oefter|wieder|mehr|mal wieder)|bitte mehr davon|laeuft bei euch|ohne euch haetten|haetten wir (?:das )?(?:nie|nicht) geschafft|so lieb|lieb (?:von|zu)|herzlich\\p{L}*(?! (?:willkommen|gruesse))|nett von|klasse (?:typen|team|leute|arbeit|aktion)|krasse typen|alles sauber|macht (?:einen|nen) (?:guten|super|tollen) job|guter job|gute (?:arbeit|sache|idee von euch|aktion|loesung|entscheidung|werbung)|tolle (?:sache|arbeit|aktion|idee von|leute|veranstaltung)|super (?:sache|arbeit|aktion|service|idee von|team|organisiert)|schoene (?:sache|aktion|idee von|veranstaltung|bilder)|(?:sehr|so|wirklich|echt|richtig) (?:schoen|gut|hilfreich|nett|lieb|toll|gelungen|zufrieden|zfriedn|gut aufgehoben|was feines|was tolles|was schoenes|genau so (?:muss|soll|geht|macht)|so muss das|aus dem ei gepellt|schmuckstueck|augenweide|ein genuss|ein segen|ein gewinn|ein erlebnis|unvergesslich|herrlich|einmalig|(?:fuenf|5|zehn|10) sterne|volle punktzahl|note (?:1|eins)|highlight|hoehepunkt|freut (?:mich|uns)|schoen zu (?:lesen|hoeren|sehen)|redet von nichts anderem|schwaerm\\p{L}*|weltklasse|sensationell|bombastisch|phaenomenal|zauberhaft|bezaubernd|huebsch|leiwand|pfundig|knorke|dufte|bärig|baerig|wundervoll|ausgezeichnet|vorzueglich|erstklassig|liebevoll|engagiert|fleissig|geduldig|zuvorkommend|verstaendnisvoll|beeindruckt|dankbar|gefreut|angenehm|entspannt|lecker|sauber|interessant|informativ|modern)|zufrieden|zfriedn|gut aufgehoben|was feines|was tolles|was schoenes|genau so (?:muss|soll|geht|macht)|so muss das|aus dem ei gepellt|schmuckstueck|augenweide|ein genuss|ein segen|ein gewinn|ein erlebnis|unvergesslich|herrlich|einmalig|(?:fuenf|5|zehn|10) sterne|volle punktzahl|note (?:1|eins)|highlight|hoehepunkt|freut (?:mich|uns)|schoen zu (?:lesen|hoeren|sehen)|redet von nichts anderem|schwaerm\\p{L}*|weltklasse|sensationell|bombastisch|phaenomenal|zauberhaft|bezaubernd|huebsch|leiwand|pfundig|knorke|dufte|bärig|baerig|wundervoll|ausgezeichnet|vorzueglich|erstklassig|liebevoll|engagiert|fleissig|geduldig|zuvorkommend|verstaendnisvoll|beeindruckt|beeindruckend|dankbar|gefreut|bin froh|sind froh|gott sei dank|erleichtert|vorbild|macht weiter|lobenswert|applaus|daumen hoch|sehr zu empfehlen|empfehlenswert|empfehle ich|reibungslos|ruckzuck|ratzfatz|blitzschnell|zack zack|flott|schnell und (?:\\p{L}+ )?(?:freundlich|unkompliziert|kompetent)|hat sich gelohnt|ein traum|traumhaft\\p{L}*|eine wucht|erste sahne|sahne|eins a|1a|nice|stark|stabil|bestens|einwandfrei|tadellos|unglaublich (?:toll|schoen|gut|lieb)|liebe ich|lieben wir|lieb ich|feier ich|meine (?:kinder|enkel|mutter|oma) (?:liebt|lieben|sind begeistert|freut|freuen)|wie schoen|ach wie schoen|endlich mal (?:was|eine|ein|jemand)|ihr rockt|ihr seid (?:die )?(?:beste\\p{L}*|helden|engel|toll|ein)|helden|goldwert|gold wert|unbezahlbar`,
	),
	anywhere('praise', 1, /[👍👏❤💚💙😍🥰🙏🎉💪🌟⭐]/u),
	sign(
		'praise',
		2.6,
		'thanks?|thank you|great (?:job|work)|well done|merci|gracias|grazie|bedankt|dank u|teşekkür\\p{L}*|teşekkurler|tesekkur\\p{L}*|tesekkür\\p{L}*|спасибо|благодарю|дякую|شكرا|ممنون|متشکرم|dziekuje|dziękuję|multumesc|mulțumesc|hvala|faleminderit|cảm ơn|благодаря|elinize saglik|elinize sağlık',
	),
];

/** Somebody of ours is meant. */
const OFFICIAL =
	/(?<![\p{L}])(?:eure?r?|ihr|euch|rathaus|amt|amts|\p{L}*aemter|stadt|buergermeister\p{L}*|ob|sachbearbeiter\p{L}*|verwaltung|\p{L}+amt|schalter|planung|mitarbeiter\p{L}*|beamte\p{L}*|buerokrat\p{L}*)(?![\p{L}])/u;
const LEAST = 1.4;
/** Who writes a whole sentence to an office, and neither asks, praises nor proposes, mostly has something to complain of. */
const LEAST_OF_MANY = 0.9;
const MANY_WORDS = 7;
const WORD = /\p{L}+/gu;

type Scores = Readonly<Record<Kind, number>>;

const scoresOf = (text: string): Scores => {
	const score: Record<Kind, number> = { question: 0, suggestion: 0, complaint: 0, praise: 0 };
	for (const { kind, weight, pattern } of SIGNS) if (text.search(pattern) >= 0) score[kind] += weight;
	return score;
};

/** Asked politely, a wish is still a wish; asked in anger, a complaint; thanks among complaints are meant otherwise. */
const balanced = (score: Scores): Scores => {
	const wish = score.suggestion >= 2.2;
	const complaint = wish ? score.complaint * 0.7 : score.complaint;
	const question = score.question * (wish ? 0.6 : 1) * (complaint >= 3.4 ? 0.7 : 1);
	const praise = complaint >= 2 && complaint >= score.praise ? 0 : score.praise;
	return { question, suggestion: score.suggestion, complaint, praise };
};

/** What the message most likely is; null where nothing says so. Who insults an office complains of it. */
export const kindOf = ({ text }: Folded, insults = false): Kind | null => {
	const found = scoresOf(text);
	const meant = insults && OFFICIAL.test(text) ? 2.4 : 0;
	const score = balanced({ ...found, ...(insults ? { suggestion: 0 } : {}), complaint: found.complaint + meant });
	const [best] = kinds.toSorted((a, b) => score[b] - score[a]);
	const least = best === 'complaint' && (text.match(WORD)?.length ?? 0) >= MANY_WORDS ? LEAST_OF_MANY : LEAST;
	return best !== undefined && score[best] >= least ? best : null;
};
