import type { FilmList } from '#kernel/film-list.ts';
import { canonicalJson } from '#kernel/json.ts';
import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import type { QuotePolicy } from '#kernel/quoting.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { type Done, done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { mayBecome } from './domain/presence-state.ts';
import type { ChannelsNeeds } from './needs.ts';
import { type Presence, toPresence } from './presence.ts';
import { type MissingPresence, takePresence, updatePresence } from './store.ts';
import type { PresenceRow, PresenceState } from './tables.ts';
import { closeTasks } from './tasks.ts';

export type ChangeFailure =
	| MissingPresence
	| { readonly type: 'access.denied' }
	| { readonly type: 'presence.retired' }
	/** It has no key yet: connect it, or give the plan up. */
	| { readonly type: 'presence.planned' }
	/** It practises in place of a real account: that comes back first. */
	| { readonly type: 'presence.practises' };

interface Wanted {
	readonly id: string;
	readonly name?: string | undefined;
	readonly sharedBelow?: boolean | undefined;
	readonly quotes?: QuotePolicy | null | undefined;
	readonly filmList?: FilmList | null | undefined;
}

/** Renames a presence, opens and closes it to the units below, says who may quote what is said there, or into which list its films are put. */
export const changePresence =
	({ act, events }: ChannelsNeeds) =>
	(actor: Actor, { id, ...wanted }: Wanted): Promise<Result<Presence, ChangeFailure>> =>
		act<Presence, ChangeFailure>('change presence', actor, async (tx) => {
			const taken = await takeManaged(tx, actor, id);
			if (!taken.ok) return taken;
			const { unit_id: unitId } = taken.value;
			const before = toPresence(taken.value);
			if (isAsIs(before, wanted)) return unchanged(before);
			const { name, sharedBelow: shared_below, quotes, filmList } = wanted;
			const film_list = filmList && JSON.stringify(filmList);
			const presence = await updatePresence(tx, id, { name, shared_below, quotes, film_list });
			await events.announce(tx, { topic: 'presence', id, unitId });
			return done(presence, { kind: 'presence.changed', subject: id, unitId, payload: told(presence) });
		});

const told = ({ name, sharedBelow, quotes, filmList }: Presence) => ({ name, sharedBelow, quotes, filmList });

const isAsIs = (before: Presence, { filmList, ...wanted }: Omit<Wanted, 'id'>): boolean =>
	(filmList === undefined || canonicalJson(filmList) === canonicalJson(before.filmList)) &&
	Object.entries(wanted).every(([key, value]) => value === undefined || value === before[key as keyof typeof wanted]);

/** Pauses, resumes or retires a presence. Retiring destroys its key and is for good. */
export const setPresenceState =
	(needs: ChannelsNeeds) =>
	(
		actor: Actor,
		{ id, state }: { readonly id: string; readonly state: Exclude<PresenceState, 'planned'> },
	): Promise<Result<Presence, ChangeFailure>> =>
		needs.act<Presence, ChangeFailure>('set presence state', actor, async (tx) => {
			const taken = await takeManaged(tx, actor, id);
			if (!taken.ok) return taken;
			if (taken.value.state === state) return unchanged(toPresence(taken.value));
			const refused = refusal(taken.value, state);
			return refused ? fail(refused) : enter(needs, tx, { row: taken.value, state, actor });
		});

interface Entering {
	readonly row: PresenceRow;
	readonly state: PresenceState;
	readonly actor: Actor;
}

const enter = async (
	needs: ChannelsNeeds,
	tx: Tx,
	{ row, state, actor }: Entering,
): Promise<Result<Done<Presence>, never>> => {
	const { id, unit_id: unitId, state: before } = row;
	const ending =
		state === 'retired' ? { credentials: null, key_ends_at: null, retired_at: toDate(needs.clock.now()) } : {};
	const presence = await updatePresence(tx, id, { state, ...ending });
	if (state === 'retired')
		await closeTasks(needs)(tx, presence, ['key-ends', 'not-well', 'answers-differ', 'budget-near', 'rights-missing']);
	if (state === 'paused') await needs.outgoing.hold(tx, { presenceId: id, by: actor.id });
	const late = before === 'paused' && state !== 'retired' ? await needs.outgoing.free(tx, id) : [];
	await needs.events.announce(tx, { topic: 'presence', id, unitId });
	return done(presence, { kind: 'presence.state-set', subject: id, unitId, payload: { before, state } }, ...late);
};

const refusal = ({ state: before, resting }: PresenceRow, state: PresenceState): ChangeFailure | null => {
	if (before === 'retired') return { type: 'presence.retired' };
	// A plan becomes live by being connected.
	if (!mayBecome(before, state) || (before === 'planned' && state === 'live')) return { type: 'presence.planned' };
	return state === 'retired' && resting !== null ? { type: 'presence.practises' } : null;
};

type Unmanaged = MissingPresence | { readonly type: 'access.denied' };

/** Takes a presence for change, if the actor may. */
export const takeManaged = async (tx: Tx, actor: Actor, id: string): Promise<Result<PresenceRow, Unmanaged>> => {
	const taken = await takePresence(tx, id);
	if (!taken.ok || may(actor, 'presence.manage', taken.value.unit_id)) return taken;
	return fail({ type: 'access.denied' });
};
