import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Actor } from '#kernel/permission.ts';
import { minutes } from '#kernel/time.ts';

import { type Newsdesk, startNewsdesk } from '../newsdesk.ts';
import { actorWith } from '../office.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';
import { openActor } from './people-at-work.ts';

let desk: Newsdesk;
let browser: Browser;
let early: Page;
let late: Page;
let lead: Page;
const shots = process.env['AMTSFUNK_SHOTS'];

const pageOf = (actor: Actor): Promise<Page> => openActor(browser, desk.office, actor);
const open = (page: Page, path: string) => page.goto(`${desk.office.base}/desk${path}`);
const look = async (page: Page, name: string) => {
	if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
	await expectGoodEverywhere(page);
};
const later = (ms: number) => desk.office.at(new Date(desk.office.clock.now() + ms).toISOString());
const ask = (text: string) =>
	desk.office.office.dialogue.receiveQuestion({ unitId: desk.unitId, text, language: 'de' });

beforeAll(async () => {
	// Ten minutes before the office opens on a Tuesday.
	desk = await startNewsdesk('2026-03-03T06:50:00Z', undefined, { desk: true });
	browser = await openBrowser();
	early = await pageOf(await desk.employ('Mika Muster', 'agent'));
	late = await pageOf(await desk.employ('Rosa Probe', 'agent'));
	// Nobody the directory knows: such a person has no second factor to set up first.
	lead = await pageOf(actorWith('lead', [desk.unitId], 'leitung'));
});
afterAll(async () => {
	await browser?.close();
	await desk?.close();
});

it('the night question: answered before the office opens, and sent when it does', async () => {
	await ask('Wann öffnet die Brücke?');
	await open(early, '/dialog');
	await early.getByRole('link', { name: /Wann öffnet die Brücke/ }).press('Enter');
	await early.getByLabel('Antwort', { exact: true }).fill('Am Freitag um acht.');
	await early.getByRole('button', { name: 'Zur Öffnung senden' }).press('Enter');
	await early.getByText('geht hinaus:').waitFor();
	expect(await early.getByRole('button', { name: 'Zurücknehmen', exact: true }).count()).toBe(1);
	await look(early, 'night');
	await desk.office.at('2026-03-03T07:01:30Z');
	await early.getByText('geht hinaus:').waitFor({ state: 'detached' });
	expect(await early.getByText('Am Freitag um acht.').count()).toBe(1);
});

it('the shift change: who is on duty gets what comes, and tells the next', async () => {
	await open(lead, '/einrichtung/dienstplan');
	await lead.getByRole('button', { name: 'Schicht am Dienstag hinzufügen' }).press('Enter');
	await lead.getByLabel('Wer am Dienstag').selectOption({ label: 'Mika Muster' });
	await lead.getByLabel('Ende am Dienstag').fill('08:10');
	await lead.getByRole('button', { name: 'Schicht am Dienstag hinzufügen' }).press('Enter');
	await lead.getByLabel('Wer am Dienstag').nth(1).selectOption({ label: 'Rosa Probe' });
	await lead.getByRole('button', { name: 'Speichern' }).press('Enter');
	await lead.getByText('Diese Stelle hat einen eigenen Dienstplan.').waitFor();
	await lead.getByLabel('Zwei Wochen im Wechsel').press('Space');
	await lead.getByText(/^Diese Woche \(KW 10\): Woche A\.$/).waitFor();
	await look(lead, 'roster');

	await open(lead, '/einrichtung/servicezeiten');
	await lead.getByRole('button', { name: 'Postfach verbinden' }).press('Enter');
	await lead.getByRole('dialog').getByLabel('IMAP-Server').waitFor();
	await look(lead, 'mailbox');
	await open(lead, '/einrichtung/dialogregeln');
	await lead.getByRole('button', { name: 'Regel hinzufügen' }).press('Enter');
	await lead.getByRole('dialog').getByLabel('Name').waitFor();
	await look(lead, 'rule-editor');

	await ask('Gilt das Ticket am Sonntag?');
	await later(minutes(1.2));
	await open(early, '/dialog');
	await early.getByRole('region', { name: 'Wer im Dienst ist' }).getByText('Rosa Probe').waitFor();
	await early.getByRole('link', { name: 'Dienst und Übergabe' }).press('Enter');
	await early.getByLabel(/^Zugesagt/).fill('Rückruf wegen des Tickets bis zwölf.');
	await early.getByRole('button', { name: 'Übergabe schreiben' }).press('Enter');
	await early.getByText('noch nicht gelesen').waitFor();

	await desk.office.at('2026-03-03T07:11:00Z');
	await open(late, '/dialog');
	await late.getByRole('link', { name: 'Eine Schichtübergabe wartet auf Sie' }).press('Enter');
	await late.getByText('Rückruf wegen des Tickets bis zwölf.').waitFor();
	await look(late, 'shift');
	await late.getByRole('button', { name: 'Gelesen und übernommen' }).press('Enter');
	await late.getByText('Gelesen von Rosa Probe').waitFor();
	await open(late, '/dialog?view=mine');
	await late.getByText('Gilt das Ticket am Sonntag?').waitFor();
});
