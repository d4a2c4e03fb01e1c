import { type NetworkName, networkNames } from '#kernel/channel-name.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Outbound } from '#platform/outbound/outbound.ts';

import { readProxy } from './domain/proxy-address.ts';
import type { ChannelsNeeds } from './needs.ts';
import { channels } from './tables.ts';

/** The way out of the house to one network, without what opens it. */
export interface ShownProxy {
	readonly network: NetworkName;
	/** Null: the straight way. */
	readonly address: string | null;
}

export type ProxyFailure = { readonly type: 'access.denied' } | { readonly type: 'proxy.no-address' };

const context = (network: NetworkName): string => `channels_proxy.sealed:${network}`;

/** The door as one network's adapter uses it: through the proxy of the house where one was named for that network. */
export const throughProxy =
	({ db, sealer }: Pick<ChannelsNeeds, 'db' | 'sealer'>, network: NetworkName, outbound: Outbound): Outbound =>
	async (request) => {
		const sealed = await db.read('proxy of a network', async (tx) => {
			const query = channels(tx).selectFrom('channels_proxy').select('sealed').where('network', '=', network);
			return (await query.executeTakeFirst())?.sealed ?? null;
		});
		if (sealed === null) return outbound(request);
		return outbound({ ...request, via: new URL(sealer.open(sealed, context(network)).toString('utf8')) });
	};

export const createProxies = ({ db, act, clock, sealer }: ChannelsNeeds) => ({
	async proxies(): Promise<readonly ShownProxy[]> {
		const rows = await db.read('proxies', (tx) =>
			channels(tx).selectFrom('channels_proxy').select(['network', 'shown']).execute(),
		);
		return networkNames.map((network) => ({
			network,
			address: rows.find((row) => row.network === network)?.shown ?? null,
		}));
	},

	/** Names the proxy of a network, or lets it go the straight way again. */
	async keepProxy(
		actor: Actor,
		{ network, address }: { readonly network: NetworkName; readonly address: string | null },
	): Promise<Result<ShownProxy, ProxyFailure>> {
		if (!may(actor, 'presence.manage')) return fail({ type: 'access.denied' });
		const read = address === null ? null : readProxy(address);
		if (address !== null && read === null) return fail({ type: 'proxy.no-address' });
		return act<ShownProxy, ProxyFailure>('keep proxy', actor, async (tx) => {
			if (read === null) await channels(tx).deleteFrom('channels_proxy').where('network', '=', network).execute();
			else {
				const by = { changed_by: actor.id, changed_at: toDate(clock.now()) };
				const values = { sealed: sealer.seal(read.url, context(network)), shown: read.shown, ...by };
				await channels(tx)
					.insertInto('channels_proxy')
					.values({ network, ...values })
					.onConflict((at) => at.column('network').doUpdateSet(values))
					.execute();
			}
			const shown = { network, address: read?.shown ?? null };
			return done(shown, { kind: 'channel.proxy-kept', subject: `proxy:${network}`, payload: { ...shown } });
		});
	},
});
