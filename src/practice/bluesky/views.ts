import type { Account, Post } from './state.ts';
import { findPost, type World } from './world.ts';

const toIso = (at: number): string => new Date(at).toISOString();

/** SPEC: app.bsky.actor.defs#profileViewBasic. */
export const author = ({ did, handle, name }: Account) => ({ did, handle, displayName: name });

/** SPEC: app.bsky.feed.defs#postView. */
export const postView = (world: World, post: Post) => {
	const account = world.memory.state.accounts.find(({ did }) => did === post.did);
	if (account === undefined) throw new Error('a post without its account');
	const replies = world.memory.state.posts.filter(
		({ record, deleted }) => !deleted && record.reply?.parent.uri === post.uri,
	);
	return {
		uri: post.uri,
		cid: post.cid,
		author: author(account),
		record: post.record,
		...embedView(world, post),
		replyCount: replies.length,
		repostCount: 0,
		likeCount: post.likes,
		quoteCount: 0,
		indexedAt: toIso(post.at),
	};
};

const embedView = ({ addresses }: World, { did, record: { embed } }: Post) => {
	if (embed?.images) {
		const at = (link: string) => `${addresses.origin}/xrpc/com.atproto.sync.getBlob?did=${did}&cid=${link}`;
		const images = embed.images.map(({ image, alt }) => ({
			thumb: at(image.ref.$link),
			fullsize: at(image.ref.$link),
			alt,
		}));
		return { embed: { $type: 'app.bsky.embed.images#view', images } };
	}
	if (embed?.video) {
		const playlist = `${addresses.origin}/xrpc/com.atproto.sync.getBlob?did=${did}&cid=${embed.video.ref.$link}`;
		return { embed: { $type: 'app.bsky.embed.video#view', cid: embed.video.ref.$link, playlist, alt: embed.alt } };
	}
	if (embed?.external) {
		const { uri, title, description } = embed.external;
		return { embed: { $type: 'app.bsky.embed.external#view', external: { uri, title, description } } };
	}
	return {};
};

interface ThreadView {
	readonly $type: 'app.bsky.feed.defs#threadViewPost';
	readonly post: ReturnType<typeof postView>;
	readonly replies: readonly ThreadView[];
}

/** SPEC: app.bsky.feed.defs#threadViewPost. */
export const threadView = (world: World, post: Post): ThreadView => ({
	$type: 'app.bsky.feed.defs#threadViewPost',
	post: postView(world, post),
	replies: world.memory.state.posts
		.filter(({ record, deleted }) => !deleted && record.reply?.parent.uri === post.uri)
		.map((reply) => threadView(world, reply)),
});

/** SPEC: app.bsky.notification.listNotifications, newest first; the cursor is the moment of the last one listed. */
export const notificationsOf = (world: World, did: string, query: URLSearchParams) => {
	const { state } = world.memory;
	const limit = Math.min(Number(query.get('limit') ?? 50), 100);
	const reasons = query.getAll('reasons');
	const skip = Number(query.get('cursor') ?? 0);
	const own = state.notifications
		.filter((one) => one.did === did && (reasons.length === 0 || reasons.includes(one.reason)))
		.filter(({ uri }) => findPost(world, uri) !== undefined)
		.toReversed();
	const listed = own.slice(skip, skip + limit).flatMap(({ uri, reason, at }) => {
		const post = findPost(world, uri);
		if (post === undefined) return [];
		const { cid, author: from, record } = postView(world, post);
		const subject = post.record.reply ? { reasonSubject: post.record.reply.parent.uri } : {};
		return [{ uri, cid, author: from, reason, ...subject, record, isRead: false, indexedAt: toIso(at) }];
	});
	const more = skip + limit < own.length ? { cursor: String(skip + limit) } : {};
	if (state.mood === 'duplicates') return { ...more, notifications: listed.flatMap((one) => [one, one]) };
	return { ...more, notifications: state.mood === 'reordering' ? listed.toReversed() : listed };
};
