import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { startTestOffice, type TestOffice } from '../office.ts';
import { codeFor } from '../visitor.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';

let office: TestOffice;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const password = 'ein langes Passwort';
let uri = '';

beforeAll(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z', desk: true });
	browser = await openBrowser();
	context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'de-DE' });
	page = await context.newPage();
});
afterAll(async () => {
	await browser.close();
	await office.close();
});

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value);
const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

it('sets up a new installation, from the code in the console to the desk', async () => {
	const code = (await office.office.people.setUpCode()) ?? '';
	await page.goto(`${office.origin}/desk/`);
	await heading('Sind Sie an der Maschine?');
	await expectGoodEverywhere(page);
	await fill('Einrichtungscode', 'aaaa-aaaa-aaaa-aaaa');
	await press('Einrichtung beginnen');
	await page.getByText('Dieser Code passt nicht.').waitFor();
	await fill('Einrichtungscode', code);
	await press('Einrichtung beginnen');

	await heading('Wer spricht hier?');
	await expectGoodEverywhere(page);
	await fill('Name', 'Musterstadt');
	await press('Weiter zu Ihrem Konto');

	await heading('Wer verwaltet Amtsfunk?');
	await fill('Ihr Name', 'Jana Muster');
	await fill('Ihre E-Mail-Adresse', 'jana@musterstadt.example');
	await fill('Neues Passwort', password);
	await expectGoodEverywhere(page);
	await press('Konto anlegen');

	await heading('Womit weisen Sie sich zusätzlich aus?');
	await press('Einrichten');
	uri = (await page.getByRole('link', { name: /direkt in der App/ }).getAttribute('href')) ?? '';
	await expectGoodEverywhere(page);
	await fill('Code aus der App', await codeFor(uri));
	await press('Code prüfen');
	await page.getByLabel('Ich habe die Codes aufbewahrt.').check();
	await expectGoodEverywhere(page);
	await press('Fertig');

	await heading('Welche Stellen sprechen mit?');
	await press('Stelle anlegen');
	await fill('Name', 'Tiefbauamt');
	await fill('Kürzel', 'TBA');
	await press('Anlegen');
	await page.getByText('Tiefbauamt').waitFor();
	await expectGoodEverywhere(page);
	await press('Weiter zur E-Mail');

	await heading('Über welchen Server gehen E-Mails?');
	await expectGoodEverywhere(page);
	await press('Zuerst ins Übungspostfach');
	await heading('Amtsfunk ist eingerichtet');
	await expectGoodEverywhere(page);
	await page.getByRole('link', { name: 'Jemanden einladen' }).click();
	await heading('Personen');
});

it('invites a colleague by a link, who arrives with the role given', async () => {
	await press('Jemanden einladen');
	await fill('Name', 'Lars Vorlage');
	await fill('E-Mail-Adresse', 'lars@musterstadt.example');
	await page.getByRole('combobox', { name: 'Stelle' }).selectOption({ label: 'Tiefbauamt' });
	await press('Rolle geben');
	await page.getByLabel('Ich gebe ihn weiter').check();
	await expectGoodEverywhere(page);
	await press('Einladen');
	const link = (await page.locator('.secret').textContent()) ?? '';
	await press('Fertig');
	await page.getByText('eingeladen').waitFor();

	const lars = await (await browser.newContext({ locale: 'de-DE' })).newPage();
	await lars.goto(link);
	await lars.getByLabel('Neues Passwort').fill('noch ein langes Passwort');
	await expectGoodEverywhere(lars);
	await lars.getByRole('button', { name: 'Passwort setzen und anmelden' }).click();
	await lars.getByRole('navigation').first().waitFor();
	await expect.poll(() => lars.url()).toBe(`${office.origin}/desk/`);
	await lars.context().close();
});

it.each([
	['/einrichtung', 'Personen'],
	['/einrichtung/stellen', 'Stellen'],
	['/einrichtung/mail', 'E-Mail'],
	['/einrichtung/schluessel', 'Zugangsschlüssel'],
	['/einrichtung/behoerde', 'Behörde'],
	['/konto', 'Anmeldung und Sicherheit'],
])('%s is accessible at every width, light and dark', async (path, title) => {
	await page.goto(`${office.origin}/desk${path}`);
	await heading(title);
	await expectGoodEverywhere(page);
});

it('signs out and in again with the second factor', async () => {
	await context.clearCookies();
	await page.goto(`${office.origin}/desk/einrichtung`);
	await heading('Anmelden');
	await expectGoodEverywhere(page);
	await fill('E-Mail-Adresse', 'jana@musterstadt.example');
	await fill('Passwort', 'falsch');
	await press('Anmelden');
	await page.getByText('Noch vier Versuche, dann 15 Minuten Pause.').waitFor();
	await fill('Passwort', password);
	await press('Anmelden');
	await heading('Zweiter Faktor');
	await expectGoodEverywhere(page);
	await fill('Code aus Ihrer App', await codeFor(uri));
	await press('Anmelden');
	await heading('Personen');
});
