import { instant } from '#kernel/time.ts';

import type { InboundMessage } from '../../channel.ts';
import { NOBODY } from './moderate.ts';
import { addressOf, type Comment, type FacebookContext, type Post } from './wire.ts';

const messageOf = (
	context: FacebookContext,
	{ id, message, from, created_time, permalink_url }: Post | Comment,
): Pick<InboundMessage, 'remote' | 'author' | 'text' | 'visibility' | 'media' | 'sentAt'> => ({
	remote: { id, url: permalink_url ?? addressOf(context, id) },
	author: {
		remoteId: from?.id ?? `${NOBODY}${id}`,
		// People have no short names there that a page may read.
		handle: from?.name ?? id,
		displayName: from?.name ?? '',
	},
	text: message,
	visibility: 'public',
	media: [],
	sentAt: instant(created_time),
});

/** A post of somebody else, on our page or naming it. */
export const postMessage = (context: FacebookContext, post: Post): InboundMessage => messageOf(context, post);

export const commentMessage = (context: FacebookContext, post: Post, comment: Comment): InboundMessage => {
	const said = messageOf(context, comment);
	const source = comment.attachment?.media?.image?.src;
	const parent = comment.parent?.id;
	return {
		...said,
		remote: { ...said.remote, extra: { post: post.id, ...(parent === undefined ? {} : { parent }) } },
		inReplyTo: parent ?? post.id,
		root: post.id,
		media: source === undefined ? [] : [{ url: source, alt: '', mime: 'image/*' }],
	};
};
