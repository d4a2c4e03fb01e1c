import { type WakingNetwork, wakingNetworks } from '#kernel/channel-name.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { isPublicHttps } from '#kernel/public-address.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { ChannelsNeeds } from '../needs.ts';
import { channels } from '../tables.ts';
import { WAKE_PATH } from './door.ts';
import { hashOf } from './proof.ts';

/** What is ticked at the network. SPEC: Graph API, Webhooks reference, page and instagram; docs/threads/webhooks. */
const fields: Readonly<Record<WakingNetwork, readonly string[]>> = {
	facebook: ['feed', 'mention'],
	instagram: ['comments', 'mentions'],
	threads: ['replies', 'mentions'],
};

/** How a network that calls was set up, as it is shown: never with its word. */
export interface ShownWake {
	/** Null: this installation has no public address under https, so nobody can call it. */
	readonly address: string | null;
	readonly fields: readonly string[];
	readonly preparedAt: string | null;
	readonly verifiedAt: string | null;
	readonly refused: number;
	readonly refusedAt: string | null;
}

const addressOf = ({ origin, lab }: Pick<ChannelsNeeds, 'origin' | 'lab'>, network: WakingNetwork): string | null =>
	lab || isPublicHttps(origin) ? `${origin}${WAKE_PATH}${network}` : null;

/** Null where the network never calls. */
export const readWake = async (
	needs: Pick<ChannelsNeeds, 'origin' | 'lab'>,
	tx: Tx,
	network: string,
): Promise<ShownWake | null> => {
	const calling = wakingNetworks.find((one) => one === network);
	if (calling === undefined) return null;
	const query = channels(tx).selectFrom('channels_wake_app').selectAll().where('network', '=', calling);
	const row = await query.executeTakeFirst();
	return {
		address: addressOf(needs, calling),
		fields: fields[calling],
		preparedAt: row?.prepared_at.toISOString() ?? null,
		verifiedAt: row?.verified_at?.toISOString() ?? null,
		refused: row?.refused ?? 0,
		refusedAt: row?.refused_at?.toISOString() ?? null,
	};
};

export type PrepareFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'presence.app-missing' }
	| { readonly type: 'presence.no-public-address' };

interface Prepared {
	readonly address: string;
	/** Shown this once; only its hash is kept. */
	readonly token: string;
	readonly fields: readonly string[];
}

/** Makes the word by which a network asks whether the address is ours. The one before is worth nothing from now on. */
export const prepareWake =
	(needs: ChannelsNeeds) =>
	async (actor: Actor, network: WakingNetwork): Promise<Result<Prepared, PrepareFailure>> => {
		if (!may(actor, 'presence.manage')) return fail({ type: 'access.denied' });
		const address = addressOf(needs, network);
		if (address === null) return fail({ type: 'presence.no-public-address' });
		const token = needs.ids.secret();
		return needs.act<Prepared, PrepareFailure>('prepare wake-up calls', actor, async (tx) => {
			const app = channels(tx).selectFrom('channels_app').select('network').where('network', '=', network);
			if ((await app.executeTakeFirst()) === undefined) return fail({ type: 'presence.app-missing' });
			const values = { token_hash: hashOf(token), prepared_at: toDate(needs.clock.now()) };
			await channels(tx)
				.insertInto('channels_wake_app')
				.values({ network, ...values })
				.onConflict((known) => known.column('network').doUpdateSet({ ...values, verified_at: null }))
				.execute();
			await needs.events.announce(tx, { topic: 'presence', id: `app:${network}` });
			const leaf = { kind: 'channel.wake-prepared', subject: `app:${network}`, payload: { network } } as const;
			return done({ address, token, fields: fields[network] }, leaf);
		});
	};
