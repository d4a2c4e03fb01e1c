import { z } from 'zod';

import type { ReplyControl } from '#kernel/reply-control.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, toIso } from '#kernel/time.ts';

import type { ChannelFailure } from '../../channel.ts';
import type { BlueskyAccess, Xrpc } from './wire.ts';

const GATES = 'app.bsky.feed.threadgate';

interface Context {
	readonly xrpc: Xrpc;
	readonly access: BlueskyAccess;
}

type Done = Result<void, ChannelFailure>;

const Gate = z.looseObject({
	allow: z.array(z.looseObject({ $type: z.string() })).optional(),
	hiddenReplies: z.array(z.string()).optional(),
	createdAt: z.string(),
});
type Gate = z.infer<typeof Gate>;
const Found = z.object({ cid: z.string(), value: Gate });

interface Change {
	/** The address of the thread's first post. */
	readonly root: string;
	readonly at: Instant;
	readonly field: string;
	/** What is to stand in the gate; null where it stands already. */
	readonly of: (before: Gate | undefined) => Pick<Gate, 'allow' | 'hiddenReplies'> | null;
}

/**
 * SPEC: app.bsky.feed.threadgate: one record for who may answer and which answers are hidden, beside the first post under its
 * key. Reads it, changes what is named, and writes it back unless somebody else did meanwhile.
 */
export const changeGate = async ({ xrpc, access }: Context, { root, at, field, of }: Change): Promise<Done> => {
	const place = { repo: access.did, collection: GATES, rkey: lastPart(root) };
	const found = await xrpc.get({ nsid: 'com.atproto.repo.getRecord', params: Object.entries(place) });
	if (!found.ok && !isMissing(found.error)) return found;
	const read = found.ok ? Found.safeParse(found.value) : undefined;
	if (read && !read.success) return fail({ type: 'channel.changed', reason: 'unknown thread gate' });
	const before = read?.data.value;
	const wanted = of(before);
	if (wanted === null) return ok(undefined);
	const record = { ...(before ?? { $type: GATES, post: root, createdAt: toIso(at) }), ...wanted };
	const json = { ...place, record, ...(read ? { swapRecord: read.data.cid } : {}) };
	const sent = await xrpc.post({ nsid: 'com.atproto.repo.putRecord', json, purpose: 'write', field });
	return sent.ok ? ok(undefined) : sent;
};

const lastPart = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);

const isMissing = (failure: ChannelFailure): boolean =>
	failure.type === 'channel.rejected' && /RecordNotFound|Could not locate record/i.test(failure.reason);

/** SPEC: without `allow` everybody may answer, with an empty list nobody. The author always may. */
const rulesOf: Readonly<Partial<Record<ReplyControl, readonly string[]>>> = {
	followers: ['followerRule'],
	following: ['followingRule'],
	mentioned: ['mentionRule'],
	nobody: [],
};

interface Gated {
	/** The post that stands already: the network looks for it when the gate comes. */
	readonly post: string;
	readonly replyControl: ReplyControl;
	readonly createdAt: Instant;
}

/**
 * Keeps answers to whom they are kept. Goes out after the post and is harmless when repeated. A gate that fails leaves the post
 * public, so it is never a refusal.
 */
export const gateReplies = async (context: Context, { post, replyControl, createdAt }: Gated): Promise<Done> => {
	const allow = (rulesOf[replyControl] ?? []).map((rule) => ({ $type: `${GATES}#${rule}` }));
	const isSo = (before: Gate | undefined): boolean => JSON.stringify(before?.allow) === JSON.stringify(allow);
	const of = (before: Gate | undefined) => (isSo(before) ? null : { allow });
	const done = await changeGate(context, { root: post, at: createdAt, field: 'replyControl', of });
	if (done.ok || done.error.type !== 'channel.rejected') return done;
	return fail({ type: 'channel.unclear', reason: `it stands, but anybody may answer it: ${done.error.reason}` });
};

/** Takes the gate away with its post; one that is left gates nothing. */
export const ungateReplies = async ({ xrpc, access: { did } }: Context, rkey: string): Promise<void> => {
	const json = { repo: did, collection: GATES, rkey };
	await xrpc.post({ nsid: 'com.atproto.repo.deleteRecord', json, purpose: 'write', field: 'replyControl' });
};
