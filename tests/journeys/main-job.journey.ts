import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listPostsEndpoint } from '#contract/editorial.ts';

import { verifyExport } from '../../src/modules/records/verify.ts';
import { verifyProof } from '../../src/modules/records/verify-proof-file.ts';
import { actorWith, startTestOffice, type TestOffice } from '../office.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';
import { invite, openPerson, setUpFactor, walkWizard } from './people-at-work.ts';

let office: TestOffice;
let browser: Browser;
let ida: Page;
let emre: Page;
let lena: Page;
const shots = process.env['AMTSFUNK_SHOTS'];
let shot = 0;
/** Pictures for the handbook, when a folder for them is named. */
const snap = async (page: Page, name: string) => {
	shot += 1;
	const path = `${shots}/${String(shot).padStart(2, '0')}-${name}.png`;
	if (shots) await page.screenshot({ path, fullPage: true });
};

beforeAll(async () => {
	office = await startTestOffice({ at: new Date().toISOString(), desk: true });
	browser = await openBrowser();
	ida = await openPerson(browser);
});
afterAll(async () => {
	await browser?.close();
	await office?.close();
});

const copies = (page: Page) => page.getByRole('textbox', { name: /^Fassung / });

/** Until the office has composed the copies there is no number that could be wrong, and nobody writes over what is to come. */
const expectNothingSaidYet = async (page: Page): Promise<void> => {
	await page.getByText('Die Worte dieser Fassung werden geladen').first().waitFor({ state: 'attached' });
	for (const copy of await copies(page).all()) expect(await copy.isEditable()).toBe(false);
	expect(await page.locator('.cnt, .pv').count()).toBe(0);
	await expectGoodEverywhere(page);
};

/** Begins the draft while the answer of the checks is kept back for a while. */
const beginUnseen = async (page: Page): Promise<void> => {
	const composed = Promise.withResolvers<void>();
	await page.route('**/api/posts/check', (route) => composed.promise.then(() => route.continue()));
	await page.getByRole('button', { name: 'Entwurf beginnen' }).press('Enter');
	await expectNothingSaidYet(page);
	composed.resolve();
	await expect.poll(() => copies(page).last().inputValue()).toBe('Mühlkanalbrücke ab Montag gesperrt');
	await page.unroute('**/api/posts/check');
};

// Every step is taken by keyboard: fields are typed into, buttons and links are pressed with Enter, choices with Space.
describe('the office', () => {
	it('is set up from the code on the console', async () => {
		await walkWizard(ida, office);
		await snap(ida, 'wizard-done');
		await expectGoodEverywhere(ida);
	});
	it('connects the practice networks', async () => {
		await ida.goto(`${office.origin}/desk/einrichtung/auftritte`);
		await ida.getByRole('link', { name: 'Auftritt verbinden' }).first().press('Enter');
		await ida.getByLabel('Name', { exact: true }).fill('Stadt Musterstadt');
		await snap(ida, 'connect');
		await expectGoodEverywhere(ida);
		await ida.getByRole('button', { name: 'Übungsauftritte anlegen' }).press('Enter');
		await ida.waitForURL(/auftritte\/\w{26}/);
		await ida.goto(`${office.origin}/desk/einrichtung/auftritte`);
		await ida
			.getByRole('link', { name: /Stadt Musterstadt/ })
			.first()
			.waitFor();
		await snap(ida, 'presences');
		await expectGoodEverywhere(ida);
	});
	it('invites an editor and an approver', async () => {
		emre = await invite(ida, browser, { name: 'Emre Beispiel', roles: ['Redaktion', 'Dialog'] });
		await emre.getByRole('heading', { name: /^Heute/ }).waitFor();
		await snap(emre, 'today-empty');
		lena = await invite(ida, browser, { name: 'Lena Muster', roles: ['Freigabe'] });
		await setUpFactor(lena, { password: true });
		await lena.getByRole('heading', { name: /^Heute/ }).waitFor();
		expect(lena.url()).toContain('/desk');
	});
});

describe('write, approve, publish', () => {
	it('lets the editor write once, with a picture that must be described', async () => {
		await emre.getByRole('link', { name: 'Neuer Beitrag' }).first().press('Enter');
		await snap(emre, 'new-post');
		await emre.getByLabel('Überschrift').fill('Mühlkanalbrücke ab Montag gesperrt');
		await beginUnseen(emre);
		await emre
			.getByLabel('Text', { exact: true })
			.fill(
				'Ab Montag, 30. November, erneuern wir die Lager der Mühlkanalbrücke. Zu Fuß und mit dem Rad kommen Sie weiter hinüber.',
			);
		const picture = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#2244aa' } })
			.jpeg()
			.toBuffer();
		await emre
			.locator('input[type=file]')
			.first()
			.setInputFiles({ name: 'bruecke.jpg', mimeType: 'image/jpeg', buffer: picture });
		await emre.getByText('Standort entfernt').waitFor();
		await emre
			.getByText(/Ohne Beschreibung können blinde Menschen/)
			.first()
			.waitFor();
		await snap(emre, 'composer-blocked');
		await emre.getByLabel('Bildbeschreibung').fill('Die Mühlkanalbrücke mit rot-weißer Absperrung');
		await emre.getByRole('button', { name: 'Quelle und Rechte' }).press('Enter');
		const rights = emre.getByRole('dialog');
		await rights.getByLabel('Lizenz', { exact: true }).selectOption({ label: 'Eigenes Werk' });
		await rights.getByLabel('Menschen auf dem Bild').selectOption({ label: 'Niemand zu erkennen' });
		await snap(emre, 'composer-rights');
		await rights.getByRole('button', { name: 'Speichern' }).press('Enter');
		await rights.waitFor({ state: 'detached' });
		await emre.getByText(/^Gespeichert|^Alles gespeichert/).waitFor();
		await snap(emre, 'composer');
		await expectGoodEverywhere(emre);
		await emre.getByRole('button', { name: 'Zur Freigabe geben', exact: true }).press('Enter');
		await emre.getByText('in Freigabe').first().waitFor();
		await snap(emre, 'asked');
	});

	it('lets a second person approve exactly this content', async () => {
		await lena.goto(`${office.origin}/desk/`);
		await lena.getByRole('link', { name: 'Mühlkanalbrücke ab Montag gesperrt' }).first().waitFor();
		await snap(lena, 'today-approval');
		await expectGoodEverywhere(lena);
		await lena.getByRole('link', { name: 'Mühlkanalbrücke ab Montag gesperrt' }).first().press('Enter');
		await lena.getByRole('button', { name: 'Freigeben', exact: true }).press('Enter');
		await snap(lena, 'approve');
		await lena.getByRole('dialog').getByRole('button', { name: 'Freigeben', exact: true }).press('Enter');
		await lena.getByText('gilt für genau diesen Inhalt').waitFor();
		await snap(lena, 'approved');
	});

	it('publishes it on three channels, the own house first', async () => {
		await emre.getByRole('button', { name: 'Jetzt veröffentlichen' }).press('Enter');
		await emre.getByRole('dialog').getByRole('button', { name: 'Jetzt veröffentlichen' }).press('Enter');
		await emre.getByText(/bis dahin ist nichts öffentlich/i).waitFor();
		await snap(emre, 'recall');
		await office.at(new Date(office.clock.now() + 61_000).toISOString());
		await office.settle();
		await emre.getByText('öffentlich', { exact: true }).nth(2).waitFor();
		await snap(emre, 'published');
		await expectGoodEverywhere(emre);
	});
});

/** What a citizen sees and does: a browser without an account, in a context of its own. */
describe('answer and reply', () => {
	it('shows the statement in the newsroom, and every copy leads back to it', async () => {
		const citizen = await openPerson(browser);
		await citizen.goto(`${office.origin}/`);
		await citizen.getByRole('link', { name: 'Mühlkanalbrücke ab Montag gesperrt' }).first().press('Enter');
		await citizen.getByRole('heading', { name: 'Mühlkanalbrücke ab Montag gesperrt' }).waitFor();
		await snap(citizen, 'public-post');
		await expectGoodEverywhere(citizen);
		const { mastodon, bluesky } = office.office.practice;
		for (const { text, card } of [...mastodon.timeline(), ...bluesky.timeline()])
			expect(`${text} ${card?.url}`).toContain('/beitrag/');
	});

	it('takes a citizen’s answer from the network to the desk, live', async () => {
		await emre.goto(`${office.origin}/desk/dialog`);
		await emre.getByText('Alles beantwortet').waitFor();
		await ida.goto(`${office.origin}/uebung/mastodon`);
		await ida.locator('summary').first().press('Enter');
		await ida
			.getByLabel(/^Antwort an/)
			.first()
			.fill('Kommt man mit dem Rollstuhl über die Umleitung?');
		await snap(ida, 'practice-network');
		await ida.locator('form.answer').first().getByRole('button', { name: 'Absenden' }).press('Enter');
		await ida.getByText('Kommt man mit dem Rollstuhl').first().waitFor();
		await office.at(new Date(office.clock.now() + 5_000).toISOString());
		// No reload: the desk hears of it by itself.
		await emre.getByRole('link', { name: /Kommt man mit dem Rollstuhl/ }).press('Enter');
		await emre.getByLabel('Antwort', { exact: true }).fill('Ja, über die Rampe an der Fischertreppe.');
		await snap(emre, 'dialogue');
		await expectGoodEverywhere(emre);
		await emre.getByRole('button', { name: 'Antworten', exact: true }).press('Enter');
		await office.settle();
		await emre.getByText('Alles beantwortet').waitFor();
		// A page of the practice network shows what stood there when it was opened.
		const arrived = async (): Promise<number> => {
			await ida.goto(`${office.origin}/uebung/mastodon`);
			return ida.getByText('Ja, über die Rampe an der Fischertreppe.').count();
		};
		await expect.poll(arrived, { timeout: 30_000 }).toBeGreaterThan(0);
	});

	it('takes a question from the newsroom’s form and answers it behind the receipt', async () => {
		const citizen = await openPerson(browser);
		await citizen.goto(`${office.origin}/frage`);
		await citizen.getByLabel('Ihre Frage', { exact: true }).fill('Fährt die Linie 4 über die Brücke?');
		await citizen
			.getByRole('button', { name: /absenden|Weiter/ })
			.first()
			.press('Enter');
		await citizen.getByRole('heading', { name: 'Ihre Frage ist da.' }).waitFor({ timeout: 30_000 });
		await snap(citizen, 'receipt');
		await expectGoodEverywhere(citizen);
		await emre.goto(`${office.origin}/desk/dialog`);
		await emre.getByRole('link', { name: /Fährt die Linie 4/ }).press('Enter');
		await emre.getByLabel('Antwort', { exact: true }).fill('Nein, sie hält an der Fischertreppe.');
		await emre.getByRole('button', { name: 'Antworten', exact: true }).press('Enter');
		await emre.getByText('Alles beantwortet').waitFor();
		await citizen.reload();
		await citizen.getByText('Nein, sie hält an der Fischertreppe.').waitFor();
	});
});

describe('many conversations', () => {
	it('are sorted by keys alone: chosen, put off, given, closed, and taken back', async () => {
		for (const text of ['Eine Laterne?', 'Noch eine Laterne?', 'Die dritte Laterne?'])
			await office.office.dialogue.receiveQuestion({ text, language: 'de' });
		await emre.goto(`${office.origin}/desk/dialog`);
		const rows = emre.getByRole('link', { name: /Laterne/ });
		const listed = (count: number) => expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(count);
		await listed(3);
		await rows.first().focus();
		await emre.keyboard.press('x');
		await emre.keyboard.press('ArrowDown');
		await emre.keyboard.press('x');
		await emre.getByText('2 gewählt').waitFor();
		await expectGoodEverywhere(emre);
		await emre.keyboard.press('s');
		await emre.getByRole('dialog').getByLabel('Worauf warten Sie?').fill('Auskunft vom Bauhof');
		await emre.keyboard.press('Enter');
		await listed(1);
		await emre.keyboard.press('j');
		await emre.getByRole('heading', { level: 1, name: /^Gast/ }).waitFor();
		await emre.keyboard.press('a');
		await emre.getByText('Gespräch zugewiesen').waitFor();
		await expect.poll(() => emre.getByLabel('Wer antwortet').inputValue()).not.toBe('');
		await emre.keyboard.press('r');
		await emre.keyboard.type('example');
		expect(await emre.getByLabel('Antwort', { exact: true }).inputValue()).toBe('example');
		await emre.getByLabel('Antwort', { exact: true }).fill('');
		await emre.getByRole('heading', { level: 1, name: /^Gast/ }).focus();
		await emre.keyboard.press('e');
		await emre.getByText('Alles beantwortet').waitFor();
		// The list may be told before the act answers: until then the notice is still the one before.
		await emre.getByText('Gespräch abgeschlossen', { exact: true }).waitFor();
		await emre.getByRole('button', { name: 'Rückgängig' }).press('Enter');
		await listed(1);
		await emre.getByLabel('Auswahl', { exact: true }).selectOption('snoozed');
		await listed(2);
		expect(emre.url()).toContain('view=snoozed');
	});
});

describe('on record', () => {
	it('is verified by an outsider without the server', async () => {
		const [post] = (await office.call(listPostsEndpoint, {}, actorWith('central', 'all'))).body.items;
		await office.office.records.sequenceNow();
		await emre.goto(`${office.origin}/desk/redaktion/${post?.id}`);
		await emre.getByText(/^Im Prüfstempel/).waitFor();
		await snap(emre, 'proof');
		const [download] = await Promise.all([
			emre.waitForEvent('download'),
			emre.getByRole('link', { name: 'Nachweis laden' }).press('Enter'),
		]);
		const proof = await readFile(await download.path(), 'utf8');
		expect(verifyProof(proof)).toMatchObject({ ok: true, subject: post?.id });
		expect(verifyProof(proof.replace(/"position":(\d)/, '"position":9$1')).ok).toBe(false);
		const file = join(await mkdtemp(join(tmpdir(), 'amtsfunk-export-')), 'akte.jsonl');
		const exported = await office.office.records.exportRecords(actorWith('registrar', 'all'), { to: file });
		expect(exported.ok).toBe(true);
		expect(await verifyExport(file)).toMatchObject({ ok: true, problems: [] });
		const bytes = await readFile(file);
		const at = Math.floor(bytes.length / 2);
		bytes[at] = (bytes[at] ?? 0) ^ 1;
		await writeFile(file, bytes);
		expect((await verifyExport(file)).ok).toBe(false);
	});
});
