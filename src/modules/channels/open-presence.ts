import { type NetworkName, networkNames } from '#kernel/channel-name.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { dayIn } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import { takeManaged } from './change-presence.ts';
import type { ChannelKind } from './channel.ts';
import { type Opening, type OpeningFailure, soundOpening } from './domain/opening.ts';
import type { ChannelsNeeds } from './needs.ts';
import { type Presence, toPresence } from './presence.ts';
import { insertPresence, type MissingPresence, readPresence, updatePresence } from './store.ts';

export type StateOpeningFailure =
	| OpeningFailure
	| MissingPresence
	| { readonly type: 'access.denied' }
	| { readonly type: 'presence.retired' }
	/** Responsible or deputy is nobody who works here. */
	| { readonly type: 'presence.person-unknown' };
export type WantedFailure = StateOpeningFailure | { readonly type: 'presence.not-planned' };

/** What stands in the way of opening a presence on what was agreed. */
export type AgreementFailure = OpeningFailure | { readonly type: 'presence.person-unknown' };

/** What was agreed, if a presence may be opened on it: complete, by people who work here, decided where the house asks for it. */
export const checkOpening =
	({ clock, people, freeNetworks }: ChannelsNeeds) =>
	async (
		actor: Actor,
		opening: Opening | null | undefined,
		channel: ChannelKind,
	): Promise<Result<Opening, AgreementFailure>> => {
		const free = !networkNames.some((one) => one === channel) || (await freeNetworks()).some((one) => one === channel);
		const { zone } = await people.authority();
		const sound = soundOpening(opening, { channel, today: dayIn(zone, clock.now()), free });
		if (!sound.ok || actor.kind === 'system') return sound;
		const { responsibleId, deputyId } = sound.value;
		const known = await people.names([responsibleId, deputyId]);
		return known.has(responsibleId) && known.has(deputyId) ? sound : fail({ type: 'presence.person-unknown' });
	};

export interface Wanted {
	readonly unitId: string;
	readonly name: string;
	readonly sharedBelow: boolean;
	readonly opening?: Opening | null | undefined;
	/** It was planned before, and what was agreed stands there. */
	readonly plannedId?: string | undefined;
}

/** The facts a new account is connected with: stated now, or with which it was planned. Practice needs none. */
export const openingOf =
	(needs: ChannelsNeeds) =>
	async (
		actor: Actor,
		wanted: Wanted,
		{ channel, practice }: { readonly channel: NetworkName; readonly practice: boolean },
	): Promise<Result<Opening | null, WantedFailure>> => {
		if (practice) return ok(null);
		const { plannedId } = wanted;
		if (plannedId === undefined) return checkOpening(needs)(actor, wanted.opening, channel);
		const row = await needs.db.read('planned presence', (tx) => readPresence(tx, plannedId));
		if (row?.state !== 'planned' || row.channel !== channel || row.unit_id !== wanted.unitId)
			return fail({ type: 'presence.not-planned' });
		return checkOpening(needs)(actor, row.opening, channel);
	};

/** Enters a presence as planned: who speaks, where, and what was agreed. It has no account yet. */
export const planPresence =
	(needs: ChannelsNeeds) =>
	async (
		actor: Actor,
		{ network, ...wanted }: Wanted & { readonly network: NetworkName },
	): Promise<Result<Presence, StateOpeningFailure>> => {
		if (!may(actor, 'presence.manage', wanted.unitId)) return fail({ type: 'access.denied' });
		const opening = await checkOpening(needs)(actor, wanted.opening, network);
		if (!opening.ok) return opening;
		const { act, ids, clock, events } = needs;
		return act<Presence, StateOpeningFailure>('plan presence', actor, async (tx) => {
			const id = ids.next('presence');
			const { unitId, name, sharedBelow } = wanted;
			const entered = { id, unitId, name, sharedBelow, channel: network, state: 'planned', practice: false } as const;
			const nothing = { account: null, capabilities: null, credentials: null };
			const presence = await insertPresence(tx, { ...entered, ...nothing, opening: opening.value, at: clock.now() });
			await events.announce(tx, { topic: 'presence', id, unitId });
			const payload = { channel: network, name, opening: { ...opening.value } };
			return done(presence, { kind: 'presence.planned', subject: id, unitId, payload });
		});
	};

/** States, or states anew, what was agreed for a presence. */
export const stateOpening =
	(needs: ChannelsNeeds, find: (id: string) => Promise<Presence | null>) =>
	async (
		actor: Actor,
		{ id, opening }: { readonly id: string; readonly opening: Opening },
	): Promise<Result<Presence, StateOpeningFailure>> => {
		const presence = await find(id);
		if (presence === null) return fail({ type: 'presence.not-found' });
		if (!may(actor, 'presence.manage', presence.unitId)) return fail({ type: 'access.denied' });
		const sound = await checkOpening(needs)(actor, opening, presence.channel);
		if (!sound.ok) return sound;
		return needs.act<Presence, StateOpeningFailure>('state opening', actor, async (tx) => {
			const taken = await takeManaged(tx, actor, id);
			if (!taken.ok) return taken;
			const { unit_id: unitId, state } = taken.value;
			if (state === 'retired') return fail({ type: 'presence.retired' });
			const stated = await updatePresence(tx, id, { opening: JSON.stringify(sound.value) });
			await needs.events.announce(tx, { topic: 'presence', id, unitId });
			const before = toPresence(taken.value).opening;
			const payload = { before: before && { ...before }, opening: { ...sound.value } };
			return done(stated, { kind: 'presence.opening-stated', subject: id, unitId, payload });
		});
	};

/** What was agreed, with the names of who is responsible now. */
export const showOpening =
	({ people }: ChannelsNeeds) =>
	async ({ opening }: Presence) => {
		if (opening === null) return { facts: null };
		const { responsibleId, deputyId, ...facts } = opening;
		const names = await people.names([responsibleId, deputyId]);
		const byId = (id: string) => ({ id, name: names.get(id) ?? '' });
		return { facts: { ...facts, responsible: byId(responsibleId), deputy: byId(deputyId) } };
	};
