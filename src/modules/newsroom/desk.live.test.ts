import { afterAll, beforeAll, expect, it } from 'vitest';

import { changeLegalTextEndpoint, changeSiteDetailsEndpoint, newsroomSettingsEndpoint } from '#contract/newsroom.ts';
import { renditionOf } from '#tests/newsroom-site.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';

let office: TestOffice;
const admin = actorWith('admin', 'all');
const author = actorWith('author', 'all');
const page = async (path: string) => (await fetch(`${office.origin}${path}`)).text();

beforeAll(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
});
afterAll(() => office.close());

it('is closed to who may not manage the public site', async () => {
	expect((await office.call(newsroomSettingsEndpoint, {})).status).toBe(401);
	expect((await office.call(newsroomSettingsEndpoint, {}, author)).status).toBe(403);
	const text = { name: 'privacy', language: 'de', text: 'Neu' } as const;
	expect((await office.call(changeLegalTextEndpoint, text, author)).status).toBe(403);
});

it('shows the texts that follow from the authority, in both languages', async () => {
	const { body } = await office.call(newsroomSettingsEndpoint, {}, admin);
	expect(body.texts).toHaveLength(8);
	expect(body.texts.every(({ changedAt }) => changedAt === null)).toBe(true);
});

it('puts an own text on the public page at once, leaves a leaf, and goes back', async () => {
	const own = { name: 'privacy', language: 'de', text: 'Wir speichern **nichts**.' } as const;
	expect((await office.call(changeLegalTextEndpoint, own, admin)).status).toBe(200);
	expect(await page('/datenschutz')).toContain('Wir speichern <strong>nichts</strong>.');
	expect(await page('/en/datenschutz')).toContain('When you read');
	expect((await office.call(changeLegalTextEndpoint, { ...own, text: ' ' }, admin)).problem?.type).toBe('text.empty');
	await office.call(changeLegalTextEndpoint, { ...own, text: null }, admin);
	expect(await page('/datenschutz')).toContain('Diese Seite setzt keine Cookies');
});

it('refuses a legal notice that leaves out who speaks', async () => {
	const notice = { name: 'legal-notice', language: 'de', text: 'Wir sind es.' } as const;
	expect((await office.call(changeLegalTextEndpoint, notice, admin)).problem?.type).toBe('text.incomplete');
});

it('shows phone and portal where citizens ask, and refuses what is no portal', async () => {
	const details = { phone: '0800 000 4711', phoneHours: 'Montag bis Freitag', portalUrl: 'https://service.example/' };
	expect((await office.call(changeSiteDetailsEndpoint, details, admin)).status).toBe(200);
	const html = await page('/');
	expect(html).toContain('href="tel:08000004711"');
	expect(html).toContain('href="https://service.example/"');
	const wrong = { ...details, portalUrl: 'http://service.example/' };
	expect((await office.call(changeSiteDetailsEndpoint, wrong, admin)).status).toBe(422);
});

it('marks every page of a trial, and keeps search engines away', async () => {
	const answer = await fetch(`${office.origin}/`);
	expect(answer.headers.get('x-robots-tag')).toBe('noindex');
	const html = await answer.text();
	expect(html).toContain('Labor: Diese Seite ist ein Versuch.');
	expect(html).toContain('<meta name="robots" content="noindex"/>');
	expect(await page('/robots.txt')).toContain('Disallow: /\n');
});

it('publishes through the office’s own channel and answers the page from its own address', async () => {
	const channel = office.office.newsroom.channel(null);
	const published = await channel.publish(renditionOf({}), 'delivery-1');
	expect(published).toMatchObject({ ok: true, value: { url: `${office.origin}/beitrag/bruecke` } });
	expect(await page('/beitrag/bruecke')).toContain('Mühlkanalbrücke ab Montag gesperrt');
	await office.office.records.sequenceNow();
	expect(await page('/beitrag/bruecke/nachweis')).toContain('im Newsroom veröffentlicht');
	expect((await fetch(`${office.origin}/api/log/proof/post-1`)).status).toBe(200);
});
