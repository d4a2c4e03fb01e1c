import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { plainText, tidy } from './foreign-text.ts';

describe('a foreign message', () => {
	it('keeps paragraphs and line breaks', () =>
		expect(plainText('<p>Guten Tag<br>wann?</p><p>Danke</p>')).toBe('Guten Tag\nwann?\n\nDanke'));
	it('loses scripts and styles with what is in them', () =>
		expect(plainText('<p>a<script>alert(1)</script><style>p{}</style>b</p>')).toBe('ab'));
	it('shows where a link really leads', () =>
		expect(plainText('<a href="https://boese.example/x">sparkasse.de</a>')).toBe(
			'sparkasse.de (https://boese.example/x)',
		));
	it('writes a shortened link out', () =>
		expect(plainText('<a href="https://www.musterstadt.example/beitrag/bruecke">musterstadt.example/beit…</a>')).toBe(
			'https://www.musterstadt.example/beitrag/bruecke',
		));
	it('leaves mentions and hashtags as they read', () =>
		expect(plainText('<a href="https://a.example/@stadt">@stadt</a> <a href="https://a.example/tags/x">#x</a>')).toBe(
			'@stadt #x',
		));
	it('drops script addresses', () => expect(plainText('<a href="javascript:alert(1)">hier</a>')).toBe('hier'));
	it('drops invisible control characters but keeps joined emoji', () =>
		expect(tidy('a\u0000\u202eb 👨‍👩‍👧')).toBe('ab 👨‍👩‍👧'));
	it('never lets a tag through, whatever comes', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('<', '>', 'a', '/', '"', ' ', 'script', '&lt;', '=') }), (html) => {
				expect(typeof plainText(html)).toBe('string');
			}),
		);
		expect(plainText('<img src=x onerror=alert(1)>hallo')).toBe('hallo');
	});
	it('reads what letters stand for, once and no further', () =>
		expect(plainText('<p>Gr&uuml;&szlig;e &amp;lt;b&amp;gt; &#x1F44B;</p>')).toBe('Grüße &lt;b&gt; 👋'));
	it('reads broken markup as a browser does', () =>
		expect(plainText('<p>eins<p>zwei</b></i><ul><li>a<li>b</ul><!-- still --><![CDATA[x]]>')).toBe(
			'eins\n\nzwei\n\na\n\nb',
		));
	it.each(['<svg><a href="https://a.example">x</a></svg>', '<math><mtext>x', '<template>x</template>', '<iframe>x'])(
		'stays silent about %s',
		(html) => expect(plainText(html)).toBe(''),
	);
	it.each([
		'<div>',
		'<b>',
		'<a href="https://a.example/">',
		'<table><tr><td>',
		'<ul><li>',
		'<p><b><i>',
		'<select>',
		'&amp',
	])('survives %s, two hundred thousand characters long', (piece) => {
		expect(plainText(piece.repeat(200_000 / piece.length)).length).toBeLessThanOrEqual(20_000);
	});
});
