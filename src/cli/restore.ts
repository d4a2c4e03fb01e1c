import { join, resolve } from 'node:path';

import { restoreBackup } from '#platform/db/backup/restore.ts';
import { writableAddress } from '#platform/db/route.ts';
import { openFiles } from '#platform/files/place.ts';
import { createLog } from '#platform/log.ts';

import { allMigrations } from '../migrations.ts';
import { type Command, onlyPositional, readCall } from './command.ts';
import { Misuse } from './terminal.ts';

const USAGE = 'amtsfunk restore BACKUP --data NEW-FOLDER [--key-file KEY]';

/** `amtsfunk restore BACKUP --data DIR [--key-file KEY]` */
export const restore: Command = async (argv, terminal) => {
	const call = readCall(argv);
	const from = resolve(onlyPositional(call, USAGE));
	if (!argv.some((arg) => arg === '--data' || arg.startsWith('--data=')))
		throw new Misuse({
			de: `Sagen Sie, in welchen neuen Ordner: ${USAGE}`,
			en: `Say into which new folder: ${USAGE}`,
		});
	const { data, keyFile, databaseUrl, files, logLevel } = call.config;
	const apart = keyFile === join(data, 'key') ? undefined : keyFile;
	const { manifest, hasKey } = await restoreBackup({
		from,
		data,
		databaseUrl: databaseUrl && (await writableAddress(databaseUrl)),
		files: files === 'disk' ? undefined : await openFiles(files, data),
		keyFile: apart,
		migrations: allMigrations,
		log: createLog(logLevel),
	});
	terminal.complain({
		de: `Die Sicherung vom ${manifest.madeAt} ist geprüft und liegt in ${data}.`,
		en: `The backup of ${manifest.madeAt} was checked and lies in ${data}.`,
	});
	if (!hasKey)
		terminal.complain({
			de: `Der Schlüssel fehlt noch: Legen Sie Ihre Schlüsseldatei vor dem Start nach ${join(data, 'key')}.`,
			en: `The key is still missing: put your key file to ${join(data, 'key')} before you start.`,
		});
	if (manifest.files === undefined)
		terminal.complain({
			de: `Diese Sicherung enthält nur die Datenbank: Kopieren Sie den Ordner "files" aus dem alten Datenordner nach ${data}.`,
			en: `This backup holds the database only: copy the folder "files" from the old data folder to ${data}.`,
		});
	terminal.say(data);
	return 0;
};
