import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { hintScores, lettersOf } from '#tests/hints/score.ts';
import { folded } from './folded.ts';
import { hintsIn, keepDismissed } from './hint.ts';
import { kindOf } from './kind.ts';
import { spokenIn } from './language.ts';

const types = (text: string): readonly string[] =>
	hintsIn(text, [])
		.filter(({ type }) => type !== 'kind')
		.map(({ type }) => type);

describe('hints', () => {
	it.each([
		['Das ist ja der Hammer, danke!', []],
		['Scheiße, schon wieder Sperrmüll', []],
		['Brennt bei euch noch Licht?', []],
		['Ich lach mich tot', []],
		['Die Feuerwehr übt am Samstag.', []],
		['Ich Depp hab den Termin vergessen', []],
		['Es brennt bei uns im Keller', ['emergency']],
		['ihr idioten', ['insult']],
		['Bitte dringend zurückrufen', ['pressing']],
		['Merhaba, belediye yarın açık mı?', ['language']],
	])('%s: %j', (text, expected) => {
		expect(types(text)).toEqual(expected);
	});

	it('names the words as they were written', () => {
		expect(hintsIn('Liebe Leute, IHR IDIOTEN im Rathaus', [])[0]).toMatchObject({ type: 'insult', words: ['IDIOTEN'] });
	});

	it('takes irony for what it is, and in doubt says nothing', () => {
		expect(kindOf(folded('Na super, danke für nichts. Wieder kein Bus.'))).toBe('complaint');
		expect(kindOf(folded('@stadt gibt es den Markt noch'))).toBe('question');
		expect(kindOf(folded('Ok'))).toBeNull();
		expect(spokenIn('👍')).toBeNull();
	});

	it('keeps what a person dismissed while it rests on the same words', () => {
		const [fresh] = [hintsIn('Es brennt bei uns im Keller', [])];
		const dismissed = fresh.map((hint) => ({ ...hint, dismissed: true as const }));
		expect(keepDismissed(fresh, dismissed)).toEqual(dismissed);
		expect(keepDismissed(hintsIn('Rauch im Keller, es brennt hier', []), dismissed).some((one) => one.dismissed)).toBe(
			false,
		);
	});

	it('rests on words of the message, whatever stands in it', () => {
		const piece = fc.constantFrom(
			'es brennt ',
			'ein Mann liegt ',
			'ihr Idioten ',
			'DRINGEND ',
			'ß',
			'\u0130',
			'😀 ',
			'! ',
			'ä',
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
				const text = pieces.join('').replaceAll(/\s+/g, ' ');
				return hintsIn(text, []).every(({ words }) => words.every((word) => text.normalize('NFC').includes(word)));
			}),
		);
	});

	it('sees on the messages kept for measuring about what a person sees', () => {
		const least = { emergency: 0.8, insult: 0.8, question: 0.8, complaint: 0.7, 'not German': 0.9 };
		const scores = hintScores(lettersOf('measure'));
		for (const [label, share] of Object.entries(least)) {
			const score = scores.find((one) => one.label === label);
			expect([label, (score?.recall ?? 0) >= share, (score?.precision ?? 0) >= share]).toEqual([label, true, true]);
		}
	});
});
