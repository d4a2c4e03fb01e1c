import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Shown } from '../practice.ts';
import { threadsOf } from './threads.ts';

const post = (id: number, replyTo: number | null): Shown => ({
	id: String(id),
	text: '',
	author: { name: '', handle: '', official: false },
	at: id,
	editedAt: null,
	likes: 0,
	replyTo: replyTo === null ? null : String(replyTo),
	media: [],
	card: null,
	visibility: 'public',
});

describe('threads', () => {
	it('hold every post exactly once, the newest thread first', () => {
		const timelines = fc.array(fc.option(fc.nat(20), { nil: null }), { maxLength: 20 });
		fc.assert(
			fc.property(timelines, (above) => {
				const posts = above.map((parent, id) => post(id, parent !== null && parent < id ? parent : null));
				const threads = threadsOf(posts);
				const shown = threads.flatMap(({ head, below }) => [head, ...below]).map(({ id }) => id);
				expect(shown.toSorted()).toEqual(posts.map(({ id }) => id).toSorted());
				expect(threads.map(({ head }) => head.at)).toEqual(
					threads.map(({ head }) => head.at).toSorted((a, b) => b - a),
				);
			}),
		);
	});

	it('begin with the first answer when their head is gone', () => {
		const [thread] = threadsOf([post(2, 1), post(3, 2)]);
		expect([thread?.head.id, ...(thread?.below ?? []).map(({ id }) => id)]).toEqual(['2', '3']);
	});
});
