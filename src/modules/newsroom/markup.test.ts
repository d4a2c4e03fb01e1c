import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeEntities } from '#platform/html.ts';

import { renderMarkup } from './markup.ts';

const html = (text: string): string => {
	const { leadHtml, html: rest } = renderMarkup(text);
	return leadHtml + rest;
};

/** Everything a page may hold. What does not fit is a hole. */
const tags = [
	...['<(?:/?(?:p|strong|em|del|ul|ol|li|blockquote|code|pre|h[2-4]|table|thead|tbody|tr|th|td|a)|br|hr)>'],
	...['<a href="(?:https?:|mailto:|tel:|[^":]*[/?#]|[^":]*")[^"<>]*"?>', '<ol start="\\d+">'],
	'<t[hd] align="(?:left|right|center)">',
];
const tag = new RegExp(tags.join('|'), 'g');

/** Where a browser would really go, which no pattern of ours decides. */
const destinations = (text: string): readonly string[] =>
	[...html(text).matchAll(/href="([^"]*)"/g)].map(([, href = '']) => {
		const address = decodeEntities(href);
		return URL.canParse(address, 'https://haus.example/')
			? new URL(address, 'https://haus.example/').protocol
			: 'https:';
	});
const outside = (text: string): string => html(text).replaceAll(tag, '');

describe('the text of a post', () => {
	it('puts the first paragraph apart, also as plain words', () =>
		expect(renderMarkup('Die **Brücke** &amp; der\nSteg ![x](y.png)\n\nBis Mai.')).toEqual({
			lead: 'Die Brücke & der Steg',
			leadHtml: '<p>Die <strong>Brücke</strong> &amp; der<br>\nSteg </p>',
			html: '<p>Bis Mai.</p>',
		}));
	it('has no lead where it begins with something else', () =>
		expect(renderMarkup('- eins\n- zwei')).toEqual({
			lead: '',
			leadHtml: '',
			html: '<ul><li>eins</li>\n<li>zwei</li>\n</ul>',
		}));
	it('begins headings below the title, wherever the writer began', () =>
		expect(html('### A\n\n#### B\n\n###### C')).toBe('<h2>A</h2>\n<h3>B</h3>\n<h4>C</h4>'));
	it('knows tables, struck-out words, numbered lists and code', () => {
		expect(html('|a|b|\n|:-:|-|\n|1|2|')).toContain('<th align="center">a</th>');
		expect(html('~~alt~~ ~neu~')).toBe('<p><del>alt</del> ~neu~</p>');
		expect(html('3. drei')).toBe('<ol start="3"><li>drei</li>\n</ol>');
		expect(html('`<b>`')).toBe('<p><code>&lt;b&gt;</code></p>');
		expect(html('```html\n<b>\n```')).toBe('<pre><code>&lt;b&gt;\n</code></pre>');
	});
	it('links what is written as an address, and does not guess', () => {
		expect(html('https://a.example/x?y=1&z=2.')).toBe(
			'<p><a href="https://a.example/x?y=1&amp;z=2">https://a.example/x?y=1&amp;z=2</a>.</p>',
		);
		expect(html('(www.müsterstadt.example/bau).')).toContain('<a href="http://www.xn--msterstadt-9db.example/bau">');
		expect(html('amt@musterstadt.example')).toContain('<a href="mailto:amt@musterstadt.example">');
		expect(html('Bitte.Danke bei rathaus.de')).toBe('<p>Bitte.Danke bei rathaus.de</p>');
		expect(html('[Anruf](tel:+49-30-1) [Haus](/archiv?a=b:c) [Mail](MAILTO:a@b.example)').match(/href/g)).toHaveLength(
			3,
		);
	});
});

const bits = [
	'>',
	'[',
	'![',
	'[a](',
	'*a',
	'_a__b',
	'`a``',
	'<a ',
	'<!--',
	'- - ',
	'1. ',
	'|a|b|\n|-|-|\n|',
	'~~a',
	'www.',
	'a@',
	'&',
	'[](',
];

describe('hostile text', () => {
	it('shows foreign HTML as the letters it is', () =>
		expect(html('<script>alert(1)</script> <b onclick="x">hallo</b>')).toBe(
			'<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;b onclick=&quot;x&quot;&gt;hallo&lt;/b&gt;</p>',
		));
	it.each([
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		'&#106;avascript:alert(1)',
		'java&Tab;script:alert(1)',
		'java&#10;script:alert(1)',
		'\u0001javascript:alert(1)',
		'vbscript:x',
		'data:text/html,<script>x</script>',
		'data:image/svg+xml;base64,AAAA',
		'file:///etc/passwd',
		'blob:x',
		'x-unknown:y',
	])('never links to %s', (address) => {
		for (const text of [`[hier](${address})`, `[hier](<${address}>)`, `<${address}>`, `[hier]\n\n[hier]: ${address}`])
			expect([text, html(text).includes('<a')]).toEqual([text, false]);
	});
	it('lets no attribute be broken out of', () => {
		expect(html('[a](https://x.example/"onmouseover="alert(1))')).not.toMatch(/<a[^>]*\sonmouseover/);
		expect(html('[a](https://x.example "t\\" onclick=\\"x")')).toBe('<p><a href="https://x.example">a</a></p>');
		expect(html('```"><script>\nx\n```')).toBe('<pre><code>x\n</code></pre>');
	});
	it('holds nothing outside the list, whatever somebody types', () => {
		const bits = ['<', '>', '"', "'", '[', ']', '(', ')', '*', '_', '`', '~~', '|', '-', '\n', '# ', '> ', '1. ', '!'];
		const words = [
			'a',
			'script',
			'javascript:',
			'https://x.example/',
			'www.a.de',
			'onerror=',
			'&lt;',
			'&#60;',
			'\\',
			' ',
			':',
			'data:',
		];
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...bits, ...words), { maxLength: 40 }), (parts) => {
				expect(outside(parts.join(''))).not.toMatch(/[<>]/);
				for (const scheme of destinations(parts.join(''))) expect(scheme).toMatch(/^(https?|mailto|tel):$/);
			}),
			{ numRuns: 2000 },
		);
	});
	it.each(bits)('neither breaks nor stalls on %j, fifty thousand characters long', (bit) => {
		expect(html(bit.repeat(Math.ceil(50_000 / bit.length))).replaceAll(tag, '')).not.toMatch(/[<>]/);
	});
});
