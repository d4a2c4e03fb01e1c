import { describe, expect, it } from 'vitest';

import { linksIn } from '../adapters/links.ts';
import { leadsBack } from './link-back.ts';

const origin = 'https://news.musterstadt.example';

describe('the way back from a profile', () => {
	it('is found in plain text and in markup, at any path of the own house', () => {
		const html = '<a href="https://news.musterstadt.example/auftritte" rel="me">news.musterstadt.example</a>';
		expect(leadsBack(linksIn([html]), origin)).toBe(true);
		expect(leadsBack(linksIn(['Amtlich: https://news.musterstadt.example']), origin)).toBe(true);
	});

	it('is not a look-alike, another port, plain http or nothing at all', () => {
		const lies = [
			'https://news.musterstadt.example.evil.example/',
			'https://evil.example/?https://news.musterstadt.example',
			'http://news.musterstadt.example/',
			'https://news.musterstadt.example:8443/',
			'https://musterstadt.example@evil.example/',
			'news.musterstadt.example',
			'',
		];
		for (const lie of lies) expect(leadsBack([lie.split('?')[0] ?? ''], origin), lie).toBe(false);
		expect(leadsBack([], origin)).toBe(false);
	});
});
