import { execFile, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';

import pg from 'pg';
import { ownFolder } from '../embedded/folder.ts';
import { Hindrance } from '../embedded/hindrance.ts';
import type { Embedded } from '../embedded.ts';
import { type Part, writePart } from './parts.ts';

const ARCHIVE = 'database.tar.gz';

/** Copies the running cluster as it is at one moment, without holding anybody up. The server writes the copy, we pack and hash it. */
export const takePhysical = async ({ adminUrl, cluster }: Embedded, folder: string): Promise<Part> => {
	const gate = join(cluster.home, 'backup');
	const place = join(gate, String(process.pid));
	ownFolder(gate, cluster.account);
	await rm(place, { recursive: true, force: true });
	const url = new URL(adminUrl);
	url.searchParams.set('replication', 'true');
	const client = new pg.Client({ connectionString: url.href });
	client.on('error', () => undefined);
	await client.connect();
	try {
		await client.query(
			`BASE_BACKUP (LABEL 'amtsfunk', TARGET 'server', TARGET_DETAIL ${client.escapeLiteral(place)}, CHECKPOINT 'fast', WAL true, MANIFEST 'no')`,
		);
		return await writePart(folder, ARCHIVE, { source: createReadStream(join(place, 'base.tar')), pack: true });
	} finally {
		await client.end().catch(() => undefined);
		await rm(place, { recursive: true, force: true });
	}
};

/** Lays the copied cluster down in `data`, owned by whoever unpacks it: the supervisor hands it to the database account. */
export const layPhysical = async (folder: string, data: string): Promise<void> => {
	await mkdir(data, { recursive: true, mode: 0o700 });
	const tar = spawn('tar', ['--extract', '--no-same-owner', '--file=-', '--directory', data], {
		stdio: ['pipe', 'ignore', 'pipe'],
	});
	let complaint = '';
	tar.stderr.setEncoding('utf8').on('data', (text: string) => {
		complaint += text;
	});
	const ended = new Promise<number | null>((resolve, reject) => {
		tar.once('error', () => reject(new Hindrance('The program "tar" is missing. Install it and start again.')));
		tar.once('exit', resolve);
	});
	const fed = pipeline(createReadStream(join(folder, ARCHIVE)), createGunzip(), tar.stdin).catch(() => undefined);
	const code = await ended;
	await fed;
	if (code !== 0) throw new Error(`the database could not be unpacked: ${complaint.slice(0, 500)}`);
	await promisify(execFile)('chmod', ['-R', 'u=rwX,go=', data]);
};
