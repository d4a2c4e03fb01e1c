import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { openTestSite, pictureOf, renditionOf, type TestSite } from '../newsroom-site.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';

let site: TestSite;
let browser: Browser;
let page: Page;
const elsewhere: string[] = [];

beforeAll(async () => {
	const accounts = [
		{
			channel: 'mastodon',
			name: 'Stadt Muster',
			handle: '@stadt@social.example',
			url: 'https://social.example/@stadt',
			unitId: 'u',
			practice: false,
			linkBack: { state: 'stands' },
			retiredAt: null,
		},
		{
			channel: 'bluesky',
			name: 'Stadt Muster',
			handle: 'stadt.example',
			url: 'https://bsky.example/stadt',
			unitId: 'u',
			practice: false,
			linkBack: { state: 'stands' },
			retiredAt: null,
		},
	] as const;
	site = await openTestSite({ presences: accounts });
	const topics = ['Verkehr', 'Kultur', 'Umwelt', 'Winterdienst', 'Schule', 'Rathaus'];
	for (const [at, topic] of topics.entries()) {
		const title = `${topic}: was sich im Dezember ändert`;
		await site.channel.publish(renditionOf({ slug: `meldung-${at}`, postId: `p${at}`, topic, title }), `k${at}`);
		await site.office.at(`2026-11-24T09:0${at}:00Z`);
	}
	const media = [await pictureOf('Die Brücke mit rot-weißer Absperrung')];
	await site.channel.publish(renditionOf({ media }), 'k-bruecke');
	const ref = await site.channel.find?.('k-bruecke', renditionOf({}));
	if (!ref?.ok || !ref.value) throw new Error('not found');
	await site.channel.edit?.(
		ref.value,
		renditionOf({ media, correction: 'Rampe an der Fischertreppe ergänzt.' }),
		'k-edit',
	);
	await site.office.office.records.sequenceNow();
	browser = await openBrowser();
	page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
	page.on('request', (request) => {
		if (!request.url().startsWith(site.origin)) elsewhere.push(request.url());
	});
});
afterAll(async () => {
	await browser.close();
	await site.close();
});

it.each([
	'/',
	'/beitrag/bruecke',
	'/beitrag/bruecke/fassung/1',
	'/beitrag/bruecke/nachweis',
	'/thema/verkehr',
	'/archiv',
	'/suche?q=Absperrung',
	'/suche?q=Dezmber',
	'/auftritte',
	'/einbetten',
	'/einbetten/liste',
	'/impressum',
	'/barrierefreiheit',
	'/transparenz/protokoll',
	'/frage',
	'/teilen/mastodon?beitrag=bruecke&server=x',
	'/nichts',
	'/en',
])('everyone can use %s, light and dark, wide and narrow', async (path) => {
	await page.goto(`${site.origin}${path}`);
	await expectGoodEverywhere(page);
	expect(await page.context().cookies()).toEqual([]);
	expect(elsewhere).toEqual([]);
});

it('a citizen without script asks in two steps and keeps the receipt', async () => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const plain = await context.newPage();
	await plain.goto(`${site.origin}/beitrag/bruecke`);
	await plain.getByLabel('Ihre Frage', { exact: true }).fill('Kommt man mit dem Rollstuhl hinüber?');
	await plain.getByRole('button', { name: 'Frage absenden' }).click();
	expect(await plain.getByRole('heading', { level: 1 }).textContent()).toBe('Ihre Frage absenden');
	await site.office.at(new Date(site.corridor.clock.now() + 5_000).toISOString());
	await plain.getByRole('button', { name: 'Frage absenden' }).click();
	expect(await plain.getByRole('heading', { level: 1 }).textContent()).toBe('Ihre Frage ist da.');
	expect(site.asked.at(-1)?.question).toMatchObject({
		text: 'Kommt man mit dem Rollstuhl hinüber?',
		pageSlug: 'bruecke',
	});
	await context.close();
});

it('a citizen with script asks in one step, the machine proves the work', async () => {
	await page.goto(`${site.origin}/beitrag/bruecke`);
	await page.getByLabel('Ihre Frage', { exact: true }).fill('Fährt der Bus?');
	await page.getByRole('button', { name: 'Frage absenden' }).click();
	await page.getByRole('heading', { level: 1, name: 'Ihre Frage ist da.' }).waitFor();
	expect(site.asked.at(-1)?.question.text).toBe('Fährt der Bus?');
	await expectGoodEverywhere(page);
	expect(elsewhere).toEqual([]);
});

it('a citizen reaches the legal notice in one click from anywhere, by keyboard too', async () => {
	await page.goto(`${site.origin}/thema/verkehr`);
	await page.keyboard.press('Tab');
	expect(await page.evaluate('document.activeElement.textContent')).toContain('Zum Inhalt');
	await page.getByRole('link', { name: 'Impressum' }).focus();
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { level: 1, name: 'Impressum' }).waitFor();
	expect(await page.getByText('https://social.example/@stadt').count()).toBe(1);
});
