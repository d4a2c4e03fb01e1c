import { expect, it } from 'vitest';

import { FilesAway } from '../files/away.ts';
import { Hindrance } from './embedded/hindrance.ts';
import { hindranceOf } from './trouble.ts';

it('what a person can mend is one sentence that says what to do; a bug is none', () => {
	const coded = (code: string, words = 'x') => Object.assign(new Error(words), { code });
	expect(hindranceOf(new Hindrance('Do this.'))).toBe('Do this.');
	expect(hindranceOf(coded('3D000', 'database "a" does not exist'))).toMatch(
		/^The server .* "a" does not exist\. Check/,
	);
	expect(hindranceOf(coded('ECONNREFUSED', ''))).toMatch(/^The database went away .*Error\. Start again/);
	expect(hindranceOf(new FilesAway('403'))).toMatch(/^The store of files does not answer: 403\. Check --files/);
	expect(hindranceOf(coded('ENOSPC'))).toMatch(/^The disk is full: x\. Make room/);
	expect(hindranceOf(new Error('x'))).toBeUndefined();
	expect(hindranceOf('x')).toBeUndefined();
});
