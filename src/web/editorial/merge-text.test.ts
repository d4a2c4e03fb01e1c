import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mergeText, movedCaret } from './merge-text.ts';

const base = 'Die Brücke ist ab Montag gesperrt. Bitte fahren Sie über den Ring.\n\nDer Bus hält am Markt.';

describe('what two people made of one text', () => {
	it('is joined where they wrote in different places', () => {
		const mine = base.replace('Montag', 'Montag, 7 Uhr,');
		const theirs = base.replace('am Markt', 'am Rathaus');
		expect(mergeText(base, mine, theirs)).toBe(mine.replace('am Markt', 'am Rathaus'));
	});
	it('is left to a person where both changed the same words', () => {
		expect(mergeText(base, base.replace('Montag', 'Dienstag'), base.replace('Montag', 'Mittwoch'))).toBeNull();
	});
	it('is the one change where only one made one, or both the same', () => {
		const changed = base.replace('Markt', 'Rathaus');
		expect(mergeText(base, changed, base)).toBe(changed);
		expect(mergeText(base, base, changed)).toBe(changed);
		expect(mergeText(base, changed, changed)).toBe(changed);
	});

	const word = fc.constantFrom('Brücke', 'Bus', 'der', 'die', 'hält', 'Montag', 'und', 'Ring');
	const edits = fc.array(fc.record({ at: fc.nat(40), gone: fc.nat(2), come: fc.boolean() }), { maxLength: 4 });
	/** One person's edits: each new word is unlike every other word. */
	const edited = (
		text: readonly string[],
		changes: readonly { at: number; gone: number; come: boolean }[],
		who: string,
	) => {
		const made = [...text];
		const put: string[] = [];
		for (const [number, { at, gone, come }] of changes.entries()) {
			const fresh = come ? [`${who}${number}`] : [];
			put.push(...fresh);
			made.splice(Math.min(at, made.length), gone, ...fresh);
		}
		return { text: made.join(' '), put: put.filter((one) => made.includes(one)) };
	};
	it('never loses a word somebody put in, and never makes one up', () => {
		fc.assert(
			fc.property(fc.array(word, { maxLength: 30 }), edits, edits, (text, first, second) => {
				const [mine, theirs] = [edited(text, first, 'A'), edited(text, second, 'B')];
				const merged = mergeText(text.join(' '), mine.text, theirs.text);
				if (merged === null) return;
				const found = merged.split(/\s+/);
				for (const one of [...mine.put, ...theirs.put]) expect(found).toContain(one);
				const known = new Set([...text, ...mine.put, ...theirs.put, '']);
				for (const one of found) expect(known.has(one)).toBe(true);
			}),
			{ numRuns: 2000 },
		);
	});
	it('is the same whoever is asked', () => {
		fc.assert(
			fc.property(fc.array(word, { maxLength: 20 }), edits, edits, (text, first, second) => {
				const [mine, theirs] = [edited(text, first, 'A').text, edited(text, second, 'B').text];
				expect(mergeText(text.join(' '), mine, theirs)).toBe(mergeText(text.join(' '), theirs, mine));
			}),
		);
	});
});

describe('the cursor', () => {
	it('stays in its words when text comes in before or behind it', () => {
		expect(movedCaret('eins drei', 'eins zwei drei', 'eins drei'.length)).toBe('eins zwei drei'.length);
		expect(movedCaret('eins drei', 'eins drei vier', 4)).toBe(4);
		expect(movedCaret('abc', '', 2)).toBe(0);
	});
});
