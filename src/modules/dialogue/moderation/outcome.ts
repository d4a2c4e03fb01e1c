import type { ChannelFailure } from '#modules/channels/index.ts';

import type { Heard } from '../domain/ladder.ts';

/** What became of an attempt. */
export interface Outcome {
	readonly heard: Heard;
	readonly reason: string | null;
	/** Not before. */
	readonly notBefore: number;
}

export const heardIn = (failure: ChannelFailure): Outcome => {
	if (failure.type === 'channel.exhausted')
		return { heard: 'not-sent', reason: failure.quota, notBefore: failure.until };
	const { reason } = failure;
	if (failure.type === 'channel.throttled' || failure.type === 'channel.preparing')
		return { heard: 'not-sent', reason, notBefore: failure.until };
	const heard: Readonly<Record<Exclude<typeof failure.type, 'channel.throttled' | 'channel.preparing'>, Heard>> = {
		'channel.rejected': 'refused',
		'channel.duplicate': 'done',
		'channel.unauthorised': 'refused',
		'channel.expired': 'not-sent',
		'channel.unreachable': 'not-sent',
		'channel.unclear': 'lost',
		'channel.changed': 'lost',
	};
	return { heard: heard[failure.type], reason, notBefore: 0 };
};
