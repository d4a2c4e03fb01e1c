import type { Browser, Page } from 'playwright-core';

import { whoamiEndpoint } from '#contract/people.ts';
import type { Actor } from '#kernel/permission.ts';

import type { TestOffice } from '../office.ts';
import { codeFor } from '../visitor.ts';

const PASSWORD = 'ein langer Satz als Passwort';

/** One person with a browser of their own, at a window of 1280. */
export const openPerson = async (browser: Browser, headers: Readonly<Record<string, string>> = {}): Promise<Page> => {
	const context = await browser.newContext({
		...{ locale: 'de-DE', viewport: { width: 1280, height: 900 } },
		extraHTTPHeaders: { ...headers },
	});
	const page = await context.newPage();
	page.setDefaultTimeout(45_000);
	return page;
};

/** The same for somebody of the test office, signed in. */
export const openActor = async (browser: Browser, office: TestOffice, actor: Actor): Promise<Page> => {
	// NOTE: an actor is known to the test office once they have called it.
	await office.call(whoamiEndpoint, {}, actor);
	return openPerson(browser, { 'x-actor': actor.id });
};

/** Reads the key of the authenticator app from the page and confirms it. Asked for the password only when it is not known from a moment ago. */
export const setUpFactor = async (page: Page, { password = false } = {}): Promise<void> => {
	if (password) await page.getByLabel('Ihr Passwort').fill(PASSWORD);
	await page.getByRole('button', { name: 'Einrichten', exact: true }).press('Enter');
	const address = await page
		.getByRole('link', { name: 'Auf diesem Gerät direkt in der App öffnen' })
		.getAttribute('href');
	await page.getByLabel('Code aus der App').fill(await codeFor(address ?? ''));
	await page.getByRole('button', { name: 'Code prüfen' }).press('Enter');
	await page.getByLabel('Ich habe die Codes aufbewahrt.').press(' ');
	await page.getByRole('button', { name: 'Fertig' }).press('Enter');
};

/** Walks the wizard from the code on the console to the desk. */
export const walkWizard = async (page: Page, { origin, office }: TestOffice): Promise<void> => {
	const code = (await office.people.setUpCode()) ?? '';
	await page.goto(`${origin}/desk/`);
	await page.getByLabel('Einrichtungscode').fill(code);
	await page.getByRole('button', { name: 'Einrichtung beginnen' }).press('Enter');
	await page.getByLabel('Name', { exact: true }).fill('Stadt Musterstadt');
	await page.getByLabel(/^Straße/).fill('Rathausplatz 1');
	await page.getByLabel(/^Ort/).fill('Musterstadt');
	await page.getByRole('button', { name: 'Weiter zu Ihrem Konto' }).press('Enter');
	await page.getByLabel('Ihr Name').fill('Ida Vorlage');
	await page.getByLabel('Ihre E-Mail-Adresse').fill('ida@musterstadt.example');
	await page.getByLabel('Neues Passwort').fill(PASSWORD);
	await page.getByRole('button', { name: 'Konto anlegen' }).press('Enter');
	await setUpFactor(page);
	await page.getByRole('button', { name: 'Stelle anlegen' }).press('Enter');
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Name', { exact: true }).fill('Pressestelle');
	await dialog.getByLabel('Kürzel').fill('PS');
	await dialog.getByRole('button', { name: 'Anlegen' }).press('Enter');
	await dialog.waitFor({ state: 'hidden' });
	await page.getByText('PS', { exact: true }).first().waitFor();
	await page.getByRole('button', { name: 'Weiter zur E-Mail' }).press('Enter');
	await page.getByRole('button', { name: 'Zuerst ins Übungspostfach' }).press('Enter');
	await page.getByRole('heading', { name: 'Amtsfunk ist eingerichtet' }).waitFor();
};

interface Colleague {
	readonly name: string;
	readonly roles: readonly string[];
}

/** Invites a colleague by a link and lets them in with their own browser. */
export const invite = async (admin: Page, browser: Browser, { name, roles }: Colleague): Promise<Page> => {
	await admin.goto(new URL('/desk/einrichtung', admin.url()).href);
	await admin.getByRole('button', { name: 'Jemanden einladen' }).press('Enter');
	const dialog = admin.getByRole('dialog');
	await dialog.getByLabel('Name', { exact: true }).fill(name);
	await dialog.getByLabel('E-Mail-Adresse').fill(`${name.split(' ')[0]?.toLowerCase()}@musterstadt.example`);
	for (const role of roles) {
		await dialog.getByLabel('Rolle', { exact: true }).selectOption({ label: role });
		await dialog.getByLabel('Stelle', { exact: true }).selectOption({ label: 'Pressestelle' });
		await dialog.getByRole('button', { name: 'Rolle geben' }).press('Enter');
	}
	await dialog.getByLabel('Ich gebe ihn weiter').press(' ');
	await dialog.getByRole('button', { name: 'Einladen' }).press('Enter');
	const link = await dialog.getByText(/^https?:/).innerText();

	const page = await openPerson(browser);
	await page.goto(link);
	await page.getByLabel('Neues Passwort').fill(PASSWORD);
	await page.getByRole('button', { name: 'Passwort setzen und anmelden' }).press('Enter');
	return page;
};
