import { DOCUMENT_MIME } from '#kernel/document.ts';

import type { FrozenDocument } from '../domain/document.ts';
import type { EditorialNeeds } from '../needs.ts';

/** More is not sent in one answer. */
const MOST_SHOWN_BYTES = 5_000_000;

/** A document in the answer itself, for guests who have no session to load it with; without its bytes where it is too large. */
export const documentToShow = async (
	{ files }: Pick<EditorialNeeds, 'files'>,
	{ title, name, sha256, bytes: size }: Pick<FrozenDocument, 'title' | 'name' | 'sha256' | 'bytes'>,
) => {
	const bytes = size > MOST_SHOWN_BYTES ? null : await files.get(sha256);
	return { title, name, src: bytes && `data:${DOCUMENT_MIME};base64,${bytes.toString('base64')}` };
};
