import { sql } from 'kysely';

import { isWaking, type NetworkName, type WakingNetwork } from '#kernel/channel-name.ts';
import { system } from '#kernel/permission.ts';
import { fail, ok } from '#kernel/result.ts';
import { hours, type Instant, plus, toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { ChannelsNeeds } from '../needs.ts';
import { channels } from '../tables.ts';
import { isToken } from './proof.ts';

/** Something came in for these accounts, says their network: whoever reads them, in whichever process, is woken. */
export const wake = (
	{ db, events, clock }: Pick<ChannelsNeeds, 'db' | 'events' | 'clock'>,
	network: WakingNetwork,
	accounts: readonly string[],
) =>
	db.transact('wake-up call', async (tx) => {
		const heard_at = toDate(clock.now());
		const presences = await channels(tx)
			.selectFrom('channels_presence')
			.select(['id', 'unit_id'])
			.where('channel', '=', network)
			.where('remote_id', 'in', [...accounts])
			.where('state', '=', 'live')
			.orderBy('id')
			.execute();
		for (const { id, unit_id: unitId } of presences) {
			await channels(tx)
				.insertInto('channels_wake')
				.values({ presence_id: id, subscribed_at: null, next_at: null, heard_at })
				.onConflict((known) => known.column('presence_id').doUpdateSet({ heard_at }))
				.execute();
			await events.announce(tx, { topic: 'wake', id, unitId });
		}
		return ok(undefined);
	});

/** The network asked whether the address is ours; from now on it can be asked to call. */
export const noteVerified = async (
	{ act, clock }: Pick<ChannelsNeeds, 'act' | 'clock'>,
	network: WakingNetwork,
	token: string,
): Promise<boolean> => {
	const noted = await act<void, { readonly type: 'wake.wrong-word' }>(
		'verify address',
		system('channels'),
		async (tx) => {
			const query = channels(tx).selectFrom('channels_wake_app').selectAll().where('network', '=', network);
			const row = await query.forUpdate().executeTakeFirst();
			if (row === undefined || !isToken(token, row.token_hash)) return fail({ type: 'wake.wrong-word' });
			const set = { verified_at: toDate(clock.now()) };
			await channels(tx).updateTable('channels_wake_app').set(set).where('network', '=', network).execute();
			await askAgain(tx, network, clock.now());
			return done(undefined, { kind: 'channel.wake-verified', subject: `app:${network}`, payload: { network } });
		},
	);
	return noted.ok;
};

export const noteRefused = async (
	{ db, clock }: Pick<ChannelsNeeds, 'db' | 'clock'>,
	network: WakingNetwork,
): Promise<void> => {
	await db.transact('note a refused call', async (tx) => {
		await channels(tx)
			.updateTable('channels_wake_app')
			.set((of) => ({ refused: of('refused', '+', 1), refused_at: toDate(clock.now()) }))
			.where('network', '=', network)
			.execute();
		return ok(undefined);
	});
};

/** Every presence of the network is to be announced there anew. */
export const askAgain = async (tx: Tx, network: NetworkName, now: Instant): Promise<void> => {
	await channels(tx)
		.updateTable('channels_wake')
		.set({ subscribed_at: null, failures: 0, reason: null, next_at: toDate(now) })
		.where('presence_id', 'in', (of) => of.selectFrom('channels_presence').select('id').where('channel', '=', network))
		.execute();
};

/** The presence has another key: with it the network is asked once more. What was heard stays known. */
export const askAgainFor = async (tx: Tx, presenceId: string, now: Instant): Promise<void> => {
	await channels(tx)
		.updateTable('channels_wake')
		.set({ subscribed_at: null, failures: 0, reason: null, next_at: toDate(now) })
		.where('presence_id', '=', presenceId)
		.execute();
};

/** Another app knows nothing of the address until it is entered there. */
export const appChanged = async (tx: Tx, network: NetworkName, now: Instant): Promise<void> => {
	if (!isWaking(network)) return;
	const set = { verified_at: null };
	await channels(tx).updateTable('channels_wake_app').set(set).where('network', '=', network).execute();
	await askAgain(tx, network, now);
};

/** By its network's calls, or by a hub's. */
export const wakeOf = async (tx: Tx, presenceId: string) => {
	const query = channels(tx).selectFrom('channels_wake').select(['subscribed_at', 'reason', 'heard_at']);
	const hub = channels(tx)
		.selectFrom('channels_websub')
		.select(['asked_at as subscribed_at', 'reason', 'heard_at'])
		.where('lease_until', 'is not', null)
		.where('presence_id', '=', presenceId);
	const row = await query.where('presence_id', '=', presenceId).unionAll(hub).executeTakeFirst();
	return row === undefined
		? null
		: {
				subscribedAt: row.subscribed_at?.toISOString() ?? null,
				reason: row.reason,
				heardAt: row.heard_at?.toISOString() ?? null,
			};
};

/** Whoever called within a day is trusted to call again; its turn comes more seldom meanwhile. */
const TRUSTED_MS = hours(24);

export const calledLately =
	({ db, clock }: Pick<ChannelsNeeds, 'db' | 'clock'>) =>
	(presenceId: string): Promise<boolean> =>
		db.read('called lately', async (tx) => {
			const query = channels(tx).selectFrom('channels_wake').select(sql`1`.as('one'));
			const since = toDate(plus(clock.now(), -TRUSTED_MS));
			const found = query.where('presence_id', '=', presenceId).where('heard_at', '>', since);
			return (await found.executeTakeFirst()) !== undefined;
		});
