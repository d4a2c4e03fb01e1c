import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

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
import { freePort, startProduct } from './product.ts';
import { openInspector, type Weighed } from './soak/inspector.ts';
import { slopeOf } from './soak/slope.ts';

/** `--size` is in seconds; the issue asks for 600. */
const SECONDS = 90;
const SMALL_SECONDS = 30;
const PER_SECOND = 50;
/**
 * Before a run that is judged: as many events as come in ten minutes, three times as fast. A young process still compiles what
 * it will run for months, and that is no growth of what it holds.
 */
const WARM = { seconds: 200, perSecond: 150 };
const WEIGH_EVERY_MS = 2_000;
/** Real growth of a megabyte an hour is seen in minutes, not in seconds: below this the slope is printed and not judged. */
const JUDGED_SECONDS = 600;
const MEGABYTES_PER_HOUR = 1;
const HOUR_S = 3600;

interface Scene {
	readonly office: OpenOffice;
	readonly network: PracticeNetwork;
	readonly presenceId: string;
	readonly origin: string;
}

const textOf = (n: number): string => `Meldung ${n}: Die Brücke bleibt gesperrt.`;

const publish = async ({ office, presenceId }: Scene, n: number): Promise<void> => {
	const at = machineClock.now();
	const order: DeliveryOrder = {
		...{ source: 'dialogue', subject: `m${n}`, unitId: 'u1', operation: 'publish', dueAt: at, contentHash: `h${n}` },
		...{ presenceId, channel: 'mastodon' },
		rendition: { title: '', text: textOf(n), language: 'de', media: [], visibility: 'public', createdAt: at },
	};
	await office.corridor.db.transact('order', async (tx) => ok(await office.delivery.order(tx, [order])));
};

/** So many readers, each with one connection: what is counted are descriptors that we leave open, not who comes. */
const readers = new Agent({ keepAlive: true, maxSockets: 16 });

const read = ({ origin }: Scene, path: string): Promise<void> => {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	const ask = (): void => {
		const asking = get(origin + path, { agent: readers }, (answer) => {
			answer.on('error', reject).once('end', resolve).resume();
		});
		// A connection that was kept may be closed at the very moment it is used again: every browser asks once more.
		asking.once('error', (thrown) => (asking.reusedSocket ? ask() : reject(thrown)));
	};
	ask();
	return promise;
};

/**
 * One event: of twenty, one is a post that goes out, five are messages that come in, four are changes on the site that make
 * every kept page old, and ten are readers.
 */
const happen = async (scene: Scene, n: number): Promise<void> => {
	const { office, network } = scene;
	const kind = n % 20;
	if (kind === 0) return publish(scene, n);
	if (kind <= 5) return void network.reply({ text: `Frage ${n}: Wann ist die Brücke frei?`, mentions: 'musterstadt' });
	if (kind <= 9)
		return void (await office.corridor.db.transact('announce', async (tx) => {
			await office.corridor.events.announce(tx, { topic: 'setting', id: `bench-${n % 40}` });
			return ok(undefined);
		}));
	const paths = ['/', '/archiv', '/feed.rss', '/impressum', '/health', '/frage', '/en', `/beitrag/keiner-${n % 30}`];
	return read(scene, paths[n % paths.length] ?? '/');
};

/** So many events a second, whatever each takes; answers how many failed. */
const drive = async (
	scene: Scene,
	{ seconds, perSecond, from = 0 }: { readonly seconds: number; readonly perSecond: number; readonly from?: number },
): Promise<number> => {
	const begun = machineClock.now();
	const underWay = new Set<Promise<void>>();
	let failed = 0;
	for (let n = 0; n < seconds * perSecond; n += 1) {
		const wait = begun + (n * 1000) / perSecond - machineClock.now();
		if (wait > 1) await pause(wait);
		const event = happen(scene, from + n)
			.catch(() => {
				failed += 1;
			})
			.finally(() => underWay.delete(event));
		underWay.add(event);
	}
	await Promise.all(underWay);
	return failed;
};

const descriptorsOf = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

interface Sample extends Weighed {
	readonly at: number;
	readonly descriptors: number;
}

/** The program in a process of its own under a steady load: what is left in memory after each collection, open files, timers. */
export const run: Benchmark = async ({ size, small = false }) => {
	const seconds = size ?? (small ? SMALL_SECONDS : SECONDS);
	const data = await mkdtemp(join(tmpdir(), 'amtsfunk-bench-'));
	const embedded = await startEmbedded({ home: data, log: createLog('silent') });
	const [databaseUrl, port] = [embedded.url, await freePort()];
	const office = await openOffice({
		...{ databaseUrl, data, key: loadKey(join(data, 'key')), origin: 'http://localhost', lab: true },
		...{ role: 'web', tsaUrl: undefined, logLevel: 'silent', connections: 10 },
	});
	const network = await startPractice({ network: 'mastodon', clock: machineClock });
	const product = startProduct({
		role: 'all',
		data,
		databaseUrl,
		port,
		flags: ['--max-semi-space-size=2', '--inspect=127.0.0.1:0'],
	});
	try {
		const presenceId = await connect(office, network);
		await product.there;
		const inspector = await openInspector(product);
		const scene = { office, network, presenceId, origin: `http://127.0.0.1:${port}` };
		const warm = seconds >= JUDGED_SECONDS ? WARM : { ...WARM, seconds: 0 };
		await drive(scene, warm);
		const samples: Sample[] = [];
		const begun = machineClock.now();
		const weigh = async (): Promise<void> => {
			const at = (machineClock.now() - begun) / 1000;
			samples.push({ at, descriptors: descriptorsOf(product.child.pid ?? 0), ...(await inspector.weigh()) });
		};
		const ending = new AbortController();
		const weighing = (async () => {
			while (!ending.signal.aborted) {
				await weigh();
				await pause(WEIGH_EVERY_MS, undefined, { signal: ending.signal }).catch(() => undefined);
			}
		})();
		const failed = await drive(scene, { seconds, perSecond: PER_SECOND, from: warm.seconds * warm.perSecond });
		ending.abort();
		await weighing;
		inspector.close();
		return figuresOf(samples, { seconds, failed });
	} finally {
		readers.destroy();
		await product.end('SIGTERM');
		await office.close();
		await network.close();
		await embedded.close();
		await rm(data, { recursive: true, force: true });
	}
};

const connect = async (office: OpenOffice, network: PracticeNetwork): Promise<string> => {
	const { secret } = await network.openAccount({ name: 'Stadt Musterstadt', handle: 'musterstadt' });
	const wanted = { unitId: 'u1', name: 'Stadt', sharedBelow: false, opening: agreed };
	const made = await office.channels.connectMastodon(system('bench'), wanted, {
		server: network.origin,
		token: secret,
	});
	if (!made.ok) throw new Error(made.error.type);
	return made.value.id;
};

const figuresOf = (
	samples: readonly Sample[],
	{ seconds, failed }: { readonly seconds: number; readonly failed: number },
): readonly Figure[] => {
	const half = samples.filter(({ at }) => at >= seconds / 2);
	const judged = seconds >= JUDGED_SECONDS;
	const slope = (what: (sample: Sample) => number) =>
		slopeOf(half.map((sample) => ({ at: sample.at / HOUR_S, value: what(sample) })));
	const memory = slope(({ bytes }) => bytes / 2 ** 20);
	const whole = slope(({ bytes, compiled }) => (bytes + compiled) / 2 ** 20);
	const middle = (what: (sample: Sample) => number, of: readonly Sample[]) =>
		of.map(what).sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? Number.NaN;
	const [early, late] = [half.slice(0, half.length / 2), half.slice(half.length / 2)];
	const flat = (name: string, what: (sample: Sample) => number): Figure => {
		const [before, after] = [middle(what, early), middle(what, late)];
		const pass = after - before <= Math.max(2, before * 0.05);
		const counted = { name: `soak.${name}, last quarter against the one before`, ours: after, floor: before };
		return { ...counted, ratio: after / before, target: 'flat (5 %)', pass };
	};
	const why = judged ? '' : `, ${seconds} s: too short to be judged`;
	const growth = (name: string, { slope: ours, low, high }: typeof memory): Figure => ({
		name: `soak.memory MB/h after collection${name} (95 %: ${low.toFixed(1)} to ${high.toFixed(1)}${why})`,
		ours,
		floor: MEGABYTES_PER_HOUR,
		ratio: ours / MEGABYTES_PER_HOUR,
		target: `<= ${MEGABYTES_PER_HOUR} MB/h`,
		pass: !judged || low <= MEGABYTES_PER_HOUR,
	});
	return [
		growth('', whole),
		growth(', without the program itself as it is compiled', memory),
		flat('descriptors', ({ descriptors }) => descriptors),
		flat('timers', ({ timers }) => timers),
		{
			name: 'soak.events that failed, of so many',
			ours: failed,
			floor: seconds * PER_SECOND,
			ratio: failed / (seconds * PER_SECOND),
			target: '0',
			pass: failed === 0,
		},
	];
};
