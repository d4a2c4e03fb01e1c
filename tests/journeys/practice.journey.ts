import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { system } from '#kernel/permission.ts';
import { type PracticeNetwork, startPractice } from '../../src/practice/index.ts';
import { agreed } from '../agreed.ts';
import { startTestOffice, type TestOffice } from '../office.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';
import { invite, openPerson, setUpFactor, walkWizard } from './people-at-work.ts';

const TITLE = 'Winterdienst ab Montag';

let office: TestOffice;
let browser: Browser;
/** Stands for the real network: it hears nothing while the presence practises. */
let real: PracticeNetwork;
let trainer: Page;
let author: Page;
let presenceId: string;
const shots = process.env['AMTSFUNK_SHOTS'];
const snap = async (page: Page, name: string) => {
	if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};
const wind = async (ms: number) => {
	await office.at(new Date(office.clock.now() + ms).toISOString());
	await office.settle();
};

beforeAll(async () => {
	office = await startTestOffice({ at: new Date().toISOString(), desk: true });
	browser = await openBrowser();
	trainer = await openPerson(browser);
	await walkWizard(trainer, office);
	const { clock } = office;
	real = await startPractice({ network: 'mastodon', clock, pages: 'https://mastodon.example' });
	const { secret } = await real.openAccount({ name: 'Stadt Musterstadt', handle: 'stadt' });
	const unitId = (await office.office.people.units()).find(({ name }) => name === 'Pressestelle')?.id ?? '';
	const connected = await office.office.channels.connectMastodon(
		system('test'),
		{ unitId, name: 'Stadt Musterstadt', sharedBelow: true, opening: agreed },
		{ server: real.origin, token: secret },
	);
	presenceId = connected.ok ? connected.value.id : '';
	author = await invite(trainer, browser, { name: 'Emre Beispiel', roles: ['Redaktion', 'Dialog'] });
	await author.getByRole('heading', { name: /^Heute/ }).waitFor();
});
afterAll(async () => {
	await real?.close();
	await browser?.close();
	await office?.close();
});

const practicePage = () => trainer.goto(`${office.origin}/uebung/mastodon`);
const presencePage = () => trainer.goto(`${office.origin}/desk/einrichtung/auftritte/${presenceId}`);

describe('a trainer', () => {
	it('puts a presence of a real network into practice, and every screen says so', async () => {
		await presencePage();
		await trainer.getByRole('button', { name: 'Übung beginnen' }).press('Enter');
		await expectGoodEverywhere(trainer);
		await trainer.getByRole('dialog').getByRole('button', { name: 'Übung beginnen' }).press('Enter');
		await trainer.getByText('Dieser Auftritt übt.').waitFor();
		await trainer.getByText('Übung', { exact: true }).first().waitFor();
		await snap(trainer, 'uebung-auftritt');
		await expectGoodEverywhere(trainer);
		await trainer.goto(`${office.origin}/desk/einrichtung/auftritte`);
		const row = trainer.getByRole('row', { name: /Stadt Musterstadt/ });
		await row.getByText('Übung', { exact: true }).waitFor();
		await trainer.getByText('Von dort verlässt nichts dieses Haus').first().waitFor();
		await expectGoodEverywhere(trainer);
	});

	it('sets the mood to answers that get lost', async () => {
		await practicePage();
		await trainer.getByText('Aufgabe 1 von').waitFor();
		await trainer.getByText('Tipp zeigen').press('Enter');
		await trainer.getByText('Freigeben muss ihn jemand anderes').waitFor();
		await trainer.getByLabel(/^Antworten gehen verloren/).check();
		await trainer.getByRole('button', { name: 'Laune ändern' }).press('Enter');
		await trainer
			.getByLabel(/^Antworten gehen verloren/)
			.and(trainer.locator(':checked'))
			.waitFor();
		await expectGoodEverywhere(trainer);
	});
});

describe('an author', () => {
	it('writes for the presence that practises, and a colleague approves', async () => {
		const approver = await invite(trainer, browser, { name: 'Lena Muster', roles: ['Freigabe'] });
		await setUpFactor(approver, { password: true });
		await author.getByRole('link', { name: 'Neuer Beitrag' }).first().press('Enter');
		await author.getByLabel('Überschrift').fill(TITLE);
		await author.getByRole('button', { name: 'Entwurf beginnen' }).press('Enter');
		await author.getByLabel('Text', { exact: true }).fill('Ab Montag räumen wir zuerst die Schulwege.');
		await author.getByText('Mastodon, Übung').first().waitFor();
		await author.getByText(/^Gespeichert|^Alles gespeichert/).waitFor();
		await snap(author, 'uebung-fassungen');
		await expectGoodEverywhere(author);
		await author.getByRole('button', { name: 'Zur Freigabe geben', exact: true }).press('Enter');
		await author.getByText('in Freigabe').first().waitFor();
		await approver.goto(`${office.origin}/desk/`);
		await approver.getByRole('link', { name: TITLE }).first().press('Enter');
		await approver.getByRole('button', { name: 'Freigeben', exact: true }).press('Enter');
		await approver.getByRole('dialog').getByRole('button', { name: 'Freigeben', exact: true }).press('Enter');
		await approver.getByText('gilt für genau diesen Inhalt').waitFor();
	});

	it('publishes, is told what stays in the house, and finds one copy although the answer was lost', async () => {
		await author.getByRole('button', { name: 'Jetzt veröffentlichen' }).press('Enter');
		const dialog = author.getByRole('dialog');
		await dialog.getByText('Diese Kopien verlassen das Haus nicht: Mastodon').waitFor();
		await snap(author, 'uebung-veroeffentlichen');
		await expectGoodEverywhere(author);
		await dialog.getByRole('button', { name: 'Jetzt veröffentlichen' }).press('Enter');
		await author.getByText(/bis dahin ist nichts öffentlich/i).waitFor();
		await wind(61_000);
		await wind(60_000);
		const copy = author.getByRole('row', { name: /Stadt Musterstadt/ });
		await copy.getByText('Übung', { exact: true }).waitFor();
		await copy
			.getByText(/^(öffentlich|unklar)$/)
			.first()
			.waitFor();
		await expectGoodEverywhere(author);
		const copies = office.office.practice.mastodon.timeline().filter(({ text }) => text.startsWith(TITLE));
		expect(copies).toHaveLength(1);
		expect(real.timeline()).toEqual([]);
	});
});

describe('a citizen', () => {
	it('answers, gives a star and reports on the practice network', async () => {
		await practicePage();
		await trainer.locator('summary', { hasText: 'Antworten' }).first().press('Enter');
		await trainer
			.getByLabel(/^Antwort an/)
			.first()
			.fill('Und wann kommt die Gartenstraße dran?');
		const form = trainer.locator('form.answer').first();
		await form.getByLabel('Schreiben als').selectOption({ label: 'als Radlerin' });
		await form.getByRole('button', { name: 'Absenden' }).press('Enter');
		await trainer.locator('p.words', { hasText: 'Gartenstraße' }).waitFor();
		await trainer
			.getByRole('button', { name: /^Stern geben/ })
			.first()
			.press('Enter');
		await trainer
			.getByRole('button', { name: /1 Stern/ })
			.first()
			.waitFor();
		await trainer.locator('summary', { hasText: 'Melden' }).last().press('Enter');
		await trainer.getByText('erfährt das Amt davon nichts').last().waitFor();
		await trainer.getByRole('button', { name: 'Melden' }).last().press('Enter');
		await trainer.getByText('1 Meldung an die Moderation').waitFor();
		await snap(trainer, 'uebungsnetz');
		await expectGoodEverywhere(trainer);
		await wind(5_000);
		await author.goto(`${office.origin}/desk/dialog`);
		await author.getByRole('link', { name: /Gartenstraße/ }).press('Enter');
		await author.getByText('Übung', { exact: true }).first().waitFor();
		await author.getByLabel('Antwort', { exact: true }).waitFor();
		await snap(author, 'uebung-dialog');
		await expectGoodEverywhere(author);
		await author.getByLabel('Antwort', { exact: true }).fill('Noch vor acht Uhr.');
		await author.getByRole('button', { name: 'Antworten', exact: true }).press('Enter');
		await author.getByText('Noch vor acht Uhr.').first().waitFor();
		await wind(60_000);
		await practicePage();
		await trainer.locator('p.words', { hasText: 'Noch vor acht Uhr.' }).waitFor();
	});
});

describe('the end of the practice', () => {
	it('brings the real account back, untouched', async () => {
		await practicePage();
		await trainer.getByLabel(/^Gesund/).check();
		await trainer.getByRole('button', { name: 'Laune ändern' }).press('Enter');
		await wind(120_000);
		await presencePage();
		await trainer.getByRole('button', { name: 'Übung beenden' }).press('Enter');
		await trainer.getByRole('dialog').getByRole('button', { name: 'Übung beenden' }).press('Enter');
		await trainer.getByText('Dieser Auftritt spricht auf seinem Netz.').waitFor();
		expect(real.timeline()).toEqual([]);
		const presence = await office.office.channels.presence(presenceId);
		expect(presence).toMatchObject({ practice: false, url: 'https://mastodon.example/@stadt' });
	});
});
