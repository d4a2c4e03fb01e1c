import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { publishPostEndpoint } from '#contract/editorial-acts.ts';
import { hours } from '#kernel/time.ts';

import { type Newsdesk, startNewsdesk } from '../newsdesk.ts';
import { actorWith } from '../office.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';
import { openActor } from './people-at-work.ts';

let desk: Newsdesk;
let browser: Browser;
let page: Page;
/** Nobody the directory knows: such a person has no second factor to set up first. */
const central = actorWith('central', 'all', 'zentrale');
const shots = process.env['AMTSFUNK_SHOTS'];
const look = async (name: string) => {
	if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
	await expectGoodEverywhere(page);
};

beforeAll(async () => {
	desk = await startNewsdesk(new Date().toISOString(), undefined, { desk: true });
	browser = await openBrowser();
	page = await openActor(browser, desk.office, central);
});
afterAll(async () => {
	await browser?.close();
	await desk?.close();
});

it('stops everything, and lets what came too late go by hand, one by one', async () => {
	const ids: string[] = [];
	for (const title of ['Brücke gesperrt', 'Freibad öffnet']) {
		const id = await desk.draft(title);
		await desk.approve(id);
		await desk.office.call(publishPostEndpoint, { id }, desk.anna);
		ids.push(id);
	}
	await page.goto(`${desk.office.base}/desk/`);
	await page.getByRole('button', { name: 'Anhalten …' }).press('Enter');
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Grund für die Akte').fill('Falschmeldung im Umlauf');
	await look('pause');
	await dialog.getByRole('button', { name: 'Anhalten', exact: true }).press('Enter');
	await dialog.waitFor({ state: 'detached' });
	await page.getByRole('button', { name: 'Fortsetzen' }).waitFor();
	await desk.office.at(new Date(desk.office.clock.now() + hours(3)).toISOString());
	await desk.office.settle();
	expect((await desk.read(ids[0] ?? '')).state).toBe('scheduled');

	await page.getByRole('button', { name: 'Fortsetzen' }).press('Enter');
	await look('resume');
	await dialog.getByRole('button', { name: 'Fortsetzen' }).press('Enter');
	await page
		.getByRole('button', { name: /zu späte Zustellungen prüfen/ })
		.first()
		.press('Enter');
	await dialog.getByText('Brücke gesperrt').first().waitFor();
	await look('late');
	for (const box of await dialog.getByRole('checkbox', { name: /Brücke gesperrt/ }).all()) await box.check();
	await dialog.getByRole('button', { name: /senden$/ }).press('Enter');
	await dialog.getByText('Brücke gesperrt').first().waitFor({ state: 'detached' });
	await desk.office.at(new Date(desk.office.clock.now() + 60_000).toISOString());
	await desk.office.settle();
	expect((await desk.read(ids[0] ?? '')).state).toBe('published');
	expect((await desk.read(ids[1] ?? '')).state).toBe('scheduled');
});
