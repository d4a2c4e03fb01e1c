import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

import { ensureExtensions } from './extensions.ts';

/** Steps of one module, named `<module>-<nnn>`; each goes forward only. */
export type Migrations = Readonly<Record<string, Migration>>;

/** All steps of several lists. Throws where two bear one name: one of them would never run. */
export const joined = (...lists: readonly Migrations[]): Migrations => {
	const steps = lists.flatMap((list) => Object.entries(list));
	const all = Object.fromEntries(steps);
	if (Object.keys(all).length < steps.length) {
		const names = steps.map(([name]) => name);
		throw new Error(
			`two schema changes bear one name: ${names.filter((name, at) => names.indexOf(name) < at).join(', ')}`,
		);
	}
	return all;
};

/** Brings the schema up to date under Kysely's lock. `beforeChange` runs first when the schema of an existing database is about to change. */
export const migrate = async (
	engine: Kysely<unknown>,
	migrations: Migrations,
	beforeChange: () => Promise<void> = async () => undefined,
): Promise<readonly string[]> => {
	const migrator = new Migrator({
		db: engine,
		provider: { getMigrations: async () => mapped(migrations) },
		allowUnorderedMigrations: true,
		migrationTableName: 'platform_migration',
		migrationLockTableName: 'platform_migration_lock',
	});
	const known = await migrator.getMigrations();
	const pending = known.filter(({ executedAt }) => executedAt === undefined);
	if (pending.length === 0) return [];
	if (pending.length < known.length) await beforeChange();
	await ensureExtensions(engine);
	const { error, results } = await migrator.migrateToLatest();
	if (error)
		throw new Error(`migration ${results?.find(({ status }) => status === 'Error')?.migrationName} failed`, {
			cause: error,
		});
	return (results ?? []).map(({ migrationName }) => migrationName);
};

/** A step over a large table takes as long as it takes; the office's limit for one statement is not meant for it. */
const mapped = (migrations: Migrations): Record<string, Migration> =>
	Object.fromEntries(
		Object.entries(migrations).map(([name, { up }]) => [
			name,
			{
				async up(db) {
					await sql`set local statement_timeout = 0`.execute(db);
					await up(db);
				},
			},
		]),
	);
