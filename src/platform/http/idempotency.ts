import type { Context } from 'hono';

import { ok } from '#kernel/result.ts';
import { type Clock, days, plus, toDate } from '#kernel/time.ts';

import { type Database, tables } from '../db/database.ts';
import type { Events } from '../events.ts';
import { isOnLine } from '../line.ts';
import { problem } from './problem.ts';

interface IdempotencyTables {
	platform_idempotency: {
		actor: string;
		key: string;
		request: string;
		status: number | null;
		body: string | null;
		expires_at: Date;
		line: number | null;
	};
}
const store = tables<IdempotencyTables>();

interface Call {
	readonly key: string;
	readonly actor: string;
	/** Fingerprint of path and body: the same key with another request is a mistake of the caller. */
	readonly request: string;
}

export interface IdempotencyStore {
	/** Runs `work` for the first call with a key; later calls get the first one's answer. Failures are not kept. */
	once(c: Context, call: Call, work: () => Promise<Response>): Promise<Response>;
}

const KEPT_MS = days(1);
const unanswered = { status: null, body: null } as const;

interface Needs {
	readonly db: Database;
	readonly clock: Clock;
	readonly events: Pick<Events, 'line'>;
}

export const createIdempotency = ({ db, clock, events }: Needs): IdempotencyStore => {
	const begin = (call: Call) =>
		db.transact('begin idempotent call', async (tx) => {
			const now = toDate(clock.now());
			await store(tx).deleteFrom('platform_idempotency').where('expires_at', '<', now).execute();
			const inserted = await store(tx)
				.insertInto('platform_idempotency')
				.values({ ...call, ...unanswered, line: events.line(), expires_at: toDate(plus(clock.now(), KEPT_MS)) })
				.onConflict((conflict) => conflict.columns(['actor', 'key']).doNothing())
				.executeTakeFirst();
			if (inserted.numInsertedOrUpdatedRows === 1n) return ok(null);
			const earlier = store(tx).selectFrom('platform_idempotency').selectAll();
			const row = await earlier.where('actor', '=', call.actor).where('key', '=', call.key).executeTakeFirstOrThrow();
			// Whether it was done before its process died, nobody can say: it is not done again by itself.
			const cutOff = row.status === null && row.line !== null && !(await isOnLine(tx, row.line));
			return ok({ ...row, cutOff });
		});
	const end = ({ actor, key }: Call, response: Response) =>
		db.transact('end idempotent call', async (tx) => {
			const row = { actor, key };
			if (response.status >= 400) {
				await store(tx)
					.deleteFrom('platform_idempotency')
					.where('actor', '=', row.actor)
					.where('key', '=', row.key)
					.execute();
			} else {
				const kept = { status: response.status, body: await response.clone().text() };
				await store(tx)
					.updateTable('platform_idempotency')
					.set(kept)
					.where('actor', '=', row.actor)
					.where('key', '=', row.key)
					.execute();
			}
			return ok(undefined);
		});
	return {
		async once(c, call, work) {
			if (call.key.length > 200) return problem(c, 400, { type: 'request.key-too-long' });
			const begun = await begin(call);
			const earlier = begun.ok ? begun.value : null;
			if (earlier === null) {
				const response = await work();
				await end(call, response);
				return response;
			}
			if (earlier.request !== call.request) return problem(c, 422, { type: 'request.key-reused' });
			if (earlier.cutOff) return problem(c, 409, { type: 'request.cut-off' });
			if (earlier.status === null) return problem(c, 409, { type: 'request.still-running' });
			return new Response(earlier.body, { status: earlier.status, headers: { 'content-type': 'application/json' } });
		},
	};
};
