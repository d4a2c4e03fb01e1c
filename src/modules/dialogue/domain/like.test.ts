import { expect, it } from 'vitest';

import { type Liking, mayBeLiked, shownAs, wished } from './like.ts';

const at = (course: Liking['course'], sending: Liking['sending'], attempts = 1): Liking => ({
	course,
	sending,
	attempts,
});

it('likes once, takes back what stands, and forgets what never left', () => {
	expect(wished(null, true)).toBe('do');
	expect(wished(at('do', 'waiting', 0), true)).toBe('keep');
	expect(wished(at('do', 'done'), true)).toBe('keep');
	expect(wished(at('do', 'refused'), true)).toBe('do');
	expect(wished(at('undo', 'sending'), true)).toBe('do');
	expect(wished(null, false)).toBe('keep');
	expect(wished(at('do', 'waiting', 0), false)).toBe('drop');
	expect(wished(at('do', 'waiting', 2), false)).toBe('undo');
	expect(wished(at('do', 'sending'), false)).toBe('undo');
	expect(wished(at('do', 'unclear'), false)).toBe('undo');
	expect(wished(at('undo', 'waiting', 0), false)).toBe('keep');
	expect(wished(at('undo', 'refused'), false)).toBe('undo');
});

it('says how far it is', () => {
	expect([at('do', 'sending'), at('do', 'done'), at('undo', 'done'), at('undo', 'refused')].map(shownAs)).toEqual([
		...['leaving', 'stands', 'going', 'refused'],
	]);
});

it('is for what a citizen said to everybody and still stands', () => {
	const said = { direction: 'in', gone: false, visibility: 'public', remote: true } as const;
	expect(mayBeLiked(said)).toBe(true);
	for (const other of [{ direction: 'out' }, { gone: true }, { visibility: 'private' }, { remote: false }] as const)
		expect(mayBeLiked({ ...said, ...other })).toBe(false);
});
