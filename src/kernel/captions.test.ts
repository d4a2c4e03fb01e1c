import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Cue, cueProblems, readCaptions, readStamp, sayStamp, transcriptOf, writeCaptions } from './captions.ts';

const words = fc
	.array(fc.stringMatching(/^[\p{L}\d&<>;.,!?–-]{1,12}$/u), { minLength: 1, maxLength: 6 })
	.map((all) => all.join(' '));
const inOrder: fc.Arbitrary<readonly Cue[]> = fc
	.array(fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 200, max: 9000 }), words), {
		minLength: 1,
		maxLength: 20,
	})
	.map((all) => {
		let at = 0;
		return all.map(([pause, lasts, text]) => {
			const from = at + pause;
			at = from + lasts;
			return { from, until: at, text };
		});
	});

describe('captions', () => {
	it('that were written say the same when they are read', () => {
		fc.assert(
			fc.property(inOrder, (cues) => {
				expect(readCaptions(writeCaptions(cues))).toEqual({ ok: true, value: cues });
			}),
		);
	});

	it('in order and without overlap have nothing to mend; two that change places do', () => {
		fc.assert(
			fc.property(inOrder, (cues) => {
				const end = (cues.at(-1)?.until ?? 0) + 1;
				expect(cueProblems(cues, end)).toEqual([]);
				if (cues.length > 1) expect(cueProblems(cues.toReversed(), end)).not.toEqual([]);
			}),
		);
	});

	it('never break the reader, whatever the file says', () => {
		fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => typeof readCaptions(text).ok === 'boolean'));
	});

	it('are read from SRT, with its numbers, commas and marks', () => {
		const srt =
			'1\r\n00:00:01,500 --> 00:00:03,000\r\n<i>Guten Tag</i>\r\nim Rathaus.\r\n\r\n2\r\n00:00:03,100 --> 00:00:04,000\r\n{\\an8}Herr M&amp;M\r\n';
		expect(readCaptions(srt)).toEqual({
			ok: true,
			value: [
				{ from: 1500, until: 3000, text: 'Guten Tag\nim Rathaus.' },
				{ from: 3100, until: 4000, text: 'Herr M&M' },
			],
		});
		expect(readCaptions('Nur Text')).toEqual({ ok: false, error: { type: 'captions.no-captions' } });
		expect(readCaptions('WEBVTT\n\n0:61 --> x\nA')).toEqual({
			ok: false,
			error: { type: 'captions.line-unreadable', line: 3 },
		});
	});

	it('name each fault where it is', () => {
		const cues = [
			{ from: 0, until: 1000, text: 'A' },
			{ from: 900, until: 1000, text: ' ' },
			{ from: 100, until: 90_000, text: 'x'.repeat(201) },
		];
		expect(cueProblems(cues, 50).map(({ at, why }) => `${at} ${why}`)).toEqual([
			'1 empty',
			'1 too-short',
			'1 overlaps',
			'1 after-end',
			'2 too-much-text',
			'2 too-long',
			'2 out-of-order',
			'2 after-end',
		]);
	});

	it('become a text to read, a paragraph per pause and speaker', () => {
		const cues = [
			{ from: 0, until: 1000, text: 'Guten\nTag.' },
			{ from: 1100, until: 2000, text: 'Willkommen.' },
			{ from: 2100, until: 3000, text: '– Danke.' },
			{ from: 9000, until: 9900, text: 'Später.' },
		];
		expect(transcriptOf(cues)).toEqual(['Guten Tag. Willkommen.', '– Danke.', 'Später.']);
	});

	it('take a time as people type it', () => {
		expect([
			readStamp('83'),
			readStamp('1:23'),
			readStamp('1:23,4'),
			readStamp('00:01:23.400'),
			readStamp('x'),
		]).toEqual([83_000, 83_000, 83_400, 83_400, null]);
		expect(sayStamp(3_723_450)).toBe('01:02:03.450');
	});
});
