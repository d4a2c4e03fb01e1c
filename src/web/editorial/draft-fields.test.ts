import { describe, expect, it } from 'vitest';

import { dirtyFields, patchOf, takeIn } from './draft-fields.ts';

const saved = { title: 'Alt', text: 'Text', 'rendition:ma': null, 'media:m1': { de: 'Bild' } };
const versions = { title: 2, text: 1 };

describe('a draft in the browser', () => {
	it('knows what was changed and sends just that, with the version it was read in', () => {
		const local = { ...saved, title: 'Neu', 'rendition:ma': 'Eigene Worte', 'media:m1': { de: 'Ein Bild' } };
		const fields = dirtyFields(local, saved);
		expect(patchOf(fields, local, versions)).toEqual({
			title: { base: 2, value: 'Neu' },
			renditions: { ma: { base: 0, value: 'Eigene Worte' } },
			alts: { m1: { base: 0, value: { de: 'Ein Bild' } } },
		});
	});
	it('takes in what others wrote elsewhere and keeps its own words with their old version', () => {
		const local = { ...saved, title: 'Meins' };
		const fresh = { ...saved, title: 'Ihres', text: 'Ihr Text' };
		const taken = takeIn({ local, saved, versions }, fresh, { title: 3, text: 2 });
		expect(taken.local).toMatchObject({ title: 'Meins', text: 'Ihr Text' });
		expect(taken.versions).toMatchObject({ title: 2, text: 2 });
		expect(dirtyFields(taken.local, taken.saved)).toEqual(['title']);
	});
	it('lets no answer from before a save undo what was saved', () => {
		const known = { ...saved, text: 'Gespeichert' };
		const late = takeIn({ local: known, saved: known, versions: { title: 2, text: 2 } }, saved, versions);
		expect(late.local).toMatchObject({ title: 'Alt', text: 'Gespeichert' });
		expect(late.versions).toEqual({ title: 2, text: 2 });
		expect(dirtyFields(late.local, late.saved)).toEqual([]);
	});
});
