import { fail, ok, type Result } from '#kernel/result.ts';
import { type Clock, minutes, plus, seconds } from '#kernel/time.ts';
import type { Channel, RemoteRef } from '#modules/channels/index.ts';
import { errorFields, type Log } from '#platform/log.ts';

import type { Trouble } from './domain/course.ts';

export interface AskNeeds {
	readonly clock: Clock;
	readonly log: Log;
	readonly openChannel: (presenceId: string) => Promise<Channel | null>;
}

/** No adapter takes longer than this, large pictures included; after it we count as not knowing. */
const MOST_MS = minutes(3);
/** So long a person waits for what a network knows better. */
const PERSON_MS = seconds(5);

export const openSafely = async (
	{ openChannel, log }: AskNeeds,
	presenceId: string,
): Promise<Result<Channel, Trouble>> => {
	try {
		const channel = await openChannel(presenceId);
		return channel ? ok(channel) : fail({ type: 'delivery.no-channel' });
	} catch (thrown) {
		log.error('channel could not be opened', { presenceId, ...errorFields(thrown) });
		return fail({ type: 'channel.unreachable' });
	}
};

/** An adapter that throws or never comes back may have published: both count as not knowing. */
export const guarded = async <T>(
	{ clock, log }: AskNeeds,
	work: () => Promise<Result<T, Trouble>>,
	patienceMs = MOST_MS,
): Promise<Result<T, Trouble>> => {
	const { promise: late, resolve } = Promise.withResolvers<Result<T, Trouble>>();
	const calm = clock.wake(plus(clock.now(), patienceMs), () => resolve(fail({ type: 'delivery.no-answer' })));
	try {
		return await Promise.race([work(), late]);
	} catch (thrown) {
		log.error('channel adapter failed', errorFields(thrown));
		return fail({ type: 'delivery.broken' });
	} finally {
		calm();
	}
};

/** The copy at a public address as its network names it, so that answers find it; where it does not tell, the address has to do. */
export const standingAt = async (needs: AskNeeds, presenceId: string, url: string): Promise<RemoteRef> => {
	const opened = await openSafely(needs, presenceId);
	const look = async () => (opened.ok && (await opened.value.locate?.(url))) || ok(null);
	const told = await guarded(needs, look, PERSON_MS);
	return (told.ok && told.value) || { id: url, url };
};
