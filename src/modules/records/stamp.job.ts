import type { Ids } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import { type Clock, minutes, toDate } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';
import type { Database } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Log } from '#platform/log.ts';
import type { Outbound } from '#platform/outbound/outbound.ts';

import { sameBytes } from './domain/verify-proof.ts';
import { nodeHashes } from './hashes.ts';
import { type CheckpointRow, lastCheckpoint } from './store.ts';
import { records } from './tables.ts';
import { readTimeStamp, timeStampRequest } from './time-stamp.ts';

interface Needs {
	readonly db: Database;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly events: Events;
	readonly log: Log;
	readonly outbound: Outbound;
	readonly tsaUrl: string;
}

const EVERY_MS = minutes(10);
const NONCE_BYTES = 8;

/** Has the newest checkpoint confirmed by a time-stamp authority. One that fails is asked again next time; nothing waits for it. */
export const stampChore = (needs: Needs): Chore => ({
	name: 'records.time-stamp',
	everyMs: EVERY_MS,
	async run() {
		const checkpoint = await needs.db.read('newest checkpoint', lastCheckpoint);
		if (checkpoint === null || checkpoint.token !== null) return;
		const token = await askFor(needs, checkpoint);
		if (token !== null) await keep(needs, checkpoint, token);
	},
});

const askFor = async ({ outbound, tsaUrl, ids, log }: Needs, { note }: CheckpointRow): Promise<Buffer | null> => {
	const hash = nodeHashes.sha256(Buffer.from(note));
	const nonce = Buffer.from(ids.secret(), 'base64url').subarray(0, NONCE_BYTES);
	// DER integers are signed and have no leading zero byte: the first byte is kept between 0x40 and 0x7f.
	nonce.writeUInt8((nonce.readUInt8(0) & 0x3f) | 0x40, 0);
	const answer = await outbound({
		method: 'POST',
		url: new URL(tsaUrl),
		inner: true,
		headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
		bytes: timeStampRequest(hash, nonce),
	});
	const refused = (reason: string): null => {
		log.warn('no time stamp for the record log', { reason });
		return null;
	};
	if (!answer.ok) return refused(answer.error.type);
	const bytes = Buffer.from(answer.value.bytes);
	const stamp = answer.value.status === 200 ? readTimeStamp(bytes) : null;
	if (stamp === null) return refused(`answer ${answer.value.status}`);
	const isOurs = sameBytes(stamp.sha256, hash) && stamp.nonce !== null && sameBytes(stamp.nonce, nonce);
	return isOurs ? bytes : refused('stamp over something else');
};

/** The checkpoint may have given way to a newer one of the same minute meanwhile: with its stamp it comes back. */
const keep = ({ db, clock, events }: Needs, checkpoint: CheckpointRow, token: Buffer) =>
	db.transact('keep time stamp', async (tx) => {
		const stamp = { token, stamped_at: toDate(clock.now()) };
		await records(tx)
			.insertInto('records_checkpoint')
			.values({ ...checkpoint, ...stamp })
			.onConflict((conflict) => conflict.column('size').doUpdateSet(stamp))
			.execute();
		await events.announce(tx, { topic: 'record', id: 'checkpoint' });
		return ok(undefined);
	});
