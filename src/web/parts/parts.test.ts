import { describe, expect, test } from 'vitest';

import { failureOf } from './call.ts';
import { initials } from './initials.ts';
import { concerns } from './stale.ts';

describe('an answer that is none', () => {
	test('problem details keep their word and particulars', () => {
		const body = { type: 'post.too-long', status: 422, detail: { limit: 300 } };
		expect(failureOf(body, 422)).toEqual({ type: 'post.too-long', status: 422, detail: { limit: 300 } });
	});

	test.each([['<html>Bad gateway</html>'], [undefined], [{ error: 'x' }], [[]]])('%j is a broken office', (body) => {
		expect(failureOf(body, 502)).toEqual({ type: 'office.broken', status: 502, detail: {} });
	});
});

test('a reading is asked again only for the topics it depends on', () => {
	const key = [['post', 'delivery'], '/api/posts', {}];
	expect([concerns(key, 'post'), concerns(key, 'delivery'), concerns(key, 'record')]).toEqual([true, true, false]);
	expect(concerns(['/api/posts'], '/api/posts')).toBe(false);
});

test.each([
	['Jana Muster', 'JM'],
	['Dr. Ada von Beispiel', 'DB'],
	['@waldkauz', '?'],
	['Gast 4711', 'G'],
	['ümit', 'Ü'],
])('%s is shown as %s', (name, short) => {
	expect(initials(name)).toBe(short);
});
