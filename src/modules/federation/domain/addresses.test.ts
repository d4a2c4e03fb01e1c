import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { actorAddresses, hostOf, identifierOf, readHandle } from './addresses.ts';

const origin = 'https://stadt.example';

describe('a handle', () => {
	it('is taken in any case, with or without the sign in front', () => {
		expect(readHandle(' @TiefbauAmt ')).toEqual({ ok: true, handle: 'tiefbauamt' });
	});
	it.each(['', '_x', 'x_', 'a b', 'tief-bau', 'ä', 'x'.repeat(31), 'a@b.example'])('is refused: %s', (typed) => {
		expect(readHandle(typed)).toMatchObject({ ok: false, why: 'fediverse.handle-invalid' });
	});
	it.each(['haus', 'Eingang', 'VORGANG', 'admin'])('never takes the place of something else: %s', (typed) => {
		expect(readHandle(typed)).toMatchObject({ ok: false, why: 'fediverse.handle-reserved' });
	});
	it('that is taken gives an address that leads back to it', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[A-Za-z0-9_]{1,31}$/), (typed) => {
				const read = readHandle(typed);
				if (!read.ok) return;
				expect(identifierOf(origin, actorAddresses(origin, read.handle).id)).toBe(typed.toLowerCase());
			}),
			{ numRuns: 500 },
		);
	});
});

it('an address elsewhere is nobody of ours', () => {
	expect(identifierOf(origin, 'https://other.example/fediverse/amt')).toBeNull();
	expect(identifierOf(origin, 'https://stadt.example.evil.example/fediverse/amt')).toBeNull();
	expect(identifierOf(origin, `${origin}/fediverse/amt/folgende`)).toBeNull();
});

it('a host is one of the web, with its port', () => {
	expect(hostOf('https://Peer.Example:8443/users/x')).toBe('peer.example:8443');
	expect(hostOf('javascript:alert(1)')).toBeNull();
	expect(hostOf('peer.example')).toBeNull();
});
