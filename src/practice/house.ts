import { join } from 'node:path';
import type { Hono } from 'hono';
import { networkNames } from '#kernel/channel-name.ts';

import type { Ids } from '#kernel/ids.ts';
import type { Actor } from '#kernel/permission.ts';
import { type Clock, plus, seconds } from '#kernel/time.ts';
import type { Background } from '#platform/background.ts';
import { errorFields, type Log } from '#platform/log.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';

import { hear, openDoor, type Told, tell, throughDoor } from './door.ts';
import { guardPractice, practicePages } from './page/mount.ts';
import type { FetchMedia, PracticeKind, PracticeNetwork } from './practice.ts';
import { starters } from './starters.ts';

/** A database connection of its own: the advisory lock that goes with it says who runs the networks. */
interface Session {
	query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
	once(event: 'end', heard: () => void): unknown;
	end(): Promise<void>;
}

interface Needs {
	readonly clock: Clock;
	readonly ids: Ids;
	readonly background: Background;
	readonly log: Log;
	readonly connect: () => Promise<Session>;
	readonly data: string;
	readonly origin: string;
	/** False in a process that only serves pages: it never runs the networks itself. */
	readonly mayRun: boolean;
}

type Answering = (request: Request) => Response | Promise<Response>;
interface Starting extends Needs {
	readonly fetchMedia: FetchMedia;
}

/** Practice networks fetch from this house alone, and never over a line: whoever runs them answers for it. */
const fetchWithin =
	(origin: string, answering: Answering): FetchMedia =>
	async (url) => {
		if (!URL.canParse(url) || new URL(url).origin !== new URL(origin).origin) return null;
		const answer = await answering(new Request(url));
		const mime = answer.headers.get('content-type') ?? '';
		return answer.status === 200 ? { bytes: Buffer.from(await answer.arrayBuffer()), mime } : null;
	};

interface Running {
	readonly networks: Readonly<Record<PracticeKind, PracticeNetwork>>;
	readonly pages: Hono;
	readonly told: Told;
	close(): Promise<void>;
}

const byName = <T>(of: (name: PracticeKind) => T): Readonly<Record<PracticeKind, T>> =>
	// NOTE: every name has its entry.
	Object.fromEntries(networkNames.map((name) => [name, of(name)])) as Record<PracticeKind, T>;

const LOCK = [0x7565, 1] as const;
const AGAIN_MS = seconds(2);
/** Port 9 discards: an address at which nobody answers. */
const NOWHERE = 'http://127.0.0.1:9';

/**
 * Runs the networks in the first of the working processes that takes an advisory lock; the next takes over when it is gone.
 * Without the lock somebody else may run them, so ours end when it is lost.
 */
const runInTurn = async (needs: Starting, file: string) => {
	let running: Running | null = null;
	let session: Session | null = null;
	let isClosed = false;
	let calm = (): void => undefined;

	const take = async (): Promise<void> => {
		if (isClosed || running !== null) return;
		session ??= await needs.connect();
		const { rows } = await session.query('select pg_try_advisory_lock($1, $2) as mine', [...LOCK]);
		if ((rows as readonly { readonly mine: boolean }[])[0]?.mine !== true) return later();
		session.once('end', () => needs.background.run('practice.lost', lose));
		running = await start(needs, file);
	};
	const takeOrLater = (): Promise<void> =>
		take().catch((thrown: unknown) => {
			needs.log.warn('practice networks: no connection for the lock, trying again', errorFields(thrown));
			session = null;
			later();
		});
	const later = (): void => {
		calm = needs.clock.wake(plus(needs.clock.now(), AGAIN_MS), () =>
			needs.background.run('practice.take', takeOrLater),
		);
	};
	const lose = async (): Promise<void> => {
		if (isClosed) return;
		session = null;
		await running?.close();
		running = null;
		await takeOrLater();
	};
	if (needs.mayRun) await take();

	return {
		now: (): Running | null => running,
		async close(): Promise<void> {
			isClosed = true;
			calm();
			await running?.close();
			await session?.end();
		},
	};
};

/** The practice networks of this installation. Processes that do not run them reach them by the addresses left in the data folder. */
export const openPracticeHouse = async (needs: Needs) => {
	const file = join(needs.data, 'practice', 'door.json');
	let own: Answering = async () => new Response(null, { status: 404 });
	const turn = await runInTurn({ ...needs, fetchMedia: fetchWithin(needs.origin, (request) => own(request)) }, file);
	const told = (): Told | null => turn.now()?.told ?? hear(file);
	const allowLoopback = { includes: (origin: string) => origin === told()?.door };
	const remote = throughDoor(createOutbound({ lab: false, allowLoopback, log: needs.log }), told);
	const here = (network: PracticeKind): PracticeNetwork => {
		const running = turn.now();
		if (running === null) throw new Error('the practice networks run in another process');
		return running.networks[network];
	};
	const door = (network: PracticeKind) => ({
		get origin() {
			return told()?.networks[network] ?? NOWHERE;
		},
		openAccount: (account: { readonly name: string; readonly handle: string; readonly website?: string }) =>
			turn.now()?.networks[network].openAccount(account) ?? remote.openAccount(network, account),
	});

	return {
		/** The networks themselves; only where they run. */
		get mastodon() {
			return here('mastodon');
		},
		get bluesky() {
			return here('bluesky');
		},
		network: here,
		/** Names who answers for this house when a network fetches media from it. */
		fetchesFrom(answering: Answering): void {
			own = answering;
		},
		/** What the rest of the office knows of them, wherever they run. */
		doors: byName(door),
		origins: { includes: (origin: string) => Object.values(told()?.networks ?? {}).includes(origin) },
		/** Shows the networks under `/uebung` to signed-in staff. */
		mount(app: Hono, identify: (request: Request) => Promise<Actor | null>): void {
			guardPractice(app, identify);
			for (const path of ['/uebung', '/uebung/*'])
				app.all(path, async (c) => {
					const shown = await (turn.now()?.pages.fetch(c.req.raw) ?? remote.page(c.req.raw));
					return c.newResponse(shown.body, shown);
				});
		},
		close: turn.close,
	};
};
export type PracticeHouse = Awaited<ReturnType<typeof openPracticeHouse>>;

const start = async ({ clock, ids, data, origin, fetchMedia }: Starting, file: string): Promise<Running> => {
	const options = (network: PracticeKind) => ({
		...{ clock, fetchMedia },
		file: join(data, 'practice', `${network}.json`),
		pages: `${origin}/uebung/${network}`,
	});
	const started = await Promise.all(networkNames.map((network) => starters[network](options(network))));
	const networks = byName((name) => started.find(({ kind }) => kind === name) as PracticeNetwork);
	const pages = practicePages(started, clock);
	const secret = ids.secret();
	const door = await openDoor({ pages, networks, secret });
	const told = { networks: byName((name) => networks[name].origin), door: door.origin, secret };
	tell(file, told);
	return {
		networks,
		pages,
		told,
		close: async () => void (await Promise.all([...started.map((network) => network.close()), door.close()])),
	};
};
