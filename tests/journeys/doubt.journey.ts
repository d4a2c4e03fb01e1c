import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page, Route } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { system } from '#kernel/permission.ts';

import { startTestOffice, type TestOffice } from '../office.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';
import { invite, openPerson, setUpFactor, walkWizard } from './people-at-work.ts';

let office: TestOffice;
let browser: Browser;
let emre: Page;
let mia: Page;
let approver: Page;
let files: string;
const shots = process.env['AMTSFUNK_SHOTS'];
const look = async (page: Page, name: string) => {
	if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
	await expectGoodEverywhere(page);
};

beforeAll(async () => {
	office = await startTestOffice({ at: new Date().toISOString(), desk: true });
	browser = await openBrowser();
	files = await mkdtemp(join(tmpdir(), 'amtsfunk-doubt-'));
	const admin = await openPerson(browser);
	await walkWizard(admin, office);
	const unitId = (await office.office.people.units()).find(({ name }) => name === 'Pressestelle')?.id ?? '';
	await office.office.channels.connectPractice(system('test'), { unitId, name: 'Musterstadt' });
	emre = await invite(admin, browser, { name: 'Emre Beispiel', roles: ['Redaktion'] });
	await emre.getByRole('heading', { name: /^Heute/ }).waitFor();
	mia = await invite(admin, browser, { name: 'Mia Vorlage', roles: ['Redaktion'] });
	await mia.getByRole('heading', { name: /^Heute/ }).waitFor();
	approver = await invite(admin, browser, { name: 'Lena Muster', roles: ['Freigabe'] });
	await setUpFactor(approver, { password: true });
});
afterAll(async () => {
	await browser?.close();
	await office?.close();
	await rm(files, { recursive: true, force: true });
});

/** Holds the requests of a page that `which` names until the answer is called. */
const holdBack = async (page: Page, which: (route: Route) => boolean): Promise<() => void> => {
	let letGo = () => {};
	const gate = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	await page.route('**/api/**', async (route) => {
		if (which(route)) await gate;
		await route.continue();
	});
	return letGo;
};

const begin = async (title: string): Promise<void> => {
	await emre.goto(`${office.origin}/desk/`);
	await emre.getByRole('link', { name: 'Neuer Beitrag' }).first().press('Enter');
	await emre.getByLabel('Überschrift').fill(title);
	await emre.getByRole('button', { name: 'Entwurf beginnen' }).press('Enter');
	await emre.getByLabel('Text', { exact: true }).fill('Ab Montag räumen wir zuerst die Schulwege.');
	await saved(emre);
};
const saved = (page: Page) => page.getByText(/^Gespeichert|^Alles gespeichert/).waitFor();

const approve = async (title: string): Promise<void> => {
	await emre.getByRole('button', { name: 'Zur Freigabe geben', exact: true }).press('Enter');
	await emre.getByText('in Freigabe').first().waitFor();
	await approver.goto(`${office.origin}/desk/`);
	await approver.getByRole('link', { name: title }).first().press('Enter');
	await approver.getByRole('button', { name: 'Freigeben', exact: true }).press('Enter');
	await approver.getByRole('dialog').getByRole('button', { name: 'Freigeben' }).press('Enter');
	await approver.getByText('gilt für genau diesen Inhalt').waitFor();
};

describe('two people in one field', () => {
	it('are asked: both versions stand beside each other, and nothing is lost', async () => {
		await begin('Winterdienst ab Montag');
		await mia.goto(emre.url());
		const text = (page: Page) => page.getByLabel('Text', { exact: true });
		await text(mia).waitFor();
		const letGo = await holdBack(mia, (route) => !['GET', 'HEAD'].includes(route.request().method()));
		await text(mia).fill('Mias Fassung: zuerst die Radwege.');
		await text(emre).fill('Emres Fassung: zuerst die Schulwege.');
		await saved(emre);
		letGo();
		const dialog = mia.getByRole('dialog');
		await dialog.getByText('Nichts ist verloren.').waitFor();
		await dialog.getByText('Mias Fassung: zuerst die Radwege.').waitFor();
		await dialog.getByText('Emres Fassung: zuerst die Schulwege.').waitFor();
		await look(mia, 'konflikt');
		await dialog.getByRole('button', { name: 'Meine Fassung behalten' }).press('Enter');
		await dialog.waitFor({ state: 'hidden' });
		await saved(mia);
		await mia.reload();
		expect(await text(mia).inputValue()).toBe('Mias Fassung: zuerst die Radwege.');
	});
});

describe('a picture on its way', () => {
	it('shows that it is going up, then itself, and says why a false one was refused', async () => {
		const picture = join(files, 'weg.jpg');
		await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#3366aa' } })
			.jpeg()
			.toFile(picture);
		await emre.reload();
		const letGo = await holdBack(emre, (route) => new URL(route.request().url()).pathname === '/api/media');
		await emre.locator('input[type=file]').first().setInputFiles(picture);
		await emre.getByRole('progressbar', { name: 'Datei wird hochgeladen' }).waitFor();
		await look(emre, 'hochladen');
		letGo();
		await emre.getByText('1200 × 800, Standort entfernt').waitFor();
		await emre.getByLabel('Bildbeschreibung').fill('Ein geräumter Weg vor der Schule');
		await emre.getByRole('button', { name: 'Quelle und Rechte' }).press('Enter');
		const rights = emre.getByRole('dialog');
		await rights.getByLabel('Lizenz', { exact: true }).selectOption({ label: 'Eigenes Werk' });
		await rights.getByLabel('Menschen auf dem Bild').selectOption({ label: 'Niemand zu erkennen' });
		await rights.getByRole('button', { name: 'Speichern' }).press('Enter');
		await rights.waitFor({ state: 'detached' });
		await saved(emre);
		const false_ = { name: 'bild.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg>kein Bild</svg>'.repeat(20)) };
		await emre.locator('input[type=file]').first().setInputFiles(false_);
		await emre.getByRole('alert').first().waitFor();
		await look(emre, 'hochladen-abgelehnt');
		// What is too large is refused before a byte of it leaves: no line is slow enough to hide the reason.
		const sent: string[] = [];
		emre.on('request', (request) => void sent.push(new URL(request.url()).pathname));
		const large = { name: 'plakat.png', mimeType: 'image/png', buffer: Buffer.alloc(21 * 1024 * 1024) };
		await emre.locator('input[type=file]').first().setInputFiles(large);
		await emre.getByRole('alert').filter({ hasText: 'Das ist zu groß' }).first().waitFor();
		expect(sent).not.toContain('/api/media');
	});
});

describe('a moment that does not exist, or exists twice', () => {
	it('is not guessed: the gap names the next moment, the overlap asks which of the two', async () => {
		await approve('Winterdienst ab Montag');
		await emre.getByRole('button', { name: 'Termin setzen' }).press('Enter');
		const dialog = emre.getByRole('dialog');
		await dialog.getByLabel('Tag und Uhrzeit').fill('2027-03-28T02:30');
		await dialog.getByRole('button', { name: 'Planen' }).press('Enter');
		await dialog.getByText('In dieser Nacht gibt es diese Uhrzeit nicht.').waitFor();
		await look(emre, 'planen-luecke');
		await dialog.getByLabel(/^Gleich nach der Umstellung senden, um 3:00 Uhr/).press(' ');
		await dialog.getByRole('button', { name: 'Planen' }).press('Enter');
		await dialog.waitFor({ state: 'hidden' });
		await emre
			.getByText(/28\. März 2027/)
			.first()
			.waitFor();
		await look(emre, 'geplant');
		await emre.getByRole('button', { name: /^Verschieben/ }).press('Enter');
		await dialog.getByLabel('Tag und Uhrzeit').fill('2027-10-31T02:30');
		await dialog.getByRole('button', { name: 'Verschieben' }).press('Enter');
		await dialog.getByLabel('Nach der Umstellung').waitFor();
		await look(emre, 'planen-doppelt');
		await dialog.getByLabel('Nach der Umstellung').press(' ');
		await dialog.getByRole('button', { name: 'Verschieben' }).press('Enter');
		await dialog.waitFor({ state: 'hidden' });
		await emre
			.getByText(/31\. Oktober 2027/)
			.first()
			.waitFor();
	});
});

describe('a copy nobody knows about', () => {
	const copy = (plate: string) => emre.getByRole('row', { name: new RegExp(`^${plate} `) });
	const publish = async (title: string): Promise<void> => {
		await begin(title);
		await approve(title);
		await emre.getByRole('button', { name: 'Jetzt veröffentlichen' }).press('Enter');
		await emre.getByRole('dialog').getByRole('button', { name: 'Jetzt veröffentlichen' }).press('Enter');
		await emre.getByText(/bis dahin ist nichts öffentlich/i).waitFor();
		await office.at(new Date(office.clock.now() + 61_000).toISOString());
		await office.settle();
	};

	it('has three ways out: looking again, entering its link, sending once more', async () => {
		const { mastodon, bluesky } = office.office.practice;
		mastodon.feel('answers-get-lost');
		bluesky.feel('forbidden');
		await publish('Ampel fällt aus');
		await copy('MA').getByText('unklar').first().waitFor();
		await emre.getByText('Vielleicht ist die Kopie schon öffentlich.').first().waitFor();
		await emre.getByText('Diese Zustellung kam nicht zustande.').first().waitFor();
		await look(emre, 'unklar');
		await emre.getByRole('button', { name: 'Nicht da, neu senden …' }).press('Enter');
		await emre.getByRole('dialog').getByText('steht sie danach zweimal dort').waitFor();
		await look(emre, 'unklar-neu-senden');
		await emre.getByRole('dialog').getByRole('button', { name: 'Nicht senden' }).press('Enter');
		await emre.getByRole('button', { name: 'Ist da, Link eintragen' }).press('Enter');
		await look(emre, 'unklar-link');
		const shown = mastodon.timeline()[0];
		await emre
			.getByRole('dialog')
			.getByLabel(/^Link zur Kopie/)
			.fill(`https://social.example/@stadt/${shown?.id}`);
		await emre.getByRole('dialog').getByRole('button', { name: 'Link eintragen' }).press('Enter');
		await emre.getByRole('dialog').waitFor({ state: 'hidden' });
		await copy('MA').getByText('öffentlich').first().waitFor();
		expect(mastodon.timeline().filter(({ text }) => text.startsWith('Ampel fällt aus'))).toHaveLength(1);
	});

	it('that was refused is given up with a reason for the file', async () => {
		await emre.getByRole('button', { name: 'Aufgeben …' }).press('Enter');
		const dialog = emre.getByRole('dialog');
		await look(emre, 'abgelehnt-aufgeben');
		await dialog.getByLabel('Grund für die Akte').fill('Das Konto wird erst nächste Woche freigeschaltet.');
		await dialog.getByRole('button', { name: 'Aufgeben' }).press('Enter');
		await dialog.waitFor({ state: 'hidden' });
		await copy('BS').getByText('zurückgezogen').first().waitFor();
		await look(emre, 'aufgegeben');
	});

	it('is found by looking again', async () => {
		const { mastodon, bluesky } = office.office.practice;
		mastodon.feel('answers-get-lost');
		bluesky.feel('well');
		await publish('Ampel geht wieder');
		await copy('MA').getByText('unklar').first().waitFor();
		mastodon.feel('well');
		await emre.getByRole('button', { name: 'Jetzt nachsehen' }).press('Enter');
		await office.settle();
		await copy('MA').getByText('öffentlich').first().waitFor();
		expect(mastodon.timeline().filter(({ text }) => text.startsWith('Ampel geht wieder'))).toHaveLength(1);
	});
});
