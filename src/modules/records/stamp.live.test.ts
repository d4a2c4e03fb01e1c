import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { latestCheckpointEndpoint } from '#contract/records.ts';
import { system } from '#kernel/permission.ts';
import { createAct, done } from '#platform/act.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';

import { stampChore } from './stamp.job.ts';
import { readTimeStamp, timeStampRequest } from './time-stamp.ts';
import { verifyExport } from './verify.ts';

const run = promisify(execFile);
const config = `[tsa]
default_tsa = here
[here]
serial = ./serial
signer_cert = ./tsa.pem
signer_key = ./tsa.key
certs = ./tsa.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
`;

type Mood = 'well' | 'broken' | 'refusing' | 'replaying';
let mood: Mood = 'well';
let folder: string;
let office: TestOffice;

/** OpenSSL as time-stamp authority behind HTTP: software nobody here wrote. */
const answer = async (query: Buffer): Promise<Buffer> => {
	if (mood === 'replaying') return readFile(join(folder, 'answer.tsr'));
	await writeFile(join(folder, 'query.tsq'), query);
	const args = ['ts', '-reply', '-config', 'ts.cnf', '-queryfile', 'query.tsq', '-out', 'answer.tsr'];
	await run('openssl', args, { cwd: folder });
	return readFile(join(folder, 'answer.tsr'));
};
const server = createServer(async (request, response) => {
	if (mood === 'broken') return void response.writeHead(500).end();
	const query = await buffer(request);
	response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
	response.end(mood === 'refusing' ? Buffer.from('30053003020102', 'hex') : await answer(query));
});

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'amtsfunk-tsa-'));
	await writeFile(join(folder, 'ts.cnf'), config);
	await writeFile(join(folder, 'serial'), '01\n');
	const subject = ['-subj', '/CN=Zeitstempel Probe', '-addext', 'extendedKeyUsage=critical,timeStamping'];
	await run(
		'openssl',
		['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.pem', ...subject],
		{ cwd: folder },
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
});
afterAll(async () => {
	await office.close();
	server.close();
	await rm(folder, { recursive: true, force: true });
});

const chore = () => {
	const { corridor } = office.office;
	const outbound = createOutbound({ lab: true, allowLoopback: [], log: corridor.log });
	const { port } = server.address() as AddressInfo;
	return stampChore({ ...corridor, outbound, tsaUrl: `http://127.0.0.1:${port}/tsa` });
};
const leave = async (subject: string) => {
	const act = createAct({ db: office.office.corridor.db, ledger: office.office.records.ledger });
	await act('test', system('writer'), async () => done(null, { kind: 'post.changed', subject, payload: {} }));
	await office.office.records.sequenceNow();
};
const newest = async () => (await office.call(latestCheckpointEndpoint, {})).body;

it('has the newest checkpoint stamped, and OpenSSL confirms the stamp', async () => {
	await leave('one');
	await chore().run();
	const { note, stampedAt } = await newest();
	expect(stampedAt).toBe('2026-03-02T08:00:00.000Z');
	await writeFile(join(folder, 'note'), note);
	const check = ['ts', '-verify', '-data', 'note', '-in', 'answer.tsr', '-CAfile', 'tsa.pem'];
	expect((await run('openssl', check, { cwd: folder })).stdout).toContain('Verification: OK');
});

it('keeps the stamped checkpoint when a newer one of the same minute comes, and exports both', async () => {
	await leave('two');
	expect((await newest()).stampedAt).toBeNull();
	const to = join(folder, 'export.jsonl');
	await office.office.records.exportRecords(actorWith('registrar', 'all'), { to });
	expect(await verifyExport(to)).toMatchObject({ ok: true, stamped: 1, checkpoints: 2 });
	const text = await readFile(to, 'utf8');
	const token = /"token":"([^"]+)"/.exec(text)?.[1] ?? '';
	const imprint = readTimeStamp(Buffer.from(token, 'base64'))?.sha256 ?? Buffer.alloc(0);
	const other = Buffer.from(token, 'base64');
	other.fill(7, other.indexOf(imprint), other.indexOf(imprint) + 32);
	await writeFile(to, text.replace(token, other.toString('base64')));
	expect((await verifyExport(to)).problems.map(({ type }) => type)).toContain('bad-time-stamp');
});

it.each<[Mood]>([['broken'], ['refusing'], ['replaying']])(
	'goes on without a stamp when the authority is %s',
	async (bad) => {
		mood = bad;
		await leave(bad);
		await chore().run();
		expect((await newest()).stampedAt).toBeNull();
		mood = 'well';
		await chore().run();
		expect((await newest()).stampedAt).not.toBeNull();
	},
);

it('asks in the form that OpenSSL reads', async () => {
	await writeFile(
		join(folder, 'ours.tsq'),
		timeStampRequest(Buffer.alloc(32, 0xab), Buffer.from('4102030405060708', 'hex')),
	);
	const { stdout } = await run('openssl', ['ts', '-query', '-in', 'ours.tsq', '-text'], { cwd: folder });
	expect(stdout).toContain('Hash Algorithm: sha256');
	expect(stdout).toContain('Certificate required: yes');
	expect(stdout).toContain('0x4102030405060708');
});
