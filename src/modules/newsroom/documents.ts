import type { Hono } from 'hono';

import { DOCUMENT_MIME } from '#kernel/document.ts';
import { ok } from '#kernel/result.ts';
import type { OutgoingDocument } from '#modules/channels/index.ts';
import type { Database } from '#platform/db/database.ts';
import type { Files } from '#platform/files.ts';
import { answerStretch } from '#platform/http/stretch.ts';

import type { Films } from './films.ts';
import { FOR_EVER, publicHeaders } from './headers.ts';
import { newsroom, type StoredDocument } from './tables.ts';

/** Opens a document to everybody, and says what the page tells of it. Doing it twice changes nothing. */
export const keepDocument = async (
	db: Database,
	document: OutgoingDocument | undefined,
): Promise<StoredDocument | null> => {
	if (document === undefined) return null;
	const { file: hash, size: bytes, title, fileName } = document;
	await db.transact('open a document', async (tx) => {
		const insert = newsroom(tx).insertInto('newsroom_film').values({ hash, mime: DOCUMENT_MIME });
		await insert.onConflict((conflict) => conflict.doNothing()).execute();
		return ok(undefined);
	});
	return { hash, bytes, title, fileName };
};

interface Needs {
	readonly films: Films;
	readonly files: Files;
	readonly origin: string;
}

/** Documents of the public site: to be kept by whoever wants them, never opened as a page of ours. */
export const mountDocuments = (app: Hono, { films, files, origin }: Needs): void => {
	app.get('/medien/dokument/:name{[0-9a-f]{64}\\.pdf}', async (c, next) => {
		const [hash = ''] = (c.req.param('name') ?? '').split('.');
		if ((await films.mimeOf(hash)) !== DOCUMENT_MIME) return next();
		const headers = {
			...publicHeaders(origin),
			...{ 'content-type': DOCUMENT_MIME, 'content-disposition': 'attachment', 'cache-control': FOR_EVER },
		};
		return (await answerStretch(c, files, { hash, headers })) ?? next();
	});
};
