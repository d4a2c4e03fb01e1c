import type { FederationNeeds } from './needs.ts';
import { federation } from './tables.ts';

export type HouseState =
	| { readonly state: 'sample' | 'closed' }
	/** Addresses and keys belong to `origin`; `moved`: the installation now says it lives elsewhere. */
	| { readonly state: 'open' | 'moved'; readonly origin: string; readonly secure: boolean };

/** Asks what the Fediverse is to this installation: closed, open, or standing still because the address changed. */
export const readHouse = async ({
	db,
	origin,
	trial,
}: Pick<FederationNeeds, 'db' | 'origin' | 'trial'>): Promise<HouseState> => {
	if (trial === 'sample') return { state: 'sample' };
	const row = await db.read('fediverse house', (tx) =>
		federation(tx).selectFrom('federation_house').selectAll().executeTakeFirst(),
	);
	if (row === undefined) return { state: 'closed' };
	return { state: row.origin === origin ? 'open' : 'moved', origin: row.origin, secure: row.secure };
};
