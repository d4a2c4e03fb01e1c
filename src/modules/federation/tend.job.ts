import { ok } from '#kernel/result.ts';
import { days, hours, plus, toDate } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';

import { GIVE_UP_MS } from './domain/backoff.ts';
import type { FederationNeeds } from './needs.ts';
import { forgetDeadHosts } from './note-hosts.ts';
import { federation } from './tables.ts';

/** Older than its signature may be, an activity cannot come again; a week is far beyond that. */
const SEEN_MS = days(7);
/** A statement that comes later than this after it was taken back is not coming any more. */
const GONE_MS = days(30);
/** The desk has long read it; it is kept only so that its author can still take it back. */
const ARRIVED_MS = days(90);

/** So long the desk shows that a server is dead. */
const MARKED_MS = days(90);

/** Forgets what has done its service. */
export const tendChore = ({ db, clock }: FederationNeeds): Chore => ({
	name: 'federation.tend',
	everyMs: hours(6),
	async run() {
		const before = (ms: number): Date => toDate(plus(clock.now(), -ms));
		await db.transact('tend federation', async (tx) => {
			await federation(tx).deleteFrom('federation_seen').where('seen_at', '<', before(SEEN_MS)).execute();
			await federation(tx).deleteFrom('federation_gone').where('gone_at', '<', before(GONE_MS)).execute();
			await federation(tx).deleteFrom('federation_inbound').where('arrived_at', '<', before(ARRIVED_MS)).execute();
			await federation(tx).deleteFrom('federation_said').where('arrived_at', '<', before(ARRIVED_MS)).execute();
			await federation(tx).deleteFrom('federation_quote').where('revoked_at', '<', before(GONE_MS)).execute();
			await forgetDeadHosts(tx, clock.now());
			await federation(tx).deleteFrom('federation_host').where('forgotten_at', '<', before(MARKED_MS)).execute();
			await federation(tx)
				.deleteFrom('federation_recipient')
				.where('made_at', '<', before(GIVE_UP_MS))
				.where('owner', 'is', null)
				.execute();
			return ok(undefined);
		});
	},
});
