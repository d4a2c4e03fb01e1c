import { ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure, Moderation } from '../../channel.ts';
import type { Api, Call } from './wire.ts';

/** SPEC: docs.joinmastodon.org/methods/reports: a comment has at most 1000 characters. */
const COMMENT_MOST = 1000;

/** SPEC: methods/accounts#block, #unblock, methods/reports. The network has no way to hide the answers of others. */
export const moderateAt = (api: Api): Moderation => {
	const asked = async (call: Pick<Call, 'path' | 'json'>): Promise<Result<void, ChannelFailure>> => {
		const sent = await api({ method: 'POST', purpose: 'write', field: 'moderation', ...call });
		return sent.ok ? ok(undefined) : sent;
	};
	const account = (remoteId: string) => `/api/v1/accounts/${encodeURIComponent(remoteId)}`;
	return {
		report: ({ message, author }, words) =>
			asked({
				path: '/api/v1/reports',
				json: {
					account_id: author.remoteId,
					status_ids: [message.id],
					comment: words.slice(0, COMMENT_MOST),
					// The post may lie on another server: its moderators are asked as well.
					forward: true,
					category: 'other',
				},
			}),
		block: ({ author }) => asked({ path: `${account(author.remoteId)}/block` }),
		unblock: ({ author }) => asked({ path: `${account(author.remoteId)}/unblock` }),
	};
};
