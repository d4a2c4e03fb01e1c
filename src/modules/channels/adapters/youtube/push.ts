import { fail, ok, type Result } from '#kernel/result.ts';

import type { Channel, ChannelFailure } from '../../channel.ts';
import { brokenLine } from '../outcome.ts';
import { YOUTUBE_SERVER, type YoutubeContext } from './wire.ts';

/** SPEC: developers.google.com/youtube/v3/guides/push_notifications. */
const HUB = 'https://pubsubhubbub.appspot.com/subscribe';
const TOPIC = 'https://www.youtube.com/xml/feeds/videos.xml?channel_id=';

type Push = NonNullable<Channel['push']>;
type At = Parameters<Push['subscribe']>[0];

/** New and changed films of the channel, as Google's hub tells them. It knows no keys: who may hear is settled by asking back. */
export const pushOf = ({ accountId, server, outbound }: YoutubeContext): Push => {
	const hub = new URL(server === YOUTUBE_SERVER ? HUB : `${server}/subscribe`);
	const topic = `${TOPIC}${accountId}`;
	const ask = async (mode: string, { callback, secret, leaseMs }: At): Promise<Result<void, ChannelFailure>> => {
		// SPEC: WebSub 5.1, and `hub.verify` of PubSubHubbub 0.4, which this hub still speaks.
		const form = {
			'hub.mode': mode,
			'hub.topic': topic,
			'hub.callback': callback,
			'hub.secret': secret,
			'hub.verify': 'async',
			'hub.lease_seconds': String(Math.floor(leaseMs / 1000)),
		};
		const sent = await outbound({ method: 'POST', url: hub, form });
		if (!sent.ok) return fail(brokenLine(sent.error, 'read'));
		const { status } = sent.value;
		if (status === 202 || status === 204) return ok(undefined);
		const reason = `the hub answered HTTP ${status}`;
		return fail(
			status >= 400 && status < 500 && status !== 429
				? { type: 'channel.rejected', field: 'push', reason }
				: { type: 'channel.unreachable', reason },
		);
	};
	return { topic, subscribe: (at) => ask('subscribe', at), unsubscribe: (at) => ask('unsubscribe', at) };
};
