import type { z } from 'zod';

import type { showPreviewEndpoint } from '#contract/sharing.ts';
import { detailsFor, optionsOf } from '#kernel/post-kind.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { asArticle } from '#kernel/thread.ts';
import { toIso } from '#kernel/time.ts';

import { copyLinkFor, surroundingsOf } from '../context.ts';
import { documentToShow } from '../documents/shown-document.ts';
import { type DocumentFile, findDocument } from '../documents/store.ts';
import { documentAt } from '../domain/document.ts';
import type { Content, Post, Translation } from '../domain/post.ts';
import { composeRendition, leadsBack, NEWSROOM, warningFor } from '../domain/rendition.ts';
import type { LinkLimit } from '../link-limit.ts';
import { type MediaItem, mediaItems } from '../media-store.ts';
import type { EditorialNeeds } from '../needs.ts';
import { findPost } from '../store.ts';
import { findPreview } from './preview-links.ts';

type View = z.input<typeof showPreviewEndpoint.output>;
type Failure = { readonly type: 'preview.ended' } | { readonly type: 'approval.too-fast' };

/** A post as it would stand in the own house and on each network, for whoever has the link. Showing changes nothing. */
export const showPreview =
	(needs: EditorialNeeds, limit: LinkLimit) =>
	async ({ token }: { readonly token: string }, address: string): Promise<Result<View, Failure>> => {
		if (!limit.take(address)) return fail({ type: 'approval.too-fast' });
		const preview = await findPreview(needs, token);
		const post = preview && (await needs.db.read('post behind a preview', (tx) => findPost(tx, preview.postId)));
		if (!preview || !post || post.state === 'withdrawn') return fail({ type: 'preview.ended' });
		const { title, topic, language } = post.content;
		const { documentId } = post.content.document ?? {};
		const document = await needs.db.read('document of a preview', (tx) => findDocument(tx, documentId));
		return ok({
			...{ authority: (await needs.people.authority()).name, note: preview.note, title, topic, language },
			...{ published: post.publishedAt !== null, expiresAt: toIso(preview.expiresAt) },
			link: copyLinkFor(needs.origin, post),
			renditions: await renditionsOf(needs, post, document),
			document: await shownDocument(needs, post, document),
			pictures: await picturesOf(needs, post.content),
			translations: (post.content.translations ?? []).map((one) => asShown(post.content, one)),
		});
	};

/** A thread is one text to read where it is no rendition of a network. */
const asShown = ({ kind }: Content, { text, ...rest }: Translation): Translation => ({
	...rest,
	text: kind === 'thread' ? asArticle(text) : text,
});

const shownDocument = async (
	needs: EditorialNeeds,
	{ content: { document } }: Post,
	file: DocumentFile | null,
): Promise<View['document']> =>
	document && file
		? documentToShow(needs, { title: document.title, name: file.name, sha256: file.hash, bytes: file.bytes })
		: null;

const renditionsOf = async (
	needs: EditorialNeeds,
	post: Post,
	file: DocumentFile | null,
): Promise<View['renditions']> => {
	const { outlets } = await surroundingsOf(needs, post.unitId);
	const handles = new Map((await needs.channels.presencesFor(post.unitId)).map((one) => [one.id, one]));
	const link = copyLinkFor(needs.origin, post);
	const own = detailsFor(post.content.kind, post.content.details);
	const answers = own?.kind === 'poll' ? [...optionsOf(own)] : [];
	const shown = post.content.renditions.flatMap((rendition) => {
		const outlet = outlets.find(({ id }) => id === rendition.presenceId);
		const presence = handles.get(rendition.presenceId);
		if (outlet === undefined || presence === undefined) return [];
		const { id, channel, name, handle, practice } = presence;
		const rule = outlet.limits?.text ?? null;
		const options = outlet.limits?.polls ? answers : [];
		const { text: words, parts } = composeRendition(post.content, rendition, { outlet, link });
		const each = parts ? { parts: parts.map((part) => part.text) } : {};
		const leads = leadsBack(rendition, outlet);
		const { beside, graphic } = warningFor(post.content, rendition, outlet);
		const warning = { words: beside ?? '', graphic };
		const said = { text: rule === null ? null : { ...rule }, words, warning, options, leadsBack: leads };
		const document = documentAt(post.content, outlet, file).document !== undefined;
		return [{ id, channel, name, handle, practice, document, ...said, ...each }];
	});
	return shown.sort((a, b) => Number(a.channel !== NEWSROOM) - Number(b.channel !== NEWSROOM));
};

const SHOWN_WIDTH = '960';

/** The pictures in the answer itself: a guest has no session to load them with. */
const picturesOf = async ({ db, files }: EditorialNeeds, { media, language }: Content): Promise<View['pictures']> => {
	const ids = media.map(({ mediaId }) => mediaId);
	const items = await db.read('pictures of a preview', (tx) => mediaItems(tx, ids));
	const shown = await Promise.all(
		media.map(async ({ mediaId, alt }) => {
			const item = items.find(({ id }) => id === mediaId);
			const bytes = item && (await files.get(item.sizes[SHOWN_WIDTH] ?? item.hash));
			const isShown = item?.film === null || item?.sizes[SHOWN_WIDTH] !== undefined;
			if (!item || !bytes || !isShown) return [];
			return [{ src: sourceOf(item, bytes), alt: alt[language] ?? item.facts.alt[language] ?? '' }];
		}),
	);
	return shown.flat();
};

const sourceOf = ({ sizes, mime }: MediaItem, bytes: Buffer): string =>
	`data:${sizes[SHOWN_WIDTH] === undefined ? mime : 'image/webp'};base64,${bytes.toString('base64')}`;
