import type { Abilities, Capabilities } from '../../channel.ts';
import { blueskyFilm } from '../film-limits.ts';

/**
 * SPEC: app.bsky.feed.post, com.atproto.label.defs, app.bsky.feed.postgate: marks for pictures instead of words; quotes are open or
 * closed. app.bsky.feed.threadgate: `allow` with rules, or an empty list.
 */
export const blueskyAbilities: Abilities = {
	film: blueskyFilm,
	threads: true,
	warnings: 'label',
	quotes: ['everyone', 'nobody'],
	replyControls: ['followers', 'following', 'mentioned', 'nobody'],
};

/** SPEC: app.bsky.feed.post and app.bsky.embed.images: 300 graphemes and 3000 bytes, four images of 2 000 000 bytes. */
export const blueskyCapabilities: Capabilities = {
	text: { most: 300, counting: 'graphemes', mostBytes: 3000, linkIsCard: true },
	media: { most: 4, mostBytes: 2_000_000, altMost: 2000, mimes: ['image/jpeg', 'image/png', 'image/webp'] },
	...blueskyAbilities,
	edit: false,
	withdraw: true,
	visibilities: ['public'],
	remembersKeysForMs: null,
};
