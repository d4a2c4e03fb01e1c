import { type AppNetwork, appNetworks } from '#kernel/channel-name.ts';
import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { CALLBACK_PATH, sealSecret } from './app-store.ts';
import { type Right, rightsIn } from './domain/rights.ts';
import { serverOrigin } from './domain/server-address.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import { channels } from './tables.ts';
import { readWake, type ShownWake } from './waking/prepare.ts';
import { appChanged } from './waking/store.ts';

/** The authority's own app at a network, as it is shown: never with its secret. */
export interface ShownApp {
	readonly network: AppNetwork;
	/** Null: none is registered here. */
	readonly clientId: string | null;
	/** Where requests go instead of the network's own address. */
	readonly server: string | null;
	/** To be entered at the network, letter by letter. */
	readonly redirectUri: string;
	/** What the app asks the owner of an account for. */
	readonly rights: readonly Right[];
	/** The network fetches media itself, and this house has no address at which it could: nobody can agree. */
	readonly noAddress: boolean;
	/** How its network calls this house; null where it never does. */
	readonly wake: ShownWake | null;
}

export type AppFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'app.secret-missing' }
	| { readonly type: 'presence.no-such-server' };

export interface AppChange {
	readonly network: AppNetwork;
	readonly clientId: string;
	/** Absent: it stays as it is. */
	readonly clientSecret?: string | undefined;
	readonly server?: string | null | undefined;
}

type Known = { readonly client_id: string; readonly server: string | null } | undefined;

const showApp = async (
	{ needs, networks }: { readonly needs: ChannelsNeeds; readonly networks: Networks },
	tx: Tx,
	{ network, row }: { readonly network: AppNetwork; readonly row: Known },
): Promise<ShownApp> => ({
	network,
	clientId: row?.client_id ?? null,
	server: row?.server ?? null,
	redirectUri: `${needs.origin}${CALLBACK_PATH}`,
	rights: rightsIn(networks.agreement(network)?.rights ?? {}),
	noAddress: networks.agreement(network)?.noAddress === true,
	wake: await readWake(needs, tx, network),
});

/** The authority's own apps, those that are not registered yet among them. */
export const listApps = (needs: ChannelsNeeds, networks: Networks) => (): Promise<readonly ShownApp[]> =>
	needs.db.read('apps', async (tx) => {
		const rows = await channels(tx).selectFrom('channels_app').select(['network', 'client_id', 'server']).execute();
		const all: ShownApp[] = [];
		for (const network of appNetworks) {
			const row = rows.find((one) => one.network === network);
			all.push(await showApp({ needs, networks }, tx, { network, row }));
		}
		return all;
	});

/** Entered once by whoever manages presences, used whenever an owner agrees or a key is renewed. */
export const keepApp =
	(needs: ChannelsNeeds, networks: Networks) =>
	async (actor: Actor, change: AppChange): Promise<Result<ShownApp, AppFailure>> => {
		const { act, clock, sealer } = needs;
		const { network, clientId, clientSecret, server = null } = change;
		if (!may(actor, 'presence.manage')) return fail({ type: 'access.denied' });
		const at = server === null || server.trim() === '' ? null : serverOrigin(server);
		if (at === null && server !== null && server.trim() !== '') return fail({ type: 'presence.no-such-server' });
		return act<ShownApp, AppFailure>('keep app', actor, async (tx) => {
			const before = await channels(tx)
				.selectFrom('channels_app')
				.selectAll()
				.where('network', '=', network)
				.forUpdate()
				.executeTakeFirst();
			// A good secret is never overwritten by nothing.
			const secret = clientSecret ? sealSecret(sealer, network, clientSecret) : before?.secret;
			if (secret === undefined) return fail({ type: 'app.secret-missing' });
			const values = {
				client_id: clientId,
				secret,
				server: at,
				changed_by: actor.id,
				changed_at: toDate(clock.now()),
			};
			await channels(tx)
				.insertInto('channels_app')
				.values({ network, ...values })
				.onConflict((at) => at.column('network').doUpdateSet(values))
				.execute();
			if (before !== undefined && before.client_id !== clientId) await appChanged(tx, network, clock.now());
			const payload = { network, clientId, server: at };
			return done(await showApp({ needs, networks }, tx, { network, row: { client_id: clientId, server: at } }), {
				kind: 'channel.app-kept',
				subject: `app:${network}`,
				payload,
			});
		});
	};
