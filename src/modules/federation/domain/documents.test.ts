import { expect, it } from 'vitest';

import { address, PUBLIC } from './audience.ts';
import { statementDocument } from './documents.ts';

const author = 'https://stadt.example/fediverse/tiefbau';
const facts = {
	...{ id: 'https://stadt.example/beitrag/x', author, page: 'https://stadt.example/beitrag/x', title: 'Unfall' },
	...{ long: false, language: 'de', written: { html: '<p>Text</p>', hashtags: [] }, tagPage: (tag: string) => tag },
	...{ mentions: [], pictures: [], films: [], addressing: address('public', `${author}/followers`, []) },
	...{ publishedAt: '2026-03-02T08:00:00Z', updatedAt: null, inReplyTo: null },
};

it('a statement with a warning is folded under it, and one without says nothing of the kind', () => {
	const warned = statementDocument({ ...facts, warning: 'Schwerer <Unfall>', quotableBy: PUBLIC });
	expect(warned).toMatchObject({ summary: 'Schwerer &lt;Unfall&gt;', sensitive: true });
	const plain = statementDocument({ ...facts, warning: null, quotableBy: PUBLIC });
	expect([plain['summary'], plain['sensitive']]).toEqual([undefined, false]);
});

it('a statement says who may quote it', () => {
	for (const one of [PUBLIC, `${author}/followers`, author])
		expect(statementDocument({ ...facts, warning: null, quotableBy: one })['interactionPolicy']).toEqual({
			canQuote: { automaticApproval: [one] },
		});
});
