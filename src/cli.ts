import { hindranceOf } from '#platform/db/trouble.ts';

import { backup } from './cli/backup.ts';
import type { Command } from './cli/command.ts';
import { db } from './cli/db.ts';
import { doctor } from './cli/doctor.ts';
import { exportLog } from './cli/export.ts';
import { files } from './cli/files.ts';
import { person } from './cli/person.ts';
import { restore } from './cli/restore.ts';
import { setup } from './cli/setup.ts';
import { Misuse, openTerminal } from './cli/terminal.ts';
import { verify } from './cli/verify.ts';
import { ConfigError } from './config.ts';

const commands: Readonly<Record<string, Command>> = {
	backup,
	db,
	doctor,
	export: exportLog,
	files,
	person,
	restore,
	setup,
	verify,
};

const terminal = openTerminal();

const help = {
	de: `amtsfunk BEFEHL
  backup [--to ORDNER] [--with-key] [--portable]   sichert Datenbank und Dateien
  restore SICHERUNG --data NEUER-ORDNER            stellt eine Sicherung wieder her
  db move --to ADRESSE                             zieht mit der Datenbank auf einen PostgreSQL-Server um
  files move --to disk|s3://...                    kopiert die Dateien an einen anderen Ort
  doctor                                           prüft Maschine, Einstellungen und Datenbank
  setup ANTWORTEN.json                             richtet ohne Fragen ein, was sonst der Assistent fragt
  person rescue MAILADRESSE                        macht einen Link für jemanden, der nicht mehr hineinkommt
  export --to DATEI [--subject KENNUNG]            schreibt die Akte heraus
  verify DATEI [--key SCHLÜSSEL]                   prüft einen solchen Export, ohne Datenbank und Netz
Alle Befehle verstehen die Einstellungen von "npm start" (--data, --key-file, DATABASE_URL ...).`,
	en: `amtsfunk COMMAND
  backup [--to FOLDER] [--with-key] [--portable]   saves database and files
  restore BACKUP --data NEW-FOLDER                 restores a backup
  db move --to ADDRESS                             moves the database to a PostgreSQL server
  files move --to disk|s3://...                    copies the files to another place
  doctor                                           checks machine, settings and database
  setup ANSWERS.json                               sets up without questions what the wizard asks
  person rescue MAIL-ADDRESS                       makes a link for somebody who cannot get in
  export --to FILE [--subject ID]                  writes the record log out
  verify FILE [--key KEY]                          checks such an export, without database and network
All commands understand the settings of "npm start" (--data, --key-file, DATABASE_URL ...).`,
};

/** Runs one command and turns what went wrong into a sentence; only a bug shows a stack. */
const run = async ([name, ...argv]: readonly string[]): Promise<number> => {
	const command = name === undefined ? undefined : commands[name];
	if (command === undefined) {
		terminal.complain(help);
		return name === undefined || name === 'help' || name === '--help' ? 0 : 2;
	}
	try {
		return await command(argv, terminal);
	} catch (thrown) {
		if (thrown instanceof Misuse) terminal.complain(thrown.sentence);
		else terminal.complain(sentenceOf(thrown));
		return 2;
	}
};

/** Throws what nobody outside can mend: a bug, which shows its stack. */
const sentenceOf = (thrown: unknown): string => {
	const sentence = thrown instanceof ConfigError ? thrown.message : hindranceOf(thrown);
	if (sentence === undefined) throw thrown;
	return sentence;
};

process.exit(await run(process.argv.slice(2)));
