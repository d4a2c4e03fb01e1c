import { randomBytes } from 'node:crypto';
import diagnostics from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { type Actor, system } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import type { ChannelKind } from '#modules/channels/index.ts';
import { machineClock } from '#platform/clock.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { createLog } from '#platform/log.ts';

import { openOffice } from '../src/office.ts';
import { listen } from '../src/serve.ts';
import { prepareDesk, value } from './desk.ts';

const ACCOUNTS = 3;
const WRITES: ReadonlySet<string> = new Set(['/api/v1/statuses', '/xrpc/com.atproto.repo.putRecord']);

export interface Presence {
	readonly id: string;
	readonly channel: ChannelKind;
}

export const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
export const share = (values: readonly number[], part: number): number =>
	[...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;

/** An office with three accounts at each practice network, and an ear for what reaches them. */
export const openRush = async () => {
	const home = await mkdtemp(join(tmpdir(), 'amtsfunk-bench-'));
	const database = await startEmbedded({ home, log: createLog('silent') });
	const listening = await listen({ port: 0, host: '127.0.0.1' });
	const origin = `http://127.0.0.1:${listening.port}`;
	const lab = { lab: true, role: 'all', tsaUrl: undefined, logLevel: 'silent' } as const;
	const actors = new Map<string, Actor>();
	const office = await openOffice({
		...lab,
		databaseUrl: database.url,
		key: randomBytes(32),
		data: home,
		origin,
		identifyAs: (request) => actors.get(request.headers.get('x-bench') ?? '') ?? null,
	});
	listening.answerWith(office);
	await prepareDesk(office, origin, actors);
	const presences: Presence[] = [];
	for (let n = 0; n < ACCOUNTS; n += 1)
		presences.push(
			...value(await office.channels.connectPractice(system('bench'), { unitId: `u${n}`, name: `Stadt ${n}` })),
		);
	const ear = hearWrites();

	return {
		office,
		databaseUrl: database.url,
		heard: ear.heard,
		of: (channel: ChannelKind) => presences.filter((one) => one.channel === channel),
		presences,
		/** Orders one delivery for each due moment, in one transaction. Answers their keys. */
		order: async (orders: readonly { readonly to: Presence; readonly dueAt: Instant }[]): Promise<readonly string[]> =>
			value(
				await office.corridor.db.transact('order', async (tx) =>
					ok(await office.delivery.order(tx, orders.map(toOrder))),
				),
			),
		refused: (): number =>
			[office.practice.mastodon, office.practice.bluesky]
				.flatMap((network) => network.received())
				.filter(({ status }) => status === 429).length,
		async close(): Promise<void> {
			ear.close();
			await listening.close();
			await office.close();
			await database.close();
			await rm(home, { recursive: true, force: true });
		},
	};
};
export type Rush = Awaited<ReturnType<typeof openRush>>;

let subjects = 0;
const toOrder = ({ to, dueAt }: { readonly to: Presence; readonly dueAt: Instant }) => {
	subjects += 1;
	return {
		source: 'dialogue' as const,
		subject: `bench-${subjects}`,
		unitId: 'u0',
		presenceId: to.id,
		channel: to.channel,
		operation: 'publish' as const,
		dueAt,
		contentHash: `hash-${subjects}`,
		rendition: {
			title: '',
			text: `Meldung ${subjects}: Die Mühlkanalbrücke ist ab Montag gesperrt.`,
			language: 'de',
			media: [],
			visibility: 'public' as const,
			practice: true,
			createdAt: dueAt,
		},
	};
};

interface Heard {
	readonly at: Instant;
	/** The delivery, where the network is told it. */
	readonly key: string | null;
}

const hearWrites = () => {
	const heard: Heard[] = [];
	const listener = (message: unknown): void => {
		// NOTE: the channel's documented message; Node does not type it.
		const { request } = message as { readonly request: IncomingMessage };
		if (!WRITES.has(request.url ?? '') || request.method === 'GET') return;
		const key = request.headers['idempotency-key'];
		heard.push({ at: machineClock.now(), key: typeof key === 'string' ? key : null });
	};
	diagnostics.subscribe('http.server.request.start', listener);
	return { heard, close: () => diagnostics.unsubscribe('http.server.request.start', listener) };
};

/** The bare floor: durable commits and requests to a server on loopback, so many side by side. */
export const openBare = async (databaseUrl: string) => {
	const pool = new pg.Pool({ connectionString: databaseUrl, max: 6 });
	await pool.query('create table if not exists bench_bare (at timestamptz, body text)');
	const server = createServer((request, response) => request.resume().on('end', () => response.end('{}')));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const body = JSON.stringify({ status: 'Die Mühlkanalbrücke ist ab Montag gesperrt. '.repeat(4) });
	const send = async (): Promise<void> => {
		await pool.query('insert into bench_bare values (now(), $1)', [body]);
		await (await fetch(`http://127.0.0.1:${port}/bare`, { method: 'POST', body })).arrayBuffer();
	};
	return {
		send,
		/** How long it takes to commit and send `count`. */
		async burst(count: number, sideBySide: number): Promise<number> {
			const begun = performance.now();
			let left = count;
			const worker = async (): Promise<void> => {
				while (left > 0) {
					left -= 1;
					await send();
				}
			};
			await Promise.all(Array.from({ length: sideBySide }, worker));
			return performance.now() - begun;
		},
		async close(): Promise<void> {
			server.closeAllConnections();
			server.close();
			await pool.end();
		},
	};
};
