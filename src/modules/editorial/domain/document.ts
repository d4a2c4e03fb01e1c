import { takesDocument } from '#kernel/document.ts';
import type { JsonObject } from '#kernel/json.ts';

import type { Content } from './post.ts';
import { NEWSROOM, type Outlet } from './rendition.ts';

/** A document as it goes out: its very bytes by hash, and what readers are told it is. */
export interface FrozenDocument extends JsonObject {
	readonly id: string;
	readonly sha256: string;
	readonly bytes: number;
	readonly name: string;
	readonly title: string;
}

export interface DocumentToFreeze {
	readonly id: string;
	readonly hash: string;
	readonly bytes: number;
	readonly name: string;
}

/** What goes along of the document there. A network shows it by itself: pictures and films then stand on the page of the house. */
export const documentAt = (
	{ document, kind }: Content,
	{ channel, limits }: Outlet,
	file: DocumentToFreeze | null,
): { readonly document?: FrozenDocument; readonly media?: readonly [] } => {
	if (!document || file === null) return {};
	const { id, hash: sha256, bytes, name } = file;
	const going = { document: { id, sha256, bytes, name, title: document.title.trim() } };
	if (channel === NEWSROOM) return going;
	return takesDocument(limits?.documents, { bytes, isPoll: kind === 'poll' }) ? { ...going, media: [] } : {};
};
