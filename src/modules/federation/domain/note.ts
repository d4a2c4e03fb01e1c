import type { Instant } from '#kernel/time.ts';

import { type Audience, audienceOf } from './audience.ts';
import { quotedBy } from './quoting.ts';
import { asForeign, type Foreign, idOf, idsOf, manyOf, momentOf, sameOrigin, textOf, typesOf } from './read.ts';

/** What is said on the network, whatever the server calls it. */
const statements = new Set(['Note', 'Article', 'Page', 'Question', 'Event', 'Image', 'Video', 'Audio']);

export interface ForeignNote {
	readonly id: string;
	readonly url: string;
	readonly author: string;
	readonly inReplyTo: string | null;
	/** What it shows within itself. */
	readonly quoted: string | null;
	readonly html: string;
	readonly language: string | null;
	readonly audience: Audience;
	/** Everybody it is addressed to or mentions. */
	readonly addressed: readonly string[];
	readonly media: readonly { readonly url: string; readonly alt: string; readonly mime: string }[];
	readonly sentAt: Instant | null;
	readonly editedAt: Instant | null;
}

/** The most a message of a citizen carries; no server sends more. */
const MOST_MEDIA = 16;

/** Reads a statement; null when it is none, or when it claims an author from another server. */
export const readNote = (object: Foreign): ForeignNote | null => {
	const id = textOf(object['id']);
	const author = idsOf(object['attributedTo'])[0] ?? null;
	if (id === null || author === null || !sameOrigin(id, author)) return null;
	if (!typesOf(object).some((type) => statements.has(type))) return null;
	const [to, cc] = [idsOf(object['to']), idsOf(object['cc'])];
	const mentioned = manyOf(object['tag']).flatMap((tag) => {
		const read = asForeign(tag);
		const href = read && typesOf(read).includes('Mention') ? textOf(read['href']) : null;
		return href === null ? [] : [href];
	});
	const isCollection = (one: string): boolean => /\/(followers|folgende)\/?$/.test(one);
	return {
		id,
		author,
		url: linkOf(object['url']) ?? id,
		inReplyTo: idOf(object['inReplyTo']),
		quoted: quotedBy(object),
		...wordsOf(object),
		audience: audienceOf({ to, cc }, isCollection),
		addressed: [...new Set([...to, ...cc, ...mentioned])],
		media: manyOf(object['attachment']).flatMap(mediaOf).slice(0, MOST_MEDIA),
		sentAt: toInstant(momentOf(object['published'])),
		editedAt: toInstant(momentOf(object['updated'])),
	};
};

// NOTE: an instant is a number of milliseconds, which is what `momentOf` gives.
const toInstant = (at: number | null): Instant | null => at as Instant | null;

const linkOf = (value: unknown): string | null => {
	for (const one of manyOf(value)) {
		const href = textOf(one) ?? textOf(asForeign(one)?.['href']);
		if (href !== null && /^https?:\/\//.test(href)) return href;
	}
	return null;
};

const wordsOf = (object: Foreign): { readonly html: string; readonly language: string | null } => {
	const map = asForeign(object['contentMap']);
	const [first] = map ? Object.entries(map).filter(([, words]) => typeof words === 'string') : [];
	const content = textOf(object['content']) ?? textOf(first?.[1]) ?? '';
	const title = textOf(object['name']);
	const language = first?.[0] ?? null;
	return { html: title === null ? content : `<p>${escapeHtml(title)}</p>${content}`, language };
};

export const escapeHtml = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const mediaOf = (value: unknown) => {
	const object = asForeign(value);
	const url = object && linkOf(object['url'] ?? object['href']);
	if (!url) return [];
	return [{ url, alt: textOf(object['name']) ?? '', mime: textOf(object['mediaType']) ?? 'application/octet-stream' }];
};
