import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Kysely, sql } from 'kysely';
import pg from 'pg';

import { createTokenEndpoint } from '#contract/tokens.ts';
import type { Actor } from '#kernel/permission.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { openEngine } from '#platform/db/engine.ts';
import { createLog } from '#platform/log.ts';

import { type OpenOffice, openOffice } from '../src/office.ts';
import { type Listening, listen } from '../src/serve.ts';
import { type Benchmark, type Figure, median } from './figure.ts';

const CALLS = 200;
const PAGE = 50;
const TARGET = 2;

const adminAs = (id: string): Actor => ({
	kind: 'person',
	id,
	name: 'Bench',
	grants: [{ role: 'admin', units: 'all' }],
	elevated: true,
});

/** Conversations in one unit, 98 % of them answered, with one thread of a thousand messages. */
const fill = async (db: Kysely<unknown>, unitId: string, size: number): Promise<void> => {
	await sql`insert into dialogue_counterpart (id, channel, fingerprint, handle, display_name)
		select 'p' || n, 'mastodon', 'f' || n, 'person' || n, 'Person ' || n from generate_series(1, ${size}) n`.execute(
		db,
	);
	await sql`insert into dialogue_conversation (id, unit_id, channel, root, counterpart_id, state, visibility, excerpt, version, opened_at, last_at, due_at)
		select 'c' || lpad(n::text, 8, '0'), ${unitId}, 'mastodon', 'r' || n, 'p' || n,
			case when n % 50 = 0 then 'open' else 'answered' end, 'public',
			'Wann wird die Straße vor dem Haus ' || n || ' wieder frei?', 1,
			now() - n * interval '1 minute', now() - n * interval '1 minute',
			case when n % 50 = 0 then now() + n * interval '1 minute' end
		from generate_series(1, ${size}) n`.execute(db);
	await sql`insert into dialogue_message (id, conversation_id, direction, author_id, text, visibility, sent_at)
		select 'm' || n, 'c00000001', 'in', 'p1', 'Nachricht ' || n || ' in einem langen Gespräch.', 'public', now()
		from generate_series(1, 1000) n`.execute(db);
	// What a day would have settled: else the server does it beside the first minutes of measuring.
	await sql`vacuum (analyze)`.execute(db);
};

const p95 = (values: readonly number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;

const timed = async (address: string, headers: Record<string, string>): Promise<number> => {
	const begun = performance.now();
	const answer = await fetch(address, { headers });
	if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
	await answer.arrayBuffer();
	return performance.now() - begun;
};

/** The bare floor: one session look-up by key, the same question to the database, and JSON, behind node:http. */
const startFloor = async (url: string, unitId: string) => {
	const pool = new pg.Pool({ connectionString: url, max: 4 });
	const list = `select c.*, p.handle, p.display_name from dialogue_conversation c join dialogue_counterpart p on p.id = c.counterpart_id
		where c.state = $1 and c.unit_id in ($2) order by`;
	const questions: Readonly<Record<string, { text: string; values: string[] }>> = {
		'/open': { text: `${list} c.due_at asc, c.id asc limit ${PAGE + 1}`, values: ['open', unitId] },
		'/answered': { text: `${list} c.last_at desc, c.id desc limit ${PAGE + 1}`, values: ['answered', unitId] },
		'/thread': {
			text: 'select * from dialogue_message where conversation_id = $1 order by arrival desc limit 201',
			values: ['c00000001'],
		},
	};
	const server = createServer(async (request, response) => {
		await pool.query('select * from people_api_token where token_hash = $1', ['x']);
		const question = questions[request.url ?? ''];
		const { rows } = question ? await pool.query(question.text, question.values) : { rows: [] };
		response.end(JSON.stringify(rows));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const close = async () => {
		server.closeAllConnections();
		server.close();
		await pool.end();
	};
	return { origin: `http://127.0.0.1:${port}`, close };
};

interface Prepared {
	readonly ours: string;
	readonly floor: string;
	readonly headers: Record<string, string>;
}

const measure = async (name: string, { ours, floor, headers }: Prepared, rounds: number): Promise<Figure> => {
	const figures = { ours: [] as number[], floor: [] as number[], ratio: [] as number[] };
	for (let round = 0; round < rounds; round += 1) {
		const [mine, bare]: [number[], number[]] = [[], []];
		for (let call = 0; call < CALLS; call += 1) {
			mine.push(await timed(ours, headers));
			bare.push(await timed(floor, {}));
		}
		figures.ours.push(p95(mine));
		figures.floor.push(p95(bare));
		figures.ratio.push(p95(mine) / p95(bare));
	}
	const ratio = median(figures.ratio);
	return {
		name,
		ours: median(figures.ours),
		floor: median(figures.floor),
		ratio,
		target: `<= ${TARGET}`,
		pass: ratio <= TARGET,
	};
};

interface Preparing {
	readonly databaseUrl: string;
	readonly size: number;
}

const prepare = async (office: OpenOffice, listening: Listening, { databaseUrl, size }: Preparing) => {
	const made = await office.people.setUpFromAnswers({
		authority: await office.people.authority(),
		admin: { name: 'Bench', mail: 'bench@musterstadt.example', password: randomBytes(16).toString('hex') },
		units: [{ name: 'Musterstadt', short: 'MU' }],
	});
	if (!made.ok) throw new Error(made.error.type);
	const unitId = (await office.people.units())[0]?.id ?? '';
	const patient = openEngine(databaseUrl, { max: 1, statementTimeoutMs: 0 });
	await fill(patient.engine, unitId, size);
	await patient.close();
	// As the house does within seconds: this one serves only and has no rounds.
	await office.dialogue.chores.find(({ name }) => name === 'dialogue.look-through')?.run();
	const origin = `http://127.0.0.1:${listening.port}`;
	const answer = await fetch(`${origin}${createTokenEndpoint.path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-bench': made.value.id },
		body: JSON.stringify({ name: 'bench', scopes: ['conversation.read'], unitId: null, days: 1 }),
	});
	return { origin, unitId, answer: (await answer.json()) as Record<string, unknown> };
};

/** The list and a long thread at the given size, over real HTTP with a real key, beside the bare questions to the database. */
export const run: Benchmark = async ({ small = false, rounds = small ? 2 : 5, size = small ? 10_000 : 100_000 }) => {
	const home = await mkdtemp(join(tmpdir(), 'amtsfunk-bench-'));
	const database = await startEmbedded({ home, log: createLog('silent'), throwAway: true });
	const listening = await listen({ port: 0, host: '127.0.0.1' });
	const settings = {
		data: home,
		origin: `http://127.0.0.1:${listening.port}`,
		lab: true,
		role: 'web',
		tsaUrl: undefined,
		logLevel: 'silent',
	} as const;
	const identifyAs = (request: Request) => {
		const id = request.headers.get('x-bench');
		return id === null ? null : adminAs(id);
	};
	const office = await openOffice({ ...settings, databaseUrl: database.url, key: randomBytes(32), identifyAs });
	listening.answerWith(office);
	try {
		const { origin, unitId, answer } = await prepare(office, listening, { databaseUrl: database.url, size });
		const floor = await startFloor(database.url, unitId);
		const headers = { authorization: `Bearer ${String(answer['token'])}` };
		const at = (path: string, bare: string): Prepared => ({ ours: origin + path, floor: floor.origin + bare, headers });
		const figures = [
			await measure(`inbox.open-p95-ms-${size}`, at(`/api/conversations?limit=${PAGE}`, '/open'), rounds),
			await measure(
				`inbox.answered-p95-ms-${size}`,
				at(`/api/conversations?view=answered&limit=${PAGE}`, '/answered'),
				rounds,
			),
			await measure(`inbox.thread-p95-ms-${size}`, at('/api/conversations/c00000001', '/thread'), rounds),
		];
		await floor.close();
		return figures;
	} finally {
		await listening.close();
		await office.close();
		await database.close();
		await rm(home, { recursive: true, force: true });
	}
};
