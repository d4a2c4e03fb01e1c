import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#kernel/permission.ts';

import { type Newsdesk, startNewsdesk } from '../newsdesk.ts';
import { actorWith } from '../office.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';
import { openActor } from './people-at-work.ts';

let desk: Newsdesk;
let browser: Browser;
/** Nobody the directory knows: such a person has no second factor to set up first. */
const central = actorWith('central', 'all', 'zentrale');
const shots = process.env['AMTSFUNK_SHOTS'];
const snap = async (page: Page, name: string) => {
	if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};

/** A browser in which one person is signed in. */
const open = async (who: Actor, path: string): Promise<Page> => {
	const page = await openActor(browser, desk.office, who);
	await page.goto(`${desk.office.base}/desk${path}`);
	return page;
};
const putInForce = async (page: Page, note: string) => {
	await page.getByRole('button', { name: 'In Kraft setzen' }).press('Enter');
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel(/^Was ändert sich/).fill(note);
	await dialog.getByRole('button', { name: 'In Kraft setzen' }).press('Enter');
	await dialog.waitFor({ state: 'hidden' });
};

beforeAll(async () => {
	desk = await startNewsdesk(new Date().toISOString(), undefined, { desk: true });
	browser = await openBrowser();
});
afterAll(async () => {
	await browser?.close();
	await desk?.close();
});

describe('Leitlinien: the house sets its rules, and a post is held to them', () => {
	it('as a check that warns from now on, with its number of the guideline', async () => {
		const page = await open(central, '/regeln');
		await page.getByRole('heading', { name: 'Prüfungen' }).waitFor();
		await expectGoodEverywhere(page);
		await snap(page, 'rules');
		await page.getByRole('button', { name: 'Eigenlob' }).press('Enter');
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('Wie schwer?').selectOption('warning');
		await dialog.getByRole('button', { name: 'Abweichung hinzufügen' }).press('Enter');
		await dialog.getByLabel('Kanal').selectOption('bluesky');
		await expectGoodEverywhere(page);
		await snap(page, 'rule');
		await dialog.getByRole('button', { name: 'Übernehmen' }).press('Enter');
		await putInForce(page, 'Eigenlob soll auffallen.');
		await page.getByText('In Kraft ist Fassung 1.').waitFor();
		await page.getByText('Eigenlob soll auffallen.').waitFor();
	});
	it('as a city profile that knows its own number, and a time of restraint', async () => {
		const page = await open(central, '/regeln/stadt');
		await page.getByLabel('Eigene Rufnummern').fill('0911 4711');
		await page.getByRole('button', { name: 'Zeitraum hinzufügen' }).press('Enter');
		await page.getByLabel('Anlass').fill('Kommunalwahl');
		await expectGoodEverywhere(page);
		await snap(page, 'profile');
		await putInForce(page, 'Die Nummern der Stadt.');
		await page.getByText('In Kraft ist Fassung 1.').waitFor();
		await page.getByRole('button', { name: 'Fassung 1', exact: true }).press('Enter');
		const version = page.getByRole('dialog', { name: 'Fassung 1' });
		await version.getByRole('insertion').filter({ hasText: '0911 4711' }).waitFor();
		await expectGoodEverywhere(page);
		await snap(page, 'version');
		await version.getByRole('button', { name: 'Schließen' }).press('Enter');
	});
	it('and the author reads why, while the approver lets one block pass with a reason', async () => {
		const text = 'Das schönste Fest. Fragen beantwortet Herr Probe, 0171 2345678, oder die Stadt, 0911 4711 22.';
		const id = await desk.draft('Fest am Fluss', text);
		const author = await open(desk.anna, `/redaktion/${id}`);
		const blocked = author.getByRole('button', { name: /Zur Freigabe geben/ });
		await author.getByText('Telefonnummer einer Person').first().waitFor();
		expect(await author.getByRole('button', { name: 'Sperre aufheben …' }).count()).toBe(0);
		await author.getByRole('link', { name: 'Nummer 1: Sachliche und objektive Darstellung' }).first().waitFor();
		await expectGoodEverywhere(author);
		await snap(author, 'checks');

		const approver = await open(actorWith('approver', [desk.unitId], 'freigabe'), `/redaktion/${id}`);
		await approver.getByRole('button', { name: 'Sperre aufheben …' }).press('Enter');
		const dialog = approver.getByRole('dialog');
		await dialog.getByLabel(/^Warum darf das/).fill('Herr Probe leitet das Fest und hat zugestimmt.');
		await snap(approver, 'waive');
		await dialog.getByRole('button', { name: 'Aufheben' }).press('Enter');
		await approver.getByText('Herr Probe leitet das Fest').waitFor();
		await author.reload();
		await author.getByText('Herr Probe leitet das Fest').waitFor();
		await blocked.press('Enter');
		await author.getByText('Geprüft nach Fassung 1 der Prüfungen').waitFor();
		await snap(author, 'verdict');
	});
});
