import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cleanHandle, isLoopbackServer, practiceHandle, serverOrigin } from './server-address.ts';

describe('what a person types as a server', () => {
	it.each([
		['mastodon.social', 'https://mastodon.social'],
		[' https://Mastodon.Social/about ', 'https://mastodon.social'],
		['@stadt@social.bund.de', 'https://social.bund.de'],
		['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
	])('%s is read as %s', (typed, origin) => {
		expect(serverOrigin(typed)).toBe(origin);
	});

	it.each(['', 'http://mastodon.social', 'ftp://mastodon.social', 'https://a:b@mastodon.social', 'kein server'])(
		'%s is none',
		(typed) => {
			expect(serverOrigin(typed)).toBeNull();
		},
	);

	it('knows a server on this machine', () => {
		expect(isLoopbackServer('http://127.0.0.1:1')).toBe(true);
		expect(isLoopbackServer('https://127.0.0.1.example.org')).toBe(false);
	});
});

describe('handles', () => {
	it('lose the at-sign and invisible marks', () => {
		expect(cleanHandle('\u202a@Stadt.Bsky.Social\u202c ')).toBe('stadt.bsky.social');
	});

	it('of practice accounts always suit both networks', () => {
		expect(practiceHandle('Amt für Straßen & Brücken')).toBe('amt-fuer-strassen-brueck');
		fc.assert(fc.property(fc.string(), (name) => /^[a-z0-9]([a-z0-9-]{0,22}[a-z0-9])?$/.test(practiceHandle(name))));
	});
});
