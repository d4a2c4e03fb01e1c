import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { system } from '#kernel/permission.ts';
import { verifyExport } from '#modules/records/verify.ts';
import { type Embedded, startEmbedded } from '#platform/db/embedded.ts';
import { createLog } from '#platform/log.ts';

import { type OpenOffice, openOffice } from '../../src/office.ts';
import { type Listening, listen } from '../../src/serve.ts';
import { actorWith } from '../office.ts';
import { admin, musterstadt } from '../visitor.ts';

const SIZE = '256m';
/** The texts are long, so that the disk is felt after a few of them. */
const TEXT_BYTES = 19_000;
const TRIES = 600;
const PATIENCE_MS = 40_000;
const isRoot = process.getuid?.() === 0;
const central = actorWith('central', 'all');

const mounted = (): string | null => {
	const place = mkdtempSync(join(tmpdir(), 'amtsfunk-disk-'));
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=755`, 'tmpfs', place], { stdio: 'ignore' });
		return place;
	} catch {
		rmSync(place, { recursive: true, force: true });
		return null;
	}
};

const place = isRoot ? mounted() : null;
if (place === null) console.log('disk full: skipped, only root may lay out a small disk of its own');

let embedded: Embedded;
let office: OpenOffice;
let listening: Listening;
let base: string;
let unitId: string;

beforeAll(async () => {
	if (place === null) return;
	const home = join(place, 'data');
	embedded = await startEmbedded({ home, log: createLog('silent') });
	listening = await listen({ port: 0, host: '127.0.0.1' });
	base = `http://127.0.0.1:${listening.port}`;
	office = await openOffice({
		databaseUrl: embedded.url,
		key: randomBytes(32),
		data: home,
		origin: base,
		lab: true,
		role: 'all',
		tsaUrl: undefined,
		logLevel: 'silent',
		identifyAs: () => central,
	});
	listening.answerWith(office);
	const made = await office.people.setUpFromAnswers({
		authority: musterstadt,
		admin,
		units: [{ name: 'Musterstadt', short: 'MU' }],
	});
	expect(made.ok).toBe(true);
	unitId = (await office.people.units())[0]?.id ?? '';
}, 120_000);
afterAll(async () => {
	if (place === null) return;
	await listening.close();
	await office.close();
	await embedded.close();
	execFileSync('umount', ['-l', place]);
	rmSync(place, { recursive: true, force: true });
});

/** Takes every byte that is left. */
const fill = (): string => {
	const file = join(place ?? '', 'filler');
	const handle = openSync(file, 'w');
	const piece = Buffer.alloc(256 * 1024, 1);
	try {
		for (;;) writeSync(handle, piece);
	} catch {
		return file;
	} finally {
		closeSync(handle);
	}
};

const write = async (n: number): Promise<{ readonly status: number; readonly id: string; readonly type: string }> => {
	const text = `Meldung ${n}. ${randomBytes(TEXT_BYTES / 2).toString('hex')}`;
	const answer = await fetch(`${base}/api/posts`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ unitId, title: `Meldung ${n}`, text }),
	});
	const body = (await answer.json()) as { id?: string; type?: string };
	return { status: answer.status, id: body.id ?? '', type: body.type ?? '' };
};

const isFront = async (): Promise<number> => (await fetch(`${base}/`)).status;

/** Writes until the disk is felt; answers what was acknowledged and what the refusals said. */
const writeUntilRefused = async () => {
	const acknowledged: string[] = [];
	const refusals = new Set<string>();
	for (let n = 0; n < TRIES && refusals.size === 0; n += 1) {
		const { status, id, type } = await write(n);
		if (status === 200) acknowledged.push(id);
		else refusals.add(`${status} ${type}`);
	}
	for (let n = 0; n < 5; n += 1) {
		const { status, type } = await write(n);
		if (status !== 200) refusals.add(`${status} ${type}`);
	}
	return { acknowledged, refusals };
};

test.runIf(place !== null)(
	'a full disk refuses clearly, loses nothing it acknowledged, and is over when space returns',
	async () => {
		expect(await isFront()).toBe(200);
		const first = await write(0);
		expect(first.status).toBe(200);
		const filler = fill();
		const { acknowledged, refusals } = await writeUntilRefused();
		expect([...refusals].filter((said) => !/^(507 office.disk-full|503 office.database-away)$/.test(said))).toEqual([]);
		expect(refusals.size).toBeGreaterThan(0);
		expect(await isFront()).toBe(200);

		rmSync(filler);
		const begun = performance.now();
		while ((await write(1)).status !== 200 && performance.now() - begun < PATIENCE_MS) await pause(250);
		const back = Math.round(performance.now() - begun);
		for (const id of [first.id, ...acknowledged]) expect((await fetch(`${base}/api/posts/${id}`)).status).toBe(200);
		const to = join(tmpdir(), `amtsfunk-disk-${process.pid}.jsonl`);
		expect(await office.records.exportRecords(system('test'), { to, subject: undefined })).toMatchObject({ ok: true });
		expect((await verifyExport(to)).problems).toEqual([]);
		rmSync(to);
		console.log(
			`disk full: ${acknowledged.length} writes acknowledged, then ${[...refusals].join(', ')}; back ${back} ms after`,
		);
		expect(back).toBeLessThan(PATIENCE_MS);
	},
	120_000,
);
