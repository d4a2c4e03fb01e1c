import { accessSync, constants, existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { networkFileSystem } from '#platform/db/embedded/folder.ts';

import type { Config } from '../../config.ts';
import { bad, type Finding, good, look } from './finding.ts';

const MEGABYTE = 1e6;
const ENOUGH_SPACE = 2000 * MEGABYTE;
const LEAST_SPACE = 300 * MEGABYTE;
const OLDEST_BACKUP_DAYS = 7;

/** What can be told about the machine without opening anything. */
export const machineFindings = (config: Config, now: number): readonly Finding[] => [
	node(),
	...dataFolder(config),
	...key(config),
	...origin(config),
	clock(now),
	...backups(config, now),
];

const node = (): Finding => {
	const major = Number(process.versions.node.split('.')[0]);
	return major >= 24
		? good(`Node ${process.versions.node}`, `Node ${process.versions.node}`)
		: bad(
				`Node ${process.versions.node} ist zu alt. Installieren Sie Node 24.`,
				`Node ${process.versions.node} is too old. Install Node 24.`,
			);
};

const dataFolder = ({ data }: Config): readonly Finding[] => {
	if (!existsSync(data))
		return [
			look(
				`Der Datenordner ${data} ist noch nicht da; der erste Start legt ihn an.`,
				`The data folder ${data} is not there yet; the first start makes it.`,
			),
		];
	const network = networkFileSystem(data);
	return [
		isWritable(data) ? openness(data) : notWritable(data),
		...(network ? [onNetwork(data, network)] : []),
		space(data),
	];
};

const isWritable = (folder: string): boolean => {
	try {
		accessSync(folder, constants.W_OK | constants.X_OK);
		return true;
	} catch {
		return false;
	}
};

const notWritable = (data: string): Finding =>
	bad(
		`In den Datenordner ${data} darf dieses Konto nicht schreiben. Starten Sie mit dem Konto, dem er gehört.`,
		`This account may not write to the data folder ${data}. Use the account that owns it.`,
	);

const openness = (data: string): Finding =>
	(statSync(data).mode & 0o066) === 0
		? good(`Datenordner ${data}`, `Data folder ${data}`)
		: look(
				`Andere Konten dürfen in den Datenordner ${data} sehen. Schließen Sie ihn: chmod go-rw ${data}`,
				`Other accounts may look into the data folder ${data}. Close it: chmod go-rw ${data}`,
			);

const onNetwork = (data: string, kind: string): Finding =>
	bad(
		`${data} liegt auf einem Netzlaufwerk (${kind}); dort kann eine Datenbank Daten verlieren. Nehmen Sie einen lokalen Ordner oder DATABASE_URL.`,
		`${data} lies on a network file system (${kind}), where a database can lose data. Use a local folder or DATABASE_URL.`,
	);

const space = (data: string): Finding => {
	const { bavail, bsize } = statfsSync(data);
	const free = bavail * bsize;
	const shown = `${Math.floor(free / MEGABYTE)} MB`;
	if (free >= ENOUGH_SPACE) return good(`Freier Platz: ${shown}`, `Free space: ${shown}`);
	const words = [
		`Nur noch ${shown} frei. Schaffen Sie Platz oder vergrößern Sie den Datenträger.`,
		`Only ${shown} left. Free some space or enlarge the disk.`,
	] as const;
	return free < LEAST_SPACE ? bad(...words) : look(...words);
};

const key = ({ keyFile, data }: Config): readonly Finding[] => {
	if (!existsSync(keyFile))
		return existsSync(join(data, 'database'))
			? [
					bad(
						`Die Schlüsseldatei ${keyFile} fehlt. Legen Sie Ihre Kopie dorthin zurück; ein neuer Schlüssel öffnet das Gespeicherte nicht.`,
						`The key file ${keyFile} is missing. Put your copy back; a new key does not open what is stored.`,
					),
				]
			: [];
	if ((statSync(keyFile).mode & 0o077) !== 0)
		return [
			bad(
				`Andere Konten dürfen die Schlüsseldatei lesen: chmod 600 ${keyFile}`,
				`Other accounts may read the key file: chmod 600 ${keyFile}`,
			),
		];
	return Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64').length === 32
		? [good(`Schlüsseldatei ${keyFile}`, `Key file ${keyFile}`)]
		: [
				bad(
					`${keyFile} enthält keinen Schlüssel (32 Byte in Base64). Legen Sie Ihre Kopie dorthin zurück.`,
					`${keyFile} holds no key (32 bytes in base64). Put your copy back.`,
				),
			];
};

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const origin = (config: Config): readonly Finding[] => {
	const url = new URL(config.origin);
	if (url.pathname !== '/' || url.search !== '')
		return [
			bad(
				`Die öffentliche Adresse ${config.origin} darf keinen Pfad haben (--origin https://presse.musterstadt.de).`,
				`The public address ${config.origin} must not have a path (--origin https://press.example.org).`,
			),
		];
	if (LOOPBACK.test(url.hostname))
		return [
			look(
				`Die öffentliche Adresse ist ${config.origin}: nur zum Ausprobieren auf dieser Maschine. Für den Betrieb: --origin https://...`,
				`The public address is ${config.origin}: for trying things on this machine only. To go public: --origin https://...`,
			),
		];
	return url.protocol === 'https:'
		? [good(`Öffentliche Adresse ${config.origin}`, `Public address ${config.origin}`)]
		: [
				bad(
					`${config.origin} ist unverschlüsselt. Öffentlich geht es nur mit https (siehe docs/operations).`,
					`${config.origin} is not encrypted. In public only https will do (see docs/operations).`,
				),
			];
};

/** No machine that can run this program shows an earlier year, unless its clock was never set. */
const EARLIEST = Date.UTC(2026, 0, 1);

const clock = (now: number): Finding => {
	const shown = `${new Date(now).toISOString()} (${Intl.DateTimeFormat().resolvedOptions().timeZone})`;
	return now >= EARLIEST
		? good(`Uhr: ${shown}`, `Clock: ${shown}`)
		: bad(
				`Die Uhr zeigt ${shown}. Stellen Sie sie und schalten Sie die Zeitsynchronisation ein (timedatectl set-ntp true).`,
				`The clock shows ${shown}. Set it and switch on time synchronisation (timedatectl set-ntp true).`,
			);
};

const backups = ({ data }: Config, now: number): readonly Finding[] => {
	if (!existsSync(join(data, 'database'))) return [];
	const folder = join(data, 'backups');
	const made = existsSync(folder)
		? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'manifest.json')))
		: [];
	const newest = Math.max(0, ...made.map((name) => statSync(join(folder, name, 'manifest.json')).mtimeMs));
	const ageDays = (now - newest) / 86_400_000;
	if (ageDays <= OLDEST_BACKUP_DAYS)
		return [
			good(
				`Letzte Sicherung hier: vor ${Math.floor(ageDays)} Tagen`,
				`Last backup here: ${Math.floor(ageDays)} days ago`,
			),
		];
	return [
		look(
			`In ${folder} liegt keine Sicherung der letzten sieben Tage. Sichern Sie mit: amtsfunk backup --to ORDNER`,
			`${folder} holds no backup of the last seven days. Save with: amtsfunk backup --to FOLDER`,
		),
	];
};
