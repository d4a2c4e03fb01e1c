import type { Tx } from '#platform/db/database.ts';

import type { FederationNeeds } from './needs.ts';
import { federation } from './tables.ts';

type Sealing = Pick<FederationNeeds, 'sealer'>;

/** Whom a presence has blocked is known as a keyed fingerprint only. */
export const blockedKey = ({ sealer }: Sealing, actor: string): string =>
	sealer.fingerprint('federation.actor-block', actor);

interface Between {
	readonly presenceId: string;
	readonly actor: string;
}

export const isActorBlocked = async (tx: Tx, needs: Sealing, { presenceId, actor }: Between): Promise<boolean> => {
	const query = federation(tx).selectFrom('federation_actor_block').select('who');
	const found = query.where('who', '=', blockedKey(needs, actor)).where('presence_id', '=', presenceId);
	return (await found.executeTakeFirst()) !== undefined;
};
