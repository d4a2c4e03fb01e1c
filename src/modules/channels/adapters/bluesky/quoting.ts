import { ok, type Result } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';

import type { ChannelFailure, OutgoingRendition } from '../../channel.ts';
import type { BlueskyAccess, Xrpc } from './wire.ts';

export const QUOTE_GATES = 'app.bsky.feed.postgate';

interface Context {
	readonly xrpc: Xrpc;
	readonly access: BlueskyAccess;
}

/**
 * SPEC: app.bsky.feed.postgate, a record beside the post under the same key; without one everybody may quote. It goes out after
 * the post, which the network looks for when the gate comes. A gate that fails leaves the post public, so it is never a refusal.
 */
export const gateQuotes = async (
	{ xrpc, access: { did } }: Context,
	rkey: string,
	{ quotes, createdAt, post }: Pick<OutgoingRendition, 'quotes' | 'createdAt'> & { readonly post: string },
): Promise<Result<void, ChannelFailure>> => {
	if (quotes === undefined || quotes === 'everyone') return ok(undefined);
	const record = {
		$type: QUOTE_GATES,
		post,
		createdAt: toIso(createdAt),
		embeddingRules: [{ $type: 'app.bsky.feed.postgate#disableRule' }],
	};
	const json = { repo: did, collection: QUOTE_GATES, rkey, record };
	const sent = await xrpc.post({ nsid: 'com.atproto.repo.putRecord', json, purpose: 'write', field: 'quotes' });
	if (sent.ok) return ok(undefined);
	const { error } = sent;
	return error.type === 'channel.rejected'
		? { ok: false, error: { type: 'channel.unclear', reason: `it stands, but anybody may quote it: ${error.reason}` } }
		: sent;
};

/** Takes the gate away with its post; one that is left gates nothing. */
export const ungateQuotes = async ({ xrpc, access: { did } }: Context, rkey: string): Promise<void> => {
	const json = { repo: did, collection: QUOTE_GATES, rkey };
	await xrpc.post({ nsid: 'com.atproto.repo.deleteRecord', json, purpose: 'write', field: 'quotes' });
};
