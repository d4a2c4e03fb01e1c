import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { NetworkName } from '#kernel/channel-name.ts';

import { system } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import type { DeliveryOrder } from '#modules/delivery/index.ts';
import { machineClock } from '#platform/clock.ts';
import { loadKey } from '#platform/crypto/sealer.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { createLog } from '#platform/log.ts';

import { type OpenOffice, openOffice } from '../src/office.ts';
import { type PracticeNetwork, startPractice } from '../src/practice/index.ts';
import { agreed } from '../tests/agreed.ts';
import type { Benchmark, Figure } from './figure.ts';
import { type Product, startProduct } from './product.ts';

/** `--size` is in seconds; the issue asks for 120. */
const SECONDS = 30;
const SMALL_SECONDS = 12;
const PROCESSES = 3;
const KILL_EVERY_MS = 5_000;
/** Below what a network allows, so that nothing waits for a limit. */
const PER_SECOND = 2;
const PATIENCE_MS = 60_000;

interface Place {
	readonly presenceId: string;
	readonly channel: NetworkName;
}

const connect = async (office: OpenOffice, networks: readonly PracticeNetwork[]): Promise<readonly Place[]> => {
	const places: Place[] = [];
	for (const network of networks) {
		const { handle, secret } = await network.openAccount({ name: 'Stadt Musterstadt', handle: 'musterstadt' });
		const wanted = {
			unitId: 'u1',
			name: 'Stadt',
			sharedBelow: false,
			opening: { ...agreed, resolution: 'Beschluss 12/2026' },
		};
		const key = { channel: network.kind, server: network.origin, handle, secret, practice: false } as const;
		const made = await office.channels.connectKey(system('bench'), wanted, key);
		if (!made.ok) throw new Error(made.error.type);
		places.push({ presenceId: made.value.id, channel: network.kind });
	}
	return places;
};

const textOf = (n: number): string => `Meldung ${n}: Die Brücke bleibt gesperrt.`;

/** One order more, to one network after the other. */
const orderNext = async (office: OpenOffice, places: readonly Place[], n: number): Promise<void> => {
	const place = places[n % places.length];
	if (place === undefined) throw new Error('there is no network');
	const at = machineClock.now();
	const order: DeliveryOrder = {
		...{ source: 'dialogue', subject: `m${n}`, unitId: 'u1', operation: 'publish', dueAt: at, contentHash: `h${n}` },
		...place,
		rendition: { title: '', text: textOf(n), language: 'de', media: [], visibility: 'public', createdAt: at },
	};
	await office.corridor.db.transact('order', async (tx) => ok(await office.delivery.order(tx, [order])));
};

/** Kills the oldest again and again, at another moment each time, and starts another in its place. */
const keepKilling = async (start: () => Product, ending: AbortSignal) => {
	const running = Array.from({ length: PROCESSES }, start);
	await Promise.all(running.map(({ there }) => there));
	let kills = 0;
	const killing = async (): Promise<void> => {
		while (!ending.aborted) {
			await pause(KILL_EVERY_MS, undefined, { signal: ending }).catch(() => undefined);
			if (ending.aborted) break;
			const oldest = running.shift();
			running.push(start());
			await oldest?.end('SIGKILL');
			kills += 1;
		}
	};
	return { running, kills: () => kills, done: killing() };
};

/** Job processes on one PostgreSQL, one killed every five seconds while deliveries run: intended, accepted and shown compared. */
export const run: Benchmark = async ({ size, small = false }) => {
	const seconds = size ?? (small ? SMALL_SECONDS : SECONDS);
	const data = await mkdtemp(join(tmpdir(), 'amtsfunk-bench-'));
	const embedded = await startEmbedded({ home: data, log: createLog('silent') });
	const databaseUrl = embedded.url;
	const office = await openOffice({
		...{ databaseUrl, data, key: loadKey(join(data, 'key')), origin: 'http://localhost', lab: true },
		...{ role: 'web', tsaUrl: undefined, logLevel: 'silent', connections: 5 },
	});
	const kinds = ['mastodon', 'bluesky', 'mastodon', 'bluesky'] as const;
	const networks = await Promise.all(kinds.map((network) => startPractice({ network, clock: machineClock })));
	const places = await connect(office, networks);
	const ending = new AbortController();
	const work = await keepKilling(() => startProduct({ role: 'jobs', data, databaseUrl }), ending.signal);
	try {
		let ordered = 0;
		for (const until = machineClock.now() + seconds * 1000; machineClock.now() < until; ordered += 1) {
			await orderNext(office, places, ordered);
			await pause(1000 / PER_SECOND);
		}
		ending.abort();
		await work.done;
		const texts = Array.from({ length: ordered }, (_, n) => textOf(n));
		const late = await settle(office, ordered);
		const accepted = networks.flatMap((network) => network.timeline().map(({ text }) => text));
		return figuresOf({ texts, accepted, kills: work.kills(), late });
	} finally {
		ending.abort();
		await Promise.all(work.running.map((product) => product.end('SIGKILL')));
		await office.close();
		for (const network of networks) await network.close();
		await embedded.close();
		await rm(data, { recursive: true, force: true });
	}
};

/** How many are still not published when patience ends. */
const settle = async (office: OpenOffice, count: number): Promise<number> => {
	const subjects = Array.from({ length: count }, (_, n) => `m${n}`);
	for (const until = machineClock.now() + PATIENCE_MS; ; await pause(200)) {
		const open = (await office.delivery.deliveriesOf(subjects)).filter(({ state }) => state !== 'published').length;
		if (open === 0 || machineClock.now() > until) return open;
	}
};

interface Seen {
	readonly texts: readonly string[];
	readonly accepted: readonly string[];
	readonly kills: number;
	readonly late: number;
}

const figuresOf = ({ texts, accepted, kills, late }: Seen): readonly Figure[] => {
	const there = new Set(accepted);
	const figure = (name: string, ours: number): Figure => {
		const ratio = ours / texts.length;
		return {
			name: `processes.${name}, of so many copies`,
			ours,
			floor: texts.length,
			ratio,
			target: '0',
			pass: ours === 0,
		};
	};
	return [
		figure(`lost (${kills} kills)`, texts.filter((text) => !there.has(text)).length),
		figure('doubled', accepted.length - there.size),
		figure('not shown as published', late),
	];
};
