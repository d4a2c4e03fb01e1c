import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';

import type { Channel, ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { collectAllowances } from '../allowance.ts';
import type { NetworkNeeds } from '../network.ts';
import { rememberUploadsAs, type Uploads } from '../uploads.ts';
import { fetchInbound } from './inbound.ts';
import { readMetrics } from './metrics.ts';
import { moderateAs } from './moderate.ts';
import { gateQuotes, ungateQuotes } from './quoting.ts';
import { type Blob, BlobRef, makeRecord, POSTS } from './record.ts';
import { gateReplies, ungateReplies } from './thread-gate.ts';
import { recordKey } from './tid.ts';
import { type BlueskyAccess, type BlueskyNeeds, createXrpc, type Xrpc } from './wire.ts';

type Needs = BlueskyNeeds & Pick<NetworkNeeds, 'notes'>;

/** Makes adapters for Bluesky accounts. Uploaded media are remembered across deliveries' attempts. */
export const createBluesky = (needs: Needs): ((access: BlueskyAccess) => Channel) => {
	const uploads = rememberUploadsAs(BlobRef, needs);
	return (access) => {
		const { host } = new URL(access.service);
		const allowances = collectAllowances({ app: `bluesky@${host}`, account: access.did });
		const xrpc = createXrpc(access, needs, allowances);
		return {
			kind: 'bluesky',
			host,
			allowances: allowances.all,
			capabilities: access.capabilities,
			publish: (rendition, key) => publish({ xrpc, access, uploads }, rendition, key),
			find: (key, rendition) => find({ xrpc, access }, key, rendition),
			withdraw: (remote) => withdraw({ xrpc, access }, remote),
			locate: (url) => locate({ xrpc, access }, url),
			moderation: moderateAs({ xrpc, access, clock: needs.clock }),
			fetchInbound: (cursor) => fetchInbound({ xrpc, access }, cursor),
			metrics: (remote) => readMetrics(xrpc, remote),
			health: async () => {
				const asked = await xrpc.get({ nsid: 'com.atproto.server.getSession' });
				return asked.ok ? ok(undefined) : asked;
			},
		};
	};
};

interface Context {
	readonly xrpc: Xrpc;
	readonly access: BlueskyAccess;
	readonly uploads: Uploads<Blob>;
}

const Written = z.object({ uri: z.string().startsWith('at://'), cid: z.string().min(1) });

/** Writes under a key of our own: writing again writes the same record, so a repeat is harmless for ever. */
const publish = async (
	{ xrpc, access, uploads }: Context,
	rendition: OutgoingRendition,
	key: string,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const record = await makeRecord(rendition, { xrpc, access, uploads, key });
	if (!record.ok) return record;
	const json = { repo: access.did, collection: POSTS, rkey: recordKey(key), record: record.value };
	const sent = await xrpc.post({ nsid: 'com.atproto.repo.putRecord', json, purpose: 'write' });
	if (!sent.ok) {
		if (sent.error.type === 'channel.rejected') await uploads.forget(key);
		return sent;
	}
	await uploads.forget(key);
	const written = Written.safeParse(sent.value);
	return written.success
		? gated({ xrpc, access }, written.data, rendition)
		: fail({ type: 'channel.unclear', reason: 'accepted, but the answer names no record' });
};

/** The post stands; it is ours once its gates stand too. All are written by key, so doing it again is harmless. */
const gated = async (
	{ xrpc, access }: Omit<Context, 'uploads'>,
	written: z.infer<typeof Written>,
	rendition: OutgoingRendition,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const { quotes, createdAt } = rendition;
	const [post, replyControl] = [written.uri, gatedFor(rendition)];
	const gate = { ...(quotes === undefined ? {} : { quotes }), createdAt, post };
	const quoting = await gateQuotes({ xrpc, access }, lastPart(post), gate);
	if (!quoting.ok) return quoting;
	if (replyControl !== undefined) {
		const replying = await gateReplies({ xrpc, access }, { post, replyControl, createdAt });
		if (!replying.ok) return replying;
	}
	return ok(toRef(access, written, rendition));
};

/** Only who begins a thread gates it. */
const gatedFor = ({ replyTo, replyControl }: OutgoingRendition) => (replyTo === undefined ? replyControl : undefined);

const toRef = (
	{ web, handle }: BlueskyAccess,
	{ uri, cid }: z.infer<typeof Written>,
	rendition: OutgoingRendition,
): RemoteRef => {
	const { replyTo, quotes } = rendition;
	const gated = {
		...(quotes === 'nobody' ? { gate: 'quotes' } : {}),
		...(gatedFor(rendition) ? { threadGate: 'replies' } : {}),
	};
	const { rootUri, rootCid, cid: parentCid } = replyTo?.extra ?? {};
	const root = replyTo && { rootUri: rootUri ?? replyTo.id, rootCid: rootCid ?? parentCid ?? '' };
	return {
		id: uri,
		url: `${web}/profile/${handle}/post/${lastPart(uri)}`,
		extra: { cid, ...root, ...gated },
	};
};

const lastPart = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);

const find = async (
	{ xrpc, access }: Omit<Context, 'uploads'>,
	key: string,
	rendition: OutgoingRendition,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const found = await xrpc.get({
		nsid: 'com.atproto.repo.getRecord',
		params: [
			['repo', access.did],
			['collection', POSTS],
			['rkey', recordKey(key)],
		],
	});
	if (!found.ok) return isMissing(found.error) ? ok(null) : found;
	const read = Written.safeParse(found.value);
	return read.success
		? gated({ xrpc, access }, read.data, rendition)
		: fail({ type: 'channel.changed', reason: 'the record has no content id' });
};

const isMissing = (failure: ChannelFailure): boolean =>
	failure.type === 'channel.rejected' && /RecordNotFound|Could not locate record/i.test(failure.reason);

const Stored = Written.extend({
	value: z.object({ reply: z.object({ root: Written, parent: Written }).optional() }),
});

/** The last part of a post's address is its key among our own records. */
const locate = async (
	{ xrpc, access }: Omit<Context, 'uploads'>,
	url: string,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const rkey = RKEY.exec(url)?.[1];
	if (rkey === undefined) return ok(null);
	const params = [
		['repo', access.did],
		['collection', POSTS],
		['rkey', rkey],
	] as const;
	const found = await xrpc.get({ nsid: 'com.atproto.repo.getRecord', params });
	if (!found.ok) return isMissing(found.error) ? ok(null) : found;
	const read = Stored.safeParse(found.value);
	if (!read.success) return fail({ type: 'channel.changed', reason: 'the record has no content id' });
	const { uri, cid, value } = read.data;
	const root = value.reply && { rootUri: value.reply.root.uri, rootCid: value.reply.root.cid };
	return ok({ id: uri, url, extra: { cid, ...root } });
};

const RKEY = /\/post\/([2-7a-z]{13})\/?(?:[?#].*)?$/;

/** SPEC: com.atproto.repo.deleteRecord answers well when the record is gone already. */
const withdraw = async (
	{ xrpc, access }: Omit<Context, 'uploads'>,
	remote: RemoteRef,
): Promise<Result<void, ChannelFailure>> => {
	const json = { repo: access.did, collection: POSTS, rkey: lastPart(remote.id) };
	const sent = await xrpc.post({ nsid: 'com.atproto.repo.deleteRecord', json, purpose: 'write' });
	if (!sent.ok && !isMissing(sent.error)) return sent;
	if (remote.extra?.['gate'] === 'quotes') await ungateQuotes({ xrpc, access }, json.rkey);
	if (remote.extra?.['threadGate'] === 'replies') await ungateReplies({ xrpc, access }, json.rkey);
	return ok(undefined);
};
