import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Details } from '#kernel/post-kind.ts';
import { openTestSite, renditionOf, type TestSite } from '#tests/newsroom-site.ts';

const zone = 'Europe/Berlin';
let site: TestSite;
beforeAll(async () => {
	site = await openTestSite({ at: '2026-11-24T22:00:00Z' });
	await publish('lesenacht', 'Lesenacht', {
		...{ kind: 'event', start: { local: '2026-12-05T19:00', zone }, end: { local: '2026-12-05T22:00', zone } },
		...{ place: 'Stadtbibliothek', accessible: 'partly', access: 'Aufzug am Hintereingang.' },
	});
	await publish('markt', 'Adventsmarkt', {
		...{ kind: 'event', start: { local: '2026-11-24T23:00', zone }, end: null },
		...{ place: 'Marktplatz', accessible: null, access: '' },
	});
	await publish('gaertnerin', 'Gärtnerin oder Gärtner', {
		...{ kind: 'job', closes: '2026-11-24', zone, place: 'Bauhof', time: 'full-time', pay: 'EG 5 TVöD' },
		apply: 'javascript:alert(1)',
	});
	await publish('haushalt', 'Haushalt beschlossen', {
		...{ kind: 'press-release', contact: 'Petra Probe, Pressestelle', phone: '0800 000 4711' },
		...{ mail: 'presse@musterstadt.example', embargo: null },
	});
});
afterAll(() => site.close());

const publish = async (slug: string, title: string, details: Details) => {
	const { about, ...rest } = renditionOf({ title, slug, postId: `post-${slug}` });
	if (about === undefined) throw new Error('a page needs its post');
	const page = { ...rest, about: { ...about, kind: details.kind, details } };
	expect(await site.channel.publish(page, `delivery-${slug}`)).toMatchObject({ ok: true });
};

const events = async (path: string) => {
	const answer = await site.get(path);
	expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
	const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
	return calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
};

it('shows when, where and how one gets in', async () => {
	const page = await site.text('/beitrag/lesenacht');
	expect(page).toContain('Samstag, 5. Dezember 2026, 19:00–22:00 Uhr');
	expect(page).toContain('Stadtbibliothek');
	expect(page).toContain('Teilweise. Aufzug am Hintereingang.');
	expect(await site.text('/en/beitrag/lesenacht')).toContain('Saturday');
});

it('lists what is to come, what ends first in front, on its page and on the front page', async () => {
	const list = await site.text('/termine');
	expect(list.indexOf('Adventsmarkt')).toBeGreaterThan(0);
	expect(list.indexOf('Adventsmarkt')).toBeLessThan(list.indexOf('Lesenacht'));
	expect(list).not.toContain('Haushalt beschlossen');
	expect(await site.text('/')).toContain('Alle Termine');
});

it('is a calendar that readers of others understand', async () => {
	const all = await events('/termine.ics');
	expect(all.map(({ summary }) => summary)).toEqual(['Adventsmarkt', 'Lesenacht']);
	const [one] = await events('/beitrag/lesenacht/termin.ics');
	expect(one?.startDate.toJSDate().toISOString()).toBe('2026-12-05T18:00:00.000Z');
	expect(one?.endDate.toJSDate().toISOString()).toBe('2026-12-05T21:00:00.000Z');
	expect(one?.location).toBe('Stadtbibliothek');
	expect(one?.uid).toContain('/beitrag/lesenacht');
	expect((await site.get('/beitrag/haushalt/termin.ics')).status).toBe(404);
});

it('describes a vacancy, and links nowhere it should not', async () => {
	const page = await site.text('/beitrag/gaertnerin');
	expect(page).toContain('https://schema.org/JobPosting');
	expect(page).toContain('24. November 2026');
	expect(page).not.toContain('javascript:alert');
	expect(await site.text('/stellen')).toContain('Gärtnerin oder Gärtner');
});

it('names whom the press may ask', async () => {
	const page = await site.text('/beitrag/haushalt');
	expect(page).toContain('Petra Probe, Pressestelle');
	expect(page).toContain('href="mailto:presse@musterstadt.example"');
	expect(page).toContain('href="tel:08000004711"');
});

it('lets go of what is over, in the lists and in the calendar', async () => {
	await site.office.at('2026-11-24T23:00:01Z');
	expect(await site.text('/termine')).not.toContain('Adventsmarkt');
	expect((await events('/termine.ics')).map(({ summary }) => summary)).toEqual(['Lesenacht']);
	expect(await site.text('/beitrag/markt')).toContain('Dieser Termin ist vorbei.');
	expect(await site.text('/stellen')).toContain('Zurzeit keine offene Stelle');
	expect(await site.text('/beitrag/gaertnerin')).toContain('Die Bewerbungsfrist ist abgelaufen.');
});
