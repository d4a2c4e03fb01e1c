import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import type { AgreementFailure, Opening, Presence } from '#modules/channels/index.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { acct, actorAddresses, type HandleFault, HOUSE, readHandle } from './domain/addresses.ts';
import { readHouse } from './house.ts';
import { makeKeys, type NewKeys } from './keys.ts';
import type { FederationNeeds } from './needs.ts';
import { type ActorRow, federation } from './tables.ts';

export type SwitchOnFailure =
	| AgreementFailure
	| { readonly type: 'access.denied' }
	| { readonly type: HandleFault }
	| { readonly type: 'fediverse.handle-taken' }
	| { readonly type: 'fediverse.unit-unknown' }
	| { readonly type: 'fediverse.unit-has-one' }
	| { readonly type: 'fediverse.in-sample' }
	| { readonly type: 'fediverse.moved'; readonly origin: string };

interface Wanted {
	readonly unitId: string;
	readonly name: string;
	readonly handle: string;
	/** Stated as for every presence; what opens the own house needs no resolution. */
	readonly opening?: Opening | undefined;
}

/** Gives a unit its actor and presence. The first one also opens the house: from then on address and keys never change. */
export const switchOn =
	(needs: FederationNeeds) =>
	async (actor: Actor, wanted: Wanted): Promise<Result<Presence, SwitchOnFailure>> => {
		const refusal = await refuse(needs, actor, wanted);
		if (refusal) return fail(refusal);
		const read = readHandle(wanted.handle);
		if (!read.ok) return fail({ type: read.why });
		const agreed = await needs.channels.checkOpening(actor, wanted.opening, 'activitypub');
		if (!agreed.ok) return agreed;
		const opening = agreed.value;
		const identifier = read.handle;
		// Keys take a third of a second to make: not inside a transaction.
		const [keys, houseKeys] = await Promise.all([makeKeys(needs.sealer, identifier), makeKeys(needs.sealer, HOUSE)]);
		const { act, origin } = needs;
		return act<Presence, SwitchOnFailure>('switch on fediverse', actor, async (tx) => {
			await openHouse(tx, needs, houseKeys);
			const taken = await takenBy(tx, identifier, wanted.unitId);
			if (taken) return fail({ type: taken });
			const { id: url } = actorAddresses(origin, identifier);
			const { unitId, name } = wanted;
			const handle = acct(origin, identifier);
			const presence = await needs.channels.ensureFediverse(tx, { unitId, name, handle, url, opening });
			await insertActor(tx, needs, {
				...{ identifier, kind: 'unit', unit_id: unitId, presence_id: presence.id },
				...keys,
			});
			const payload = { presence: presence.id, handle, address: url, key: keys.rsa_public, opening: { ...opening } };
			return done(presence, { kind: 'fediverse.switched-on', subject: presence.id, unitId, payload });
		});
	};

const refuse = async (needs: FederationNeeds, actor: Actor, { unitId }: Wanted): Promise<SwitchOnFailure | null> => {
	if (!may(actor, 'presence.manage', unitId)) return { type: 'access.denied' };
	const house = await readHouse(needs);
	if (house.state === 'sample') return { type: 'fediverse.in-sample' };
	if (house.state === 'moved') return { type: 'fediverse.moved', origin: house.origin };
	const units = await needs.people.units();
	return units.some(({ id }) => id === unitId) ? null : { type: 'fediverse.unit-unknown' };
};

const takenBy = async (tx: Tx, identifier: string, unitId: string) => {
	const query = federation(tx).selectFrom('federation_actor').select(['identifier', 'unit_id']);
	const rows = await query
		.where((of) => of.or([of('identifier', '=', identifier), of('unit_id', '=', unitId)]))
		.execute();
	if (rows.some((row) => row.unit_id === unitId)) return 'fediverse.unit-has-one' as const;
	return rows.length > 0 ? ('fediverse.handle-taken' as const) : null;
};

/** Writes down once for all where the installation lives, and makes its own actor. */
const openHouse = async (tx: Tx, needs: FederationNeeds, keys: NewKeys): Promise<void> => {
	const opened = await federation(tx)
		.insertInto('federation_house')
		.values({ id: 'house', origin: needs.origin, secure: false, opened_at: toDate(needs.clock.now()) })
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	if (opened.numInsertedOrUpdatedRows !== 1n) return;
	await insertActor(tx, needs, { identifier: HOUSE, kind: 'house', unit_id: null, presence_id: null, ...keys });
};

const insertActor = (tx: Tx, { clock }: FederationNeeds, row: Omit<ActorRow, 'made_at'>) =>
	federation(tx)
		.insertInto('federation_actor')
		.values({ ...row, made_at: toDate(clock.now()) })
		.execute();
