import { z } from 'zod';

import { hours, plus } from '#kernel/time.ts';

import type { ChannelFailure, OutgoingRendition } from '../../channel.ts';
import { type ThreadsContext, VERSION } from './wire.ts';

const Config = z.object({ quota_total: z.number() });
const Limits = z.object({
	data: z.array(
		z.object({
			quota_usage: z.number(),
			config: Config,
			reply_quota_usage: z.number().optional(),
			reply_config: Config.optional(),
		}),
	),
});

/** The quota rolls over a day; when the oldest post leaves it, nobody says. */
const LOOK_AGAIN_MS = hours(1);

/**
 * SPEC: GET /{account}/threads_publishing_limit: so many posts and answers in 24 hours, as the network itself counts them. An
 * answer that says nothing about it stops nobody: the network refuses what is too much.
 */
export const exhausted = async (
	{ api, accountId, clock }: ThreadsContext,
	{ replyTo }: Pick<OutgoingRendition, 'replyTo'>,
): Promise<ChannelFailure | null> => {
	const query = [['fields', 'quota_usage,config,reply_quota_usage,reply_config']] as const;
	const path = `${VERSION}/${accountId}/threads_publishing_limit`;
	const asked = await api({ method: 'GET', path, query, purpose: 'read' });
	const limits = asked.ok ? Limits.safeParse(asked.value.body).data?.data[0] : undefined;
	if (limits === undefined) return null;
	const { quota_usage, config, reply_quota_usage = 0, reply_config } = limits;
	const [used, most] =
		replyTo === undefined ? [quota_usage, config.quota_total] : [reply_quota_usage, reply_config?.quota_total];
	if (most === undefined || used < most) return null;
	const quota = replyTo === undefined ? 'posts' : 'replies';
	return { type: 'channel.exhausted', quota, until: plus(clock.now(), LOOK_AGAIN_MS) };
};
