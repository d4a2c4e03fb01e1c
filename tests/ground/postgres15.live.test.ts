import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { startEmbedded } from '#platform/db/embedded.ts';
import { openEngine } from '#platform/db/engine.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createLog } from '#platform/log.ts';

import { allMigrations } from '../../src/migrations.ts';
import { ask } from './processes.ts';

const DEBIAN = '/usr/lib/postgresql/15';

test.runIf(existsSync(join(DEBIAN, 'bin', 'initdb')))(
	'every step of the schema runs on PostgreSQL 15, the oldest we promise',
	async () => {
		const home = mkdtempSync(join(tmpdir(), 'amtsfunk-pg15-'));
		const embedded = await startEmbedded({ home, log: createLog('silent'), native: DEBIAN, throwAway: true });
		const { engine, close } = openEngine(embedded.url, { max: 2 });
		expect(embedded.version).toMatch(/^15\./);
		expect((await migrate(engine, allMigrations)).length).toBe(Object.keys(allMigrations).length);
		expect(
			await ask(
				embedded.url,
				"select to_tsvector('german', 'Schlaglöcher') @@ to_tsquery('german', 'Schlagloch') as found",
			),
		).toEqual([{ found: true }]);
		await close();
		await embedded.close();
		rmSync(home, { recursive: true, force: true });
	},
);
