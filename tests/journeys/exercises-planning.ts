import { expect } from 'vitest';

import { answer, type Exercise, press } from './exercise-desk.ts';

const move: Exercise = async (desk) => {
	await desk.draft('Baumpflege im Stadtpark', 'Wir schneiden die Linden.');
	const page = await desk.at('anna', '/plan');
	await page.getByRole('link', { name: 'Baumpflege im Stadtpark' }).first().focus();
	await page.keyboard.press('v');
	await page.getByRole('dialog').getByLabel('Tag und Uhrzeit').fill('2026-11-26T10:00');
	await answer(page, 'Verschieben');
	await page.getByText(/^Verschoben: /).waitFor();
	const thursday = page
		.getByRole('table', { name: /Woche/ })
		.getByRole('row', { name: /^10:00/ })
		.getByRole('cell')
		.nth(3);
	await thursday.getByRole('link', { name: 'Baumpflege im Stadtpark' }).waitFor();
};

const series: Exercise = async (desk) => {
	const id = await desk.draft('Heute ist Wochenmarkt', 'Bis 13 Uhr auf dem Rathausplatz.');
	await desk.approve(id);
	const page = await desk.at('anna', `/redaktion/${id}`);
	await press(page, 'Termin setzen');
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Tag und Uhrzeit').fill('2026-11-26T07:30');
	await dialog.getByLabel('Wiederholen').selectOption({ label: 'Jede Woche an diesem Wochentag' });
	await answer(page, 'Planen');
	await page.getByRole('heading', { name: 'Wiederholung' }).waitFor();
	await desk.at('anna', '/plan?ansicht=monat&tag=2026-12-01');
	await page.getByRole('cell').filter({ hasText: 'Heute ist Wochenmarkt' }).nth(2).waitFor();
};

const topic: Exercise = async (desk) => {
	const page = await desk.at('lena', '/plan/themen');
	await press(page, 'Thema vorschlagen');
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Thema', { exact: true }).fill('Ausbildung bei der Stadt');
	await dialog.getByLabel(/^Worum es geht/).fill('Wir suchen 14 Auszubildende für den Herbst.');
	await dialog.getByLabel(/^Themenfeld/).selectOption('Bildung');
	await answer(page, 'Thema vorschlagen');
	await page.getByText('Ausbildung bei der Stadt').waitFor();
	await press(page, 'Annehmen');
	await press(page, 'angenommen');
	await press(page, 'Vergeben');
	await page.getByRole('dialog').getByLabel('Person').selectOption({ label: 'Anna Probe' });
	await answer(page, 'Vergeben');
	await page.getByRole('dialog').waitFor({ state: 'hidden' });
	const author = await desk.at('anna', '/plan/themen');
	await press(author, 'vergeben');
	await press(author, 'Entwurf beginnen');
	await author.getByRole('heading', { level: 1, name: 'Ausbildung bei der Stadt' }).waitFor();
	await author.getByText('Wir suchen 14 Auszubildende für den Herbst.').first().waitFor();
};

const campaign: Exercise = async (desk) => {
	const page = await desk.at('anna', '/plan/kampagnen');
	await press(page, 'Kampagne beginnen');
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Name', { exact: true }).fill('Sauberer Winter');
	await dialog.getByLabel('Ziel', { exact: true }).fill('Weniger Streusalz auf Gehwegen');
	await dialog.getByLabel('Erster Tag').fill('2026-11-24');
	await dialog.getByLabel('Letzter Tag').fill('2027-02-28');
	await answer(page, 'Kampagne beginnen');
	await page.getByText('Noch kein Beitrag gehört dazu.').waitFor();
	const id = await desk.draft('Splitt statt Salz', 'Streuen Sie mit Splitt.');
	await desk.publish(id);
	await desk.at('anna', `/redaktion/${id}`);
	await page.getByLabel(/^Kampagne/).selectOption({ label: 'Sauberer Winter' });
	await desk.at('anna', '/plan/kampagnen');
	await page.getByRole('link', { name: 'Sauberer Winter' }).press('Enter');
	await page.getByRole('img', { name: 'QR-Code zur Seite „Splitt statt Salz“' }).waitFor();
};

const csv: Exercise = async (desk) => {
	const page = await desk.at('anna', '/plan/werkzeug');
	const file = (day: string) => ({
		name: 'plan.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(`Datum;Uhrzeit;Überschrift;Text\n${day};9:00;Grünschnitt;Wir holen ab.\n`, 'latin1'),
	});
	await page.getByLabel('Plan einlesen').setInputFiles(file('31.2.2026'));
	await page.getByText(/„31.2.2026“/).waitFor();
	await page.getByRole('button', { name: /^Einen Entwurf anlegen.*eine Zeile hat Fehler/ }).waitFor();
	await page.getByLabel('Plan einlesen').setInputFiles(file('1.12.2026'));
	await page.getByText('in Ordnung').waitFor();
	await press(page, /^Einen Entwurf anlegen/);
	await page.getByText('Ein Entwurf ist angelegt.').waitFor();
	await desk.at('anna', '/plan?tag=2026-12-01');
	await page.getByRole('link', { name: 'Grünschnitt' }).first().waitFor();
};

const find: Exercise = async (desk) => {
	const page = await desk.at('anna', '/redaktion?liste=approved');
	await press(page, 'Ansicht merken');
	await page.getByRole('dialog').getByLabel('Name').fill('Fertig zum Senden');
	await answer(page, 'Merken');
	await page.getByRole('link', { name: 'Fertig zum Senden' }).waitFor();
	await desk.draft('Sirenenprobe am Samstag', 'Um 11 Uhr heulen die Sirenen.');
	await desk.at('anna', '/');
	await page.getByRole('heading', { name: /^Heute/ }).waitFor();
	await page.keyboard.press('Control+k');
	await page.getByRole('dialog').getByRole('combobox').fill('Sirenen');
	await page.getByRole('option', { name: /Sirenenprobe am Samstag/ }).waitFor();
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { level: 1, name: 'Sirenenprobe am Samstag' }).waitFor();
	await page.keyboard.press('Control+k');
	await page.getByRole('dialog').getByRole('combobox').fill('Fertig zum');
	await page.getByRole('option', { name: /Fertig zum Senden/ }).waitFor();
	await page.keyboard.press('Enter');
	await page.waitForURL(/liste=approved/);
	expect(new URL(page.url()).searchParams.get('liste')).toBe('approved');
};

/** By the heading of the exercise in the handbook. */
export const planning: Readonly<Record<string, Exercise>> = {
	'Termin mit der Tastatur verschieben': move,
	'Jede Woche dasselbe: eine Reihe': series,
	'Vom Vorschlag zum Entwurf': topic,
	'Kampagne mit QR-Code': campaign,
	'Plan einlesen, eine Zeile ist falsch': csv,
	'Wiederfinden: Befehlspalette und Ansicht': find,
};
