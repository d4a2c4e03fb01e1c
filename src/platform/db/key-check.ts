import { type Kysely, sql } from 'kysely';

import type { Sealer } from '../crypto/sealer.ts';

const PURPOSE = 'platform.key-check';

/** Whether what this database holds was sealed with this key; the first key that asks is the one. */
export const isRightKey = async (engine: Kysely<unknown>, sealer: Sealer): Promise<boolean> => {
	const mark = sealer.fingerprint(PURPOSE, 'mark');
	const known = await readMark(engine);
	if (known !== undefined) return known === mark;
	await sql`insert into platform_key (mark) values (${mark}) on conflict do nothing`.execute(engine);
	return (await readMark(engine)) === mark;
};

const readMark = async (engine: Kysely<unknown>): Promise<string | undefined> =>
	(await sql<{ mark: string }>`select mark from platform_key`.execute(engine)).rows[0]?.mark;
