import { expect, test } from 'vitest';

import { differencesOf } from './differences.ts';

test('names the words a rendition has of its own, where they stand', () => {
	const own = 'Heute Nacht kommt Schnee: bis zu 10 cm.';
	const { added, came, went } = differencesOf('Heute Nacht kommt viel Schnee.', own);
	expect(added.map(([from, to]) => own.slice(from, to))).toEqual(['Schnee:', 'bis zu 10 cm.']);
	expect({ came, went }).toEqual({ came: 5, went: 2 });
});

test('finds nothing where nothing differs, and counts what was only left out', () => {
	expect(differencesOf('Ganz gleich.', 'Ganz gleich.')).toEqual({ added: [], came: 0, went: 0 });
	expect(differencesOf('Bitte räumen Sie den Weg.', 'Bitte räumen.')).toMatchObject({ came: 1, went: 4 });
});
