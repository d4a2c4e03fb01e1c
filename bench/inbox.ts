import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Kysely, sql } from 'kysely';

import { createTokenEndpoint } from '#contract/tokens.ts';
import type { Actor } from '#kernel/permission.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { openEngine } from '#platform/db/engine.ts';
import { createLog } from '#platform/log.ts';

import { type OpenOffice, openOffice } from '../src/office.ts';
import { type Listening, listen } from '../src/serve.ts';
import { measurePage, startFloor } from './dialogue/floor.ts';
import type { Benchmark } from './figure.ts';

const PAGE = 50;

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

/** The bare questions of the three pages. */
const bareQuestions = (unitId: string) => {
	const list = `select c.*, p.handle, p.display_name from dialogue_conversation c join dialogue_counterpart p on p.id = c.counterpart_id
		where c.state = $1 and c.unit_id in ($2) order by`;
	return {
		'/open': { text: `${list} c.due_at asc, c.id asc limit ${PAGE + 1}`, values: ['open', unitId] },
		'/answered': { text: `${list} c.last_at desc, c.id desc limit ${PAGE + 1}`, values: ['answered', unitId] },
		'/thread': {
			text: 'select * from dialogue_message where conversation_id = $1 order by arrival desc limit 201',
			values: ['c00000001'],
		},
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
		const floor = await startFloor(database.url, bareQuestions(unitId));
		const headers = { authorization: `Bearer ${String(answer['token'])}` };
		const at = (path: string, bare: string) => ({ ours: origin + path, floor: floor.origin + bare, headers });
		const figures = [
			await measurePage(`inbox.open-p95-ms-${size}`, at(`/api/conversations?limit=${PAGE}`, '/open'), rounds),
			await measurePage(
				`inbox.answered-p95-ms-${size}`,
				at(`/api/conversations?view=answered&limit=${PAGE}`, '/answered'),
				rounds,
			),
			await measurePage(`inbox.thread-p95-ms-${size}`, at('/api/conversations/c00000001', '/thread'), rounds),
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
