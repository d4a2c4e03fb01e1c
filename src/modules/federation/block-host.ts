import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';

import { readHouse } from './house.ts';
import type { FederationNeeds } from './needs.ts';
import { federation } from './tables.ts';

export type BlockFailure = { readonly type: 'fediverse.host-invalid' } | { readonly type: 'fediverse.not-open' };

const HOST = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;

/** Refuses a server, and everything below its name, in and out: its followers are forgotten, and what waits for it is dropped. */
export const blockHost =
	({ act, clock }: FederationNeeds) =>
	(
		actor: Actor,
		{ host, reason }: { readonly host: string; readonly reason: string },
	): Promise<Result<void, BlockFailure>> =>
		act<void, BlockFailure>('block host', actor, async (tx) => {
			if (!HOST.test(host)) return fail({ type: 'fediverse.host-invalid' });
			const blocked = await federation(tx)
				.insertInto('federation_block')
				.values({ host, reason, blocked_at: toDate(clock.now()) })
				.onConflict((conflict) => conflict.doNothing())
				.executeTakeFirst();
			if (blocked.numInsertedOrUpdatedRows !== 1n) return unchanged(undefined);
			const below = `%.${host.replaceAll(/[\\%_]/g, '\\$&')}`;
			for (const table of ['federation_follower', 'federation_recipient', 'federation_lane'] as const)
				await federation(tx)
					.deleteFrom(table)
					.where((of) => of.or([of('host', '=', host), of('host', 'like', `${host}:%`), of('host', 'like', below)]))
					.execute();
			return done(undefined, { kind: 'fediverse.host-blocked', subject: host, payload: { host, reason } });
		});

/** Lets a server in again. Its people have to follow anew. */
export const unblockHost =
	({ act }: FederationNeeds) =>
	(actor: Actor, host: string): Promise<Result<void, BlockFailure>> =>
		act<void, BlockFailure>('unblock host', actor, async (tx) => {
			const gone = await federation(tx).deleteFrom('federation_block').where('host', '=', host).executeTakeFirst();
			if (gone.numDeletedRows !== 1n) return unchanged(undefined);
			return done(undefined, { kind: 'fediverse.host-unblocked', subject: host, payload: { host } });
		});

/** Asks other servers to sign what they read, or no longer. The house's own actor stays open either way. */
export const setSecure =
	(needs: FederationNeeds) =>
	async (actor: Actor, secure: boolean): Promise<Result<void, BlockFailure>> => {
		const house = await readHouse(needs);
		if (house.state !== 'open') return fail({ type: 'fediverse.not-open' });
		return needs.act<void, BlockFailure>('set secure mode', actor, async (tx) => {
			const changed = await federation(tx)
				.updateTable('federation_house')
				.set({ secure })
				.where('secure', '<>', secure)
				.executeTakeFirst();
			if (changed.numUpdatedRows !== 1n) return unchanged(undefined);
			return done(undefined, { kind: 'fediverse.secure-set', subject: 'fediverse', payload: { secure } });
		});
	};
