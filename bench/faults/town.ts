import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { system } from '#kernel/permission.ts';
import { loadKey } from '#platform/crypto/sealer.ts';
import { ensureDeskBuilt } from '#platform/http/desk.ts';

import { openOffice } from '../../src/office.ts';
import { startPractice } from '../../src/practice/index.ts';
import { listen } from '../../src/serve.ts';
import { agreed } from '../../tests/agreed.ts';
import { startFediverseServer } from '../../tests/fediverse-server.ts';
import { type Desk, prepareDesk, value } from '../desk.ts';
import { forwardClock } from '../forward-clock.ts';
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
 * nothing), both practice networks with a watch at the door, and the servers of three followers. All share one clock.
 */
export const openTown = async ({ databaseUrl, data, program }: Place) => {
	await mkdir(data, { recursive: true });
	const desktop = await ensureDeskBuilt(root, () => undefined);
	const { clock, jump, ahead } = forwardClock();
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
	const desk = await prepareDesk(office, origin, actors);
	const networks = await openNetworks(clock);
	const peers = await Promise.all(Array.from({ length: FOLLOWERS }, () => startFediverseServer()));
	const presences = await connectAll({ desk, networks });
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
			await listening.close();
			await office.close();
		},
	};
};
type Peer = Awaited<ReturnType<typeof startFediverseServer>>;

const followFrom = async (
	peer: Peer,
	{ origin, clock }: { readonly origin: string; readonly clock: ReturnType<typeof forwardClock>['clock'] },
): Promise<void> => {
	const activity = { id: `${peer.origin}/follow`, type: 'Follow', object: `${origin}/fediverse/stadt` };
	const at = new Date(clock.now()).toISOString();
	const status = await peer.send({ to: `${origin}/fediverse/eingang`, at, activity });
	if (status >= 300) throw new Error(`the follower was refused: ${status}`);
};

export type Town = Awaited<ReturnType<typeof openTown>>;

const openNetworks = (clock: ReturnType<typeof forwardClock>['clock']) =>
	Promise.all(
		networkKinds.map(async (kind) => {
			const watch = createWatch(kind, clock);
			const network = await startPractice({ network: kind, clock, moodOf: watch.moodOf, throttleMs: THROTTLE_MS });
			watch.watch(network);
			return { kind, watch, network };
		}),
	);

interface Joining {
	readonly desk: Desk;
	readonly networks: Awaited<ReturnType<typeof openNetworks>>;
}

/** The unit speaks everywhere: in its newsroom (there already), on both networks and in the Fediverse. */
const connectAll = async ({ desk, networks }: Joining): Promise<ReadonlyMap<NetworkKind, string>> => {
	const presences = new Map<NetworkKind, string>();
	const { channels, federation } = desk.office;
	const me = system('bench');
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
	value(await federation.switchOn(me, { unitId: desk.unitId, name: 'Fediverse', handle: 'stadt', opening: agreed }));
	return presences;
};
