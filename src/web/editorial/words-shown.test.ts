import { describe, expect, it } from 'vitest';

import { type Seen, wordsShown } from './words-shown.ts';

const outlet = { channel: 'mastodon', threads: true } as const;
const seen: Seen = {
	presenceId: 'p1',
	text: 'Die Brücke ist zu.',
	house: '',
	shortened: false,
	length: 18,
	most: 500,
	over: false,
};
const part = { text: 'Eins', length: 4, most: 500, over: false, media: [] };

describe('the words of a column', () => {
	it('are unknown, not empty, until the office has composed what follows the statement', () => {
		const before = wordsShown({ outlet, own: null, thread: false, seen: undefined });
		expect(before).toEqual({ text: undefined, parts: undefined, counted: false });
		expect(wordsShown({ outlet, own: null, thread: false, seen })).toMatchObject({ text: seen.text, counted: true });
	});

	it('are known at once where they are its own, also where there are none', () => {
		for (const own of ['Eigene Worte', ''])
			expect(wordsShown({ outlet, own, thread: false, seen: undefined })).toMatchObject({ text: own, counted: true });
	});

	it('are not counted as one post while it is not known how a thread falls into posts', () => {
		const own = 'Eins\n\n---\n\nZwei';
		expect(wordsShown({ outlet, own, thread: true, seen: undefined }).counted).toBe(false);
		expect(wordsShown({ outlet, own, thread: true, seen }).counted).toBe(false);
		const told = { ...seen, parts: [part, part] };
		expect(wordsShown({ outlet, own, thread: true, seen: told })).toMatchObject({ parts: told.parts, counted: true });
		const home = { channel: 'newsroom', threads: true } as const;
		const asOne = { channel: 'linkedin', threads: false } as const;
		for (const one of [home, asOne])
			expect(wordsShown({ outlet: one, own, thread: true, seen: undefined }).counted).toBe(true);
		expect(wordsShown({ outlet, own: 'Eins', thread: true, seen: undefined }).counted).toBe(true);
	});

	it('forget the posts of a thread once the post is none any more', () => {
		const told = { ...seen, parts: [part, part] };
		expect(wordsShown({ outlet, own: null, thread: false, seen: told }).parts).toBeUndefined();
	});
});
