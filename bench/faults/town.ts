import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { system } from '#kernel/permission.ts';
import type { Clock } from '#kernel/time.ts';
import { loadKey } from '#platform/crypto/sealer.ts';
import { ensureDeskBuilt } from '#platform/http/desk.ts';

import { openOffice } from '../../src/office.ts';
import { type FetchMedia, startPractice } from '../../src/practice/index.ts';
import { listen } from '../../src/serve.ts';
import { agreed } from '../../tests/agreed.ts';
import { startFediverseServer } from '../../tests/fediverse-server.ts';
import { type Desk, prepareDesk, value } from '../desk.ts';
import { forwardClock } from '../forward-clock.ts';
import { stockLibrary } from './library.ts';
import { type NetworkKind, networkKinds, type Plan } from './plan.ts';
import { type Product, startProduct } from './product.ts';
import { createWatch, THROTTLE_MS } from './watch.ts';

const root = join(import.meta.dirname, '..', '..');
const FOLLOWERS = 3;

interface Place {
	readonly databaseUrl: string;
	readonly data: string;
	/** Of a release; without it the sources are killed. */
	readonly program?: string | undefined;
}

/**
 * A town whose product can be killed while everything around it lives on: the desk that orders and reads (it carries
 * nothing), the practice networks with a watch at the door, and the servers of three followers. All share one clock.
 */
export const openTown = async ({ databaseUrl, data, program }: Place) => {
	const { clock, jump, ahead } = forwardClock();
	const { desk, origin, close } = await openDesk({ databaseUrl, data }, clock);
	const networks = await openNetworks(clock, origin);
	const peers = await Promise.all(Array.from({ length: FOLLOWERS }, () => startFediverseServer()));
	const house = await openHouse(desk);
	const presences = await connectAll({ desk, networks });
	const library = await stockLibrary(desk, presences.get('youtube') ?? '');
	for (const peer of peers) await followFrom(peer, { origin, clock });
	const started: Product[] = [];
	let plan: Plan | null = null;
	let replies = 0;
	for (const peer of peers)
		peer.answerWith(() => {
			replies += 1;
			return plan?.replies[replies - 1] ?? 202;
		});
	const begin = (): Product => {
		const product = startProduct({ databaseUrl, data, origin, aheadMs: ahead(), program });
		started.push(product);
		return product;
	};
	// Whoever is killed keeps nothing of what it compiled. One that ends well does, for all that come after.
	const first = begin();
	await first.there();
	await first.end();
	return {
		desk,
		networks,
		/** By network. */
		presences,
		/** Presences of the house itself. */
		house,
		library,
		peers,
		clock,
		jump,
		start: begin,
		/** From now on the networks behave as the plan says; without one, well. */
		feel(next: Plan | null): void {
			plan = next;
			replies = 0;
			for (const { watch } of networks) next ? watch.begin(next) : watch.calm();
		},
		async close(): Promise<void> {
			// A round that broke off leaves its product running.
			for (const product of started) await product.kill();
			for (const { network } of networks) await network.close();
			for (const peer of peers) await peer.close();
			await close();
		},
	};
};

/** The office that orders and reads, with its people. */
const openDesk = async ({ databaseUrl, data }: Place, clock: Clock) => {
	await mkdir(data, { recursive: true });
	const desktop = await ensureDeskBuilt(root, () => undefined);
	const listening = await listen({ port: 0, host: '127.0.0.1' });
	const origin = `http://127.0.0.1:${listening.port}`;
	const actors = new Map();
	const office = await openOffice({
		databaseUrl,
		key: loadKey(join(data, 'key')),
		data,
		desk: desktop,
		origin,
		lab: true,
		role: 'web',
		tsaUrl: undefined,
		logLevel: 'silent',
		clock,
		identifyAs: (request) => actors.get(request.headers.get('x-bench') ?? '') ?? null,
	});
	listening.answerWith(office);
	return {
		desk: await prepareDesk(office, origin, actors),
		origin,
		async close(): Promise<void> {
			await listening.close();
			await office.close();
		},
	};
};

type Peer = Awaited<ReturnType<typeof startFediverseServer>>;

const followFrom = async (
	peer: Peer,
	{ origin, clock }: { readonly origin: string; readonly clock: Clock },
): Promise<void> => {
	const activity = { id: `${peer.origin}/follow`, type: 'Follow', object: `${origin}/fediverse/stadt` };
	const at = new Date(clock.now()).toISOString();
	const status = await peer.send({ to: `${origin}/fediverse/eingang`, at, activity });
	if (status >= 300) throw new Error(`the follower was refused: ${status}`);
};

export type Town = Awaited<ReturnType<typeof openTown>>;

/** Networks that fetch what goes with a post have it from the desk's own house, which stands while the product is dead. */
const fetchFrom =
	(origin: string): FetchMedia =>
	async (url) => {
		const answer = url.startsWith(`${origin}/`) ? await fetch(url) : null;
		if (answer?.ok !== true) return null;
		return { bytes: Buffer.from(await answer.arrayBuffer()), mime: answer.headers.get('content-type') ?? '' };
	};

const openNetworks = (clock: Clock, origin: string) =>
	Promise.all(
		networkKinds.map(async (kind) => {
			const watch = createWatch(kind, clock);
			const fetchMedia = fetchFrom(origin);
			const options = { clock, moodOf: watch.moodOf, throttleMs: THROTTLE_MS, fetchMedia };
			const network = await startPractice({ network: kind, ...options });
			watch.watch(network);
			return { kind, watch, network };
		}),
	);

interface Joining {
	readonly desk: Desk;
	readonly networks: Awaited<ReturnType<typeof openNetworks>>;
}

const me = system('bench');

/** The unit speaks in its newsroom (there already) and in the Fediverse. Answers both presences. */
const openHouse = async ({ unitId, office: { channels, federation } }: Desk): Promise<readonly string[]> => {
	value(await federation.switchOn(me, { unitId, name: 'Fediverse', handle: 'stadt', opening: agreed }));
	return (await channels.presencesFor(unitId)).map(({ id }) => id);
};

/** And on every network. */
const connectAll = async ({ desk, networks }: Joining): Promise<ReadonlyMap<NetworkKind, string>> => {
	const presences = new Map<NetworkKind, string>();
	const { channels } = desk.office;
	const wanted = {
		unitId: desk.unitId,
		name: 'Musterstadt',
		sharedBelow: false,
		opening: { ...agreed, resolution: 'Beschluss 12/2026' },
	};
	for (const { kind, network } of networks) {
		const { handle, secret } = await network.openAccount({ name: 'Stadt Musterstadt', handle: 'musterstadt' });
		const key = { channel: kind, server: network.origin, handle, secret, practice: false } as const;
		presences.set(kind, value(await channels.connectKey(me, wanted, key)).id);
	}
	return presences;
};
