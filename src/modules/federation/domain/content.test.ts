import fc from 'fast-check';
import { expect, it } from 'vitest';

import { handlesIn, writeHtml } from './content.ts';

const tagPage = (tag: string): string => `https://stadt.example/suche?q=${encodeURIComponent(`#${tag}`)}`;
const write = (text: string, mentions: Parameters<typeof writeHtml>[1]['mentions'] = []) =>
	writeHtml(text, { tagPage, mentions });

it('keeps paragraphs and breaks', () => {
	expect(write('Eins\nzwei\n\ndrei').html).toBe('<p>Eins<br>zwei</p><p>drei</p>');
});

it('links addresses without the full stop behind them', () => {
	expect(write('Siehe https://stadt.example/a?b=1&c.').html).toContain('href="https://stadt.example/a?b=1&amp;c"');
});

it('finds hashtags in every script, each once, but no numbers and no parts of addresses', () => {
	expect(write('#Straßenbau #straßenbau #2026 https://x.example/#anker a#b').hashtags).toEqual(['straßenbau']);
});

it('names whom it could find, and leaves the others as they stand', () => {
	const found = write('Danke @eva@peer.example und @uwe@else.example!', [
		{ handle: '@eva@peer.example', href: 'https://peer.example/u/eva' },
	]);
	expect(found.html).toContain('<a href="https://peer.example/u/eva" class="u-url mention">@<span>eva</span></a>');
	expect(found.html).toContain('@uwe@else.example');
	expect(handlesIn('Danke @eva@peer.example, mail@amt.example')).toEqual(['@eva@peer.example']);
});

it('never lets markup of a text through', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			const html = write(`${text}<img src=x onerror=alert(1)>"'`).html;
			expect(html.replaceAll(/<\/?(p|br|a|span)( [a-z-]+="[^"<>]*")*>/g, '')).not.toMatch(/[<>"]/);
		}),
	);
});
