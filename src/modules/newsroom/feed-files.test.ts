import { expect, it } from 'vitest';

import { documentHtml, enclosuresOf, filesOf } from './feed-files.ts';

const origin = 'https://presse.example';
const hash = 'a'.repeat(64);
const document = { hash, bytes: 1_234_567, title: 'Haushalt <2027>', fileName: 'haushalt.pdf' };
const picture = { hash: 'b'.repeat(64), alt: 'Ein Plan', width: 1200, height: 800, sizes: [480, 960], bytes: 9 };
const film = { hash: 'c'.repeat(64), mime: 'video/mp4', bytes: 7, ms: 5000, poster: picture };
const row = (more: object) =>
	({ warning: null, film: null, media: [], document: null, language: 'de', ...more }) as never;
const types = (more: object) => enclosuresOf(origin, row(more)).map(({ type }) => type);

it('gives the document along, after the film and instead of the picture', () => {
	expect(enclosuresOf(origin, row({ document, media: [picture] }))).toEqual([
		{
			...{ url: `${origin}/medien/dokument/${hash}.pdf`, bytes: 1_234_567, type: 'application/pdf' },
			title: 'Haushalt <2027>',
		},
	]);
	expect(types({ document, film })).toEqual(['video/mp4', 'application/pdf']);
	expect(types({ media: [picture] })).toEqual(['image/jpeg']);
	expect(types({})).toEqual([]);
	expect(filesOf(origin, row({ media: [picture] }))).toEqual([]);
});

it('gives nothing along where a warning comes first', () => {
	expect(types({ document, film, media: [picture], warning: { words: 'Unfall' } })).toEqual([]);
});

it('names it in the text with kind and size in the language of the page', () => {
	expect(documentHtml(origin, row({ document }))).toBe(
		`<p><a href="${origin}/medien/dokument/${hash}.pdf">Haushalt &lt;2027&gt; (PDF, 1,2 MB)</a></p>`,
	);
	expect(documentHtml(origin, row({ document, language: 'en' }))).toContain('1.2 MB');
	expect(documentHtml(origin, row({}))).toBe('');
});
