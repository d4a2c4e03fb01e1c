/** First names that are common in Germany, written small; they tell a person from a street, a club or a thing. */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
	`aaron abdul achim adam adele adrian agnes ahmed ahmet aischa aisha albert alena alessandro alex alexander alexandra alexej
alfons alfred ali alice alina alma alois alwin amelie amina amir anastasia andrea andreas andré andrej angela angelika anita anja
anke ann anna annalena anne anneliese annemarie annette annika anton antonia antonio armin arne arno arthur astrid august ayse ayşe
aylin babette barbara bärbel beate beatrice ben benedikt benjamin bernd bernhard bert berta bianca birgit björn bodo boris brigitte
britta bruno burak burkhard can carina carl carla carlos carmen carola carolin caroline carsten cem charlotte chiara christa
christel christian christiane christina christine christof christoph clara claudia claus clemens conrad constanze cordula cornelia
dagmar daniel daniela dario david deniz dennis detlef diana dieter dietmar dietrich dilara dimitri dirk dmitri dominik dora doreen
doris dorothea dörte eberhard eckhard edeltraud edgar edith eduard egon ekaterina elena elfriede elias elif elisa elisabeth elke
ella elsa emil emilia emily emine emma emre enes enrico erdem erhard eric erich erik erika erna ernst erwin esra esther eugen eva
evelyn ewald fabian fabienne fadime falk fatima fatma felicitas felix ferdinand finn finja florian franz franziska frederik
frida frieda friederike friedhelm friedrich fritz gabi gabriel gabriele georg gerald gerd gerda gerhard gerlinde gero gertrud gesa
gisela giulia giuseppe gottfried greta gudrun guido gunda gundula gunnar gunter günter günther gustav hakan halil hanna hannah hannelore hannes hans
harald harry hartmut hasan hassan hedwig heide heidi heike heiko heiner heinrich heinz helene helga helmut helmuth hendrik henning
henri henriette henry herbert heribert hermann hertha hilde hildegard hilmar holger horst hubert hugo hülya ibrahim ida igor ilka ilona ilse
imke inga inge ingeborg ingo ingrid irene irina iris irma irmgard isabel isabell isabella ismail ivan iwona jacob jakob jale jamal
jan jana janina janine jannik jasmin jens jennifer jessica joachim jochen johann johanna johannes john jonas jonathan jörg jörn josef
josefine joseph josephine judith jule julia julian juliane julius jürgen justin justus jutta kai karen karim karin karina karl karla
karlheinz karola karoline karsten katarzyna kathrin katharina käthe katja katrin kerstin kevin khaled kilian kim kira kirsten
klara klaus knut konrad konstantin korbinian korinna kristin kristina kunigunde kurt lara lars laura laurin lea leila lena leni
leo leon leonard leonhard leonie leopold levi levin lia liam lieselotte lilli lilly lina linda linus lisa liselotte loni lore lorenz
lothar lotta lotte louis louisa luca lucas lucia lucy ludger ludwig luis luisa lukas lutz lydia maik maja malte mandy manfred manuel
manuela mara marc marcel marco marcus mareike marek margaret margarete margarethe margit margot maria marianne marie marina mario marion marisa mark
markus marlene marlies marta martha martin martina mathias mathilda mathilde matteo matthias maurice max maximilian mechthild mehmet
melanie melek melina melissa meike merle mert mesut mia micha michael michaela michail michal michelle miguel mika mike mila milan
milena milo mina mira miriam mirjam mirko mohamed mohammad mohammed monika monique moritz moritz muhammed murat mustafa nadia nadine
nadja nancy natalia natalie natascha nele nick niclas nico nicolas nicole niels nika nikita niklas niko nikolaus nils nina noah noel nora norbert
nuri oksana ola olaf oleg olena olga oliver olivia omar ömer orhan oscar oskar osman oswald otmar otto özlem pascal patricia patrick
paul paula pauline pavel peer peggy peter petra philipp philip phillip pia piotr rabea rafael ragnhild rahel rainer ralf ralph ramona raphael
rebecca rebekka regina regine reiner reinhard reinhold renate rené ricarda richard rita robert robin roger roland rolf roman romy ronald ronja ronny
rosa rose rosemarie rosi rosina roswitha rudi rudolf rüdiger rupert ruth sabine sabrina salim sally sam samir samira samuel sandra
sandro sara sarah sascha saskia sebastian selim selin selina selma semra sepp serap sergej serkan sevgi siegbert siegfried sieglinde sigrid silas
silke silvia simon simone sina sofia sofie sonja sophia sophie stefan stefanie steffen stella stephan stephanie sultan susann susanna
susanne sven svenja svetlana swetlana sybille sylvia tabea tamara tanja tarek tatjana thea theo theodor theresa therese thilo thomas
thorsten tilman tim timo timur tina tine tobias tom tomasz toni torben torsten traudl traute tristan udo ulf uli ulla ulrich ulrike umut ursula ute
uwe valentin valentina vanessa vera verena veronika veysel vicky victor victoria viktor viktoria vincent viola vivien volker volkmar
walter waltraud wanda werner wiebke wilfried wilhelm willi willy winfried wladimir wolf wolfgang yannick yannik yara yasemin yasin yasmin yilmaz yusuf yvonne zacharias zehra zeynep zoe`
		.split(/\s+/)
		.filter((name) => name !== ''),
);
