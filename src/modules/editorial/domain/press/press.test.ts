import { expect, it } from 'vitest';

import type { Instant } from '#kernel/time.ts';

import type { Frozen } from '../frozen.ts';
import { MOST_ATTEMPTS, nextOf } from './course.ts';
import { type Around, pressLetter } from './letter.ts';
import { maskMail } from './mask.ts';

const later = { kind: 'later', step: 'connect', reason: 'timeout' } as const;

it('never repeats by itself what may have arrived', () => {
	expect(nextOf({ ...later, mayArrive: true }, 1)).toMatchObject({ state: 'unclear' });
	expect(nextOf({ ...later, mayArrive: true }, MOST_ATTEMPTS)).toMatchObject({ state: 'unclear' });
	expect(nextOf(later, 1)).toMatchObject({ state: 'waiting', afterMs: 60_000, all: true });
	expect(nextOf({ ...later, step: 'send' }, 9)).toMatchObject({ state: 'waiting', afterMs: 3_600_000, all: false });
	expect(nextOf(later, MOST_ATTEMPTS)).toMatchObject({ state: 'refused', bounced: false });
});

it('tells a mailbox that is not there from a mail that is not wanted', () => {
	const never = { kind: 'never', step: 'send', reason: '550' } as const;
	expect(nextOf({ ...never, mailbox: true }, 1)).toMatchObject({ state: 'refused', bounced: true });
	expect(nextOf(never, 1)).toMatchObject({ state: 'refused', bounced: false });
});

it('masks an address to its first sign and its server', () => {
	expect(maskMail('ruth.probe@tagblatt.example')).toBe('r…@tagblatt.example');
});

const frozen: Frozen = {
	...{ v: 1, post: 'p', unit: 'u', kind: 'press-release', topic: null, language: 'de', slug: 's', correction: null },
	title: 'Brücke wieder offen',
	link: 'https://stadt.example/beitrag/s',
	details: {
		...{ kind: 'press-release', contact: 'Anna Probe', phone: '', mail: 'presse@stadt.example' },
		embargo: { local: '2026-03-03T10:00', zone: 'Europe/Berlin' },
	},
	translations: [{ language: 'en', title: 'Bridge open again', text: 'The bridge is open.' }],
	renditions: [
		{
			...{ presence: 'n', channel: 'newsroom', name: 'Newsroom', text: 'Die Brücke ist offen.', link: null },
			media: [
				{
					...{ sha256: 'abc', mime: 'image/jpeg', width: 4000, height: 3000, alt: 'Die Brücke', name: 'b.jpg' },
					credit: { author: 'R. Probe', licence: 'cc-by-4', note: '', url: null },
				},
			],
		},
	],
};
const around = (language: 'de' | 'en'): Around => ({
	...{ authority: 'Musterstadt', unit: 'Presseamt', origin: 'https://stadt.example', zone: 'Europe/Berlin' },
	publishedAt: Date.UTC(2026, 2, 3, 9) as Instant,
	to: { language, mail: 'ruth@tagblatt.example' },
	unsubscribe: 'https://stadt.example/verteiler/x',
});
const say = (key: string, values: Readonly<Record<string, string>> = {}) =>
	[`<${key}>`, ...Object.values(values)].join(' ');

it('writes in the language of the contact, with pictures as links, the embargo and the way out', () => {
	const german = pressLetter(frozen, around('de'), say);
	expect(german.subject).toBe('<subject> Brücke wieder offen');
	expect(german.replyTo).toBe('presse@stadt.example');
	for (const words of [
		'<over> 3. März 2026 um 10:00',
		'Die Brücke ist offen.',
		'- Die Brücke (R. Probe, CC BY 4.0)\n  https://stadt.example/medien/abc/1600.jpg',
		'https://stadt.example/beitrag/s',
		'https://stadt.example/verteiler/x',
	])
		expect(german.text).toContain(words);
	expect(pressLetter(frozen, around('en'), say)).toMatchObject({ subject: '<subject> Bridge open again' });
});
