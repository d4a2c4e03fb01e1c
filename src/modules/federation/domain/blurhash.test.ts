import { expect, it } from 'vitest';

import { blurhash } from './blurhash.ts';

const plain = (red: number, green: number, blue: number) => ({
	data: Uint8Array.from({ length: 8 * 8 * 3 }, (_, at) => [red, green, blue][at % 3] ?? 0),
	width: 8,
	height: 8,
});

it('has the length its grid asks for', () => {
	expect(blurhash(plain(1, 2, 3))).toHaveLength(6 + 2 * 11);
	expect(blurhash(plain(1, 2, 3), 1, 1)).toHaveLength(6);
});

it('writes the average colour as the published description does', () => {
	// SPEC: white is 0xffffff, in base 83 `TSUA`; black is nothing.
	expect(blurhash(plain(255, 255, 255), 1, 1)).toBe('00TSUA');
	expect(blurhash(plain(0, 0, 0), 1, 1)).toBe('000000');
});

it('tells left from right', () => {
	const half = (leftIsDark: boolean) => ({
		...plain(0, 0, 0),
		data: Uint8Array.from({ length: 8 * 8 * 3 }, (_, at) => (Math.floor(at / 3) % 8 < 4 === leftIsDark ? 0 : 255)),
	});
	expect(blurhash(half(true))).not.toBe(blurhash(half(false)));
});
