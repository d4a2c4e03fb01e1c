import { expect, test } from 'vitest';

import { blocksOf } from './notice-blocks.ts';

test('a notice on paper shows no marks, numbers its lists and spells out its links', () => {
	const text =
		'# Heute\n\nAm **Freitag** ist *zu*.\nSiehe [Seite](https://stadt.example/a) und <presse@stadt.example>.\n\n- Pass\n- Ausweis\n\n1. kommen\n2. warten\n\n| Tag | Zeit |\n|---|---|\n| Mo | 8 Uhr |';
	expect(blocksOf(text)).toEqual([
		{ kind: 'heading', mark: '', text: 'Heute' },
		{
			kind: 'paragraph',
			mark: '',
			text: 'Am Freitag ist zu.\nSiehe Seite (https://stadt.example/a) und presse@stadt.example.',
		},
		{ kind: 'item', mark: '•', text: 'Pass' },
		{ kind: 'item', mark: '•', text: 'Ausweis' },
		{ kind: 'item', mark: '1.', text: 'kommen' },
		{ kind: 'item', mark: '2.', text: 'warten' },
		{ kind: 'paragraph', mark: '', text: 'Tag · Zeit' },
		{ kind: 'paragraph', mark: '', text: 'Mo · 8 Uhr' },
	]);
});
