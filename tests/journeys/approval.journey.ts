import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailEndpoint, mailsEndpoint } from '#contract/mail.ts';
import type { Actor } from '#kernel/permission.ts';

import { type Newsdesk, startNewsdesk } from '../newsdesk.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';
import { openActor, openPerson } from './people-at-work.ts';

let desk: Newsdesk;
let browser: Browser;
let paul: Actor;
let post: string;
const shots = process.env['AMTSFUNK_SHOTS'];
const snap = async (page: Page, name: string) => {
	if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};

/** A browser in which one person is signed in. */
const open = async (who: Actor | null, path: string): Promise<Page> => {
	const page = await (who ? openActor(browser, desk.office, who) : openPerson(browser));
	await page.goto(`${desk.office.base}/desk${path}`);
	return page;
};

beforeAll(async () => {
	desk = await startNewsdesk(new Date().toISOString(), undefined, { desk: true });
	paul = await desk.employ('Paul Beispiel', 'lead');
	// In a sample city nobody needs a second factor: the story is about approving, not about signing in.
	await desk.office.office.people.markSample('ready');
	browser = await openBrowser();
	post = await desk.draft(
		'Mühlkanalbrücke gesperrt',
		'Die Brücke ist ab Montag gesperrt. Bitte fahren Sie über den Ring. Zu Fuß geht es weiter.',
	);
});
afterAll(async () => {
	await browser?.close();
	await desk?.close();
});

describe('the lead sets up who sees a post before it goes out', () => {
	it('as a rule with two steps', async () => {
		const page = await open({ ...desk.boss, elevated: true }, '/einrichtung/freigabe');
		await page.getByRole('button', { name: 'Neue Regel' }).press('Enter');
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('Name der Regel').fill('Zwei Schritte');
		await dialog.getByLabel('Name des Schritts').fill('Fachlich');
		await dialog.getByLabel('Leitung', { exact: true }).first().press(' ');
		await dialog.getByRole('button', { name: 'Schritt hinzufügen' }).press('Enter');
		await dialog.getByLabel('Name des Schritts').nth(1).fill('Leitung');
		await dialog.getByLabel('Freigabe', { exact: true }).nth(1).press(' ');
		await dialog
			.getByLabel(/^Frist in Minuten/)
			.nth(1)
			.fill('120');
		await expectGoodEverywhere(page);
		await dialog.getByRole('button', { name: 'Regel speichern' }).press('Enter');
		await page.getByRole('heading', { name: 'Zwei Schritte' }).waitFor();
		await snap(page, 'freigabe-regeln');
		await expectGoodEverywhere(page);
	});
});

let anna: Page;
let lena: Page;

describe('a post on its way through two steps', () => {
	it('shows its author whose eyes it will pass, and is given for approval', async () => {
		anna = await open(desk.anna, `/redaktion/${post}`);
		await anna.getByText('Drei Augenpaare: Redaktion + Fachlich + Leitung').waitFor();
		await expectGoodEverywhere(anna);
		await anna.getByRole('button', { name: 'Zur Freigabe geben', exact: true }).press('Enter');
		await anna.getByText('Zur Freigabe gegeben.').waitFor();
		await anna.getByRole('button', { name: 'Rückgängig' }).press('Enter');
		await anna.getByRole('button', { name: 'Zur Freigabe geben', exact: true }).press('Enter');
		await anna.getByText('ist dran').waitFor();
	});

	it('is spoken about, passage by passage, and approved in the first step', async () => {
		lena = await open(desk.jana, '/');
		await lena.getByRole('link', { name: 'Mühlkanalbrücke gesperrt' }).first().press('Enter');
		await lena.getByRole('button', { name: 'Kommentieren' }).press('Enter');
		await lena.getByLabel('Zu welcher Stelle?').selectOption({ label: 'Bitte fahren Sie über den Ring.' });
		await lena.getByLabel('Ihr Kommentar').fill('@Anna Probe, ist der Ring dann frei?');
		await lena.getByLabel('Als Aufgabe für').selectOption({ label: 'Anna Probe' });
		await lena.getByRole('button', { name: 'Kommentar senden' }).press('Enter');
		await lena.getByText('Aufgabe für Anna Probe').waitFor();
		await snap(lena, 'freigabe-schritte');
		await expectGoodEverywhere(lena);
		await lena.getByRole('button', { name: 'Freigeben', exact: true }).press('Enter');
		await lena.getByRole('dialog').getByRole('button', { name: 'Freigeben' }).press('Enter');
		await lena.getByText('Sie haben diesen Inhalt freigegeben.').waitFor();
	});

	it('tells its author by the bell, and the task waits on Today until it is done', async () => {
		await anna.getByRole('link', { name: /^Benachrichtigungen: \d+ ungelesen/ }).press('Enter');
		await anna.getByRole('link', { name: /^Aufgabe: Mühlkanalbrücke/ }).waitFor();
		await snap(anna, 'benachrichtigungen');
		await expectGoodEverywhere(anna);
		await anna.getByRole('checkbox', { name: 'Kommentar: in der Sammelmail' }).press(' ');
		await anna.goto(`${desk.office.base}/desk/`);
		await anna.getByRole('link', { name: /ist der Ring dann frei/ }).press('Enter');
		await anna.getByRole('button', { name: 'Aufgabe erledigt' }).press('Enter');
		await anna.getByText('Aufgabe von Anna Probe erledigt').waitFor();
	});
});

describe('a post that its second approver changes', () => {
	it('is changed by who approves the second step, and the author agrees to the change', async () => {
		const page = await open(paul, `/redaktion/${post}`);
		await page.getByRole('button', { name: 'Mit Änderung freigeben' }).press('Enter');
		const dialog = page.getByRole('dialog');
		await dialog
			.getByLabel('Text', { exact: true })
			.fill('Die Brücke ist ab Dienstag gesperrt. Bitte fahren Sie über den Ring. Zu Fuß geht es weiter.');
		await dialog.getByRole('button', { name: 'Ändern und freigeben' }).press('Enter');
		await anna.getByText(/Paul Beispiel hat den Text geändert/).waitFor();
		await anna.getByRole('button', { name: 'Änderung ansehen' }).press('Enter');
		await anna.getByRole('dialog').getByText('Dienstag').waitFor();
		await anna.getByRole('dialog').getByRole('button', { name: 'Schließen' }).press('Enter');
		await expectGoodEverywhere(anna);
		await anna.getByRole('button', { name: 'Änderung zustimmen' }).press('Enter');
		await lena.reload();
		await lena.getByRole('button', { name: 'Freigeben', exact: true }).press('Enter');
		await lena.getByRole('dialog').getByRole('button', { name: 'Freigeben' }).press('Enter');
		await lena.getByText('gilt für genau diesen Inhalt').waitFor();
	});

	it('is found again by a kept view and by the palette', async () => {
		await anna.goto(`${desk.office.base}/desk/redaktion?liste=approved`);
		await anna.getByRole('button', { name: 'Ansicht merken' }).press('Enter');
		await anna.getByRole('dialog').getByLabel('Name').fill('Fertig zum Senden');
		await anna.getByRole('dialog').getByRole('button', { name: 'Merken', exact: true }).press('Enter');
		await anna.getByRole('link', { name: 'Fertig zum Senden' }).waitFor();
		await expectGoodEverywhere(anna);
		await anna.goto(`${desk.office.base}/desk/`);
		await anna.getByRole('heading', { name: /^Heute/ }).waitFor();
		await anna.keyboard.press('Control+k');
		await anna.getByRole('combobox').fill('Fertig zum');
		await anna.getByRole('option', { name: /Fertig zum Senden/ }).waitFor();
		await anna.keyboard.press('Enter');
		await anna.waitForURL(/liste=approved/);
	});
});

describe('in an emergency', () => {
	it('the lead publishes at once, and somebody else looks at it afterwards', async () => {
		const id = await desk.draft('Trinkwasser abkochen', 'Kochen Sie Ihr Trinkwasser bis auf Weiteres ab.');
		await desk.ask(id);
		const page = await open(paul, `/redaktion/${id}`);
		await page
			.getByRole('button', { name: /Weitere Möglichkeiten/ })
			.first()
			.press('Enter');
		await page.getByRole('menuitem', { name: 'Notfall: sofort veröffentlichen' }).press('Enter');
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel(/Warum duldet es keinen Aufschub/).fill('Keime im Wasser, jede Minute zählt.');
		await dialog.getByRole('button', { name: 'Sofort veröffentlichen' }).press('Enter');
		await page.getByText('Nachprüfung steht aus').waitFor();
		const lena = await open(desk.jana, '/');
		await lena.getByRole('heading', { name: /^Nachprüfungen/ }).waitFor();
		await lena.getByRole('link', { name: 'Trinkwasser abkochen' }).first().press('Enter');
		await lena.getByRole('button', { name: 'Nachprüfung abschließen' }).press('Enter');
		await lena
			.getByRole('dialog')
			.getByLabel(/Was haben Sie geprüft/)
			.fill('Text und Lage stimmen.');
		await lena.getByRole('dialog').getByRole('button', { name: 'Nachprüfung abschließen' }).press('Enter');
		await lena
			.getByText(/Nachgeprüft von Lena Muster/)
			.first()
			.waitFor();
		await expectGoodEverywhere(lena);
	});
});

describe('somebody without an account', () => {
	it('approves by a link and the code they were told', async () => {
		const boss = await open({ ...desk.boss, elevated: true }, '/einrichtung/freigabe');
		await boss.getByRole('button', { name: 'Ändern' }).press('Enter');
		const rule = boss.getByRole('dialog');
		await rule.getByLabel('Person ohne Konto, gibt über einen Link frei').first().press(' ');
		await rule.getByLabel('Name', { exact: true }).fill('Frieda Muster');
		await rule.getByLabel('Funktion').fill('Feuerwehr, Einsatzleitung');
		await rule.getByLabel('Mailadresse').fill('frieda@feuerwehr.example');
		await rule.getByRole('button', { name: 'Regel speichern' }).press('Enter');
		await rule.waitFor({ state: 'hidden' });
		const id = await desk.draft('Übung der Feuerwehr', 'Am Samstag übt die Feuerwehr im Park.');
		await desk.ask(id);
		const anna = await open(desk.anna, `/redaktion/${id}`);
		await anna.getByRole('button', { name: 'Link an Frieda Muster senden' }).press('Enter');
		const code = await anna.getByRole('dialog').locator('output').innerText();
		await snap(anna, 'freigabe-code');
		const { items } = (await desk.office.call(mailsEndpoint, { limit: 100 }, desk.boss)).body;
		const sent = items.find(({ to }) => to === 'frieda@feuerwehr.example');
		const { text } = (await desk.office.call(mailEndpoint, { id: sent?.id ?? '' }, desk.boss)).body;
		const guest = await open(null, `/freigabe#${/freigabe#([\w-]+)/.exec(text ?? '')?.[1]}`);
		await guest.getByRole('heading', { name: 'Übung der Feuerwehr' }).waitFor();
		await guest.getByLabel(/Code vom Telefon/).fill(code);
		await snap(guest, 'freigabe-gast');
		await expectGoodEverywhere(guest);
		await guest.getByRole('button', { name: 'Entscheidung senden' }).press('Enter');
		await guest.getByRole('heading', { name: 'Danke, Ihre Freigabe ist da.' }).waitFor();
		expect((await desk.read(id)).approvals[0]?.person.name).toBe('Frieda Muster');
	});
});
