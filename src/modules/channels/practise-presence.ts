import { isNetwork } from '#kernel/channel-name.ts';
import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { endOf } from './adapters/keys.ts';
import type { Connected } from './adapters/network.ts';
import type { ConnectFailure } from './connect-account.ts';
import { toConnectFailure } from './connect-account.ts';
import { keyColumns, openCredentials } from './credentials.ts';
import { practiceHandle } from './domain/server-address.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import type { Presence } from './presence.ts';
import { type MissingPresence, practiceTaken, takePresence, updatePresence } from './store.ts';
import type { PresenceRow, Resting } from './tables.ts';

export type PractiseFailure =
	| ConnectFailure
	| MissingPresence
	| { readonly type: 'presence.retired' }
	/** The own house, and what only ever practised, have nothing to change places with. */
	| { readonly type: 'presence.cannot-practise' }
	/** What waits, is on its way, unclear or in review belongs to one side only. */
	| { readonly type: 'presence.has-open-deliveries'; readonly count: number };

/** How many numbered handles are tried before we say that the name is taken. */
const TRIES = 9;

/**
 * Lets a presence of a real network practise, and brings it back: its account at the practice network takes the place of the
 * real one, whose key stays sealed beside it. Deliveries, answers and limits follow. Refused while a delivery is not at an end.
 */
export const practisePresence =
	(needs: ChannelsNeeds, networks: Networks, find: (id: string) => Promise<Presence | null>) =>
	async (
		actor: Actor,
		{ id, practice }: { readonly id: string; readonly practice: boolean },
	): Promise<Result<Presence, PractiseFailure>> => {
		const presence = await find(id);
		if (presence === null) return fail({ type: 'presence.not-found' });
		if (!may(actor, 'presence.manage', presence.unitId)) return fail({ type: 'access.denied' });
		if (presence.practice === practice && (presence.resting !== null) === practice) return ok(presence);
		if (!practice) return change(needs, actor, { id, to: null });
		const account = await openPracticeAccount(needs, networks, presence);
		return account.ok ? change(needs, actor, { id, to: account.value }) : account;
	};

const openPracticeAccount = async (
	needs: ChannelsNeeds,
	networks: Networks,
	{ id, channel, name }: Presence,
): Promise<Result<Connected, PractiseFailure>> => {
	if (!isNetwork(channel)) return fail({ type: 'presence.cannot-practise' });
	const door = needs.practice[channel];
	for (let number = 1; number <= TRIES; number += 1) {
		const wanted = `${practiceHandle(name)}${number === 1 ? '' : `-${number}`}`;
		const { handle, secret } = await door.openAccount({ name, handle: wanted, website: `${needs.origin}/` });
		const connected = await networks.connect({ channel, server: door.origin, handle, secret, practice: true });
		if (!connected.ok) return fail(toConnectFailure(connected.error));
		const { account } = connected.value;
		const taken = await needs.db.read('practice account', (tx) =>
			practiceTaken(tx, { id, channel, handle: account.handle }),
		);
		if (!taken) return connected;
	}
	return fail({ type: 'presence.already-connected' });
};

interface Change {
	readonly id: string;
	/** The account at the practice network; null: back to the real one. */
	readonly to: Connected | null;
}

const change = (needs: ChannelsNeeds, actor: Actor, { id, to }: Change): Promise<Result<Presence, PractiseFailure>> =>
	needs.act<Presence, PractiseFailure>('practise with presence', actor, async (tx) => {
		const taken = await takePresence(tx, id);
		if (!taken.ok) return taken;
		const row = taken.value;
		const refused = await refusal(needs, tx, { row, practice: to !== null });
		if (refused) return fail(refused);
		const set = to === null ? backToReal(needs, row) : toPractice(needs, row, to);
		const presence = await updatePresence(tx, id, set);
		await needs.mended(tx, id);
		await needs.events.announce(tx, { topic: 'presence', id, unitId: row.unit_id });
		const kind = to === null ? 'presence.practice-ended' : 'presence.practice-begun';
		return done(presence, {
			kind,
			subject: id,
			unitId: row.unit_id,
			payload: { channel: row.channel, before: row.handle, handle: presence.handle },
		});
	});

const refusal = async (
	{ openDeliveries }: ChannelsNeeds,
	tx: Tx,
	{ row, practice }: { readonly row: PresenceRow; readonly practice: boolean },
): Promise<PractiseFailure | null> => {
	if (row.state === 'retired') return { type: 'presence.retired' };
	const real = practice ? !row.practice && row.credentials !== null : row.resting !== null;
	if (!real) return { type: 'presence.cannot-practise' };
	const count = await openDeliveries(tx, row.id);
	return count === 0 ? null : { type: 'presence.has-open-deliveries', count };
};

const toPractice = (
	{ sealer, clock }: ChannelsNeeds,
	{ id, handle, url, capabilities, capabilities_read_at, credentials }: PresenceRow,
	{ account, credentials: key }: Connected,
) => {
	const at = toDate(clock.now());
	const resting: Resting = {
		handle,
		url,
		capabilities,
		capabilitiesReadAt: capabilities_read_at?.toISOString() ?? null,
	};
	return {
		practice: true,
		resting: JSON.stringify(resting),
		resting_credentials: credentials,
		...keyColumns(sealer, id, key),
		handle: account.handle,
		url: account.url,
		capabilities: JSON.stringify(account.capabilities),
		capabilities_read_at: at,
		health: 'well',
		health_reason: null,
		health_at: at,
		link_back: 'unknown',
	} as const;
};

/** The account it was, as it was; how its connection stands now is not known before it is asked. */
const backToReal = ({ sealer }: ChannelsNeeds, { id, resting, resting_credentials }: PresenceRow) => {
	const read = resting?.capabilitiesReadAt;
	const end = resting_credentials && endOf(openCredentials(sealer, id, resting_credentials));
	return {
		practice: false,
		resting: null,
		resting_credentials: null,
		credentials: resting_credentials,
		key_ends_at: end === null ? null : new Date(end),
		handle: resting?.handle ?? null,
		url: resting?.url ?? null,
		capabilities: resting?.capabilities ? JSON.stringify(resting.capabilities) : null,
		capabilities_read_at: read ? new Date(read) : null,
		health: 'unknown',
		health_reason: null,
		health_at: null,
		link_back: 'unknown',
	} as const;
};
