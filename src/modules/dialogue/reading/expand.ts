import { sql } from 'kysely';

import type { Tx } from '#platform/db/database.ts';

import { isListed, NEARNESS, nearnessOf, partsOf, searchWords } from '../domain/search-words.ts';
import { dialogue } from '../tables.ts';

/** Words that stand for one that is looked for, each with what finding it is worth. */
export interface Wanted {
	readonly words: ReadonlyMap<string, number>;
	/** A compound as its two words, both of which must stand there. */
	readonly pairs: readonly (readonly [string, string])[];
	/** In about how many messages one of them stands. */
	readonly uses: number;
}

const MOST_TERMS = 12;
const MOST_STANDING_FOR = 80;
const CANDIDATES = 400;
const LIKE = 0.45;
const SHORTEST_SLIP = 5;

interface Listed {
	readonly word: string;
	readonly uses: number;
}

/** What stands for each word of a query, out of all words that stand in messages: inflections, compounds, slips. */
export const expand = async (tx: Tx, query: string): Promise<readonly Wanted[]> => {
	const terms = searchWords(query).slice(0, MOST_TERMS);
	await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(LIKE)}, true)`.execute(dialogue(tx));
	const wanted: Wanted[] = [];
	for (const term of terms) wanted.push(await expandOne(tx, term));
	return wanted;
};

const expandOne = async (tx: Tx, term: string): Promise<Wanted> => {
	if (!isListed(term)) return { words: new Map([[term, NEARNESS.same]]), pairs: [], uses: 0 };
	const [alike, pairs] = [await alikeWords(tx, term), await knownPairs(tx, term)];
	const near = alike
		.flatMap(({ word, uses }) => {
			const nearness = nearnessOf(term, word);
			return nearness === null ? [] : [{ word, uses, value: NEARNESS[nearness] }];
		})
		.sort((a, b) => b.value - a.value || b.uses - a.uses)
		.slice(0, MOST_STANDING_FOR);
	const heads = pairs.map(([head]) => head).filter((head) => head.length >= 6);
	const words = new Map([
		...heads.map((head) => [head, NEARNESS.part] as const),
		...near.map(({ word, value }) => [word, value] as const),
	]);
	return {
		words: words.size > 0 ? words : new Map([[term, NEARNESS.same]]),
		pairs,
		uses: near.reduce((sum, { uses }) => sum + uses, 0),
	};
};

/** Words of the list that contain it or are like it; the most used ones first. */
const alikeWords = async (tx: Tx, term: string): Promise<readonly Listed[]> => {
	const within = term.length > 3 ? `%${term}%` : `${term}%`;
	const like = term.length >= SHORTEST_SLIP ? sql`or word %> ${term}` : sql``;
	const { rows } = await sql<Listed>`select word, uses from dialogue_word
		where (word like ${within} ${like}) and word not like '@%'
		order by word like ${within} desc, word_similarity(${term}, word) desc, uses desc limit ${CANDIDATES}`.execute(
		dialogue(tx),
	);
	return rows;
};

const knownPairs = async (tx: Tx, term: string): Promise<Wanted['pairs']> => {
	const splits = partsOf(term);
	if (splits.length === 0) return [];
	const parts = [...new Set(splits.flat())];
	const known = dialogue(tx).selectFrom('dialogue_word').select('word').where('word', 'in', parts);
	const words = new Set((await known.execute()).map(({ word }) => word));
	return splits.filter(([head, tail]) => words.has(head) && words.has(tail));
};

const quoted = (word: string): string => `'${word.replaceAll("'", "''")}'`;

/** All of them, or one of them: a question to the index. NOTE: words hold letters and digits only, see searchWords. */
export const toTsquery = (wanted: readonly Wanted[], joined: '&' | '|'): string =>
	wanted
		.map(({ words, pairs }) => {
			const either = [...words.keys()].map(quoted);
			return `(${[...either, ...pairs.map(([head, tail]) => `(${quoted(head)} & ${quoted(tail)})`)].join(' | ')})`;
		})
		.join(` ${joined} `);

/** What a message is worth to whoever looks for these words. */
export const worthOf = (wanted: readonly Wanted[], words: ReadonlySet<string>): number =>
	wanted.reduce((sum, { words: either, pairs }) => {
		const found = [...either].reduce((best, [word, value]) => (value > best && words.has(word) ? value : best), 0);
		const pair = pairs.some(([head, tail]) => words.has(head) && words.has(tail)) ? NEARNESS.split : 0;
		return sum + Math.max(found, pair);
	}, 0);
