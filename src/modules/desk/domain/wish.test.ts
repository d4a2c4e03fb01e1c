import { expect, it } from 'vitest';

import { wishFor } from './wish.ts';

it('tells of everything on the desk unless somebody wishes otherwise', () => {
	expect(wishFor('comment', undefined)).toEqual({ desk: true, mail: true });
	expect(wishFor('comment', { desk: false, mail: false })).toEqual({ desk: false, mail: false });
});

it('does not repeat by digest what came as a letter, unless somebody wishes it', () => {
	expect(wishFor('approval-asked', undefined)).toEqual({ desk: true, mail: false });
	expect(wishFor('approval-asked', { desk: true, mail: true }).mail).toBe(true);
});

it('lets nobody switch off what is overdue or went out unseen', () => {
	for (const kind of ['approval-overdue', 'emergency'])
		expect(wishFor(kind, { desk: false, mail: false })).toEqual({ desk: true, mail: false });
});
