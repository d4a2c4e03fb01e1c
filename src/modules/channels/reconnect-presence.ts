import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Connected, Key } from './adapters/network.ts';
import { type ConnectFailure, refusesKey, toConnectFailure } from './connect-account.ts';
import { keyColumns } from './credentials.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import type { Presence } from './presence.ts';
import { settleRights } from './rights.job.ts';
import { type MissingPresence, takePresence, updatePresence } from './store.ts';
import type { PresenceRow } from './tables.ts';
import { closeTasks } from './tasks.ts';
import { askAgainFor } from './waking/store.ts';

export type ReconnectFailure =
	| ConnectFailure
	| MissingPresence
	| { readonly type: 'presence.retired' }
	/** The new key opens another account than the one this presence is. */
	| { readonly type: 'presence.other-account'; readonly handle: string };

/** Gives a presence a new key to the same account. The old one stays until the new one has proved itself. */
export const reconnectPresence =
	(needs: ChannelsNeeds, networks: Networks) =>
	async (actor: Actor, id: string, key: Key): Promise<Result<Presence, ReconnectFailure>> => {
		if (!may(actor, 'presence.manage')) return fail({ type: 'access.denied' });
		if (refusesKey(needs, key.server)) return fail({ type: 'presence.real-key-in-lab' });
		const connected = await networks.connect(key);
		if (!connected.ok) return fail(toConnectFailure(connected.error));
		const { account, credentials } = connected.value;
		return needs.act<Presence, ReconnectFailure>('reconnect presence', actor, async (tx) => {
			const taken = await takePresence(tx, id);
			if (!taken.ok) return taken;
			const row = taken.value;
			const refused = refusal(row, actor, { ...connected.value, practice: key.practice });
			if (refused) return fail(refused);
			const at = toDate(needs.clock.now());
			const presence = await updatePresence(tx, id, {
				...keyColumns(needs.sealer, id, credentials),
				capabilities: JSON.stringify(account.capabilities),
				capabilities_read_at: at,
				health: 'well',
				health_reason: null,
				health_at: at,
			});
			await closeTasks(needs)(tx, presence, ['key-ends', 'not-well', 'answers-differ']);
			await settleRights(needs, networks)(tx, { presence, key: credentials });
			await askAgainFor(tx, id, needs.clock.now());
			const again = await needs.reconnected(tx, id);
			await needs.events.announce(tx, { topic: 'presence', id, unitId: row.unit_id });
			const payload = { channel: row.channel, handle: account.handle };
			return done(presence, { kind: 'presence.reconnected', subject: id, unitId: row.unit_id, payload }, ...again);
		});
	};

const refusal = (
	row: PresenceRow,
	actor: Actor,
	{ account, credentials, practice }: Connected & Pick<Key, 'practice'>,
): ReconnectFailure | null => {
	if (!may(actor, 'presence.manage', row.unit_id)) return { type: 'access.denied' };
	if (row.state === 'retired') return { type: 'presence.retired' };
	const same = row.channel === credentials.channel && row.practice === practice && row.handle === account.handle;
	return same ? null : { type: 'presence.other-account', handle: account.handle };
};
