import { expect, it } from 'vitest';

import { isOverladen } from './overladen.ts';

it('tells a text that is too deep or has too many parts, and minds no brackets inside of words', () => {
	expect(isOverladen('{"a":[1,{"b":"c"}]}')).toBe(false);
	expect(isOverladen(JSON.stringify({ text: `${'['.repeat(1000)}\\"${'{,'.repeat(60_000)}` }))).toBe(false);
	expect(isOverladen('[['.repeat(30))).toBe(false);
	expect(isOverladen('['.repeat(65))).toBe(true);
	expect(isOverladen(`[${'1,'.repeat(50_001)}1]`)).toBe(true);
});
