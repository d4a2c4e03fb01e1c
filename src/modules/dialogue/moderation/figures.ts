import { sql } from 'kysely';

import { days, plus, toDate } from '#kernel/time.ts';

import type { Means, Step } from '../domain/ladder.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';

const SINCE_MS = days(2 * 366);
const MOST = 500;

/** So many acts of one kind in one quarter; nothing about anybody. */
export interface FigureLine {
	/** `2026-Q4`, where the house stands. */
	readonly quarter: string;
	readonly channel: string;
	readonly step: Step;
	readonly means: Means;
	readonly rule: string;
	readonly acts: number;
	/** Of these, taken by a rule and no person; and taken back again. LAW: Art. 15(1)(e) DSA. */
	readonly automatic: number;
	readonly takenBack: number;
	readonly objections: number;
	readonly upheld: number;
	readonly rejected: number;
}

interface Row extends Omit<FigureLine, 'acts' | 'automatic' | 'takenBack' | 'objections' | 'upheld' | 'rejected'> {
	readonly acts: string;
	readonly automatic: string;
	readonly taken_back: string;
	readonly objections: string;
	readonly upheld: string;
	readonly rejected: string;
}

/** Acts in force by quarter, network, step and rule, of the last two years, with the objections to them. */
export const moderationFigures =
	({ db, clock, people }: Pick<DialogueNeeds, 'db' | 'clock' | 'people'>) =>
	async ({ practice }: { readonly practice: boolean }): Promise<readonly FigureLine[]> => {
		const { zone } = await people.authority();
		const since = toDate(plus(clock.now(), -SINCE_MS));
		const world = practice ? sql`true` : sql`not m.practice`;
		const { rows } = await db.read('figures of moderation', (tx) =>
			sql<Row>`select to_char(m.decided_at at time zone ${zone}, 'YYYY-"Q"Q') as quarter, m.channel, m.step, m.means, m.rule,
					count(*) as acts, count(m.rule_id) as automatic,
					count(*) filter (where m.review = 'reverted') as taken_back, count(o.moderation_id) as objections,
					count(*) filter (where o.upheld) as upheld, count(*) filter (where not o.upheld) as rejected
				from dialogue_moderation m left join dialogue_objection o on o.moderation_id = m.id
				where m.decided_at >= ${since} and ${world}
				group by 1, 2, 3, 4, 5 order by 1 desc, 2, 3, 5 limit ${MOST}`.execute(dialogue(tx)),
		);
		return rows.map(({ acts, automatic, taken_back: takenBack, objections, upheld, rejected, ...line }) => ({
			...line,
			...{
				acts: Number(acts),
				automatic: Number(automatic),
				takenBack: Number(takenBack),
				objections: Number(objections),
				upheld: Number(upheld),
				rejected: Number(rejected),
			},
		}));
	};
