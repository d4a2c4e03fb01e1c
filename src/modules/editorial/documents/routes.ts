import type { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { DOCUMENT_MIME, DOCUMENT_MOST_BYTES } from '#kernel/document.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { documentTooLarge } from '#kernel/upload.ts';
import { problem } from '#platform/http/problem.ts';
import { answerStretch } from '#platform/http/stretch.ts';

import type { EditorialNeeds } from '../needs.ts';
import { within } from '../within.ts';
import { type DocumentFailure, receiveDocument } from './receive-document.ts';
import { findDocument } from './store.ts';

const statuses: Readonly<Record<DocumentFailure['type'], ContentfulStatusCode>> = {
	'access.denied': 403,
	'document.not-a-pdf': 415,
	'document.broken': 422,
	'document.locked': 422,
	'document.acts': 422,
};

type Needs = EditorialNeeds & { readonly identify: (request: Request) => Promise<Actor | null> };

/** The addresses that carry documents: up to us as they are, and back to the desk, where no browser opens them as a page of ours. */
export const mountDocuments = (app: Hono, needs: Needs): void => {
	const receive = receiveDocument(needs);
	app.post('/api/documents', async (c) => {
		const actor = await needs.identify(c.req.raw);
		if (actor === null) return problem(c, 401, { type: 'access.sign-in' });
		const [unitId = '', name = ''] = ['unitId', 'name'].map((key) => c.req.query(key));
		if (!may(actor, 'post.write', unitId)) return problem(c, 403, { type: 'access.denied' });
		if (Number(c.req.header('content-length') ?? 0) > DOCUMENT_MOST_BYTES) return problem(c, 413, documentTooLarge);
		const bytes = await within((c.req.raw.body ?? new Blob().stream()).values(), DOCUMENT_MOST_BYTES);
		if (bytes === null) return problem(c, 413, documentTooLarge);
		const taken = await receive({ unitId, name, bytes }, actor);
		if (!taken.ok) return problem(c, statuses[taken.error.type], taken.error);
		const { id, name: kept, bytes: size } = taken.value;
		return c.json({ documentId: id, name: kept, bytes: size });
	});
	app.get('/api/documents/:id', async (c) => {
		const actor = await needs.identify(c.req.raw);
		if (actor === null) return problem(c, 401, { type: 'access.sign-in' });
		const file = await needs.db.read('document', (tx) => findDocument(tx, c.req.param('id')));
		if (file === null || !may(actor, 'post.read', file.unitId)) return problem(c, 404, { type: 'document.not-found' });
		const headers = {
			'content-type': DOCUMENT_MIME,
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
			'x-content-type-options': 'nosniff',
			'cache-control': 'private, max-age=31536000, immutable',
		};
		const answer = await answerStretch(c, needs.files, { hash: file.hash, headers });
		return answer ?? problem(c, 404, { type: 'document.not-found' });
	});
};
