import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, plus, seconds, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Credentials } from './adapters/keys.ts';
import type { OpenSession, Renewal } from './adapters/session.ts';
import type { ChannelFailure } from './channel.ts';
import { keyColumns, openCredentials, sealCredentials } from './credentials.ts';
import type { ChannelsNeeds } from './needs.ts';
import { readKeys, takePresence, updatePresence } from './store.ts';
import type { PresenceRow } from './tables.ts';

type Refreshed = Result<string, ChannelFailure>;

/** So long one process may take to renew a key before another tries. Longer than any request lasts. */
const RENEWING_MS = seconds(60);
const LOOK_AGAIN_MS = 200;

type Claim<C extends Credentials> = 'gone' | 'busy' | { readonly key: C; readonly mine: boolean };

interface Expired<C extends Credentials> {
	readonly presenceId: string;
	readonly renewal: Renewal<C>;
	readonly expired: string;
}

interface Renewed {
	readonly renewed: Credentials;
	readonly isSame: (sealed: Buffer | null) => boolean;
}

/** A renewed key goes where the old one lay: to the account that speaks, or to the one that rests while its presence practises. */
const renewedColumns = (sealer: ChannelsNeeds['sealer'], row: PresenceRow, { renewed, isSame }: Renewed) => ({
	...(isSame(row.credentials) ? keyColumns(sealer, row.id, renewed) : {}),
	...(isSame(row.resting_credentials) ? { resting_credentials: sealCredentials(sealer, row.id, renewed) } : {}),
});

/**
 * Keeps the tokens of accounts fresh: one renewal at a time per presence over all processes, whoever asks, and every new key is
 * kept. Networks that take a refresh token once only would lock the account out otherwise.
 */
export const createSessions = ({ db, sealer, clock }: ChannelsNeeds): OpenSession => {
	const running = new Map<string, Promise<Refreshed>>();

	const findKey = async <C extends Credentials>(tx: Tx, { presenceId, renewal }: Expired<C>): Promise<C | null> => {
		const keys = await readKeys(tx, presenceId);
		return keys.map((sealed) => renewal.same(openCredentials(sealer, presenceId, sealed))).find(Boolean) ?? null;
	};

	const takeTurn = async <C extends Credentials>(tx: Tx, row: PresenceRow, key: C): Promise<Claim<C>> => {
		const now = clock.now();
		if (row.renewing_until !== null && row.renewing_until.getTime() > now) return 'busy';
		await updatePresence(tx, row.id, { renewing_until: toDate(plus(now, RENEWING_MS)) });
		return { key, mine: true };
	};

	/** The key to renew; or the one that somebody else renewed meanwhile; or nothing while somebody is at it. */
	const claim = <C extends Credentials>(asked: Expired<C>) =>
		db.transact<Claim<C>, never>('claim a renewal', async (tx) => {
			const row = await takePresence(tx, asked.presenceId);
			const key = row.ok ? await findKey(tx, asked) : null;
			if (!row.ok || key === null) return ok('gone');
			if (asked.renewal.accessToken(key) !== asked.expired) return ok({ key, mine: false });
			return ok(await takeTurn(tx, row.value, key));
		});

	const settle = <C extends Credentials>({ presenceId, renewal }: Expired<C>, renewed: C | null) =>
		db.transact('keep a renewed key', async (tx) => {
			const row = await takePresence(tx, presenceId);
			if (!row.ok) return row;
			const isSame = (sealed: Buffer | null) =>
				sealed !== null && renewal.same(openCredentials(sealer, presenceId, sealed)) !== null;
			const kept = renewed === null ? {} : renewedColumns(sealer, row.value, { renewed, isSame });
			await updatePresence(tx, presenceId, { ...kept, renewing_until: null });
			return ok(undefined);
		});

	const pause = (until: Instant) => new Promise<void>((go) => void clock.wake(until, go));

	const refresh = async <C extends Credentials>(asked: Expired<C>): Promise<Refreshed> => {
		const claimed = await claim(asked);
		const key: Claim<C> = claimed.ok ? claimed.value : 'gone';
		if (key === 'gone') return fail({ type: 'channel.unauthorised', reason: 'the presence has no key any more' });
		if (key === 'busy') {
			await pause(plus(clock.now(), LOOK_AGAIN_MS));
			return refresh(asked);
		}
		if (!key.mine) return ok(asked.renewal.accessToken(key.key));
		const fresh = await asked.renewal.renew(key.key);
		await settle(asked, fresh.ok ? fresh.value : null);
		return fresh.ok ? ok(asked.renewal.accessToken(fresh.value)) : fresh;
	};

	return (presenceId, credentials, renewal) => {
		let token = renewal.accessToken(credentials);
		return {
			accessToken: () => token,
			async refresh(expired) {
				const task =
					running.get(presenceId) ??
					refresh({ presenceId, renewal, expired }).finally(() => running.delete(presenceId));
				running.set(presenceId, task);
				const fresh = await task;
				if (fresh.ok) token = fresh.value;
				return fresh;
			},
		};
	};
};
