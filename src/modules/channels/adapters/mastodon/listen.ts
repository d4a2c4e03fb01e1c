import { fail, ok } from '#kernel/result.ts';
import { seconds } from '#kernel/time.ts';

import type { Channel } from '../../channel.ts';
import { brokenLine } from '../outcome.ts';
import type { MastodonAccess, MastodonNeeds } from './wire.ts';

/** SPEC: docs.joinmastodon.org/methods/streaming: a comment `:thump` every 15 seconds keeps the line open. */
const QUIET_MS = seconds(60);
/** What begins a line that says something happened; comments begin with a colon. */
const EVENT = /^event:/m;

/** SPEC: GET /api/v1/streaming/user/notification. Only that something came in is taken from it, never what. */
export const listenAt =
	(
		{ token, capabilities }: Pick<MastodonAccess, 'token' | 'capabilities'>,
		{ outbound }: Pick<MastodonNeeds, 'outbound'>,
	): NonNullable<Channel['listen']> =>
	async (heard, until) => {
		let rest = '';
		const onText = (text: string): void => {
			const whole = rest + text;
			const end = whole.lastIndexOf('\n') + 1;
			if (EVENT.test(whole.slice(0, end))) heard();
			rest = whole.slice(end).slice(-LONGEST_LINE);
		};
		const sent = await outbound({
			method: 'GET',
			url: new URL('/api/v1/streaming/user/notification', capabilities.stream),
			headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
			follow: { onOpen: heard, onText, quietMs: QUIET_MS, until },
		});
		if (!sent.ok) return fail(brokenLine(sent.error, 'read'));
		const { status } = sent.value;
		if (status === 200) return ok(undefined);
		const reason = `HTTP ${status}`;
		return fail(
			status === 401 || status === 403
				? { type: 'channel.unauthorised', reason }
				: { type: 'channel.unreachable', reason },
		);
	};

/** Of a line that does not end no more is kept. */
const LONGEST_LINE = 64;
