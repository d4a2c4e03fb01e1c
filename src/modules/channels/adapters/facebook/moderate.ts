import { fail, ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure, Moderated, Moderation } from '../../channel.ts';
import { VERSION } from '../meta/api.ts';
import type { FacebookContext } from './wire.ts';
import { withdraw } from './withdraw.ts';

/** Stands where Facebook does not tell the page who wrote a comment. */
export const NOBODY = 'comment:';

export const moderationOf = (context: FacebookContext): Moderation => ({
	hide: ({ message }) => setHidden(context, message.id, true),
	show: ({ message }) => setHidden(context, message.id, false),
	remove: ({ message }) => withdraw(context, message),
	block: (about) => block(context, about),
	unblock: (about) => unblock(context, about),
});

const setHidden = async ({ api }: FacebookContext, id: string, hidden: boolean) => {
	const path = `${VERSION}/${encodeURIComponent(id)}`;
	const sent = await api({ method: 'POST', path, json: { is_hidden: hidden }, purpose: 'write' });
	return sent.ok ? ok(undefined) : sent;
};

const unknown = (): Result<void, ChannelFailure> =>
	fail({ type: 'channel.rejected', field: 'author', reason: 'Facebook does not tell who wrote this' });

/** SPEC: edge blocked of a page; ids below comments are valid for this page only (`psid`). */
const block = async ({ api, page }: FacebookContext, { author }: Moderated): Promise<Result<void, ChannelFailure>> => {
	if (author.remoteId.startsWith(NOBODY)) return unknown();
	const json = { psid: [author.remoteId] };
	const sent = await api({ method: 'POST', path: `${VERSION}/${page}/blocked`, json, purpose: 'write' });
	return sent.ok ? ok(undefined) : sent;
};

const unblock = async (
	{ api, page }: FacebookContext,
	{ author }: Moderated,
): Promise<Result<void, ChannelFailure>> => {
	if (author.remoteId.startsWith(NOBODY)) return unknown();
	const query = [['psid', author.remoteId]] as const;
	const sent = await api({ method: 'DELETE', path: `${VERSION}/${page}/blocked`, query, purpose: 'write' });
	return sent.ok ? ok(undefined) : sent;
};
