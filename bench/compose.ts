import { createHmac, randomBytes } from 'node:crypto';
import diagnostics from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { publishPostEndpoint } from '#contract/editorial-acts.ts';
import { type Actor, system } from '#kernel/permission.ts';
import { type Clock, instant } from '#kernel/time.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { createLog } from '#platform/log.ts';

import { openOffice } from '../src/office.ts';
import { listen } from '../src/serve.ts';
import { rushFigures } from './burst.ts';
import { approvedPost, type Desk, prepareDesk, value } from './desk.ts';
import { type Benchmark, p95 } from './figure.ts';
import { forwardClock } from './forward-clock.ts';

const TARGET_MS = 60;
const WARM_UP = 3;
const AT_REST_MS = 250;
const CALM_MS = 600;
/** 300 with the size the bench has by itself. */
const BURST_OF = 15;

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Hears every request of this process's servers to one path, the moment its head was read. */
const ear = (path: string) => {
	let heard: (() => void) | null = null;
	const listener = (message: unknown): void => {
		// NOTE: the channel's documented message; Node does not type it.
		const { request } = message as { readonly request: IncomingMessage };
		if (request.method === 'POST' && request.url === path) heard?.();
	};
	diagnostics.subscribe('http.server.request.start', listener);
	return {
		next: () => new Promise<number>((resolve) => (heard = () => resolve(performance.now()))),
		close: () => diagnostics.unsubscribe('http.server.request.start', listener),
	};
};

/** The bare floor: one durable commit, one signature, one request to a server on loopback. */
const startFloor = async (url: string) => {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query('create table if not exists bench_floor (at timestamptz, body text)');
	const server = createServer((request, response) => request.resume().on('end', () => response.end('{}')));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const key = randomBytes(32);
	const body = JSON.stringify({ status: 'Die Mühlkanalbrücke ist ab Montag gesperrt. '.repeat(4) });
	return {
		async send(): Promise<void> {
			await client.query('insert into bench_floor values (now(), $1)', [body]);
			const signature = createHmac('sha256', key).update(body).digest('hex');
			const answer = await fetch(`http://127.0.0.1:${port}/bare`, { method: 'POST', headers: { signature }, body });
			await answer.arrayBuffer();
		},
		async close(): Promise<void> {
			server.closeAllConnections();
			server.close();
			await client.end();
		},
	};
};

interface Course {
	readonly desk: Desk;
	readonly clock: Clock;
	readonly jump: (ms: number) => void;
	readonly network: ReturnType<typeof ear>;
	readonly bare: ReturnType<typeof ear>;
	readonly floor: Awaited<ReturnType<typeof startFloor>>;
}

/** One post from its moment to the first request at the network (the newsroom page stands by then), and the floor beside it. */
const once = async ({ desk, clock, jump, network, bare, floor }: Course, n: number) => {
	const id = await approvedPost(desk, {
		title: `Meldung ${n}`,
		text: 'Die Mühlkanalbrücke ist ab Montag gesperrt. Bitte fahren Sie über den Ring.',
	});
	const path = desk.origin + publishPostEndpoint.path.replace(':id', id);
	const headers = { 'content-type': 'application/json', 'x-bench': desk.author.id };
	const answer = await fetch(path, { method: 'POST', headers, body: '{}' });
	if (!answer.ok) throw new Error(await answer.text());
	const { dueAt } = (await answer.json()) as { readonly dueAt: string };
	await rest(AT_REST_MS);
	// What else falls due in that minute is done before: the post shares its moment with nothing.
	jump(instant(dueAt) - clock.now() - CALM_MS);
	const heard = network.next();
	const begun = performance.now() + (instant(dueAt) - clock.now());
	const ours = (await heard) - begun;
	await rest(AT_REST_MS);
	const bareHeard = bare.next();
	const bareBegun = performance.now();
	const sent = floor.send();
	const least = (await bareHeard) - bareBegun;
	await sent;
	return { ours, least };
};

/** "Publish now", once its minute of grace is over, to the request at the network: newsroom page, second claim and all. */
export const run: Benchmark = async ({ small = false, rounds = small ? 1 : 3, size = small ? 10 : 20 }) => {
	const home = await mkdtemp(join(tmpdir(), 'amtsfunk-bench-'));
	const database = await startEmbedded({ home, log: createLog('silent') });
	const listening = await listen({ port: 0, host: '127.0.0.1' });
	const origin = `http://127.0.0.1:${listening.port}`;
	const { clock, jump } = forwardClock();
	const actors = new Map<string, Actor>();
	const office = await openOffice({
		databaseUrl: database.url,
		key: randomBytes(32),
		data: home,
		origin,
		lab: true,
		role: 'all',
		tsaUrl: undefined,
		logLevel: 'silent',
		clock,
		identifyAs: (request) => actors.get(request.headers.get('x-bench') ?? '') ?? null,
	});
	listening.answerWith(office);
	const desk = await prepareDesk(office, origin, actors);
	value(await office.channels.connectPractice(system('bench'), { unitId: desk.unitId, name: 'Musterstadt' }));
	const floor = await startFloor(database.url);
	const course = { desk, clock, jump, floor, network: ear('/api/v1/statuses'), bare: ear('/bare') };
	for (let n = 0; n < WARM_UP; n += 1) await once(course, n);
	const figures = { ours: [] as number[], floor: [] as number[] };
	for (let round = 0; round < rounds; round += 1) {
		for (let n = 0; n < size; n += 1) {
			const { ours, least } = await once(course, n);
			figures.ours.push(ours);
			figures.floor.push(least);
		}
	}
	course.network.close();
	course.bare.close();
	await floor.close();
	await listening.close();
	await office.close();
	await database.close();
	await rm(home, { recursive: true, force: true });
	// Over all rounds: the p95 of twenty alone would be their slowest.
	const [ours, least] = [p95(figures.ours), p95(figures.floor)];
	const name = 'compose: publish now to request at the network, p95 ms';
	const pass = ours <= TARGET_MS;
	const now = { name, ours, floor: least, ratio: ours / least, target: `<= ${TARGET_MS} ms`, pass };
	return [now, ...(await rushFigures(size * BURST_OF, rounds))];
};
