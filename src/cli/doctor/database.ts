import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { sql } from 'kysely';

import { createSealer, loadKey } from '#platform/crypto/sealer.ts';
import { createDatabase } from '#platform/db/database.ts';
import { Hindrance } from '#platform/db/embedded.ts';
import { type Engine, openEngine } from '#platform/db/engine.ts';
import { isRightKey } from '#platform/db/key-check.ts';
import { readServer } from '#platform/mail/server-settings.ts';

import type { Config } from '../../config.ts';
import { allMigrations } from '../../migrations.ts';
import { withDatabase } from '../premises.ts';
import { bad, type Finding, good, look } from './finding.ts';
import { mailFinding } from './mail.ts';

const OLDEST = 15;
const NEWEST = 18;
const CLOCK_SKEW_MS = 2000;

/** Opens the database and looks whether the office could work with it. */
export const databaseFindings = async (config: Config): Promise<readonly Finding[]> => {
	if (config.databaseUrl === undefined && !existsSync(join(config.data, 'database')))
		return [look('Noch keine Datenbank; der erste Start legt sie an.', 'No database yet; the first start makes it.')];
	try {
		return await withDatabase(config, async ({ url, clock }) => {
			const engine = openEngine(url, { max: 2 });
			try {
				return await inside(engine, config, clock.now());
			} finally {
				await engine.close();
			}
		});
	} catch (thrown) {
		return [unreachable(config, thrown)];
	}
};

const unreachable = ({ databaseUrl }: Config, thrown: unknown): Finding => {
	const reason = thrown instanceof Error ? thrown.message : String(thrown);
	if (thrown instanceof Hindrance) return bad(reason, reason);
	return databaseUrl === undefined
		? bad(`Die Datenbank startet nicht: ${reason}`, `The database does not start: ${reason}`)
		: bad(
				`Die Datenbank in DATABASE_URL antwortet nicht: ${reason}. Prüfen Sie Adresse, Kennwort und Netz.`,
				`The database in DATABASE_URL does not answer: ${reason}. Check address, password and network.`,
			);
};

const inside = async (opened: Engine, config: Config, now: number): Promise<readonly Finding[]> => {
	const { engine } = opened;
	const { rows } = await sql<{ version: string; number: number; encoding: string; now: Date; migrated: boolean }>`
		select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
			current_setting('server_encoding') as encoding, clock_timestamp() as now,
			to_regclass('platform_migration') is not null as migrated`.execute(engine);
	const [row] = rows;
	if (row === undefined) throw new Error('the database gave no answer');
	const findings = [version(row), encoding(row.encoding), ...skew(row.now.getTime() - now)];
	if (!row.migrated) return [...findings, look('Die Datenbank ist leer.', 'The database is empty.')];
	return [...findings, await pending(opened), ...(await keyAndMail(opened, config))];
};

const version = ({ version: shown, number }: { readonly version: string; readonly number: number }): Finding => {
	const major = Math.floor(number / 10_000);
	return major >= OLDEST && major <= NEWEST
		? good(`PostgreSQL ${shown}`, `PostgreSQL ${shown}`)
		: bad(
				`PostgreSQL ${shown} ist hier nicht erprobt; nehmen Sie ${OLDEST} bis ${NEWEST}.`,
				`PostgreSQL ${shown} was not tried here; use ${OLDEST} to ${NEWEST}.`,
			);
};

const encoding = (found: string): Finding =>
	found === 'UTF8'
		? good('Zeichensatz UTF-8', 'Encoding UTF-8')
		: bad(
				`Die Datenbank speichert ${found} statt UTF-8. Legen Sie sie neu an: create database ... encoding 'UTF8'`,
				`The database stores ${found} instead of UTF-8. Create it anew: create database ... encoding 'UTF8'`,
			);

const skew = (ms: number): readonly Finding[] =>
	Math.abs(ms) < CLOCK_SKEW_MS
		? []
		: [
				bad(
					`Die Uhr der Datenbank geht um ${Math.round(ms / 1000)} s anders als diese. Schalten Sie auf beiden die Zeitsynchronisation ein.`,
					`The database's clock differs from this one by ${Math.round(ms / 1000)} s. Switch on time synchronisation on both.`,
				),
			];

const pending = async ({ engine }: Engine): Promise<Finding> => {
	const { rows } = await sql<{ name: string }>`select name from platform_migration`.execute(engine);
	const done = new Set(rows.map(({ name }) => name));
	const waiting = Object.keys(allMigrations).filter((name) => !done.has(name));
	const unknown = [...done].filter((name) => allMigrations[name] === undefined);
	if (unknown.length > 0)
		return bad(
			`Diese Datenbank hat schon ein neueres Amtsfunk benutzt (${unknown[0]}). Spielen Sie die neuere Fassung ein.`,
			`A newer Amtsfunk has used this database already (${unknown[0]}). Install the newer version.`,
		);
	return waiting.length === 0
		? good('Datenbankschema auf dem Stand', 'Database schema up to date')
		: look(
				`${waiting.length} Schemaänderungen stehen an; der nächste Start sichert die Datenbank und führt sie aus.`,
				`${waiting.length} schema changes are waiting; the next start saves the database and makes them.`,
			);
};

const keyAndMail = async (opened: Engine, { keyFile }: Config): Promise<readonly Finding[]> => {
	if (!existsSync(keyFile)) return [];
	const sealer = createSealer(loadKey(keyFile));
	if (!(await isRightKey(opened.engine, sealer)))
		return [
			bad(
				`${keyFile} ist nicht der Schlüssel dieser Datenbank. Legen Sie die richtige Kopie dorthin.`,
				`${keyFile} is not the key of this database. Put the right copy there.`,
			),
		];
	const server = await createDatabase(opened).read('mail server', (tx) => readServer(tx, sealer));
	return [good('Der Schlüssel passt zur Datenbank', 'The key fits the database'), await mailFinding(server)];
};
