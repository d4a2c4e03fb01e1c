import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

import { partsOf, readManifest } from '#platform/db/backup/manifest.ts';
import { takeBackup } from '#platform/db/backup/take.ts';

import { type Command, readCall } from './command.ts';
import { withDatabase } from './premises.ts';
import { Misuse } from './terminal.ts';

/** `amtsfunk backup [--to DIR] [--with-key] [--portable]` */
export const backup: Command = async (argv, terminal) => {
	const call = readCall(argv, {
		to: { type: 'string' },
		'with-key': { type: 'boolean' },
		portable: { type: 'boolean' },
	});
	const { config } = call;
	const to = call.text('to');
	const withKey = call.isSet('with-key');
	if (withKey && !existsSync(config.keyFile))
		throw new Misuse({
			de: `Es gibt keine Schlüsseldatei ${config.keyFile}.`,
			en: `There is no key file ${config.keyFile}.`,
		});
	const folder = await withDatabase(config, (premises) =>
		takeBackup(premises, {
			...(to === undefined ? {} : { to: resolve(to) }),
			withKey,
			portable: call.isSet('portable'),
		}),
	);
	const manifest = await readManifest(folder);
	const parts = partsOf(manifest);
	const megabytes = Math.ceil(parts.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6);
	terminal.complain({
		de: `Gesichert: Datenbank und ${parts.filter(({ path }) => path.startsWith('files')).length} Dateien, ${megabytes} MB.`,
		en: `Saved: database and ${parts.filter(({ path }) => path.startsWith('files')).length} files, ${megabytes} MB.`,
	});
	for (const hash of manifest.damaged ?? [])
		terminal.complain({
			de: `Die Datei ${hash} ist beschädigt oder fehlt und ist nicht in der Sicherung. Holen Sie sie aus einer älteren.`,
			en: `The file ${hash} is damaged or missing and is not in the backup. Fetch it from an older one.`,
		});
	if (!withKey)
		terminal.complain({
			de: `Die Schlüsseldatei ${config.keyFile} ist nicht dabei. Bewahren Sie eine Kopie getrennt auf: Ohne sie lassen sich gespeicherte Zugänge und Akteninhalte nicht öffnen. (--with-key nimmt sie mit.)`,
			en: `The key file ${config.keyFile} is not in it. Keep a copy apart: without it stored credentials and records cannot be opened. (--with-key takes it along.)`,
		});
	else
		terminal.complain({
			de: 'Der Schlüssel ist dabei: Wer diese Sicherung hat, kann alles lesen.',
			en: 'The key is in it: whoever has this backup can read everything.',
		});
	if (to === undefined || isSameDisk(config.data, folder))
		terminal.complain({
			de: 'Die Sicherung liegt auf demselben Datenträger wie die Daten. Kopieren Sie sie auf ein anderes Gerät.',
			en: 'The backup lies on the same disk as the data. Copy it to another machine.',
		});
	terminal.say(folder);
	return 0;
};

const isSameDisk = (a: string, b: string): boolean => statSync(a).dev === statSync(b).dev;
