import { describe, expect, it } from 'vitest';

import { hintsIn } from '../hints/hint.ts';
import { keptVisible, statement } from './hiding.ts';
import { type Heard, reasonsFor } from './matching.ts';
import { foundIn, phraseOf } from './phrase.ts';
import { type Condition, checkRule, type Effects, isByForm } from './rule.ts';
import { readSaid, wordsIn } from './said.ts';

const said = (text: string) => readSaid(text, 'rathaus.example');
const finds = (phrase: string, text: string): string | null => {
	const read = phraseOf(phrase);
	return read && foundIn(read, wordsIn(text));
};

describe('words and simple patterns', () => {
	it('stand for themselves, with a star for the rest of a word', () => {
		expect(finds('Sofort Kredit', 'Sofort-Kredit ohne Prüfung')).toBe('sofort kredit');
		expect(finds('Müll*', 'Der Mülleimer ist voll')).toBe('muelleimer');
		expect(finds('*steuer', 'Die Hundesteuer')).toBe('hundesteuer');
		expect(finds('Müll', 'Der Mülleimer ist voll')).toBeNull();
		expect(finds('Kredit heute', 'heute Kredit')).toBeNull();
	});

	it('are found however they are disguised', () => {
		for (const text of [
			'kr\u00adedit',
			'k\u200br\u200be\u200bd\u200bi\u200bt',
			'ＫＲＥＤＩＴ',
			'kr\u0435d\u0456t',
			'k\u0301r\u0301edit',
		])
			expect([text, finds('Kredit', text)]).toEqual([text, 'kredit']);
	});

	it('refuse what would find nearly everything', () => {
		for (const wide of ['*', '**', 'a*', '*er', 'ich e*', '   ', '!!!'])
			expect([wide, phraseOf(wide)]).toEqual([wide, null]);
		const effects: Effects = { label: 'l', priority: null, duty: false, propose: null, hides: false };
		const rule = { name: 'Alles', conditions: [{ is: 'words', any: ['*'] }] as const, effects };
		expect(checkRule(rule)).toMatchObject({ error: { type: 'rule.pattern-too-wide' } });
	});

	it('are no regular expressions', () => {
		expect(finds('(a+)+$', 'aaaaaaaaaaaaaaaaaaaaaaaa!')).toBeNull();
		expect(finds('.*', 'alles')).toBeNull();
		expect(finds('[kredit]', 'Kredit')).toBe('kredit');
	});
});

describe('links', () => {
	it('are counted by address, and belong to others', () => {
		const { links, named } = said(
			'https://a.example/1 https://a.example/1 HTTPS://A.example/2 www.b.example, c.example/x me@d.example',
		);
		expect(links).toEqual(['https://a.example/1', 'https://a.example/2', 'www.b.example,']);
		expect(named).toContain('c.example');
		expect(named).not.toContain('d.example');
		expect(said('https://rathaus.example/x https://www.bundestag.de/y').links).toEqual([]);
	});

	it('show the host that is really asked', () => {
		expect(said('https://rathaus.example@spam.example/x').named).toEqual(['spam.example']);
		expect(said('https://spam.example:8080/rathaus.example').named).toContain('spam.example');
	});
});

type Copy = readonly [author: string, at: number];

describe('conditions', () => {
	const heard: Heard = {
		...{
			said: said('Kommt alle zum Rathaus und bringt Töpfe mit'),
			channel: 'bluesky',
			stranger: false,
			hints: ['insult'],
		},
		...{ author: 'a', at: 3_600_000, copies: [] },
	};
	const repeat = { is: 'repeat', accounts: 3, minutes: 60 } as const;
	const copies = (from: readonly Copy[]) => from.map(([author, at]) => ({ author, at }));

	it('hold together or not at all', () => {
		const both: readonly Condition[] = [
			{ is: 'words', any: ['rathaus'] },
			{ is: 'hint', hint: 'insult' },
		];
		expect(reasonsFor(both, heard)?.map(({ found }) => found)).toEqual([['Rathaus'], ['insult']]);
		expect(reasonsFor([...both, { is: 'stranger' }], heard)).toBeNull();
	});

	it('name what was found as its author wrote it', () => {
		const text = '@amt Die GRÖSSTE Töpferei, https://spam.example/x, Café';
		const words: Condition = { is: 'words', any: ['größte toepfer*', 'cafe'] };
		const found = reasonsFor([words], { ...heard, said: said(text) })?.map((one) => one.found);
		expect(found).toEqual([['GRÖSSTE Töpferei', 'Café']]);
	});

	it('count accounts, not messages, and only within the time', () => {
		const of = (...from: readonly Copy[]) => reasonsFor([repeat], { ...heard, copies: copies(from) });
		expect(of(['a', 1], ['a', 2], ['b', 3])).toBeNull();
		expect(of(['b', 1], ['c', 2])?.[0]?.found).toEqual(['3']);
		expect(of(['b', -1], ['c', 2])).toBeNull();
		expect(of(['b', 1], ['c', 3_600_001])).toBeNull();
	});

	it('see the same words behind other links, signs and names, and no greeting as a copy', () => {
		const print = (text: string) => said(text).print;
		expect(print('@stadt Rettet unser schönes altes Freibad! https://a.example')).toBe(
			print('rettet unser SCHÖNES altes Freibad 😀 https://b.example/2'),
		);
		expect(print('Danke, guten Morgen!')).toBeNull();
	});
});

describe('hiding by rule', () => {
	const hides = (conditions: readonly Condition[], step: 'hide' | 'delete' | 'block' = 'hide') => {
		const propose = { step, rule: '6' };
		return checkRule({
			name: 'x',
			conditions,
			effects: { label: null, priority: null, duty: false, propose, hides: true },
		});
	};
	const domains = { is: 'domains', hosts: ['spam.example'] } as const;

	it('rests on form alone', () => {
		expect(hides([domains]).ok).toBe(true);
		const opinion: readonly Condition[] = [
			{ is: 'words', any: ['bürgermeister'] },
			{ is: 'hint', hint: 'insult' },
			{ is: 'hint', hint: 'personal' },
		];
		for (const one of opinion) expect(hides([domains, one])).toMatchObject({ error: { type: 'rule.not-by-form' } });
		expect(isByForm([{ is: 'links', least: 9 }])).toBe(false);
		expect(isByForm([{ is: 'links', least: 4 }, { is: 'stranger' }])).toBe(false);
		expect(isByForm([{ is: 'repeat', accounts: 50, minutes: 5 }, { is: 'stranger' }])).toBe(false);
	});

	it('never goes further than hiding', () => {
		for (const step of ['delete', 'block'] as const) expect(hides([domains], step).ok).toBe(false);
	});

	it('leaves where they are a cry for help, what was answered, what is old', () => {
		const calm = { able: true, emergency: false, answered: false, sentAt: 0, now: 1 };
		expect(keptVisible(calm)).toBeNull();
		expect(keptVisible({ ...calm, emergency: true })).toBe('emergency');
		expect(keptVisible({ ...calm, answered: true })).toBe('answered');
		expect(keptVisible({ ...calm, able: false })).toBe('unable');
		expect(keptVisible({ ...calm, now: 4 * 86_400_000 })).toBe('old');
		expect(statement('de', 'Werbung').facts).toContain('Ein Programm');
	});
});

it('reads hostile texts no longer than others', () => {
	const hostile = [
		'@',
		'a@',
		'@a.',
		'a.',
		'https://',
		'www.',
		'\u0301',
		'\u200b',
		'\ufdfa',
		'http://a@',
		'(',
		'ä',
		'-.',
		'😀',
	];
	const phrases = Array.from({ length: 40 }, (_, n) => `${'aaaa* '.repeat(8)}${n}x`);
	for (const one of hostile) {
		const text = one.repeat(100_000);
		const read = said(text);
		const heard: Heard = { said: read, channel: 'x', stranger: true, hints: [], author: 'a', at: 0, copies: [] };
		expect(reasonsFor([{ is: 'words', any: phrases }], heard)).toBeNull();
		expect(hintsIn(text, []).length).toBeLessThan(7);
	}
});
