import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { withoutOwnMention } from './own-mention.ts';

const own = ['@stadt@musterstadt.example', 'stadt.bsky.social', 'rathaus'];
const said = (text: string) => withoutOwnMention(text, own);

describe('words that begin with a name', () => {
	it('stand without our own, however a network writes it', () => {
		expect(said('@stadt Wann kommt der Bus?')).toBe('Wann kommt der Bus?');
		expect(said('@Stadt@Musterstadt.example: danke')).toBe('danke');
		expect(said('@stadt.bsky.social\nDanke.')).toBe('Danke.');
		expect(said(' @stadt @rathaus, danke')).toBe('danke');
	});

	it('keep the names of others, and ours where it is part of what is said', () => {
		expect(said('@eva @stadt danke euch')).toBe('@eva danke euch');
		expect(said('@stadt@anders.example danke')).toBe('@stadt@anders.example danke');
		expect(said('@stadtwerke danke')).toBe('@stadtwerke danke');
		expect(said('@stadt.de danke')).toBe('@stadt.de danke');
		expect(said('@stadtö danke')).toBe('@stadtö danke');
		expect(said('Danke, @stadt')).toBe('Danke, @stadt');
		expect(said('@stadt')).toBe('@stadt');
		expect(said('@ stadt')).toBe('@ stadt');
	});

	it('never lose a word that is no name of ours', () => {
		const word = fc.constantFrom('@stadt', '@eva', '@stadt@musterstadt.example', 'stadt', '@', 'danke', 'a@b.example');
		fc.assert(
			fc.property(fc.array(word), (words) => {
				const kept = said(words.join(' ')).split(' ');
				const others = words.filter((one) => !one.startsWith('@stadt'));
				expect(kept.filter((one) => !one.startsWith('@stadt'))).toEqual(
					others.length === 0 ? kept.filter((one) => one === '') : others,
				);
			}),
		);
	});
});
