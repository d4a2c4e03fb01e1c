import { expect, it } from 'vitest';

import { withoutAuthor } from './names.ts';

const author = { id: 'urn:li:person:1', handle: 'waldkauz', displayName: 'Wanda Waldkauz' };
const data = { sha256: 'ab', original: { text: 'Worte', author } };

it('shows evidence without who wrote it, and everything else as it is', () => {
	expect(withoutAuthor('moderation.evidence-captured', data)).toEqual({
		sha256: 'ab',
		original: { text: 'Worte', author: { id: '…', handle: '…', displayName: '…' } },
	});
	expect(data.original.author.handle).toBe('waldkauz');
});

it('has nothing to hide where nobody is named, or in other records', () => {
	expect(withoutAuthor('moderation.evidence-captured', { original: { text: 'Worte' } })).toBeNull();
	expect(withoutAuthor('moderation.evidence-captured', { original: 'x' })).toBeNull();
	expect(withoutAuthor('message.received', data)).toBeNull();
});
