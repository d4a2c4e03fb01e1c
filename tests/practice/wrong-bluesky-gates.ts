import type { Asked, Place, Wrong } from './wrong.ts';

const gate =
	(kind: 'threadgate' | 'postgate', fields: object) =>
	({ account, own }: Place): Asked => ({
		method: 'POST',
		path: '/xrpc/com.atproto.repo.putRecord',
		json: {
			...{ repo: account, collection: `app.bsky.feed.${kind}`, rkey: own.split('/').at(-1) },
			record: { $type: `app.bsky.feed.${kind}`, post: own, createdAt: '2026-03-02T07:30:00Z', ...fields },
		},
	});
const rule = (name: string) => ({ $type: `app.bsky.feed.threadgate#${name}` });

/** SPEC: app.bsky.feed.threadgate and postgate. */
export const wrongGatesAtBluesky: readonly Wrong[] = [
	{
		name: 'a gate for another post',
		ask: (at) => gate('threadgate', { post: `${at.own.slice(0, -1)}x` })(at),
		status: 400,
		says: /Record\/post must have the same rkey/,
	},
	{
		name: '301 hidden answers',
		ask: (at) => gate('threadgate', { hiddenReplies: Array.from({ length: 301 }, () => at.answer) })(at),
		status: 400,
		says: /hiddenReplies must not have more than 300 elements/,
	},
	{
		name: 'an unknown rule for quotes',
		ask: gate('postgate', { embeddingRules: [{ $type: 'app.bsky.feed.postgate#followersRule' }] }),
		status: 400,
		says: /embeddingRules must be disableRule/,
	},
	{
		name: 'who may answer as a word',
		ask: gate('threadgate', { allow: 'nobody' }),
		status: 400,
		says: /allow must be an array/,
	},
	{
		name: 'an unknown rule for answers',
		ask: gate('threadgate', { allow: [rule('everyoneRule')] }),
		status: 400,
		says: /allow must be mentionRule, followerRule or followingRule/,
	},
	{
		name: 'six rules for answers',
		ask: gate('threadgate', { allow: Array.from({ length: 6 }, () => rule('mentionRule')) }),
		status: 400,
		says: /allow must not have more than 5 elements/,
	},
	{
		name: 'a gate with a field of X',
		ask: gate('threadgate', { reply_settings: 'following' }),
		status: 400,
		says: /unknown property reply_settings/,
	},
];
