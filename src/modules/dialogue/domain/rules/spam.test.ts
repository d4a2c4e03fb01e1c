import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { lettersOf } from '#tests/hints/score.ts';

import { type Heard, reasonsFor } from './matching.ts';
import { type Condition, isByForm } from './rule.ts';
import { readSaid } from './said.ts';

/** The widest rules that may hide at all, with the hosts an office would put on its list. */
const hosts =
	`sofort-bargeld t-kanal krypto-retter treffen-heute reifen-rabatt papiere-schnell uhren-outlet zustellung-pruefen
	gewinn-abholen schlank-tropfen fans-kaufen gluecks-spin kino-stream pillen-direkt mode-top nebenjob-start gutschein-holen
	sport-live zauber-hilfe erstattung-sofort`
		.split(/\s+/)
		.map((name) => `${name}.example`);
const stranger = { is: 'stranger' } as const;
const rules: readonly (readonly Condition[])[] = [
	[{ is: 'domains', hosts }],
	[{ is: 'links', least: 5 }, stranger],
	[{ is: 'repeat', accounts: 3, minutes: 60 }, { is: 'links', least: 3 }, stranger],
];

interface Letter {
	readonly text: string;
	/** So many accounts said it. */
	readonly accounts: number;
}

const lettersIn = (name: string): readonly Letter[] =>
	readFileSync(`tests/hints/spam/${name}.txt`, 'utf8')
		.split('\n')
		.flatMap((line) => {
			const [, accounts = '1', text] = /^(?:spam|fine)(?: x(\d+))? \| (.*)$/.exec(line) ?? [];
			return text === undefined ? [] : [{ text, accounts: Number(accounts) }];
		});

/** As the last of those who said it, and as somebody nobody knows: the worst case. */
const heardAs = ({ text, accounts }: Letter): Heard => ({
	...{ said: readSaid(text, 'rathaus.example'), channel: 'bluesky', stranger: true, hints: [], author: 'last', at: 0 },
	copies: Array.from({ length: accounts - 1 }, (_, n) => ({ author: `other-${n}`, at: 0 })),
});
const isHidden = (letter: Letter): boolean =>
	rules.some((conditions) => reasonsFor(conditions, heardAs(letter)) !== null);

describe('hiding by form, measured on messages labelled by hand', () => {
	const spam = lettersIn('spam');
	const civic = [
		...lettersIn('civic'),
		...[...lettersOf('tune'), ...lettersOf('measure')].map(({ text }) => ({ text, accounts: 1 })),
	];

	it('hides no message of a citizen, be it angry, full of links or said in chorus', () => {
		expect(rules.every(isByForm)).toBe(true);
		expect(civic.length).toBeGreaterThan(600);
		expect(civic.filter(isHidden)).toEqual([]);
	});

	it('finds what is spam by its form, and leaves to people what is spam by what it says', () => {
		expect(spam).toHaveLength(62);
		expect(spam.filter(isHidden)).toHaveLength(46);
	});
});
