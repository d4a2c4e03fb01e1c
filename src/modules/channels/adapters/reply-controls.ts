import type { ReplyControl } from '#kernel/reply-control.ts';

/** SPEC: app.bsky.feed.threadgate: `allow` with rules, or an empty list. */
export const blueskyReplyControls: readonly ReplyControl[] = ['followers', 'following', 'mentioned', 'nobody'];

/** SPEC: docs/threads/reply-management, `reply_control`; what is left out there is for answers to somebody. */
export const threadsReplyControls: readonly ReplyControl[] = ['followers', 'following', 'mentioned'];

/** SPEC: docs.x.com, POST /2/tweets, `reply_settings`. */
export const xReplyControls: readonly ReplyControl[] = ['following', 'verified', 'subscribers', 'mentioned'];
