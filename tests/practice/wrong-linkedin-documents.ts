import { ask, begin, post } from './linkedin-asked.ts';
import type { Wrong } from './wrong.ts';

/** SPEC: learn.microsoft.com, Documents API, and Posts API for what stands in a post. */
export const wrongDocuments: readonly Wrong[] = [
	{
		name: 'a document of nobody',
		ask: () => ask('/rest/documents?action=initializeUpload', { method: 'POST', json: {} }),
		status: 400,
		says: /owner: field is required/,
	},
	{
		name: 'a document in another name',
		ask: () => begin({ account: '1' }, 'documents'),
		status: 403,
		says: /not an organization/,
	},
	{
		name: 'an unknown act on documents',
		ask: () => ask('/rest/documents?action=finalizeUpload', { method: 'POST', json: {} }),
		status: 400,
		says: /unknown action of documents/,
	},
	{
		name: 'a document that was never brought',
		ask: (at) => post(at, { content: { media: { id: 'urn:li:document:1', title: 'Haushalt' } } }),
		status: 422,
		says: /not available/,
	},
	{
		name: 'a document without a title',
		ask: (at) => post(at, { content: { media: { id: at.more['document'] } } }),
		status: 422,
		says: /title :: field is required/,
	},
	{
		name: 'a document with a description',
		ask: (at) => post(at, { content: { media: { id: at.more['document'], title: 'Haushalt', altText: 'Zahlen' } } }),
		status: 422,
		says: /altText :: is not allowed/,
	},
	{
		name: 'documents among pictures',
		ask: (at) =>
			post(at, {
				content: { multiImage: { images: [1, 2].map(() => ({ id: at.more['document'], title: 'Haushalt' })) } },
			}),
		status: 422,
		says: /goes alone/,
	},
	{
		name: 'bytes that are no document',
		ask: (at) => ({
			method: 'PUT',
			path: new URL(at.more['upload'] ?? '').pathname,
			bytes: new Uint8Array([80, 75, 3, 4]),
		}),
		status: 400,
		says: /media type of the document/,
	},
];
