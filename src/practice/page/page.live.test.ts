import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Actor } from '#kernel/permission.ts';
import { instant } from '#kernel/time.ts';
import { woundClock } from '#platform/clock.ts';

import { type PracticeNetwork, startPractice } from '../index.ts';
import { moods } from '../practice.ts';
import { guardPractice, practicePages } from './mount.ts';

const clock = woundClock(instant('2026-03-02T08:00:00Z'));
const staff: Actor = {
	kind: 'person',
	id: 'jana',
	name: 'Jana',
	grants: [{ role: 'author', units: ['a'] }],
	elevated: false,
};
let networks: PracticeNetwork[];
let app: Hono;
let who: Actor | null;

beforeEach(async () => {
	networks = [await startPractice({ clock, network: 'mastodon' }), await startPractice({ clock, network: 'bluesky' })];
	who = staff;
	app = new Hono();
	guardPractice(app, async () => who);
	app.route('/', practicePages(networks, clock));
});
afterEach(() => Promise.all(networks.map((network) => network.close())));

const get = async (path: string, language = 'de') =>
	(await app.request(path, { headers: { 'accept-language': language } })).text();
const post = (path: string, fields: Record<string, string>) =>
	app.request(path, { method: 'POST', body: new URLSearchParams(fields) });

const side = (number: number) => {
	const at = () => networks[number] as PracticeNetwork;
	return { at, base: () => `/uebung/${at().kind}` };
};

describe.each([0, 1])('practice page %i', (number) => {
	const { at, base } = side(number);

	it('shows what was said as text, whatever it holds, and where it leads', async () => {
		const text = 'Hallo <script>alert(1)</script> & mehr: https://musterstadt.de/x.';
		at().reply({ text });
		const page = await get(base());
		expect(page).toContain('&lt;script&gt;');
		expect(page).not.toContain('<script');
		expect(page).toContain('<a href="https://musterstadt.de/x">');
		expect(page).toMatch(/^<!doctype html><html lang="de">/);
		expect(page).not.toMatch(/practice\.|(src|href)="https?:\/\/(?!musterstadt)/);
		expect(await get(base(), 'en-GB')).toContain('What people see here');
	});

	it('takes answers, stars, deletions and moods by plain forms', async () => {
		const id = at().reply({ text: 'Frage' }) ?? '';
		await post(`${base()}/say`, { to: id, text: 'Antwort', as: 'radlerin' });
		await post(`${base()}/like`, { id });
		expect(at().timeline()).toMatchObject([{ likes: 1 }, { replyTo: id, author: { name: 'Radlerin' } }]);
		await post(`${base()}/delete`, { id });
		expect(at().timeline()).toHaveLength(1);
		await post(`${base()}/mood`, { mood: 'answers-get-lost' });
		expect(at().mood()).toBe('answers-get-lost');
		await post(`${base()}/mood`, { mood: 'wütend' });
		await post(`${base()}/say`, { text: '  ' });
		expect(at().mood()).toBe('answers-get-lost');
	});
});

describe.each([0, 1])('training on page %i', (number) => {
	const { at, base } = side(number);

	it('takes reports for the moderation, and tells that the office never hears of them', async () => {
		const { handle } = await at().openAccount({ name: 'Stadt', handle: 'stadt' });
		const id = at().reply({ text: 'Werbung', mentions: handle }) ?? '';
		await post(`${base()}/report`, { id, reason: 'spam', as: 'radlerin' });
		await post(`${base()}/report`, { id, reason: 'weil ich es sage' });
		expect(at().timeline()[0]?.reports).toMatchObject([{ reason: 'spam', by: 'radlerin' }]);
		const page = await get(base());
		expect(page).toContain('1 Meldung an die Moderation');
		expect(page).toContain('erfährt das Amt davon nichts');
	});

	it('shows pictures with their descriptions, changes with what was before, and that something is gone', async () => {
		const id = at().reply({ text: 'Um drei' }) ?? '';
		await post(`${base()}/edit`, { id, text: 'Um vier' });
		const page = await get(base());
		if (at().kind === 'mastodon') expect(page).toMatch(/bearbeitet .+Um drei/s);
		else expect(page).not.toContain('Um vier');
		const back = await post(`${base()}/delete`, { id });
		expect(back.headers.get('location')).toMatch(/#p-\w/);
		const after = await get(base());
		expect(after).toContain('Gelöscht');
		expect(after).not.toMatch(/Um (drei|vier)/);
	});

	it('names one task at a time, and sees what was done', async () => {
		expect(await get(base())).toContain('Aufgabe 1 von');
		expect(await get(base())).toContain('noch nichts zu sehen');
		await post(`${base()}/task`, { step: '2' });
		expect(await get(base())).toContain('ohne dass er doppelt erscheint');
		await post(`${base()}/task`, { step: '99' });
		expect(await get(base())).toContain('Ziehen Sie einen Beitrag zurück');
		await post(`${base()}/task`, { step: 'drei' });
		expect(await get(base(), 'en')).toContain('Withdraw a post');
	});

	it('is not for strangers', async () => {
		who = null;
		const refused = await app.request(base());
		expect(refused.headers.get('location')).toContain('/desk/anmelden?weiter=');
		who = { ...staff, grants: [] };
		expect((await app.request(base())).status).toBe(404);
		expect((await post(`${base()}/mood`, { mood: 'failing' })).status).toBe(404);
		expect(at().mood()).toBe('well');
	});
});

describe('practice memory', () => {
	it('names every mood it can be put into', () => {
		for (const mood of moods) {
			networks[0]?.feel(mood);
			expect(networks[0]?.mood()).toBe(mood);
		}
	});
});
