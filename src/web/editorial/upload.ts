import { z } from 'zod';

import { MediaShape } from '#contract/pictures.ts';
import { DOCUMENT_MOST_BYTES } from '#kernel/document.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { documentTooLarge, pictureTooLarge, type TooLarge } from '#kernel/upload.ts';

import { type CallFailure, failureOf } from '../parts/call.ts';

type Uploaded = z.output<typeof MediaShape>;

interface Upload {
	readonly unitId: string;
	readonly file: File;
	/** Of the library; absent: into none. */
	readonly folderId?: string | undefined;
	readonly onProgress: (share: number) => void;
}

/** Sends a picture as it is and says how far it got. The office reads it, writes it anew and answers what it keeps. */
export const uploadPicture = ({ unitId, file, folderId, onProgress }: Upload): Promise<Result<Uploaded, CallFailure>> =>
	send('/api/media', MediaShape, {
		...{ file, onProgress, tooLarge: pictureTooLarge(file) },
		where: { unitId, name: file.name, ...(folderId ? { folderId } : {}) },
	});

const DocumentShape = z.object({ documentId: z.string(), name: z.string(), bytes: z.number() });
export type UploadedDocument = z.output<typeof DocumentShape>;

/** Sends a document as it is; the office keeps it as it came. */
export const uploadDocument = ({
	unitId,
	file,
	onProgress,
}: Omit<Upload, 'folderId'>): Promise<Result<UploadedDocument, CallFailure>> =>
	send('/api/documents', DocumentShape, {
		...{ file, onProgress, tooLarge: file.size > DOCUMENT_MOST_BYTES ? documentTooLarge : null },
		where: { unitId, name: file.name },
	});

interface Sending extends Pick<Upload, 'file' | 'onProgress'> {
	readonly where: Readonly<Record<string, string>>;
	readonly tooLarge: TooLarge | null;
}

/** Over a slow line what is too large would take minutes to be refused, or end as a broken connection. */
const refusedHere = ({ type, ...detail }: TooLarge): CallFailure => ({ type, status: 413, detail });

const send = <T>(
	path: string,
	shape: z.ZodType<T>,
	{ file, onProgress, where, tooLarge }: Sending,
): Promise<Result<T, CallFailure>> =>
	new Promise((resolve) => {
		if (tooLarge !== null) return resolve(fail(refusedHere(tooLarge)));
		const request = new XMLHttpRequest();
		request.open('POST', `${path}?${new URLSearchParams(where)}`);
		request.setRequestHeader('content-type', 'application/octet-stream');
		request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
		request.addEventListener('error', () => resolve(fail({ type: 'office.offline', status: 0, detail: {} })));
		request.addEventListener('load', () => {
			const body = parse(request.responseText);
			const value = shape.safeParse(body);
			const went = request.status === 200 && value.success;
			resolve(went ? ok(value.data) : fail(failureOf(body, request.status)));
		});
		request.send(file);
	});

const parse = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
