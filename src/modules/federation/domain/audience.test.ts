import fc from 'fast-check';
import { expect, it } from 'vitest';

import { type Audience, address, audienceOf, PUBLIC } from './audience.ts';

const followers = 'https://stadt.example/fediverse/amt/folgende';
const isCollection = (one: string): boolean => one.endsWith('/folgende');
const order: readonly Audience[] = ['public', 'unlisted', 'followers', 'private'];

it('what we address reads back as exactly as wide', () => {
	const people = fc.array(fc.webUrl(), { minLength: 1, maxLength: 3 });
	fc.assert(
		fc.property(fc.constantFrom(...order), people, (audience, named) => {
			expect(audienceOf(address(audience, followers, named), isCollection)).toBe(audience);
		}),
	);
});

it('a private answer names the citizen and nobody else', () => {
	expect(address('private', followers, ['https://peer.example/u/eva'])).toEqual({
		to: ['https://peer.example/u/eva'],
		cc: [],
	});
});

it('knows everybody by all three names', () => {
	for (const name of [PUBLIC, 'as:Public', 'Public'])
		expect(audienceOf({ to: [], cc: [name] }, isCollection)).toBe('unlisted');
});
