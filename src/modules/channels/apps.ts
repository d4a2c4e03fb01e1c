import { type AppNetwork, appNetworks } from '#kernel/channel-name.ts';
import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';

import { CALLBACK_PATH, sealSecret } from './app-store.ts';
import { serverOrigin } from './domain/server-address.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import { channels } from './tables.ts';

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
	readonly scopes: readonly string[];
	/** The network fetches media itself, and this house has no address at which it could: nobody can agree. */
	readonly noAddress: boolean;
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

/** The authority's apps: entered once by whoever manages presences, used whenever an owner agrees or a key is renewed. */
export const createApps = ({ db, act, clock, sealer, origin }: ChannelsNeeds, networks: Networks) => {
	const shown = (
		network: AppNetwork,
		row?: { readonly client_id: string; readonly server: string | null },
	): ShownApp => ({
		network,
		clientId: row?.client_id ?? null,
		server: row?.server ?? null,
		redirectUri: `${origin}${CALLBACK_PATH}`,
		scopes: networks.agreement(network)?.scopes ?? [],
		noAddress: networks.agreement(network)?.noAddress === true,
	});

	return {
		async apps(): Promise<readonly ShownApp[]> {
			const rows = await db.read('apps', (tx) =>
				channels(tx).selectFrom('channels_app').select(['network', 'client_id', 'server']).execute(),
			);
			return appNetworks.map((network) =>
				shown(
					network,
					rows.find((row) => row.network === network),
				),
			);
		},

		async keepApp(actor: Actor, change: AppChange): Promise<Result<ShownApp, AppFailure>> {
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
				const payload = { network, clientId, server: at };
				return done(shown(network, { client_id: clientId, server: at }), {
					kind: 'channel.app-kept',
					subject: `app:${network}`,
					payload,
				});
			});
		},
	};
};
