import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { latestCheckpointEndpoint } from '#contract/records.ts';
import { system } from '#kernel/permission.ts';
import { fail } from '#kernel/result.ts';
import { type Act, createAct, done, type Leaf } from '#platform/act.ts';
import { startTestOffice, type TestOffice } from '#tests/office.ts';

import { keyIdOf, readCheckpoint, signatureOf } from './domain/checkpoint.ts';
import { leafText } from './domain/leaf.ts';
import { append, consistencyPlan, emptyTree, leafHash, proofFrom, rootOf } from './domain/merkle.ts';
import { provesConsistency } from './domain/verify-proof.ts';
import { nodeHashes } from './hashes.ts';
import { createLogKey, isSignedBy } from './log-key.ts';
import { sequenceBatch } from './sequence.ts';
import { lastCheckpoint, loadNodes } from './store.ts';
import { records } from './tables.ts';

const writer = system('writer');
const leaf = (subject: string): Leaf => ({ kind: 'test.done', subject, unitId: 'unit-a', payload: { text: subject } });

let office: TestOffice;
let act: Act;

beforeAll(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	act = createAct({ db: office.office.corridor.db, ledger: office.office.records.ledger });
});
afterAll(() => office.close());

const db = () => office.office.corridor.db;
const leave = (...subjects: string[]) =>
	act('test', writer, async () => done(null, leaf(subjects[0] ?? ''), ...subjects.slice(1).map(leaf)));
const sequence = () => office.office.records.sequenceNow();
const needs = () => {
	const { sealer, events, clock } = office.office.corridor;
	const key = createLogKey(sealer.derive('records.log-key'));
	return { db: db(), clock, events, key, logName: 'test/log' };
};

/** The log as it lies there: every entry with its number. */
const lie = () =>
	db().read('whole log', (tx) =>
		records(tx)
			.selectFrom('records_entry as entry')
			.leftJoin('records_leaf as leaf', 'leaf.entry_no', 'entry.no')
			.select(['entry.id', 'entry.commitment', 'entry.subject', 'leaf.position'])
			.orderBy('leaf.position')
			.execute(),
	);

/** The whole log holds together: gap-free, each row once, and the signed root is the root of exactly these leaves. */
const expectSound = async (subjects: readonly string[]) => {
	const rows = await lie();
	expect(rows.map(({ position }) => position)).toEqual(rows.map((_, n) => n));
	expect(rows.map(({ subject }) => subject).sort()).toEqual([...subjects].sort());
	const hashes = rows.map((row) => leafHash(nodeHashes.sha256, Buffer.from(leafText(row))));
	const checkpoint = await db().read('newest', lastCheckpoint);
	expect(checkpoint?.size).toBe(rows.length);
	const root = rootOf(nodeHashes.sha256, append(nodeHashes.sha256, emptyTree, hashes).tree);
	expect(checkpoint?.root.equals(root)).toBe(true);
};

const committed: string[] = [];

describe('numbering', () => {
	it('holds every committed act exactly once under 8 writers that roll back now and then', async () => {
		const write = async (who: number) => {
			for (let n = 0; n < 40; n += 1) {
				const subject = `w${who}-${n}`;
				const result = await act('test', writer, async (tx) => {
					await office.office.records.ledger.leave(tx, writer, [leaf(`${subject}-early`)]);
					if (n % 5 === 4) return fail({ type: 'test.rolled-back' });
					return done(null, leaf(subject));
				});
				if (result.ok) committed.push(subject, `${subject}-early`);
			}
		};
		const number = async () => {
			for (let n = 0; n < 30; n += 1) await sequence();
		};
		await Promise.all([...Array.from({ length: 8 }, (_, who) => write(who)), number(), number()]);
		await sequence();
		expect(committed).toHaveLength(8 * 32 * 2);
		await expectSound(committed);
	});

	it('leaves nothing half done when its connection is cut in mid-batch', async () => {
		const subjects = Array.from({ length: 50 }, (_, n) => `cut-${n}`);
		await leave(...subjects);
		committed.push(...subjects);
		const before = await db().read('newest', lastCheckpoint);
		const cutting = {
			...needs(),
			events: {
				...needs().events,
				// The last step of a batch: everything is written, nothing is committed.
				announce: async (tx: Parameters<typeof records>[0]) => {
					await sql`select pg_terminate_backend(pg_backend_pid())`.execute(records(tx));
				},
			},
		};
		await expect(sequenceBatch(cutting)).rejects.toThrow();
		expect((await db().read('newest', lastCheckpoint))?.size).toBe(before?.size);
		await sequence();
		await expectSound(committed);
	});

	it('steps aside while another transaction numbers', async () => {
		await leave('aside');
		committed.push('aside');
		const outcome = await db().transact('hold the lock', async (tx) => {
			await sql`select pg_advisory_xact_lock(7311962)`.execute(records(tx));
			return sequenceBatch(needs());
		});
		expect(outcome).toEqual({ ok: true, value: 'busy' });
		await sequence();
		await expectSound(committed);
	});
});

describe('waking', () => {
	it('numbers by itself within a second, told by the act', async () => {
		await leave('told');
		committed.push('told');
		await office.at('2026-03-02T08:00:01Z');
		await expectSound(committed);
	});

	it('numbers what a dead process left behind when it starts again', async () => {
		office.office.records.stop();
		await leave('left-behind');
		committed.push('left-behind');
		await office.at('2026-03-02T08:00:05Z');
		expect((await lie()).filter(({ position }) => position === null)).toHaveLength(1);
		office.office.records.start();
		await office.at('2026-03-02T08:00:06Z');
		await expectSound(committed);
	});

	it('takes a backlog of more than one batch', async () => {
		const subjects = Array.from({ length: 2300 }, (_, n) => `many-${n}`);
		await leave(...subjects);
		committed.push(...subjects);
		await sequence();
		await expectSound(committed);
	});
});

describe('checkpoints', () => {
	it('are signed in the text form of C2SP, by the key the log publishes', async () => {
		const { body } = await office.call(latestCheckpointEndpoint, {});
		const read = readCheckpoint(body.note);
		const publicKey = needs().key.publicKey;
		const name = read?.origin ?? '';
		expect(name).toBe(`${new URL(office.origin).host}/api/log`);
		const signature = read && signatureOf(read, name, keyIdOf(nodeHashes.sha256, name, publicKey));
		expect(read && signature && isSignedBy(publicKey, read.signed, signature)).toBe(true);
	});

	it('are each the beginning of the next', async () => {
		const first = await db().read('newest', lastCheckpoint);
		await leave('one', 'two', 'three');
		await sequence();
		const second = await db().read('newest', lastCheckpoint);
		if (!first || !second) throw new Error('no checkpoints');
		const plan = consistencyPlan(first.size, second.size);
		const at = await db().read('nodes', (tx) => loadNodes(tx, plan.flat()));
		const proof = proofFrom(nodeHashes.sha256, plan, at);
		const claim = { older: first.size, newer: second.size, olderRoot: first.root, newerRoot: second.root, proof };
		expect(provesConsistency(nodeHashes.sha256, claim)).toBe(true);
	});

	it('are kept one per minute', async () => {
		const count = () =>
			db().read(
				'count',
				async (tx) => (await records(tx).selectFrom('records_checkpoint').select('size').execute()).length,
			);
		const before = await count();
		for (const subject of ['a', 'b', 'c']) {
			await leave(subject);
			await sequence();
		}
		expect(await count()).toBe(before);
		await office.at('2026-03-02T08:05:00Z');
		await leave('d');
		await sequence();
		expect(await count()).toBe(before + 1);
	});
});

describe('checkpoints of a log that was tampered with', () => {
	it.each([
		[
			'a stored subtree was changed',
			sql`update records_node set hash = sha256(hash) where (level, position) in (select level, position from records_node order by level desc, position desc limit 1)`,
		],
		[
			'a checkpoint was swapped for a smaller one',
			sql`delete from records_checkpoint where size = (select max(size) from records_checkpoint)`,
		],
		[
			'the signed text was changed',
			sql`update records_checkpoint set note = replace(note, '/api/log', '/api/lag') where size = (select max(size) from records_checkpoint)`,
		],
		[
			'a leaf was added behind the back of the log',
			sql`insert into records_leaf select max(position) + 1, -1, '\\x00' from records_leaf`,
		],
	])('are not signed when %s', async (_, sabotage) => {
		await leave('waiting');
		const outcome = await db().transact('sabotage', async (tx) => {
			await sabotage.execute(records(tx));
			const inner = {
				...needs(),
				db: {
					...db(),
					transact: async (_label: string, work: never) => (work as (t: typeof tx) => Promise<unknown>)(tx),
				},
			};
			const result = await sequenceBatch(inner as ReturnType<typeof needs>);
			return fail({ type: 'test.undo', result });
		});
		expect(outcome).toMatchObject({ error: { result: { ok: false, error: { type: 'records.log-inconsistent' } } } });
	});

	it('are not signed with another key than the one the log began with', async () => {
		await leave('waiting');
		const result = await sequenceBatch({ ...needs(), key: createLogKey(Buffer.alloc(32, 7)) });
		expect(result).toEqual({ ok: false, error: { type: 'records.key-changed' } });
	});
});
