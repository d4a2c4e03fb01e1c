import { DOCUMENT_MIME } from '#kernel/document.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';
import { type PdfFailure, readPdf } from '#platform/media/pdf.ts';

import type { EditorialNeeds } from '../needs.ts';
import { cleanName, type Upload } from '../receive-media.ts';
import { addDocument, type DocumentFile } from './store.ts';

export type DocumentFailure = PdfFailure | { readonly type: 'access.denied' };

/** Takes a document in as it is, for posts of the unit. */
export const receiveDocument =
	(needs: Pick<EditorialNeeds, 'act' | 'clock' | 'ids' | 'files'>) =>
	async (
		{ unitId, name, bytes }: Omit<Upload, 'folderId'>,
		actor: Actor,
	): Promise<Result<DocumentFile, DocumentFailure>> => {
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		const read = readPdf(bytes);
		if (!read.ok) return read;
		const hash = await needs.files.put(bytes);
		const file = { id: needs.ids.next('document'), unitId, hash, bytes: bytes.length, name: namedPdf(name) };
		return needs.act<DocumentFile, DocumentFailure>('receive document', actor, async (tx) => {
			await addDocument(tx, file, { by: actor.id, at: needs.clock.now() });
			const payload = { sha256: hash, mime: DOCUMENT_MIME, bytes: file.bytes, name: file.name };
			return done(file, { kind: 'document.received', subject: file.id, unitId, payload });
		});
	};

const namedPdf = (name: string): string => `${cleanName(name, 'dokument').replace(/\.pdf$/i, '')}.pdf`;
