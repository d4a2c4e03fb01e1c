import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
	confirmErasureEndpoint,
	consistencyEndpoint,
	declineErasureEndpoint,
	liftHoldEndpoint,
	listCheckpointsEndpoint,
	listErasuresEndpoint,
	listHoldsEndpoint,
	listRecordKindsEndpoint,
	listRecordsEndpoint,
	publicProofEndpoint,
	readRecordEndpoint,
	readSubjectProofEndpoint,
	requestErasureEndpoint,
	setHoldEndpoint,
} from '#contract/records.ts';
import type { Actor } from '#kernel/permission.ts';
import { fail } from '#kernel/result.ts';
import { createAct, done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { toCursor } from '#platform/http/cursor.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';

import { fromBase64, readCheckpoint } from './domain/checkpoint.ts';
import { leafHash } from './domain/merkle.ts';
import { provesConsistency, provesInclusion } from './domain/verify-proof.ts';
import { nodeHashes } from './hashes.ts';
import { listQuery } from './queries.ts';
import { records } from './tables.ts';

const author = actorWith('author', ['unit-a'], 'Erika Muster');
const lead = actorWith('lead', ['unit-a'], 'lead-a');
const registrar = actorWith('registrar', 'all');
const privacy = actorWith('privacy', 'all');
const basis = { legalBasis: 'gdpr-17-1-d', reason: 'Antrag vom 2. März' } as const;

let office: TestOffice;

beforeAll(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
});
afterAll(() => office.close());

const leave = async (kind: `${string}.${string}`, subject: string, { actor = author, unitId = 'unit-a' } = {}) => {
	const act = createAct({ db: office.office.corridor.db, ledger: office.office.records.ledger });
	await act('test', actor, async () =>
		done(null, { kind, subject, unitId, payload: { secret: `what ${subject} said` } }),
	);
};
const sequence = () => office.office.records.sequenceNow();
const list = async (filter: object, actor: Actor = registrar) =>
	(await office.call(listRecordsEndpoint, filter, actor)).body.items;
const first = async (filter: object) => (await list({ ...filter, limit: 1 }))[0]?.id ?? '';
const dump = async () => {
	const rows = await office.office.corridor.db.read('dump', (tx) =>
		sql<{ line: string }>`select row_to_json(entry)::text as line from records_entry entry`.execute(records(tx)),
	);
	return rows.rows.map(({ line }) => line).join('\n');
};

describe('what lies in the database', () => {
	it('names no person and says nothing of what was done', async () => {
		await leave('post.changed', 'sealed-1');
		const text = await dump();
		const seen = (plain: string) => text.includes(plain) || text.includes(Buffer.from(plain).toString('hex'));
		expect(seen('sealed-1')).toBe(true);
		expect(seen('Erika')).toBe(false);
		expect(seen('what sealed-1 said')).toBe(false);
	});
});

describe('the list', () => {
	beforeAll(async () => {
		for (let n = 0; n < 7; n += 1) await leave('post.changed', 'list-1');
		await office.at('2026-03-02T09:00:00Z');
		await leave('post.approved', 'list-1');
		await leave('post.changed', 'list-2', { unitId: 'unit-b' });
		await sequence();
	});
	it('pages by key, each record once, newest first', async () => {
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const { body } = await office.call(listRecordsEndpoint, { subject: 'list-1', limit: 3, cursor }, registrar);
			seen.push(...body.items.map(({ id }) => id));
			cursor = body.next;
		} while (cursor);
		expect(new Set(seen).size).toBe(8);
		expect((await list({ subject: 'list-1' })).map(({ id }) => id)).toEqual(seen);
	});
	it('filters by kind, time and unit', async () => {
		expect(await list({ kind: 'post.approved', subject: 'list-1' })).toHaveLength(1);
		expect(await list({ subject: 'list-1', from: '2026-03-02T08:30:00Z' })).toHaveLength(1);
		expect(await list({ subject: 'list-1', to: '2026-03-02T08:30:00Z' })).toHaveLength(7);
		expect(await list({ unitId: 'unit-b' })).toHaveLength(1);
		const { body } = await office.call(listRecordKindsEndpoint, {}, registrar);
		expect(body.kinds).toEqual(['post.approved', 'post.changed']);
	});
	it('shows a unit only its own records', async () => {
		expect(await list({ subject: 'list-2' }, lead)).toHaveLength(0);
		expect(await list({ subject: 'list-1' }, lead)).toHaveLength(8);
		const id = await first({ subject: 'list-2' });
		expect((await office.call(readRecordEndpoint, { id }, lead)).problem?.type).toBe('access.denied');
		expect((await office.call(listRecordsEndpoint, {}, author)).status).toBe(403);
	});
	it('gives a page of 100,000 by index alone, whatever the filter', async () => {
		const { db } = office.office.corridor;
		const filters = [
			{},
			{ subject: 'subject-17' },
			{ kind: 'kind.3' },
			{ unitId: 'unit-4' },
			{ to: '2025-02-01T00:00:00Z' },
		];
		const plans = await db.transact('explain', async (tx) => {
			await fill(tx);
			const found: string[] = [];
			for (const filter of filters) found.push(await explain(tx, filter));
			return fail({ type: 'test.undo', found });
		});
		for (const plan of plans.ok ? [] : plans.error.found) {
			expect(plan).toMatch(/Index Scan.* on records_entry/);
			expect(plan).not.toContain('Seq Scan');
			const rows = [...plan.matchAll(/actual .*?rows=(\d+)/g)].map(([, count]) => Number(count));
			expect(Math.max(...rows)).toBeLessThanOrEqual(51);
		}
		expect(plans).toMatchObject({ error: { found: { length: filters.length } } });
	}, 60_000);
});

const fill = async (tx: Tx) => {
	await sql`with entered as (
		insert into records_entry (id, kind, subject, unit_id, at, commitment)
		select 'many-' || n, 'kind.' || n % 7, 'subject-' || n % 5000, 'unit-' || n % 20,
			timestamptz '2025-01-01' + n * interval '1 minute', '' from generate_series(1, 100000) n returning no
	) insert into records_leaf select 1000000 + no, no, '' from entered`.execute(records(tx));
	await sql`analyze records_entry`.execute(records(tx));
	await sql`analyze records_leaf`.execute(records(tx));
};

const explain = async (tx: Tx, filter: object): Promise<string> => {
	const cursor = toCursor(['2025-03-01T00:00:00.000Z', 80_000]);
	const query = listQuery(tx, { limit: 50, cursor, ...filter }, 'all').compile();
	const found = await records(tx).executeQuery<{ 'QUERY PLAN': string }>({
		...query,
		sql: `explain (analyze, costs off) ${query.sql}`,
	});
	return found.rows.map((row) => row['QUERY PLAN']).join('\n');
};

describe('opening a record', () => {
	it('shows what it says, with a proof that holds', async () => {
		await leave('post.changed', 'open-1');
		await sequence();
		const { body } = await office.call(readRecordEndpoint, { id: await first({ subject: 'open-1' }) }, lead);
		expect(body.payload).toMatchObject({
			actor: { id: 'Erika Muster', roles: ['author'] },
			data: { secret: 'what open-1 said' },
		});
		expect(holds(body.proof)).toBe(true);
		expect(await list({ subject: 'open-1' })).toHaveLength(1);
	});
	it('leaves a leaf when others wrote it', async () => {
		await leave('message.received', 'message-1');
		const id = await first({ subject: 'message-1' });
		const { body } = await office.call(readRecordEndpoint, { id }, lead);
		expect(body.proof).toBeNull();
		const [read] = await list({ subject: 'message-1' });
		expect(read?.kind).toBe('record.read');
		const opened = await office.call(readRecordEndpoint, { id: read?.id ?? '' }, registrar);
		expect(opened.body.payload).toMatchObject({ actor: { id: 'lead-a' }, data: { recordId: id } });
	});
});

describe('the public proof', () => {
	it('is there once the subject stood in public, and tells no name, no draft and no content', async () => {
		await leave('post.changed', 'public-1');
		await leave('post.approved', 'public-1');
		await sequence();
		expect((await office.call(publicProofEndpoint, { subject: 'public-1' })).status).toBe(404);
		await leave('delivery.published', 'public-1');
		await sequence();
		const { body } = await office.call(publicProofEndpoint, { subject: 'public-1' });
		expect(body.entries.map(({ kind }) => kind)).toEqual(['post.approved', 'delivery.published']);
		expect(body.entries[0]).toMatchObject({ unitId: 'unit-a', roles: ['author'] });
		for (const entry of body.entries) expect(holds({ ...entry, checkpoint: body.checkpoint })).toBe(true);
		expect(JSON.stringify(body)).not.toMatch(/Erika|said/);
	});
	it('goes on from any earlier checkpoint', async () => {
		const before = (await office.call(listCheckpointsEndpoint, {}, registrar)).body.items[0];
		await leave('post.changed', 'public-1');
		await sequence();
		const { body } = await office.call(consistencyEndpoint, { from: before?.size ?? 0 });
		const claim = {
			older: before?.size ?? 0,
			newer: body.checkpoint.size,
			olderRoot: Buffer.from(before?.root ?? '', 'hex'),
			newerRoot: Buffer.from(body.checkpoint.root, 'hex'),
			proof: body.proof.map((step) => fromBase64(step) ?? Buffer.alloc(0)),
		};
		expect(provesConsistency(nodeHashes.sha256, claim)).toBe(true);
		expect((await office.call(consistencyEndpoint, { from: 10_000_000 })).status).toBe(404);
	});
	it('is seen by staff of the unit in the desk', async () => {
		const { body } = await office.call(readSubjectProofEndpoint, { subject: 'public-1' }, author);
		expect(body.entries).toHaveLength(4);
		const outsider = actorWith('author', ['unit-b'], 'outsider');
		expect((await office.call(readSubjectProofEndpoint, { subject: 'public-1' }, outsider)).body.entries).toEqual([]);
	});
});

/** Checks a proof the way an outsider would, from its texts alone. */
const holds = (
	proof: { position: number; leaf: string; inclusion: string[]; checkpoint: { note: string } } | null,
): boolean => {
	const head = proof && readCheckpoint(proof.checkpoint.note);
	if (!head) return false;
	return provesInclusion(nodeHashes.sha256, {
		leaf: leafHash(nodeHashes.sha256, Buffer.from(proof.leaf)),
		index: proof.position,
		size: head.size,
		proof: proof.inclusion.map((step) => fromBase64(step) ?? Buffer.alloc(0)),
		root: head.root,
	});
};

describe('erasure', () => {
	const ask = async (subject: string, actor: Actor = privacy) =>
		office.call(requestErasureEndpoint, { subject, ...basis }, actor);
	const confirm = (id: string, actor: Actor) => office.call(confirmErasureEndpoint, { id }, actor);

	it('takes two people, destroys what was said, and keeps every older proof', async () => {
		await leave('message.received', 'erase-1');
		await leave('message.received', 'erase-1');
		await sequence();
		const id = await first({ subject: 'erase-1' });
		const before = (await office.call(readRecordEndpoint, { id }, registrar)).body;
		const asked = await ask('erase-1');
		expect((await confirm(asked.body.id, privacy)).problem?.type).toBe('records.own-request');
		expect((await confirm(asked.body.id, registrar)).body).toEqual({ erased: 2 });
		expect((await confirm(asked.body.id, registrar)).problem?.type).toBe('records.no-such-erasure');
		await sequence();
		const after = (await office.call(readRecordEndpoint, { id }, registrar)).body;
		expect(after).toMatchObject({ erased: true, payload: null });
		expect(holds(before.proof)).toBe(true);
		expect(holds(after.proof)).toBe(true);
		expect(after.proof?.leaf).toBe(before.proof?.leaf);
		expect(await dump()).toMatch(new RegExp(`"id":"${id}"[^\n]*"sealed":null,"record_key":null`));
		const kinds = (await list({ subject: 'erase-1' })).map(({ kind }) => kind);
		expect(kinds.filter((kind) => kind === 'record.erased')).toHaveLength(2);
	});
	it('is refused under legal hold, and goes on once it is lifted', async () => {
		await leave('message.received', 'erase-2');
		const asked = await ask('erase-2');
		const hold = await office.call(setHoldEndpoint, { subject: 'erase-2', reason: 'Klage anhängig' }, registrar);
		expect((await confirm(asked.body.id, registrar)).problem?.type).toBe('records.held');
		expect((await ask('erase-2')).problem?.type).toBe('records.held');
		expect((await office.call(listHoldsEndpoint, {}, registrar)).body.items[0]).toMatchObject({
			reason: 'Klage anhängig',
		});
		await office.call(liftHoldEndpoint, { id: hold.body.id }, privacy);
		expect((await office.call(liftHoldEndpoint, { id: hold.body.id }, privacy)).status).toBe(404);
		expect((await confirm(asked.body.id, registrar)).body).toEqual({ erased: 1 });
	});
	it('can be declined, is listed with its reason, and never touches the log’s own records', async () => {
		await leave('message.received', 'erase-3');
		const asked = await ask('erase-3');
		await office.call(declineErasureEndpoint, { id: asked.body.id }, registrar);
		const { items } = (await office.call(listErasuresEndpoint, {}, privacy)).body;
		const listed = items.find(({ id }) => id === asked.body.id);
		expect(listed).toMatchObject({ state: 'declined', reason: basis.reason, own: true });
		const entryId = await first({ subject: 'erase-3', kind: 'record.erasure-declined' });
		const answer = await office.call(requestErasureEndpoint, { subject: 'erase-3', entryId, ...basis }, privacy);
		expect(answer.problem?.type).toBe('records.nothing-to-erase');
	});
	it('is for people with the right to it, and not for programs', async () => {
		expect((await ask('erase-3', lead)).status).toBe(403);
		const program: Actor = { ...privacy, kind: 'token', id: 'token-1' };
		expect((await ask('erase-3', program)).problem?.type).toBe('access.denied');
		const tired: Actor = { ...registrar, id: 'tired', elevated: false };
		const asked = await ask('erase-3');
		expect((await confirm(asked.body.id, tired)).problem?.type).toBe('access.second-factor');
	});
});
