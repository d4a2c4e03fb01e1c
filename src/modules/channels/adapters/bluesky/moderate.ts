import { fail, ok, type Result } from '#kernel/result.ts';
import { type Clock, toIso } from '#kernel/time.ts';

import type { ChannelFailure, Moderated, Moderation } from '../../channel.ts';
import { changeGate } from './thread-gate.ts';
import { recordKey } from './tid.ts';
import type { BlueskyAccess, Xrpc } from './wire.ts';

interface Context {
	readonly xrpc: Xrpc;
	readonly access: BlueskyAccess;
	readonly clock: Pick<Clock, 'now'>;
}

type Done = Result<void, ChannelFailure>;

const BLOCKS = 'app.bsky.graph.block';
/** SPEC: app.bsky.feed.threadgate: hiddenReplies has at most 300 entries. */
const HIDDEN_MOST = 300;
/** SPEC: com.atproto.moderation.createReport: the reason has at most 2000 graphemes. */
const REASON_MOST = 2000;
/** SPEC: docs.bsky.app/docs/api/com-atproto-moderation-create-report: Bluesky's own moderation service. */
const MODERATORS = 'did:plc:ar7c4by46qjdydhdevvrndac#atproto_labeler';

/** SPEC: threads are gated by who began them, blocks are public records of their own, reports go to the network's moderators. */
export const moderateAs = (context: Context): Moderation => ({
	hide: (about) => gate(context, about, (hidden, uri) => [...hidden.filter((one) => one !== uri), uri]),
	show: (about) => gate(context, about, (hidden, uri) => hidden.filter((one) => one !== uri)),
	report: (about, words) => report(context, about, words),
	block: (about, key) => block(context, about, key),
	unblock: (_about, key) => unblock(context, key),
});

/** Changes the list of hidden answers in what gates the thread. */
const gate = async (
	{ xrpc, access, clock }: Context,
	{ message }: Moderated,
	change: (hidden: readonly string[], uri: string) => readonly string[],
): Promise<Done> => {
	const root = message.extra?.['rootUri'] ?? '';
	if (!root.startsWith(`at://${access.did}/`))
		return fail({ type: 'channel.rejected', field: 'thread', reason: 'the thread was not begun by this account' });
	return changeGate(
		{ xrpc, access },
		{
			...{ root, at: clock.now(), field: 'moderation' },
			of: (before) => ({ hiddenReplies: change(before?.hiddenReplies ?? [], message.id).slice(-HIDDEN_MOST) }),
		},
	);
};

const report = async ({ xrpc }: Context, { message }: Moderated, words: string): Promise<Done> => {
	const json = {
		reasonType: 'com.atproto.moderation.defs#reasonOther',
		reason: words.slice(0, REASON_MOST),
		subject: { $type: 'com.atproto.repo.strongRef', uri: message.id, cid: message.extra?.['cid'] ?? '' },
	};
	const nsid = 'com.atproto.moderation.createReport';
	return done(await xrpc.post({ nsid, json, purpose: 'write', field: 'moderation', proxy: MODERATORS }));
};

const block = async ({ xrpc, access, clock }: Context, { author }: Moderated, key: string): Promise<Done> => {
	const record = { $type: BLOCKS, subject: author.remoteId, createdAt: toIso(clock.now()) };
	const json = { repo: access.did, collection: BLOCKS, rkey: recordKey(key), record };
	return done(await xrpc.post({ nsid: 'com.atproto.repo.putRecord', json, purpose: 'write', field: 'moderation' }));
};

const unblock = async ({ xrpc, access }: Context, key: string): Promise<Done> => {
	const json = { repo: access.did, collection: BLOCKS, rkey: recordKey(key) };
	return done(await xrpc.post({ nsid: 'com.atproto.repo.deleteRecord', json, purpose: 'write', field: 'moderation' }));
};

const done = (sent: Result<unknown, ChannelFailure>): Done => (sent.ok ? ok(undefined) : sent);
