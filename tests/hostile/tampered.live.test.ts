import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { system } from '#kernel/permission.ts';
import { endText, writeLine } from '#modules/records/domain/export-line.ts';
import { verifyStream } from '#modules/records/verify.ts';
import { createAct, done } from '#platform/act.ts';
import { actorWith, startTestOffice } from '#tests/office.ts';

import { type Chance, chanceFrom } from '../../bench/faults/plan.ts';

const MUTATIONS = 10_000;
const RECORDS = 10;
const seed = Number(process.env['AMTSFUNK_SEED'] ?? Date.now() % 1_000_000);

/** The whole log of a small office, as its registrar takes it away. */
const exported = async (): Promise<Buffer> => {
	const office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	const folder = await mkdtemp(join(tmpdir(), 'amtsfunk-test-'));
	const { corridor, records } = office.office;
	const act = createAct({ db: corridor.db, ledger: records.ledger });
	for (let n = 0; n < RECORDS; n += 1)
		await act('test', system('writer'), async () =>
			done(null, { kind: 'post.changed', subject: `post-${n}`, unitId: 'u1', payload: { text: `Straße ${n}` } }),
		);
	await records.sequenceNow();
	const to = join(folder, 'export.jsonl');
	await records.exportRecords(actorWith('registrar', 'all'), { to, subject: undefined });
	const bytes = await readFile(to);
	await office.close();
	await rm(folder, { recursive: true, force: true });
	return bytes;
};

type Tamper = (lines: readonly string[], chance: Chance) => readonly string[];

const pick = (chance: Chance, most: number): number => Math.floor(chance() * most);
/** Any line but the first and the last. */
const inner = (lines: readonly string[], chance: Chance): number => 1 + pick(chance, lines.length - 2);

/** Writes the last line anew, as somebody does who knows the format and lacks the key. */
const resealed = (lines: readonly string[]): readonly string[] => {
	const body = lines.slice(0, -1);
	const sha256 = createHash('sha256')
		.update(body.map((line) => `${line}\n`).join(''))
		.digest('hex');
	const signature = createHash('sha512').update(endText(sha256)).digest('base64');
	return [...body, writeLine({ type: 'end', lines: body.length, sha256, signature }).trimEnd()];
};

const swapped = (lines: readonly string[], one: number, other: number): readonly string[] =>
	lines.map((line, at) => (at === one ? (lines[other] ?? '') : at === other ? (lines[one] ?? '') : line));

const edited = (line: string, change: (value: Record<string, unknown>) => object): string =>
	JSON.stringify(change(JSON.parse(line) as Record<string, unknown>));

const tampers: Readonly<Record<string, Tamper>> = {
	flipped(lines, chance) {
		const bytes = Buffer.from(lines.join('\n'));
		const at = pick(chance, bytes.length);
		bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << pick(chance, 8)), at);
		return [bytes.toString('utf8')];
	},
	deleted: (lines, chance) => lines.toSpliced(inner(lines, chance), 1),
	doubled(lines, chance) {
		const at = inner(lines, chance);
		return lines.toSpliced(at, 0, lines[at] ?? '');
	},
	reordered(lines, chance) {
		const one = inner(lines, chance);
		return swapped(lines, one, one === lines.length - 2 ? 1 : one + 1);
	},
	truncated: (lines, chance) => lines.slice(0, 1 + pick(chance, lines.length - 1)),
	cut(lines, chance) {
		const text = lines.join('\n');
		return [text.slice(0, pick(chance, text.length - 1))];
	},
	'other words': (lines, chance) =>
		lines.with(
			2 + pick(chance, RECORDS - 2),
			edited(lines[2] ?? '', (line) => ({ ...line, payload: '{"kind":"x"}' })),
		),
	'other place': (lines, chance) =>
		lines.with(
			2 + pick(chance, RECORDS - 2),
			edited(lines[2 + pick(chance, RECORDS - 2)] ?? '', (line) => ({ ...line, position: 99 + pick(chance, 99) })),
		),
	erased: (lines, chance) =>
		lines.with(
			2 + pick(chance, RECORDS - 2),
			edited(lines[2] ?? '', ({ salt: _salt, payload: _payload, ...leaf }) => leaf),
		),
};

it(`every one of ${MUTATIONS} random changes to an export is found, resealed or not`, async () => {
	const bytes = await exported();
	const lines = bytes.toString('utf8').trimEnd().split('\n');
	expect((await verifyStream([bytes])).ok).toBe(true);
	const chance = chanceFrom(seed);
	const names = Object.keys(tampers);
	const missed: string[] = [];
	for (let n = 0; n < MUTATIONS; n += 1) {
		const name = names[n % names.length] ?? '';
		const tampered = tampers[name]?.(lines, chance) ?? [];
		const whole = n % 2 === 0 || tampered.length < 3 ? tampered : resealed(tampered);
		const report = await verifyStream([Buffer.from(`${whole.join('\n')}\n`)]);
		if (report.ok) missed.push(`${name}, mutation ${n} of seed ${seed}`);
	}
	expect(missed).toEqual([]);
}, 120_000);
