import { expect, it } from 'vitest';

import { createPlaces } from './places.ts';

const LONGEST = 256 * 1024;

it('gives one server half of the places, and all of them to many', () => {
	const places = createPlaces(LONGEST);
	const entered = Array.from({ length: 300 }, () => places.enter('big.example', 100));
	expect(entered.filter((leave) => leave !== null)).toHaveLength(256);
	expect(places.enter('small.example', 100)).not.toBeNull();
	const others = Array.from({ length: 300 }, (_, n) => places.enter(`host${n}.example`, 100));
	expect(others.filter((leave) => leave !== null)).toHaveLength(255);
});

it('never holds more than 32 MiB of letters, and takes who does not say how long they are for the longest', () => {
	const places = createPlaces(LONGEST);
	const entered = Array.from({ length: 400 }, (_, n) => places.enter(`host${n}.example`, n % 2 ? Number.NaN : LONGEST));
	expect(entered.filter((leave) => leave !== null)).toHaveLength(128);
});

it('lets the next one in when somebody leaves', () => {
	const places = createPlaces(LONGEST);
	const leave = Array.from({ length: 256 }, () => places.enter('big.example', 100))[0];
	expect(places.enter('big.example', 100)).toBeNull();
	leave?.();
	expect(places.enter('big.example', 100)).not.toBeNull();
});
