import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { applyChanges, type Versioned } from './change.ts';

const anna = { by: 'anna', at: '2026-03-02T08:00:00.000Z' };
const ben = { by: 'ben', at: '2026-03-02T08:01:00.000Z' };
const start: Versioned = {
	content: {
		title: 'Schnee',
		text: 'Es schneit.',
		kind: 'news',
		topic: null,
		language: 'de',
		renditions: [{ presenceId: 'nr', text: null }],
		media: [{ mediaId: 'm1', alt: { de: 'Ein Bild' } }],
		details: null,
	},
	versions: {},
};
const must = (result: ReturnType<typeof applyChanges>) => {
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
};

describe('two editors on one draft', () => {
	it('change different fields without noticing each other', () => {
		const one = must(applyChanges(start, { title: { base: 0, value: 'Viel Schnee' } }, anna));
		const two = must(applyChanges(one, { text: { base: 0, value: 'Es schneit sehr.' } }, ben));
		expect(two.content).toMatchObject({ title: 'Viel Schnee', text: 'Es schneit sehr.' });
		expect(two.versions).toEqual({ title: { v: 1, ...anna }, text: { v: 1, ...ben } });
	});
	it('never overwrite a field unseen: the second gets the text of the first', () => {
		const one = must(applyChanges(start, { title: { base: 0, value: 'Viel Schnee' } }, anna));
		expect(applyChanges(one, { title: { base: 0, value: 'Wenig Schnee' } }, ben)).toEqual({
			ok: false,
			error: {
				type: 'post.changed-meanwhile',
				conflicts: [{ field: 'title', version: 1, ...anna, value: 'Viel Schnee' }],
			},
		});
		expect(must(applyChanges(one, { title: { base: 1, value: 'Wenig Schnee' } }, ben)).content.title).toBe(
			'Wenig Schnee',
		);
	});
	it('may write the same without a conflict, and saving twice changes nothing', () => {
		const one = must(applyChanges(start, { title: { base: 0, value: 'Viel Schnee' } }, anna));
		expect(must(applyChanges(one, { title: { base: 0, value: 'Viel Schnee' } }, ben)).fields).toEqual([]);
	});
	it('choose presences and pictures, describe them, and write their own words for one presence', () => {
		const changes = {
			presences: { base: 0, value: ['nr', 'ma'] },
			renditions: { ma: { base: 0, value: 'Schnee! #WinterDienst' } },
			media: { base: 0, value: ['m2', 'm1'] },
			alts: { m2: { base: 0, value: { de: 'Ein Pflug' } } },
		};
		const { content, fields } = must(applyChanges(start, changes, anna));
		expect(content.renditions).toEqual([
			{ presenceId: 'nr', text: null },
			{ presenceId: 'ma', text: 'Schnee! #WinterDienst' },
		]);
		expect(content.media).toEqual([
			{ mediaId: 'm2', alt: { de: 'Ein Pflug' } },
			{ mediaId: 'm1', alt: { de: 'Ein Bild' } },
		]);
		expect([...fields].sort()).toEqual(['media', 'media:m2', 'presences', 'rendition:ma']);
	});
	it('in any order of saves: what was read last wins, what was not read is never lost', () => {
		const save = fc.record({ base: fc.integer({ min: 0, max: 4 }), value: fc.constantFrom('a', 'b', 'c') });
		fc.assert(
			fc.property(fc.array(save, { maxLength: 12 }), (saves) => {
				let state = start;
				for (const title of saves) {
					const held = state.versions['title']?.v ?? 0;
					const result = applyChanges(state, { title }, anna);
					const seen = held === 0 || title.base === held || title.value === state.content.title;
					expect(result.ok).toBe(seen);
					if (result.ok) state = result.value;
				}
			}),
		);
	});
});
