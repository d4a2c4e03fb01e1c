import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { system } from '#kernel/permission.ts';
import { verifyExport } from '#modules/records/verify.ts';
import { moveDatabase } from '#platform/db/backup/move.ts';
import { addressesOf, writableAddress } from '#platform/db/route.ts';

import type { Config } from '../config.ts';
import { allMigrations } from '../migrations.ts';
import { type Called, type Command, readCall } from './command.ts';
import { withDatabase, withOffice } from './premises.ts';
import { Misuse, type Terminal } from './terminal.ts';

const USAGE = 'amtsfunk db move --to postgres://USER:PASSWORD@HOST/DATABASE';

/** `amtsfunk db move --to URL`: from our own PostgreSQL to a server of the operator's. */
export const db: Command = async (argv, terminal) => {
	const call = readCall(argv, { to: { type: 'string' } });
	const to = await writableAddress(targetOf(call));
	const { config } = call;
	if (config.databaseUrl !== undefined)
		throw new Misuse({
			de: 'DATABASE_URL ist gesetzt: Diese Installation arbeitet schon auf einem Server. Zwischen Servern zieht pg_dump um.',
			en: 'DATABASE_URL is set: this installation works on a server already. Between servers, use pg_dump.',
		});
	await withDatabase(config, (premises) =>
		moveDatabase(premises, {
			to,
			migrations: allMigrations,
			tell: (step, tables, rows) => terminal.complain(words(step, tables, rows)),
			inspect: () => verifyLog({ ...config, databaseUrl: to }, terminal),
		}),
	);
	terminal.complain({
		de: 'Umgezogen. Starten Sie ab jetzt mit DATABASE_URL auf den neuen Server; der Datenordner bleibt für Dateien, Schlüssel und Sicherungen. Die alten Zeilen liegen unberührt in "database", bis Sie den Ordner löschen.',
		en: 'Moved. From now on start with DATABASE_URL on the new server; the data folder stays for files, key and backups. The old rows lie untouched in "database" until you delete the folder.',
	});
	return 0;
};

const targetOf = ({ positionals, text }: Called): string => {
	const to = text('to');
	if (
		positionals.join() !== 'move' ||
		to === undefined ||
		!/^postgres(ql)?:\/\//.test(to) ||
		!addressesOf(to).every((one) => URL.canParse(one))
	)
		throw new Misuse({ de: `Aufruf: ${USAGE}`, en: `Usage: ${USAGE}` });
	return to;
};

const words = (step: 'saved' | 'loaded' | 'compared', tables: number, rows: number) => {
	const [de, en] = {
		saved: ['gelesen', 'read'],
		loaded: ['geschrieben', 'written'],
		compared: ['verglichen, alle gleich', 'compared, all equal'],
	}[step];
	return { de: `${rows} Zeilen in ${tables} Tabellen ${de}.`, en: `${rows} rows in ${tables} tables ${en}.` };
};

/** The record log is written out of the new database and verified like any export. An empty log has nothing to verify. */
const verifyLog = async (config: Config, terminal: Terminal): Promise<void> => {
	const file = join(config.data, `.log-after-move-${process.pid}`);
	try {
		const written = await withOffice(config, ({ records }) =>
			records.exportRecords(system('command-line'), { to: file, subject: undefined }),
		);
		if (!written.ok) return terminal.complain({ de: 'Die Akte ist noch leer.', en: 'The record log is still empty.' });
		const report = await verifyExport(file, {});
		if (!report.ok) throw new Error('the record log does not verify in the new database; the old one is untouched');
		terminal.complain({
			de: `Die Akte ist in Ordnung: ${report.entries} Einträge, ${report.checkpoints} Prüfstempel.`,
			en: `The record log is in order: ${report.entries} entries, ${report.checkpoints} checkpoints.`,
		});
	} finally {
		await rm(file, { force: true });
	}
};
