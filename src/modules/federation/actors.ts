import type { KeyObject } from 'node:crypto';

import type { Tx } from '#platform/db/database.ts';

import { actorAddresses, HOUSE } from './domain/addresses.ts';
import { openSigningKey } from './keys.ts';
import type { FederationNeeds } from './needs.ts';
import type { Signer } from './signing.ts';
import { type ActorRow, federation } from './tables.ts';

export interface Actors {
	/** By identifier, in any case. */
	find(identifier: string): Promise<ActorRow | null>;
	ofPresence(presenceId: string): Promise<ActorRow | null>;
	all(): Promise<readonly ActorRow[]>;
	/** Signs in an actor's name. Keys are opened once and stay in memory. */
	signer(identifier: string): Promise<Signer>;
	/** Signs in the name of the installation. */
	house(): Promise<Signer>;
}

/** What never changes once it is written is kept in memory: there is one row per unit at most. */
export const createActors = ({ db, sealer, origin }: Pick<FederationNeeds, 'db' | 'sealer' | 'origin'>): Actors => {
	const rows = new Map<string, ActorRow>();
	const keys = new Map<string, KeyObject>();
	const keep = (row: ActorRow | undefined): ActorRow | null => {
		if (row) rows.set(row.identifier, row);
		return row ?? null;
	};
	const find = async (typed: string): Promise<ActorRow | null> => {
		const identifier = typed.toLowerCase();
		return rows.get(identifier) ?? keep(await db.read('fediverse actor', (tx) => byIdentifier(tx, identifier)));
	};
	const signer = async (identifier: string): Promise<Signer> => {
		const row = await find(identifier);
		if (row === null) throw new Error('nobody signs without being an actor');
		const key = keys.get(identifier) ?? openSigningKey(sealer, row);
		keys.set(identifier, key);
		return { keyId: actorAddresses(origin, identifier).key, key };
	};
	return {
		find,
		signer,
		house: () => signer(HOUSE),
		async ofPresence(presenceId) {
			for (const row of rows.values()) if (row.presence_id === presenceId) return row;
			return keep(
				await db.read('fediverse actor of a presence', (tx) =>
					federation(tx)
						.selectFrom('federation_actor')
						.selectAll()
						.where('presence_id', '=', presenceId)
						.executeTakeFirst(),
				),
			);
		},
		all: () =>
			db.read('fediverse actors', (tx) =>
				federation(tx).selectFrom('federation_actor').selectAll().orderBy('made_at').orderBy('identifier').execute(),
			),
	};
};

const byIdentifier = (tx: Tx, identifier: string): Promise<ActorRow | undefined> =>
	federation(tx).selectFrom('federation_actor').selectAll().where('identifier', '=', identifier).executeTakeFirst();
