import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TestProject } from 'vitest/node';

import { startEmbedded } from '#platform/db/embedded.ts';
import { openEngine } from '#platform/db/engine.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createLog } from '#platform/log.ts';

import { allMigrations } from '../src/migrations.ts';

declare module 'vitest' {
	interface ProvidedContext {
		cluster: { readonly adminUrl: string; readonly url: string; readonly template: string };
	}
}

const PREFIX = 'amtsfunk-test-';

/** Starts one throw-away cluster for the whole run and migrates its template once; every test file copies it. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
	removeLeftovers();
	const home = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
	// The whole suite on another PostgreSQL: AMTSFUNK_TEST_POSTGRES=/usr/lib/postgresql/15 npm test
	const native = process.env['AMTSFUNK_TEST_POSTGRES'];
	const options = { home, log: createLog('warn'), throwAway: true };
	const embedded = await startEmbedded(native ? { ...options, native } : options);
	const { engine, close } = openEngine(embedded.url, { max: 2, statementTimeoutMs: 0 });
	await migrate(engine, allMigrations);
	await close();
	project.provide('cluster', { adminUrl: embedded.adminUrl, url: embedded.url, template: 'amtsfunk' });
	return async () => {
		await embedded.close();
		rmSync(home, { recursive: true, force: true });
	};
};

/** A run that was killed leaves its folder behind. */
const removeLeftovers = (): void => {
	for (const name of readdirSync(tmpdir())) {
		const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
		if (pid && !existsSync(`/proc/${pid}`)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
	}
};
