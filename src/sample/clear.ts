import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { type Kysely, sql } from 'kysely';
import { Hindrance } from '#platform/db/embedded/hindrance.ts';
import { openEngine } from '#platform/db/engine.ts';

interface Place {
	readonly databaseUrl: string;
	readonly data: string;
}

interface Mark {
	readonly sample: 'building' | 'ready' | null;
	readonly since: Date | null;
	readonly peopled: boolean;
}

/**
 * Removes every row and file of the sample city; the key stays. The office must be closed. Throws a `Hindrance` where real
 * people work. The files go first: as long as the database says that this is a sample, clearing can begin again.
 */
export const clearSample = async ({ databaseUrl, data }: Place): Promise<void> => {
	const { engine, close } = openEngine(databaseUrl, { max: 2, statementTimeoutMs: 0 });
	try {
		const { sample, since, peopled } = await readMark(engine);
		if (sample === null && peopled)
			throw new Hindrance('This installation is not the sample city: nothing was removed.');
		for (const folder of ['files', 'practice']) await rm(join(data, folder), { recursive: true, force: true });
		if (since !== null) await removeBackups(join(data, 'backups'), since);
		await engine.transaction().execute(dropAll);
	} finally {
		await close();
	}
};

const readMark = async (engine: Kysely<unknown>): Promise<Mark> => {
	const { rows } = await sql<Mark>`select
		(select sample from people_setup) as sample,
		(select sample_since from people_setup) as since,
		exists(select from people_person) as peopled`.execute(engine);
	return rows[0] ?? { sample: null, since: null, peopled: true };
};

/** Backups from before the sample hold something else and stay. */
const removeBackups = async (folder: string, since: Date): Promise<void> => {
	const names = await readdir(folder).catch(() => []);
	for (const name of names)
		if ((await stat(join(folder, name))).mtime >= since) await rm(join(folder, name), { recursive: true, force: true });
};

/** Everything but the extensions, which the office may not be allowed to create again. */
const dropAll = async (tx: Kysely<unknown>): Promise<void> => {
	const { rows } = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name from pg_tables
		where schemaname in ('public', 'auth')`.execute(tx);
	if (rows.length > 0) await sql.raw(`drop table ${rows.map(({ name }) => name).join(', ')} cascade`).execute(tx);
	await sql`drop schema if exists auth cascade`.execute(tx);
};
