import { type Kysely, sql } from 'kysely';

import { Hindrance } from './embedded/hindrance.ts';

/** What the schema rests on; both ship with every PostgreSQL and are `trusted`: the owner of a database may create them. */
const NEEDED = ['pg_trgm', 'unaccent'] as const;

/** Creates the extensions the schema needs, or says what the administrator of the server has to run. */
export const ensureExtensions = async (engine: Kysely<unknown>): Promise<void> => {
	try {
		await engine.transaction().execute(async (tx) => {
			// NOTE: `if not exists` does not hold for two processes at once.
			await sql`select pg_advisory_xact_lock(4712)`.execute(tx);
			for (const name of NEEDED) await sql`create extension if not exists ${sql.id(name)}`.execute(tx);
		});
	} catch (thrown) {
		const { code } = thrown as { code?: string };
		// SPEC: PostgreSQL, appendix A: insufficient_privilege, feature_not_supported, undefined_file.
		if (code !== '42501' && code !== '0A000' && code !== '58P01') throw thrown;
		throw new Hindrance(
			`The database lacks the extensions ${NEEDED.join(' and ')}. Ask its administrator to run there: ${NEEDED.map((name) => `create extension ${name};`).join(' ')} (on Debian they come with postgresql-contrib).`,
		);
	}
};
