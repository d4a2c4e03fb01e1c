import { spawn } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as ask, createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';
import { FilesAway } from '#platform/files/away.ts';
import { moveFiles } from '#platform/files/move.ts';
import { readFilesPlace } from '#platform/files/place.ts';
import { type Bucket, s3Files } from '#platform/files/s3.ts';
import { diskFiles } from '#platform/files.ts';

const REGION = 'eu-central-1';
const key = { keyId: 'S3RVER', secret: 'S3RVER' };
const folder = mkdtempSync(join(tmpdir(), 'amtsfunk-s3-'));
const s3 = spawn(
	process.execPath,
	['--openssl-legacy-provider', join(import.meta.dirname, 's3-store.ts'), join(folder, 'store')],
	{ stdio: ['ignore', 'pipe', 'inherit'] },
);
const hex = (value: string | Buffer): string => createHash('sha256').update(value).digest('hex');
const hmac = (secret: string | Buffer, text: string): Buffer => createHmac('sha256', secret).update(text).digest();

/** SPEC: AWS Signature Version 4, computed from the request as it arrived; nothing of the sender's code is used. */
const signatureOf = (request: IncomingMessage, secret: string): string => {
	const [, scope = '', names = ''] =
		/Credential=[^/]+\/([^,]+), ?SignedHeaders=([^,]+)/.exec(request.headers.authorization ?? '') ?? [];
	const url = new URL(request.url ?? '', 'http://x');
	const plain = (text: string) =>
		encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
	const query = [...url.searchParams].map(([name, value]) => `${plain(name)}=${plain(value)}`).sort();
	const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
	const canonical = [
		...[request.method, url.pathname, query.join('&'), headers.join(''), names],
		String(request.headers['x-amz-content-sha256']),
	].join('\n');
	const text = ['AWS4-HMAC-SHA256', String(request.headers['x-amz-date']), scope, hex(canonical)].join('\n');
	const signing = scope
		.split('/')
		.reduce<string | Buffer>((secretSoFar, part) => hmac(secretSoFar, part), `AWS4${secret}`);
	return hmac(signing, text).toString('hex');
};

const seen = { requests: 0, refused: 0 };
let failing = 0;
let store = 0;
/** In front of the real server, which believes every signature: lets pass only what is signed rightly and whose bytes are the signed ones. */
const guard = createServer((request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		seen.requests += 1;
		const body = Buffer.concat(chunks);
		const given = /Signature=([0-9a-f]{64})/.exec(request.headers.authorization ?? '')?.[1];
		const right = given === signatureOf(request, key.secret) && request.headers['x-amz-content-sha256'] === hex(body);
		if (failing > 0) {
			failing -= 1;
			return void response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
		}
		if (!right) {
			seen.refused += 1;
			return void response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
		}
		const { url: path = '', method = 'GET', headers } = request;
		const onward = ask({ host: '127.0.0.1', port: store, path, method, headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 500, answer.headers);
			answer.pipe(response);
		});
		onward.end(body);
	});
});

let bucket: Bucket;
beforeAll(async () => {
	store = Number(await once(s3.stdout, 'data'));
	guard.listen(0, '127.0.0.1');
	await once(guard, 'listening');
	const { port } = guard.address() as AddressInfo;
	const place = readFilesPlace(`s3://akten/bilder/2026?endpoint=http://127.0.0.1:${port}&region=${REGION}`, key);
	if (place === 'disk') throw new Error('a bucket is no disk');
	bucket = place;
});
afterAll(async () => {
	guard.closeAllConnections();
	guard.close();
	s3.kill();
	rmSync(folder, { recursive: true, force: true });
});

test('keeps what it is given under its hash, once, with signatures an independent computation agrees with', async () => {
	const files = s3Files(bucket);
	const bytes = randomBytes(300_000);
	const hash = await files.put(bytes);
	expect(hash).toBe(hex(bytes));
	const before = seen.requests;
	expect(await files.put(bytes)).toBe(hash);
	expect(seen.requests - before).toBe(1);
	expect(await files.get(hash)).toEqual(bytes);
	expect([await files.has(hash), await files.has(hex('nothing')), await files.get(hex('nothing'))]).toEqual([
		true,
		false,
		null,
	]);
	expect(seen.refused).toBe(0);
	await expect(files.get('../../etc/passwd')).rejects.toThrow('not a file name');
});

test('lists more than one page, moves from disk and back, and every byte is compared', async () => {
	const disk = diskFiles(join(folder, 'files'));
	for (let n = 0; n < 40; n += 1) await disk.put(Buffer.from(`Datei ${n}`));
	const files = s3Files({ ...bucket, prefix: 'umzug' }, { page: 15 });
	expect(await moveFiles(disk, files, () => undefined)).toMatchObject({ files: 40 });
	const back = diskFiles(join(folder, 'back'));
	expect(await moveFiles(files, back, () => undefined)).toMatchObject({ files: 40 });
	const names = (at: string) => readdirSync(join(folder, at), { recursive: true }).toSorted();
	expect(names('back')).toEqual(names('files'));
});

test('takes a large file as it comes, gives parts of it, and keeps nothing of one that is too long', async () => {
	const files = s3Files(bucket);
	const bytes = randomBytes(900_000);
	const chunks = async function* () {
		for (let at = 0; at < bytes.length; at += 70_000) yield bytes.subarray(at, at + 70_000);
	};
	expect(await files.arrive(chunks(), bytes.length - 1)).toBeNull();
	const arrived = await files.arrive(chunks(), bytes.length);
	expect([arrived?.hash, await arrived?.read(899_990, 99)]).toEqual([hex(bytes), bytes.subarray(899_990)]);
	expect(await files.size(hex(bytes))).toBeNull();
	await arrived?.keep();
	await arrived?.drop();
	expect(await files.size(hex(bytes))).toBe(900_000);
	const part = await files.part(hex(bytes), { from: 500_000, until: 500_009 });
	expect(Buffer.from(await new Response(part).arrayBuffer())).toEqual(bytes.subarray(500_000, 500_010));
});

test('says plainly what is wrong: a key that is refused, a server that is away, bytes that were changed', async () => {
	const files = s3Files(bucket);
	const hash = await files.put(Buffer.from('Haushaltsplan'));
	await expect(s3Files({ ...bucket, secret: 'wrong' }).get(hash)).rejects.toThrow(/403 SignatureDoesNotMatch/);
	await expect(s3Files({ ...bucket, secret: 'wrong' }).put(Buffer.from('x'))).rejects.toThrow(FilesAway);
	failing = 1;
	expect(await files.get(hash)).toEqual(Buffer.from('Haushaltsplan'));
	await expect(s3Files({ ...bucket, endpoint: 'http://127.0.0.1:59999' }).has(hash)).rejects.toThrow(/ECONNREFUSED/);
	const inside = readdirSync(folder, { recursive: true }).map(String);
	const object =
		inside.find(
			(name) =>
				name.includes(hash) && /object|_data|content/i.test(name) && !name.endsWith('json') && !name.endsWith('md5'),
		) ?? '';
	expect(readFileSync(join(folder, object), 'utf8')).toBe('Haushaltsplan');
	writeFileSync(join(folder, object), 'Haushaltsplam');
	await expect(files.get(hash)).rejects.toThrow(/is damaged/);
});

test('the setting is refused with a reason when something is missing', () => {
	expect(readFilesPlace('disk', { keyId: undefined, secret: undefined })).toBe('disk');
	expect(() => readFilesPlace('s3://akten', key)).toThrow(/address of the server/);
	expect(() => readFilesPlace('s3://akten?endpoint=https://s3.example', { ...key, secret: '' })).toThrow(
		/AMTSFUNK_FILES_SECRET/,
	);
	expect(() => readFilesPlace('/mnt/files', key)).toThrow(/must be "disk"/);
});
