import { type Kysely, sql } from 'kysely';

import { searchWords } from '#modules/dialogue/domain/search-words.ts';

/** What is said again and again, with a street of its own; `Straße` stands in every fourth. */
const TEXTS = [
	'Wann wird die Straße vor unserem Haus wieder freigegeben?',
	'Der Hundesteuerbescheid kam zweimal.',
	'Unsere Biotonne wurde nicht geleert.',
	'Danke für den neuen Spielplatz am Südring!',
	'Wie lange hat das Bürgerbüro am Samstag offen?',
	'Die Ampel an der Kreuzung schaltet zu langsam, auf der Straße steht alles.',
	'Am Bahnhof fehlen Fahrradständer.',
	'Der Nachtbus kam wieder nicht.',
] as const;

/** Three messages to a conversation, one of them with a thousand; as if all had been looked through. */
export const fillTalks = async (engine: Kysely<unknown>, size: number): Promise<void> => {
	const talks = Math.floor(size / 3);
	const run = (query: ReturnType<typeof sql>) => query.execute(engine);
	const texts = JSON.stringify(TEXTS.map((text, k) => ({ k, text, words: searchWords(text) })));
	await run(sql`alter table dialogue_message disable trigger user`);
	await run(sql`alter table dialogue_reading disable trigger user`);
	await run(
		sql`create unlogged table bench_text as select * from jsonb_to_recordset(${texts}::jsonb) as x(k integer, text text, words text[])`,
	);
	await run(sql`insert into dialogue_counterpart (id, channel, fingerprint, handle, display_name)
		select 'p' || n, 'mastodon', 'f' || n, 'person' || n, '' from generate_series(1, ${talks}) n`);
	await run(sql`insert into dialogue_conversation (id, unit_id, channel, root, counterpart_id, state, visibility, excerpt, version, opened_at, last_at, due_at)
		select 'c' || lpad(n::text, 8, '0'), 'unit-' || n % 100, 'mastodon', 'r' || n, 'p' || n,
			case when n % 50 = 0 then 'open' else 'answered' end, 'public', t.text, 1,
			now() - n * interval '1 minute', now() - n * interval '1 minute', case when n % 50 = 0 then now() + n * interval '1 minute' end
		from generate_series(1, ${talks}) n join bench_text t on t.k = n % ${TEXTS.length}`);
	await run(sql`insert into dialogue_message (id, conversation_id, direction, author_id, text, visibility, sent_at)
		select 'm' || n, 'c' || lpad((case when n <= 1000 then 1 else 1 + n / 3 end)::text, 8, '0'), 'in', 'p1',
			t.text || case when n % 20011 = 7 then ' Xylophonkurs' else '' end, 'public', now() - (${size} - n) * interval '1 second'
		from generate_series(1, ${size - 3}) n join bench_text t on t.k = n % ${TEXTS.length} order by n`);
	await run(sql`insert into dialogue_reading (message_id, conversation_id, arrival, words)
		select m.id, m.conversation_id, m.arrival, array_to_tsvector(t.words || ('@unit-' || m.arrival % 100)::text
			|| case when m.text like '%Xylophonkurs' then array['xylophonkur'] else '{}' end)
		from dialogue_message m join bench_text t on m.text like t.text || '%'`);
	await run(
		sql`insert into dialogue_word select word, count(*) from dialogue_reading, unnest(tsvector_to_array(words)) word group by word`,
	);
	await run(sql`alter table dialogue_message enable trigger user`);
	await run(sql`alter table dialogue_reading enable trigger user`);
	await run(sql`drop table bench_text`);
	await run(sql`vacuum analyze`);
};
