import { createHash } from 'node:crypto';

import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';

const MARK = '/* planned once */ ';

/**
 * Put before a statement that is asked again and again and is dear to plan: each connection parses and plans it once. It must
 * name its columns, for a plan does not outlive a change of what it answers.
 */
export const plannedOnce: RawBuilder<unknown> = sql.raw(MARK);

type Ask = (statement: string | pg.QueryConfig, values?: unknown[], told?: unknown) => Promise<pg.QueryResult>;

/** Makes a connection keep the plans of statements marked so. */
export const keepPlans = (client: pg.Client): void => {
	const ask = client.query.bind(client) as Ask;
	const asked: Ask = (statement, values, told) =>
		typeof statement === 'string' && statement.startsWith(MARK)
			? ask({ name: nameOf(statement), text: statement, values: values ?? [] }, undefined, told)
			: ask(statement, values, told);
	client.query = asked as typeof client.query;
};

const names = new Map<string, string>();

const nameOf = (statement: string): string => {
	const known = names.get(statement);
	if (known !== undefined) return known;
	const name = createHash('sha256').update(statement).digest('hex').slice(0, 32);
	names.set(statement, name);
	return name;
};
