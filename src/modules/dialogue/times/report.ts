import { sql } from 'kysely';

import { answerTimesEndpoint } from '#contract/times.ts';
import { type Actor, unitsWhere } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import { days, plus, toDate } from '#kernel/time.ts';
import type { Mount } from '#platform/http/mount.ts';

import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';

const YEAR_MS = days(366);
/** LAW: nobody is to be seen in a figure (design promise 8): fewer than this are not shown. */
export const LEAST = 5;

type By = 'unit' | 'presence' | 'kind';
const columns = {
	unit: sql`unit_id`,
	presence: sql`coalesce(presence_id, mailbox_id, 'form')`,
	kind: sql`asking`,
} as const;

interface Row {
	readonly month: string;
	readonly key: string;
	readonly answered: string;
	readonly settled: string;
	readonly answer_wall: readonly number[] | null;
	readonly answer_open: readonly number[] | null;
	readonly settle_wall: readonly number[] | null;
	readonly settle_open: readonly number[] | null;
}

const until = (column: 'answered_at' | 'settled_at') => sql`extract(epoch from ${sql.ref(column)} - opened_at) / 60`;
const answered = sql`answer_open is not null`;
const settled = sql`settle_open is not null and state in ('answered', 'closed')`;
const spread = (value: ReturnType<typeof sql>, where: ReturnType<typeof sql>) =>
	sql`percentile_cont(array[0.5, 0.9]) within group (order by ${value}) filter (where ${where})`;

/** How long first answers and ends took in the year behind us, by month and one more thing; never by person. */
export const answerTimes =
	({ db, clock, people }: Pick<DialogueNeeds, 'db' | 'clock' | 'people'>) =>
	async (by: By, actor: Actor) => {
		const units = unitsWhere(actor, 'conversation.read');
		const { zone } = await people.authority();
		const since = toDate(plus(clock.now(), -YEAR_MS));
		const within = units === 'all' ? sql`true` : sql`unit_id = any(${[...units]}::text[])`;
		const { rows } = await db.read('times of answers', (tx) =>
			sql<Row>`select to_char(opened_at at time zone ${zone}, 'YYYY-MM') as month, ${columns[by]} as key,
					count(*) filter (where ${answered}) as answered, count(*) filter (where ${settled}) as settled,
					${spread(until('answered_at'), answered)} as answer_wall, ${spread(sql`answer_open`, answered)} as answer_open,
					${spread(until('settled_at'), settled)} as settle_wall, ${spread(sql`settle_open`, settled)} as settle_open
				from dialogue_conversation
				where opened_at >= ${since} and not practice and merged_into is null and ${within}
				group by 1, 2 order by 1 desc, 2 limit 1000`.execute(dialogue(tx)),
		);
		return ok({ least: LEAST, lines: rows.map(toLine) });
	};

const toLine = (row: Row) => ({
	month: row.month,
	key: row.key,
	answer: toFigure(Number(row.answered), row.answer_wall, row.answer_open),
	settle: toFigure(Number(row.settled), row.settle_wall, row.settle_open),
});

const toFigure = (count: number, wall: readonly number[] | null, open: readonly number[] | null) => {
	if (count < LEAST || wall === null || open === null) return null;
	const spoken = ([median = 0, p90 = 0]: readonly number[]) => ({ median: Math.round(median), p90: Math.round(p90) });
	return { count, wall: spoken(wall), open: spoken(open) };
};

export const mountTimes = (mount: Mount, needs: Pick<DialogueNeeds, 'db' | 'clock' | 'people'>): void => {
	const read = answerTimes(needs);
	mount(answerTimesEndpoint, { problems: {}, handle: ({ by }, { actor }) => read(by, actor) });
};
