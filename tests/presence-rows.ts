import { type RawBuilder, sql } from 'kysely';

const AT = sql`timestamptz '2026-03-02T08:00:00Z' - n * interval '1 minute'`;

/** Fills a table with the rows that a statement makes. */
type Fill = (into: string, select: RawBuilder<unknown>) => Promise<unknown>;

/** A hundred thousand presences, each with a task, and as many looks at two of them. */
export const seedPresences = async (fill: Fill): Promise<void> => {
	await fill(
		'channels_presence (id, unit_id, channel, name, state, shared_below, practice, health, created_at)',
		sql`'p' || lpad(n::text, 8, '0'), 'unit-' || n % 100, 'mastodon', 'Auftritt ' || n, 'live', false, false, 'ill', ${AT}`,
	);
	await fill(
		'channels_look (presence_id, at, outcome, latency)',
		sql`'p' || lpad((n % 2 + 1)::text, 8, '0'), ${AT}, 'well', 'quick'`,
	);
	await fill('channels_task (presence_id, kind, opened_at)', sql`'p' || lpad(n::text, 8, '0'), 'not-well', ${AT}`);
};
