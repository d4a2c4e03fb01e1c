import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

/** Steps of one module, named `<module>-<nnn>`; each goes forward only. */
export type Migrations = Readonly<Record<string, Migration>>;

/** Brings the schema up to date under Kysely's lock. `beforeChange` runs first when there is anything to do. */
export const migrate = async (
	engine: Kysely<unknown>,
	migrations: Migrations,
	beforeChange: () => Promise<void> = async () => undefined,
): Promise<readonly string[]> => {
	const migrator = new Migrator({
		db: engine,
		provider: { getMigrations: async () => ({ ...migrations }) },
		allowUnorderedMigrations: true,
		migrationTableName: 'platform_migration',
		migrationLockTableName: 'platform_migration_lock',
	});
	const pending = (await migrator.getMigrations()).filter(({ executedAt }) => executedAt === undefined);
	if (pending.length === 0) return [];
	await beforeChange();
	const { error, results } = await migrator.migrateToLatest();
	if (error)
		throw new Error(`migration ${results?.find(({ status }) => status === 'Error')?.migrationName} failed`, {
			cause: error,
		});
	return (results ?? []).map(({ migrationName }) => migrationName);
};
