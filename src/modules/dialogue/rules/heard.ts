import { sql } from 'kysely';

import { fromDate, minutes, plus, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Hint } from '../domain/hints/hint.ts';
import { type Heard, type Reason, reasonsFor } from '../domain/rules/matching.ts';
import { readSaid } from '../domain/rules/said.ts';
import { dialogue } from '../tables.ts';
import type { RuleRow } from './store.ts';

export interface HeardRow {
	readonly id: string;
	readonly conversation_id: string;
	readonly unit_id: string;
	readonly channel: string;
	readonly counterpart_id: string;
	readonly presence_id: string | null;
	readonly post_id: string | null;
	readonly visibility: string;
	readonly answered_at: Date | null;
	readonly text: string;
	readonly sent_at: Date;
	readonly hints: readonly Hint[] | null;
	readonly stranger: boolean;
}

/** Said by nobody who had written to the house before. */
export const strangers = sql<boolean>`(not exists (select 1 from dialogue_conversation o
		where o.counterpart_id = c.counterpart_id and o.id <> c.id and o.opened_at < c.opened_at)
	and not exists (select 1 from dialogue_message b
		where b.conversation_id = c.id and b.direction = 'in' and b.arrival < m.arrival))`;

const DAY_MINUTES = 1440;
const MOST_COPIES = 200;

/** Who said the same words within a day before. */
const copiesOf = async (tx: Tx, print: string | null, { sent_at: at, id }: HeardRow): Promise<Heard['copies']> => {
	if (print === null) return [];
	const rows = await dialogue(tx)
		.selectFrom('dialogue_rule_print')
		.select(['author_id', 'at'])
		.where('print', '=', print)
		.where('at', '>=', toDate(plus(fromDate(at), -minutes(DAY_MINUTES))))
		.where('message_id', '<>', id)
		.limit(MOST_COPIES)
		.execute();
	return rows.map((row) => ({ author: row.author_id, at: row.at.getTime() }));
};

export interface Known {
	readonly heard: Heard;
	/** Keyed, so that nobody reads words from it. */
	readonly print: string | null;
}

interface Knowing {
	/** Makes a key of words. */
	readonly keyed: (words: string) => string;
	/** The host of the house. */
	readonly own: string;
}

/** A message with what rules may know of it. */
export const toKnown = async (tx: Tx, row: HeardRow, { keyed, own }: Knowing): Promise<Known> => {
	const said = readSaid(row.text, own);
	const print = said.print === null ? null : keyed(said.print);
	return { print, heard: toHeard(row, said, await copiesOf(tx, print, row)) };
};

export const toHeard = (row: HeardRow, said: Heard['said'], copies: Heard['copies']): Heard => ({
	...{ said, copies, channel: row.channel, stranger: row.stranger, author: row.counterpart_id },
	...{ at: row.sent_at.getTime(), hints: hintsOf(row) },
});

/** A hint that a person has dismissed is none. */
export const hintsOf = ({ hints }: HeardRow) =>
	(hints ?? []).filter(({ dismissed }) => dismissed !== true).map(({ type }) => type);

export interface Matched {
	readonly rule: RuleRow;
	readonly why: readonly Reason[];
}

export const matchesOf = (rules: readonly RuleRow[], heard: Heard): readonly Matched[] =>
	rules.flatMap((rule) => {
		const why = reasonsFor(rule.conditions, heard);
		return why === null ? [] : [{ rule, why }];
	});
