import type { NetworkName } from '#kernel/channel-name.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import type { App } from './adapters/keys.ts';
import type { ChannelsNeeds } from './needs.ts';
import { channels } from './tables.ts';

/** Where the owner of an account comes back to after agreeing. */
export const CALLBACK_PATH = '/api/agreements/callback';

const context = (network: string): string => `channels_app.secret:${network}`;

/** The app with its secret unsealed; null where none is registered. */
export const readApp = async (
	tx: Tx,
	sealer: Sealer,
	network: NetworkName,
): Promise<(App & { readonly server: string | null }) | null> => {
	const query = channels(tx).selectFrom('channels_app').selectAll().where('network', '=', network);
	const row = await query.executeTakeFirst();
	if (row === undefined) return null;
	const clientSecret = sealer.open(row.secret, context(network)).toString('utf8');
	return { clientId: row.client_id, clientSecret, server: row.server };
};

export const sealSecret = (sealer: Sealer, network: NetworkName, secret: string): Buffer =>
	sealer.seal(secret, context(network));

/** For adapters: the app to renew a key with. */
export const appReader =
	({ db, sealer }: Pick<ChannelsNeeds, 'db' | 'sealer'>) =>
	async (network: NetworkName): Promise<App | null> =>
		db.read('app of a network', (tx) => readApp(tx, sealer, network));
