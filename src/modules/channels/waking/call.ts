import { z } from 'zod';

import type { WakingNetwork } from '#kernel/channel-name.ts';
import { hours, type Instant } from '#kernel/time.ts';

const Id = z.string().regex(/^\d{1,40}$/);
/** In seconds; what is about messages is told in milliseconds. */
const Time = z
	.number()
	.positive()
	.transform((time) => (time > 1e11 ? time : time * 1000));

const entries = (object: string) =>
	z
		.object({
			object: z.literal(object),
			entry: z
				.array(z.object({ id: Id, time: Time }))
				.min(1)
				.max(1000),
		})
		.transform(({ entry }) => entry.map(({ id, time }) => ({ accounts: [id], time })));

/** SPEC: docs/threads/webhooks. Whose account it is stands in the target, and as the owner of the post that is answered. */
const ThreadsCall = z
	.object({
		topic: z.string(),
		target_id: Id,
		time: Time,
		values: z.object({
			field: z.string(),
			value: z.object({ root_post: z.object({ owner_id: Id.optional() }).optional() }),
		}),
	})
	.transform(({ target_id, time, values }) => [
		{ accounts: [target_id, values.value.root_post?.owner_id ?? target_id], time },
	]);

interface Noticed {
	readonly accounts: readonly string[];
	readonly time: number;
}

/** SPEC: Graph API, Webhooks, notifications. No more is read than whom they are about, and when. */
const shapes: Readonly<Record<WakingNetwork, z.ZodType<readonly Noticed[]>>> = {
	facebook: entries('page'),
	instagram: entries('instagram'),
	threads: ThreadsCall,
};

/** SPEC: what was not answered well is sent again for 36 hours. */
const OLDEST_MS = hours(48);
const AHEAD_MS = hours(1);

/** Which accounts a call names; null where it makes no sense, `stale` where all of it is too old (or not yet) to be the network's. */
export const accountsIn = (
	network: WakingNetwork,
	bytes: Uint8Array,
	now: Instant,
): readonly string[] | 'stale' | null => {
	const read = shapes[network].safeParse(parsed(bytes));
	if (!read.success) return null;
	const fresh = read.data.filter(({ time }) => now - time < OLDEST_MS && time - now < AHEAD_MS);
	return fresh.length === 0 ? 'stale' : [...new Set(fresh.flatMap(({ accounts }) => accounts))];
};

const parsed = (bytes: Uint8Array): unknown => {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		return null;
	}
};
