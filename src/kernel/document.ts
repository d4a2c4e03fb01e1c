import type { JsonObject } from './json.ts';

/** The one kind that goes along with a post: everybody can open it, and it looks the same everywhere. */
export const DOCUMENT_MIME = 'application/pdf';
export const DOCUMENT_MOST_BYTES = 20_000_000;
export const DOCUMENT_TITLE_MOST = 100;

/** A document that goes along with a post, and what readers are told it is. */
export interface AttachedDocument extends JsonObject {
	readonly documentId: string;
	readonly title: string;
}

/** What one network takes as a document. */
export interface DocumentLimits {
	readonly mostBytes: number;
}

/** A network shows a document by itself: where votes are counted, the poll stands there and the document does not. */
export const takesDocument = (
	limits: DocumentLimits | null | undefined,
	{ bytes, isPoll }: { readonly bytes: number; readonly isPoll: boolean },
): boolean => limits != null && !isPoll && bytes <= limits.mostBytes;

/** Where the own house hands a document to everybody. */
export const documentAddress = (origin: string, hash: string): string => `${origin}/medien/dokument/${hash}.pdf`;
