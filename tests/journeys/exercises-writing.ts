import { readFile } from 'node:fs/promises';

import sharp from 'sharp';
import { expect } from 'vitest';

import { answer, askFor, choose, type Exercise, press } from './exercise-desk.ts';

const closedRoad: Exercise = async (desk) => {
	const page = await desk.at('anna', '/redaktion/neu');
	await page.getByLabel('Überschrift').fill('Mühlkanalbrücke ab Montag gesperrt');
	await press(page, 'Entwurf beginnen');
	await page
		.getByLabel('Text', { exact: true })
		.fill('Ab Montag, 30. November, erneuern wir die Lager der Brücke. Bitte fahren Sie über den Ring.');
	const bytes = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#2244aa' } })
		.jpeg()
		.toBuffer();
	await page
		.locator('input[type=file]')
		.first()
		.setInputFiles({ name: 'bruecke.jpg', mimeType: 'image/jpeg', buffer: bytes });
	await page.getByText('Standort entfernt').waitFor();
	await page.getByText('2 Sperren, 1 Warnung').waitFor();
	await page.getByLabel('Bildbeschreibung').fill('Die Mühlkanalbrücke mit rot-weißer Absperrung');
	await press(page, 'Quelle und Rechte');
	const rights = page.getByRole('dialog');
	await rights.getByLabel('Lizenz', { exact: true }).selectOption({ label: 'Eigenes Werk' });
	await rights.getByLabel('Menschen auf dem Bild').selectOption({ label: 'Niemand zu erkennen' });
	await rights.getByRole('button', { name: 'Speichern' }).press('Enter');
	await page.getByText('keine Sperre').waitFor();
	await askFor(page);
};

const event: Exercise = async (desk) => {
	const id = await desk.draft('Lesung im Stadtarchiv', 'Maria Muster liest aus Briefen an die Stadt.');
	const page = await desk.at('anna', `/redaktion/${id}`);
	await page.getByLabel('Art', { exact: true }).selectOption({ label: 'Veranstaltung' });
	await page.getByText('Beginn fehlt').first().waitFor();
	await page.getByLabel('Beginn').fill('2026-12-03T19:00');
	await page.getByLabel(/^Ende/).fill('2026-12-03T20:30');
	await page.getByLabel('Ort', { exact: true }).fill('Stadtarchiv, Rathausplatz 1');
	await page.getByLabel('Barrierefrei zugänglich').selectOption({ label: 'ja' });
	await page.getByText('keine Sperre').waitFor();
	await askFor(page);
	await desk.yes(id);
	await desk.send(id);
	const citizen = await desk.visitor('/termine');
	await citizen.getByRole('link', { name: 'Lesung im Stadtarchiv' }).first().press('Enter');
	const link = citizen.getByRole('link', { name: 'In den eigenen Kalender übernehmen' });
	const [file] = await Promise.all([citizen.waitForEvent('download'), link.press('Enter')]);
	const calendar = await readFile(await file.path(), 'utf8');
	expect(calendar).toContain('SUMMARY:Lesung im Stadtarchiv');
	expect(calendar).toContain('DTSTART:20261203T180000Z');
};

const vacancy: Exercise = async (desk) => {
	const id = await desk.draft('Gärtnerin oder Gärtner gesucht', 'Sie pflegen mit uns Parks und Spielplätze.');
	const page = await desk.at('anna', `/redaktion/${id}`);
	await page.getByLabel('Art', { exact: true }).selectOption({ label: 'Stelle' });
	await page.getByText('2 Sperren, 1 Warnung').first().waitFor();
	await page.getByLabel('Bewerben bis').fill('2026-12-18');
	await page.getByLabel('Arbeitszeit').selectOption({ label: 'Voll- oder Teilzeit' });
	await page.getByLabel(/^Bezahlung/).fill('Entgeltgruppe 6 TVöD');
	await page.getByLabel('Wo bewirbt man sich?').fill('https://karriere.musterstadt.example/gaertnerei');
	await page.getByText('keine Sperre').waitFor();
	await askFor(page);
	await desk.yes(id);
	await desk.send(id);
	const citizen = await desk.visitor('/stellen');
	await citizen.getByRole('link', { name: 'Gärtnerin oder Gärtner gesucht' }).first().waitFor();
};

const embargo: Exercise = async (desk) => {
	const id = await desk.draft(
		'Haushalt 2027 eingebracht',
		'Der Entwurf sieht Investitionen von 42 Millionen Euro vor.',
	);
	const page = await desk.at('anna', `/redaktion/${id}`);
	await page.getByLabel('Art', { exact: true }).selectOption({ label: 'Pressemitteilung' });
	await page.getByLabel(/^Sperrfrist bis/).fill('2026-11-25T17:00');
	await askFor(page);
	await desk.yes(id);
	await press(page, 'Jetzt veröffentlichen');
	await answer(page, 'Jetzt veröffentlichen');
	await page.getByText(/^Die Sperrfrist ist noch nicht vorbei/).waitFor();
	await answer(page, 'Noch nicht');
	await press(page, 'Termin setzen');
	await page.getByRole('dialog').getByLabel('Tag und Uhrzeit').fill('2026-11-25T17:00');
	await answer(page, 'Planen');
	await page.getByText('geplant', { exact: true }).first().waitFor();
};

const ownWords: Exercise = async (desk) => {
	const long = 'Der Wochenmarkt zieht wegen der Bauarbeiten auf den Schlossplatz um. '.repeat(6);
	const id = await desk.draft('Wochenmarkt zieht um', long);
	const page = await desk.at('anna', `/redaktion/${id}`);
	const words = page.getByLabel(/^Fassung Bluesky/);
	await words.fill('Der Wochenmarkt zieht um: ab Samstag auf dem Schlossplatz.');
	await page.getByText('Eigene Worte für diesen Auftritt').waitFor();
	await page.getByLabel('Text', { exact: true }).fill('Der Wochenmarkt zieht am Samstag um.');
	await page.getByText(/^Gespeichert/).waitFor();
	expect(await words.inputValue()).toContain('ab Samstag auf dem Schlossplatz');
	await press(page, /^Bluesky.* wieder angleichen$/);
	await page.getByText('Eigene Worte für diesen Auftritt').waitFor({ state: 'detached' });
};

const personal: Exercise = async (desk) => {
	const id = await desk.draft('Fest am Fluss', 'Fragen beantwortet Herr Probe, 0171 2345678.');
	const page = await desk.at('anna', `/redaktion/${id}`);
	await page.getByText('Telefonnummer einer Person').first().waitFor();
	await page.getByRole('button', { name: /^Zur Freigabe geben.*noch eine Sperre/ }).waitFor();
	await page.getByLabel('Text', { exact: true }).fill('Fragen beantwortet das Kulturamt.');
	await page.getByText('keine Sperre').waitFor();
	await askFor(page);
};

const notice: Exercise = async (desk) => {
	const id = await desk.draft('Rathaus am Freitag geschlossen', 'Am **Freitag** bleibt das Rathaus geschlossen.');
	await desk.publish(id);
	const page = await desk.at('anna', `/redaktion/${id}`);
	const [sheet] = await Promise.all([page.context().waitForEvent('page'), choose(page, 'Aushang als PDF')]);
	await sheet.close();
	const pdf = await page.request.get(`${desk.office.base}/api/posts/${id}/aushang.pdf`);
	expect(pdf.headers()['content-type']).toContain('application/pdf');
	expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
};

const correction: Exercise = async (desk) => {
	const id = await desk.draft('Öffnungszeiten im Advent', 'Das Bürgeramt öffnet samstags ab 10 Uhr.');
	await desk.publish(id);
	const page = await desk.at('anna', `/redaktion/${id}`);
	await press(page, 'Berichtigen');
	await page
		.getByRole('dialog')
		.getByLabel(/^Was war falsch/)
		.fill('Die Uhrzeit war falsch.');
	await answer(page, 'Berichtigen');
	await page.getByLabel('Text', { exact: true }).fill('Das Bürgeramt öffnet samstags ab 9 Uhr.');
	await press(page, 'Zur Freigabe geben');
	await page.getByText('Berichtigung in Freigabe').first().waitFor();
	await desk.yes(id);
	await press(page, 'Berichtigung veröffentlichen');
	await answer(page, 'Berichtigung veröffentlichen');
	await page.getByRole('button', { name: 'Berichtigen', exact: true }).waitFor();
	await desk.minuteLater();
	const { link } = await desk.read(id);
	const citizen = await desk.visitor(new URL(link).pathname);
	await citizen.getByText('Das Bürgeramt öffnet samstags ab 9 Uhr.').first().waitFor();
	await citizen
		.getByText(/Die Uhrzeit war falsch/)
		.first()
		.waitFor();
};

const withdrawal: Exercise = async (desk) => {
	const id = await desk.draft('Schwimmkurs für Kinder', 'Der Kurs beginnt im Januar.');
	await desk.publish(id);
	const page = await desk.at('anna', `/redaktion/${id}`);
	await press(page, 'Zurückziehen …');
	await page
		.getByRole('dialog')
		.getByLabel(/^Was soll an der Adresse stehen/)
		.fill('Der Kurs findet nicht statt.');
	await answer(page, 'Zurückziehen');
	await page.getByText('zurückgezogen', { exact: true }).first().waitFor();
	await desk.minuteLater();
	expect(desk.office.office.practice.mastodon.timeline().some(({ text }) => text.includes('Schwimmkurs'))).toBe(false);
	const { link } = await desk.read(id);
	const citizen = await desk.visitor(new URL(link).pathname);
	await citizen.getByText('Der Kurs findet nicht statt.').first().waitFor();
};

/** By the heading of the exercise in the handbook. */
export const writing: Readonly<Record<string, Exercise>> = {
	'Straßensperrung mit Bild': closedRoad,
	'Veranstaltung mit Kalenderdatei': event,
	Stellenausschreibung: vacancy,
	'Pressemitteilung mit Sperrfrist': embargo,
	'Eigene Worte für ein Netz': ownWords,
	'Personenbezug erkennen und heilen': personal,
	'Aushang als PDF': notice,
	'Beitrag berichtigen': correction,
	'Beitrag zurückziehen': withdrawal,
};
