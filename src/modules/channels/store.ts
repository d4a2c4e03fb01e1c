import type { QuotePolicy } from '#kernel/quoting.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Account } from './adapters/account.ts';
import type { Capabilities, ChannelKind } from './channel.ts';
import type { Opening } from './domain/opening.ts';
import { type Presence, toPresence } from './presence.ts';
import { channels, type PresenceRow, type PresenceState } from './tables.ts';

export type MissingPresence = { readonly type: 'presence.not-found' };

/** Reads a presence for change: nobody else changes it until the transaction ends. */
export const takePresence = async (tx: Tx, id: string): Promise<Result<PresenceRow, MissingPresence>> => {
	const query = channels(tx).selectFrom('channels_presence').selectAll().where('id', '=', id);
	const row = await query.forUpdate().executeTakeFirst();
	return row ? ok(row) : fail({ type: 'presence.not-found' });
};

/** A presence by its id, as it is asked for before every copy. */
export const presenceById = {
	label: 'presence with its key',
	words: (tx: Tx, id: string) => channels(tx).selectFrom('channels_presence').selectAll().where('id', '=', id),
};

export const readPresence = (tx: Tx, id: string): Promise<PresenceRow | undefined> =>
	channels(tx).selectFrom('channels_presence').selectAll().where('id', '=', id).executeTakeFirst();

export const readSealed = async (tx: Tx, id: string): Promise<Buffer | null> => {
	const query = channels(tx).selectFrom('channels_presence').select('credentials').where('id', '=', id);
	return (await query.executeTakeFirst())?.credentials ?? null;
};

/** The keys of a presence, the one of an account that rests while it practises last. */
export const readKeys = async (tx: Tx, id: string): Promise<readonly Buffer[]> => {
	const query = channels(tx).selectFrom('channels_presence').select(['credentials', 'resting_credentials']);
	const row = await query.where('id', '=', id).executeTakeFirst();
	return [row?.credentials ?? null, row?.resting_credentials ?? null].filter((key) => key !== null);
};

/** Whether another presence practises with this account already. */
export const practiceTaken = async (
	tx: Tx,
	{ id, channel, handle }: { readonly id: string; readonly channel: ChannelKind; readonly handle: string },
): Promise<boolean> => {
	const query = channels(tx).selectFrom('channels_presence').select('id').where('channel', '=', channel);
	const others = query.where('practice', '=', true).where('handle', '=', handle).where('id', '<>', id);
	return (await others.where('state', '<>', 'retired').executeTakeFirst()) !== undefined;
};

export const accountTaken = async (tx: Tx, channel: ChannelKind, remoteId: string): Promise<boolean> => {
	const query = channels(tx).selectFrom('channels_presence').select('id').where('channel', '=', channel);
	const found = query.where('remote_id', '=', remoteId).where('state', '<>', 'retired');
	return (await found.executeTakeFirst()) !== undefined;
};

export interface NewPresence {
	readonly id: string;
	readonly unitId: string;
	readonly channel: ChannelKind;
	readonly name: string;
	readonly sharedBelow: boolean;
	readonly practice: boolean;
	readonly account: Account | null;
	/** Absent: live. */
	readonly state?: 'planned' | 'live';
	readonly capabilities: Capabilities | null;
	readonly credentials: Buffer | null;
	readonly keyEndsAt?: Instant | null;
	readonly opening?: Opening | null;
	readonly at: Instant;
}

export const insertPresence = async (tx: Tx, made: NewPresence): Promise<Presence> => {
	const at = toDate(made.at);
	const row = await channels(tx)
		.insertInto('channels_presence')
		.values({
			id: made.id,
			unit_id: made.unitId,
			channel: made.channel,
			name: made.name,
			remote_id: made.account?.remoteId ?? null,
			handle: made.account?.handle ?? null,
			url: made.account?.url ?? null,
			state: made.state ?? 'live',
			shared_below: made.sharedBelow,
			practice: made.practice,
			capabilities: made.capabilities && JSON.stringify(made.capabilities),
			capabilities_read_at: made.capabilities && at,
			health: made.account === null ? 'unknown' : 'well',
			health_reason: null,
			health_at: made.account === null ? null : at,
			credentials: made.credentials,
			key_ends_at: made.keyEndsAt ? toDate(made.keyEndsAt) : null,
			opening: made.opening ? JSON.stringify(made.opening) : null,
			created_at: at,
		})
		.returningAll()
		.executeTakeFirstOrThrow();
	return toPresence(row);
};

interface PresenceChange {
	readonly name?: string | undefined;
	readonly shared_below?: boolean | undefined;
	readonly quotes?: QuotePolicy | null | undefined;
	readonly film_list?: string | null | undefined;
	readonly counts?: boolean;
	readonly state?: PresenceState;
	/** Null only when the presence is retired: its key is destroyed. */
	readonly credentials?: Buffer | null;
	readonly handle?: string | null;
	readonly url?: string | null;
	readonly capabilities?: string | null;
	readonly capabilities_read_at?: Date | null;
	readonly health?: PresenceRow['health'];
	readonly health_reason?: string | null;
	readonly health_at?: Date | null;
	readonly link_back?: PresenceRow['link_back'];
	readonly link_back_at?: Date;
	readonly retired_at?: Date;
	readonly practice?: boolean;
	readonly resting?: string | null;
	readonly resting_credentials?: Buffer | null;
	readonly renewing_until?: Date | null;
	readonly remote_id?: string;
	readonly opening?: string;
	readonly key_ends_at?: Date | null;
	readonly probed_at?: Date;
	readonly tier?: PresenceRow['tier'];
	readonly budget_micro?: number | null;
	readonly with_link?: boolean;
}

export const updatePresence = async (tx: Tx, id: string, change: PresenceChange): Promise<Presence> => {
	const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
	const row = await channels(tx)
		.updateTable('channels_presence')
		.set(given)
		.where('id', '=', id)
		.returningAll()
		.executeTakeFirstOrThrow();
	return toPresence(row);
};

export interface Authorisation {
	readonly state: string;
	readonly sealed: Buffer;
	readonly expiresAt: Instant;
}

export const insertAuthorisation = async (tx: Tx, { state, sealed, expiresAt }: Authorisation): Promise<void> => {
	const values = { state, sealed, expires_at: toDate(expiresAt) };
	await channels(tx).insertInto('channels_authorisation').values(values).execute();
};

/** Takes a begun authorisation out, so that it works once; the outdated go with it. */
export const takeAuthorisation = async (tx: Tx, state: string, now: Instant): Promise<Buffer | null> => {
	await channels(tx).deleteFrom('channels_authorisation').where('expires_at', '<=', toDate(now)).execute();
	const query = channels(tx).deleteFrom('channels_authorisation').where('state', '=', state).returning('sealed');
	return (await query.executeTakeFirst())?.sealed ?? null;
};
