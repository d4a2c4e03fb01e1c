import { expect, it } from 'vitest';

import type { Rights } from '#kernel/right-use.ts';

import { missingRights } from './rights.ts';

const rights: Rights = {
	'read:accounts': ['account'],
	'write:media': ['media'],
	write_posts: ['publish', 'change'],
};
const missing = (...granted: readonly string[]) => missingRights(rights, granted).map(({ right }) => right);

it('names what is needed and was not granted, with what it is needed for', () => {
	expect(missingRights(rights, ['read:accounts', 'write:media'])).toEqual([
		{ right: 'write_posts', uses: ['publish', 'change'] },
	]);
	expect(missing()).toEqual(Object.keys(rights));
	expect(missing(...Object.keys(rights), 'something_else')).toEqual([]);
});

it('a wide right holds those named after it, and no others that begin alike', () => {
	expect(missing('read', 'write')).toEqual(['write_posts']);
	expect(missing('read:account', 'write:med')).toEqual(Object.keys(rights));
});
