import { sql } from 'kysely';

import { type Actor, unitsWhere } from '#kernel/permission.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { searchWords } from '../domain/search-words.ts';
import { dialogue } from '../tables.ts';
import { conversations, inView, type ListQuery, narrowed, type Where } from '../triage/page.ts';
import { expand, toTsquery, type Wanted, worthOf } from './expand.ts';
import { unitWord } from './look-through.job.ts';

/** Of what is found, the newest so many messages are ranked; nobody reads on further. */
const RANKED = 400;
/** Where a word stands everywhere, the newest messages are walked; so many of them are held against the view. */
const WALKED = 4 * RANKED;
/** Where a view or a filter is narrow, its newest conversations are held against the words. */
const NARROW = 2000;
/** What has just come in is not looked through yet. */
const JUST_IN = 200;

interface Hit {
	readonly conversation_id: string;
	readonly message_id: string;
	readonly words: readonly string[];
}
interface Found {
	readonly id: string;
	readonly lastAt: Date;
	readonly messageId: string;
	readonly worth: number;
}
interface Asking {
	readonly query: ListQuery;
	readonly actor: Actor;
}

export interface FoundPage {
	readonly rows: Awaited<ReturnType<ReturnType<typeof conversations>['execute']>>;
	/** The message in which the words stand, by conversation. */
	readonly messages: ReadonlyMap<string, string>;
	readonly wanted: readonly Wanted[];
	readonly next: string | undefined;
}

/** Conversations in whose messages the words stand, the best first, of equal ones the newest. Only units one may read. */
export const searchPage = async (tx: Tx, asking: Asking): Promise<FoundPage> => {
	const { search = '', limit, cursor } = asking.query;
	const wanted = await expand(tx, search);
	const found = wanted.length === 0 ? [] : await findAll(tx, wanted, asking);
	const after = fromCursor(cursor, 3);
	const rest = after === null ? found : found.filter((one) => isAfter(one, after));
	const page = rest.slice(0, limit);
	const last = rest.length > limit ? page.at(-1) : undefined;
	const ids = page.map(({ id }) => id);
	const rows = ids.length === 0 ? [] : await conversations(tx).where('c.id', 'in', ids).execute();
	return {
		rows: rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)),
		messages: new Map(page.map(({ id, messageId }) => [id, messageId])),
		wanted,
		next: last && toCursor([last.worth, last.lastAt.getTime(), last.id]),
	};
};

const isAfter = (one: Found, [worth, at, id]: readonly (string | number | null)[]): boolean => {
	const key: readonly (readonly [string | number, string | number | null | undefined])[] = [
		[one.worth, worth],
		[one.lastAt.getTime(), at],
		[one.id, id],
	];
	const differing = key.find(([mine, theirs]) => mine !== theirs);
	return differing !== undefined && differing[0] < (differing[1] ?? '');
};

/** All words; where no message has them all, any. */
const findAll = async (tx: Tx, wanted: readonly Wanted[], asking: Asking): Promise<readonly Found[]> => {
	const whole = await ranked(tx, { wanted, asking, joined: '&' });
	return whole.length > 0 || wanted.length === 1 ? whole : ranked(tx, { wanted, asking, joined: '|' });
};

interface Looking {
	readonly wanted: readonly Wanted[];
	readonly asking: Asking;
	readonly joined: '&' | '|';
}

const ranked = async (tx: Tx, looking: Looking): Promise<readonly Found[]> => {
	// In this order: what is looked through between the two questions is found by both, and never by neither.
	const fresh = await justIn(tx, looking);
	const hits = [...(await hitsOf(tx, looking)), ...fresh];
	const best = new Map<string, Found>();
	for (const { conversation_id: id, message_id: messageId, words, last_at: lastAt } of hits) {
		const worth = worthOf(looking.wanted, new Set(words));
		if (worth > (best.get(id)?.worth ?? 0)) best.set(id, { id, lastAt, messageId, worth });
	}
	return [...best.values()].sort(
		(a, b) => b.worth - a.worth || b.lastAt.getTime() - a.lastAt.getTime() || (a.id < b.id ? 1 : -1),
	);
};

type DatedHit = Hit & { readonly last_at: Date };

const hitsOf = async (tx: Tx, looking: Looking): Promise<readonly DatedHit[]> => {
	const { asking, wanted, joined } = looking;
	const units = unitsWhere(asking.actor, 'conversation.read');
	const words = `(${toTsquery(wanted, joined)})${inUnits(units)}`;
	const from = await wayTo(tx, looking, units);
	if (from === 'conversations') return throughConversations(tx, { asking, words });
	// NOTE: the planner does not know how many newer rows lie before the first hits; here it is told. What follows reads by keys.
	if (from === 'newest')
		await sql`set local enable_bitmapscan = off; set local enable_seqscan = off`.execute(dialogue(tx));
	const readings =
		from === 'newest'
			? sql<Hit & { arrival: number }>`(select conversation_id, message_id, arrival, words from dialogue_reading
				where words @@ ${words}::tsquery order by arrival desc limit ${WALKED})`
			: sql<Hit & { arrival: number }>`(with found as materialized (select conversation_id, message_id, arrival, words
				from dialogue_reading where words @@ ${words}::tsquery) select * from found)`;
	return inAskedView(tx, asking)
		.innerJoin(readings.as('r'), 'r.conversation_id', 'c.id')
		.select(['r.conversation_id', 'r.message_id', sql<string[]>`tsvector_to_array(r.words)`.as('words'), 'c.last_at'])
		.orderBy('r.arrival', 'desc')
		.limit(RANKED)
		.execute();
};

const MOST_UNITS = 50;
const inUnits = (units: readonly string[] | 'all'): string =>
	units === 'all' || units.length === 0 || units.length > MOST_UNITS
		? ''
		: ` & (${units.map((id) => `'${unitWord(id).replaceAll("'", "''")}'`).join(' | ')})`;

const inAskedView = (tx: Tx, { query, actor }: Asking) =>
	dialogue(tx)
		.selectFrom('dialogue_conversation as c')
		.where((where) => inView(where as unknown as Where, query, actor))
		.where((where) => narrowed(where as unknown as Where, query));

type Way = 'index' | 'newest' | 'conversations';

/** The cheapest way to the hits: few are fetched by the index, many are met soon among the newest. */
const wayTo = async (tx: Tx, { asking, wanted, joined }: Looking, units: readonly string[] | 'all'): Promise<Way> => {
	const uses = wanted.map((one) => one.uses);
	const most = joined === '&' ? Math.min(...uses) : uses.reduce((sum, n) => sum + n, 0);
	if (most <= WALKED) return 'index';
	const total = await readingsIn(tx);
	const share = units === 'all' ? 1 : (await usesOfUnits(tx, units)) / Math.max(1, total);
	const likely = most * Math.min(1, share);
	if (likely * likely <= RANKED * total) return 'index';
	return isNarrow(asking.query) ? 'conversations' : 'newest';
};

const readingsIn = async (tx: Tx): Promise<number> => {
	const { rows } = await sql<{ n: number }>`select greatest(reltuples, 1)::float as n from pg_class
		where oid = 'dialogue_reading'::regclass`.execute(dialogue(tx));
	return rows[0]?.n ?? 1;
};

const usesOfUnits = async (tx: Tx, units: readonly string[]): Promise<number> => {
	const { rows } = await sql<{ n: number }>`select coalesce(sum(uses), 0)::float as n from dialogue_word
		where word = any(${units.map(unitWord)}::text[])`.execute(dialogue(tx));
	return rows[0]?.n ?? 0;
};

const isNarrow = ({ view, state, presence, channel, kind, priority, label, post, hint, unit }: ListQuery): boolean =>
	!['all', 'answered', 'closed'].includes(view) ||
	(state !== undefined && state !== 'answered' && state !== 'closed') ||
	[presence, channel, kind, priority, label, post, hint, unit].some((part) => part !== undefined);

const throughConversations = (tx: Tx, { asking, words }: { asking: Asking; words: string }): Promise<DatedHit[]> => {
	const newest = inAskedView(tx, asking)
		.select(['c.id', 'c.last_at'])
		.orderBy('c.last_at', 'desc')
		.orderBy('c.id', 'desc')
		.limit(NARROW)
		.as('n');
	const best = sql<Hit>`(select r.conversation_id, r.message_id, r.words from dialogue_reading r
		where r.conversation_id = n.id and r.words @@ ${words}::tsquery order by r.arrival desc limit 1)`;
	return dialogue(tx)
		.selectFrom(newest)
		.innerJoinLateral(best.as('r'), (join) => join.onTrue())
		.select(['r.conversation_id', 'r.message_id', sql<string[]>`tsvector_to_array(r.words)`.as('words'), 'n.last_at'])
		.limit(RANKED)
		.execute();
};

/** What came in a moment ago can be found before it is looked through. */
const justIn = async (tx: Tx, { asking, wanted, joined }: Looking): Promise<readonly DatedHit[]> => {
	const rows = await inAskedView(tx, asking)
		.innerJoin('dialogue_message as m', 'm.conversation_id', 'c.id')
		.innerJoin(
			sql<{ message_id: string }>`(select message_id from dialogue_unread order by arrival desc limit ${JUST_IN})`.as(
				'u',
			),
			'u.message_id',
			'm.id',
		)
		.select(['m.conversation_id', 'm.id as message_id', 'm.text', 'c.last_at'])
		.execute();
	return rows
		.map(({ text, ...row }) => ({ ...row, words: searchWords(text) }))
		.filter(({ words }) => {
			const said = new Set(words);
			const met = wanted.map((one) => worthOf([one], said) > 0);
			return joined === '&' ? met.every(Boolean) : met.some(Boolean);
		});
};
