import { type Kysely, sql } from 'kysely';

interface PlanNode {
	readonly 'Node Type': string;
	readonly 'Actual Rows': number;
	readonly 'Actual Loops': number;
	readonly 'Rows Removed by Filter'?: number;
	readonly Plans?: readonly PlanNode[];
}

/** How many rows the database read for a statement: what a page costs must not grow with the list. */
export const rowsRead = async (engine: Kysely<unknown>, query: string): Promise<number> => {
	const { rows } = await sql<{
		'QUERY PLAN': [{ Plan: PlanNode }];
	}>`explain (analyze, format json) ${sql.raw(query)}`.execute(engine);
	return walk(rows[0]?.['QUERY PLAN'][0].Plan);
};

const walk = (node: PlanNode | undefined): number => {
	if (node === undefined) return 0;
	const own = node['Node Type'].includes('Scan') ? node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) : 0;
	return own * node['Actual Loops'] + (node.Plans ?? []).reduce((sum, one) => sum + walk(one), 0);
};
