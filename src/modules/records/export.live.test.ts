import { createHash, randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
	confirmErasureEndpoint,
	latestCheckpointEndpoint,
	listRecordsEndpoint,
	logKeyEndpoint,
	requestErasureEndpoint,
} from '#contract/records.ts';
import { system } from '#kernel/permission.ts';
import { createAct, done } from '#platform/act.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';

import { headText } from './domain/checkpoint.ts';
import { endText, writeLine } from './domain/export-line.ts';
import { createLogKey, type LogKey, signHead } from './log-key.ts';
import { type Anchors, verifyExport, verifyStream } from './verify.ts';

const registrar = actorWith('registrar', 'all');
const privacy = actorWith('privacy', 'all');

let office: TestOffice;
let folder: string;
/** Two checkpoints in different minutes, one erased record, one tombstone. */
let whole: Buffer;
let single: Buffer;
let firstNote: string;

const leave = async (subject: string, count: number) => {
	const act = createAct({ db: office.office.corridor.db, ledger: office.office.records.ledger });
	for (let n = 0; n < count; n += 1)
		await act('test', system('writer'), async () =>
			done(null, {
				kind: 'post.changed',
				subject,
				unitId: 'unit-a',
				payload: { text: `Straße ${n} "gesperrt" \u2028` },
			}),
		);
	await office.office.records.sequenceNow();
};
const exported = async (subject?: string): Promise<Buffer> => {
	const to = join(folder, 'export.jsonl');
	const result = await office.office.records.exportRecords(registrar, { to, subject });
	expect(result.ok).toBe(true);
	return readFile(to);
};
const verify = (bytes: Buffer, anchors?: Anchors) => verifyStream([bytes], anchors);
const types = async (bytes: Buffer, anchors?: Anchors) =>
	(await verify(bytes, anchors)).problems.map(({ type }) => type);

beforeAll(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	folder = await mkdtemp(join(tmpdir(), 'amtsfunk-export-'));
	await leave('post-1', 5);
	await leave('post-2', 3);
	firstNote = (await office.call(latestCheckpointEndpoint, {})).body.note;
	const list = await office.call(listRecordsEndpoint, { subject: 'post-2', limit: 1 }, registrar);
	const entryId = list.body.items[0]?.id;
	const input = { subject: 'post-2', entryId, legalBasis: 'gdpr-17-1-d', reason: 'Antrag vom 2. März' } as const;
	const asked = await office.call(requestErasureEndpoint, input, privacy);
	await office.at('2026-03-02T08:07:00Z');
	const confirmed = await office.call(confirmErasureEndpoint, { id: asked.body.id }, registrar);
	expect(confirmed.body).toEqual({ erased: 1 });
	whole = await exported();
	single = await exported('post-2');
});
afterAll(async () => {
	await office.close();
	await rm(folder, { recursive: true, force: true });
});

describe('an untouched export', () => {
	it('passes as a whole, offline, with its published key', async () => {
		const { body: key } = await office.call(logKeyEndpoint, {});
		const file = join(folder, 'whole.jsonl');
		await writeFile(file, whole);
		const report = await verifyExport(file, { publicKey: key.publicKey, checkpoint: firstNote });
		expect(report).toMatchObject({ ok: true, problems: [], complete: true, erased: 1 });
		expect(report.checkpoints).toBeGreaterThanOrEqual(2);
		expect(report.newest?.size).toBe(report.entries);
	});
	it('passes for one subject, and says that it cannot show completeness', async () => {
		const report = await verify(single);
		expect(report).toMatchObject({ ok: true, complete: false, erased: 1, checkpoints: 1 });
		expect(report.manifest?.subject).toBe('post-2');
	});
	it('still opens what was not erased', () => {
		expect(whole.toString()).toContain('Straße 4');
		expect(single.toString()).not.toContain('Straße 2');
	});
});

describe('one changed byte', () => {
	it.each([['whole'], ['single']])(
		'is found wherever it is (%s export)',
		async (which) => {
			const bytes = which === 'whole' ? whole : single;
			for (let round = 0; round < 1000; round += 1) {
				const mutant = Buffer.from(bytes);
				// Every region gets its turn; within it chance decides.
				const at = Math.floor(((round % 100) / 100) * bytes.length) + randomInt(Math.floor(bytes.length / 100));
				mutant.writeUInt8(mutant.readUInt8(at) ^ (1 << randomInt(8)), at);
				const report = await verify(mutant);
				if (report.ok) throw new Error(`byte ${at} was changed and nobody noticed`);
			}
		},
		60_000,
	);
	it('is found in the very first and the very last place', async () => {
		for (const at of [0, 1, whole.length - 1, whole.length - 2]) {
			const mutant = Buffer.from(whole);
			mutant.writeUInt8(mutant.readUInt8(at) ^ 1, at);
			expect((await verify(mutant)).ok).toBe(false);
		}
	});
});

/** A forger who knows the format, and even holds the key that signs exports (but not what was signed before). */
const reseal = (lines: readonly string[], key?: LogKey): Buffer => {
	const body = lines.map((line) => `${line}\n`).join('');
	const sha256 = createHash('sha256').update(body).digest('hex');
	const signature = (key?.sign(Buffer.from(endText(sha256))) ?? Buffer.alloc(64)).toString('base64');
	return Buffer.from(body + writeLine({ type: 'end', lines: lines.length, sha256, signature }));
};
const bodyLines = (bytes: Buffer): string[] => bytes.toString().trimEnd().split('\n').slice(0, -1);
const logKey = () => createLogKey(office.office.corridor.sealer.derive('records.log-key'));
const edit = (lines: readonly string[], at: number, change: (line: Record<string, unknown>) => unknown): string[] =>
	lines.map((line, n) => (n === at ? JSON.stringify(change(JSON.parse(line))) : line));

describe('a resealed forgery', () => {
	it('is told by the signature when the forger lacks the key', async () => {
		expect(await types(reseal(bodyLines(whole)))).toEqual(['bytes-changed']);
	});
	it('passes the tool itself: resealing an unchanged body with the key is no forgery', async () => {
		expect(await types(reseal(bodyLines(whole), logKey()))).toEqual([]);
	});
	it('is told when records are reordered, left out, doubled or cut off', async () => {
		const lines = bodyLines(whole);
		const swapped = [...lines.slice(0, 2), lines[3], lines[2], ...lines.slice(4)] as string[];
		expect(await types(reseal(swapped, logKey()))).toContain('out-of-order');
		expect(await types(reseal(lines.toSpliced(2, 1), logKey()))).toContain('out-of-order');
		expect(await types(reseal(lines.toSpliced(2, 0, lines[2] ?? ''), logKey()))).toContain('out-of-order');
		expect(await types(reseal(lines.slice(0, -2), logKey()))).toContain('not-covered');
		expect(await types(Buffer.from(`${lines.slice(0, -2).join('\n')}\n`))).toContain('cut-off');
	});
	it('is told when a record is swapped for an older one at the right number', async () => {
		const lines = bodyLines(whole);
		const copied = edit(lines, 3, (line) => ({ ...JSON.parse(lines[2] ?? ''), position: line['position'] }));
		expect(await types(reseal(copied, logKey()))).toContain('tree-mismatch');
	});
	it('is told when what a record says is changed', async () => {
		const change = (line: Record<string, unknown>) => ({
			...line,
			payload: String(line['payload']).replace('Straße', 'Brücke'),
		});
		expect(await types(reseal(edit(bodyLines(whole), 1, change), logKey()))).toContain('payload-changed');
	});
	it('is told when a record is passed off as erased', async () => {
		const strip = ({ salt: _salt, payload: _payload, ...leaf }: Record<string, unknown>) => leaf;
		expect(await types(reseal(edit(bodyLines(whole), 1, strip), logKey()))).toEqual(['erased-without-tombstone']);
		expect(await types(reseal(edit(bodyLines(single), 2, strip), logKey()))).toEqual(['erased-without-tombstone']);
	});
	it('is told when a proof of the single export belongs to another place', async () => {
		const move = (line: Record<string, unknown>) => ({ ...line, position: Number(line['position']) + 1 });
		expect(await types(reseal(edit(bodyLines(single), 2, move), logKey()))).toContain('bad-inclusion');
	});
	it('is told when a checkpoint is re-signed by another key or names another log', async () => {
		const lines = bodyLines(whole);
		const other = createLogKey(Buffer.alloc(32, 9)).publicKey.toString('base64');
		const rekeyed = edit(lines, 0, (line) => ({ ...line, publicKey: other }));
		expect(await types(reseal(rekeyed, createLogKey(Buffer.alloc(32, 9))))).toContain('bad-signature');
		const renamed = edit(lines, 0, (line) => ({ ...line, origin: 'elsewhere/log' }));
		expect(await types(reseal(renamed, logKey()))).toContain('bad-checkpoint');
	});
	it('is told when the last checkpoint is left away', async () => {
		expect(await types(reseal(bodyLines(whole).slice(0, -1), logKey()))).toContain('not-covered');
	});
});

describe('an anchor from elsewhere', () => {
	it('tells a log that was rolled back behind it', async () => {
		const old = whole;
		await leave('post-3', 2);
		const note = (await office.call(latestCheckpointEndpoint, {})).body.note;
		expect(await types(old, { checkpoint: note })).toEqual(['behind-checkpoint']);
		expect(await types(await exported(), { checkpoint: note })).toEqual([]);
	});
	it('tells another key, and a checkpoint that is none', async () => {
		expect(await types(whole, { publicKey: 'AAAA' })).toEqual(['other-key']);
		expect(await types(whole, { checkpoint: firstNote.replace('\n8\n', '\n7\n') })).toEqual(['bad-anchor']);
	});
	it('tells another history of the same size, even one signed with the right key', async () => {
		const origin = (await verify(whole)).manifest?.origin ?? '';
		const head = { origin, size: 3, root: Buffer.alloc(32, 1) };
		const note = signHead(logKey(), head, Buffer.from(headText(head)));
		expect(await types(whole, { checkpoint: note })).toEqual(['other-history']);
	});
});
