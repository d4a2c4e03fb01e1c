import { expect, it } from 'vitest';

import { hours, instant, plus } from '#kernel/time.ts';

import { accountsIn } from './call.ts';

const now = instant('2026-03-02T08:00:00Z');
const time = now / 1000;
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

it('takes from a call whom it is about, once, and nothing that is too old to be the network’s', () => {
	const entry = [
		{ id: '7', time, changes: [{ field: 'feed', value: { message: 'egal' } }] },
		{ id: '7', time },
		{ id: '8', time: time - 200_000 },
		// What is about messages tells the time in milliseconds.
		{ id: '9', time: now },
	];
	expect(accountsIn('facebook', bytes({ object: 'page', entry }), now)).toEqual(['7', '9']);
	expect(accountsIn('instagram', bytes({ object: 'instagram', entry }), plus(now, hours(49)))).toBe('stale');
	expect(accountsIn('instagram', bytes({ object: 'page', entry }), now)).toBeNull();
	const values = { field: 'replies', value: { id: '1', root_post: { id: '2', owner_id: '4' } } };
	expect(accountsIn('threads', bytes({ topic: 'moderate', target_id: '3', time, values }), now)).toEqual(['3', '4']);
	expect(accountsIn('threads', new Uint8Array([0xff, 0xfe]), now)).toBeNull();
});
