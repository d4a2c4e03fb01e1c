import * as wire from '#contract/sharing.ts';
import { ok } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';
import type { Mount } from '#platform/http/mount.ts';

import { createLinkLimit } from '../link-limit.ts';
import type { EditorialNeeds } from '../needs.ts';
import { endPreviewLink, listPreviewLinks, makePreviewLink } from './preview-links.ts';
import { changeShortLink, createShortLink, listShortLinks } from './short-links.ts';
import { shortenPost } from './shorten-post.ts';
import { showPreview } from './show-preview.ts';
import { suggestWords } from './used-words.ts';

const common = { 'access.denied': 403, 'post.not-found': 404 } as const;

/** Showing a post to who has no account. */
export const createSharingActs = (needs: EditorialNeeds) => ({
	list: listPreviewLinks(needs),
	make: makePreviewLink(needs),
	end: endPreviewLink(needs),
	show: showPreview(needs, createLinkLimit(needs)),
	words: suggestWords(needs),
	shorten: shortenPost(needs),
	shortLinks: listShortLinks(needs),
	createShortLink: createShortLink(needs),
	changeShortLink: changeShortLink(needs),
});

export const sharingRoutes = (mount: Mount, act: ReturnType<typeof createSharingActs>): void => {
	mount(wire.listPreviewLinksEndpoint, {
		problems: { 'post.not-found': 404 },
		handle: (input, { actor }) => act.list(input, actor),
	});
	mount(wire.makePreviewLinkEndpoint, {
		problems: { ...common, 'post.not-possible-now': 409 },
		async handle(input, { actor }) {
			const made = await act.make(input, actor);
			return made.ok ? ok({ ...made.value, expiresAt: toIso(made.value.expiresAt) }) : made;
		},
	});
	mount(wire.endPreviewLinkEndpoint, { problems: common, handle: (input, { actor }) => act.end(input, actor) });
	mount(wire.showPreviewEndpoint, {
		problems: { 'preview.ended': 410, 'approval.too-fast': 429 },
		handle: (input, { address }) => act.show(input, address),
	});
	mount(wire.suggestWordsEndpoint, {
		problems: { 'access.denied': 403 },
		handle: (input, { actor }) => act.words(input, actor),
	});
	shortLinkRoutes(mount, act);
};

const foreign = { 'access.denied': 403, 'short-link.foreign': 422 } as const;

const shortLinkRoutes = (mount: Mount, act: ReturnType<typeof createSharingActs>): void => {
	mount(wire.listShortLinksEndpoint, { problems: {}, handle: (input, { actor }) => act.shortLinks(input, actor) });
	mount(wire.createShortLinkEndpoint, {
		problems: foreign,
		handle: (input, { actor }) => act.createShortLink(input, actor),
	});
	mount(wire.changeShortLinkEndpoint, {
		problems: { ...foreign, 'short-link.not-found': 404 },
		handle: (input, { actor }) => act.changeShortLink(input, actor),
	});
	mount(wire.shortenPostEndpoint, {
		problems: { ...common, 'post.not-possible-now': 409, 'short-link.in-use': 409 },
		handle: (input, { actor }) => act.shorten(input, actor),
	});
};
