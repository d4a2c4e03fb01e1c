import { expect, test } from 'vitest';

import { usedWordsIn } from './used-words.ts';

const said = (channel: string, text: string) =>
	usedWordsIn({
		renditions: [{ presence: 'p', channel, name: '', text, link: null, media: [] }],
	}).map(({ sign, word }) => `${sign}${word}`);

test('finds hashtags and accounts, each once', () => {
	const text = '#Winterdienst und #winterdienst mit @bauhof@social.example, siehe @vhs.';
	expect(said('mastodon', text)).toEqual(['#winterdienst', '@bauhof@social.example', '@vhs']);
});

test('takes no mail address, no colour of an address and no account of the own house for one', () => {
	expect(said('mastodon', 'info@stadt.example, https://stadt.example/#anker, Nummer 3#4')).toEqual([]);
	expect(said('newsroom', 'Fragen an @bauhof, #Bau')).toEqual(['#Bau']);
});
