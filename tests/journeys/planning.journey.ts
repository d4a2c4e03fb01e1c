import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { assignRolesEndpoint, personsEndpoint } from '#contract/people.ts';

import { actorWith, startTestOffice, type TestOffice } from '../office.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';
import { openPerson, walkWizard } from './people-at-work.ts';

let office: TestOffice;
let browser: Browser;
let page: Page;
const shots = process.env['AMTSFUNK_SHOTS'];
const snap = async (name: string) => {
	if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};

beforeAll(async () => {
	office = await startTestOffice({ at: '2026-11-24T08:41:00Z', desk: true });
	browser = await openBrowser();
	page = await openPerson(browser);
	await walkWizard(page, office);
	const boss = actorWith('admin', 'all');
	const { id = '' } = (await office.call(personsEndpoint, {}, boss)).body.items[0] ?? {};
	const roles = (['admin', 'central'] as const).map((role) => ({ role, unitId: null }));
	await office.call(assignRolesEndpoint, { id, roles }, boss);
});
afterAll(async () => {
	await browser?.close();
	await office?.close();
});

const open = (path: string) => page.goto(`${office.origin}/desk${path}`);
const dialog = () => page.getByRole('dialog');
const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).press('Enter');

describe('a press office plans its weeks', () => {
	it('proposes a topic, takes it into the plan, and makes a draft of it', async () => {
		await open('/plan/themen');
		await page.getByText('Noch ist kein Thema vorgeschlagen.').waitFor();
		await expectGoodEverywhere(page);
		await press('Thema vorschlagen');
		await dialog().getByLabel('Thema', { exact: true }).fill('Ausbildung bei der Stadt');
		await dialog()
			.getByLabel(/^Themenfeld/)
			.selectOption('Bildung');
		await dialog().getByRole('button', { name: 'Thema vorschlagen' }).press('Enter');
		await page.getByText('Ausbildung bei der Stadt').waitFor();
		await snap('plan-themen');
		await press('Annehmen');
		await page.getByText('Noch ist kein Thema vorgeschlagen.').waitFor();
		await press('angenommen');
		await press('Entwurf beginnen');
		await page.getByRole('heading', { level: 1, name: 'Ausbildung bei der Stadt' }).waitFor();
	});

	it('names slots, a target group and a day, and puts the post into a campaign', async () => {
		await open('/plan/werkzeug');
		await page
			.getByRole('form', { name: 'Platz für Newsroom' })
			.getByRole('button', { name: 'Hinzufügen' })
			.press('Enter');
		await page.getByRole('button', { name: 'Dienstag, 7:30 Uhr entfernen' }).waitFor();
		const group = page.getByRole('form', { name: 'Zielgruppe benennen' });
		await group.getByLabel('Name').fill('Jugendliche');
		await group.getByLabel(/^Alter von/).fill('14');
		await group.getByLabel(/^Alter bis/).fill('25');
		await group.getByRole('button', { name: 'Benennen' }).press('Enter');
		await page.getByText('14 bis 25 Jahre').waitFor();
		await expectGoodEverywhere(page);
		await snap('plan-werkzeug');
		await open('/plan/kampagnen');
		await press('Kampagne beginnen');
		await dialog().getByLabel('Name', { exact: true }).fill('Ausbildung 2027');
		await dialog().getByLabel('Ziel', { exact: true }).fill('40 Bewerbungen bis Mai');
		await dialog().getByLabel('Erster Tag').fill('2026-11-01');
		await dialog().getByLabel('Letzter Tag').fill('2027-05-31');
		await dialog().getByRole('button', { name: 'Kampagne beginnen' }).press('Enter');
		await page.getByText('Noch kein Beitrag gehört dazu.').waitFor();
		await open('/plan');
		await page.getByRole('link', { name: 'Ausbildung bei der Stadt' }).first().press('Enter');
		await page.getByLabel(/^Kampagne/).selectOption({ label: 'Ausbildung 2027' });
		await page.getByLabel('Jugendliche').check();
		await open('/plan/kampagnen');
		await page.getByRole('link', { name: 'Ausbildung 2027' }).press('Enter');
		await page.getByRole('link', { name: 'Ausbildung bei der Stadt' }).waitFor();
		await expectGoodEverywhere(page);
		await snap('plan-kampagne');
	});
});

/** What comes in during a drag may move the page below the hand: then a person drags again. */
const drag = async (card: Locator, { from, to }: { readonly from: Locator; readonly to: Locator }) => {
	const there = to.getByRole('link', { name: 'Ausbildung bei der Stadt' });
	for (let tries = 0; tries < 3 && (await from.getByRole('link').count()) > 0; tries += 1) {
		await page.getByRole('listitem').filter({ has: card }).dragTo(to);
		await there.waitFor({ timeout: 10_000 }).catch(() => undefined);
	}
	await there.waitFor();
};

describe('a planned week', () => {
	it('moves a post by the key V into a free slot, takes that back, and drags it to another day', async () => {
		await open('/plan');
		const card = page.getByRole('link', { name: 'Ausbildung bei der Stadt' }).first();
		await card.focus();
		await page.keyboard.press('v');
		await dialog()
			.getByRole('button', { name: /Newsroom$/ })
			.first()
			.press('Enter');
		await expectGoodEverywhere(page);
		await dialog().getByRole('button', { name: 'Verschieben', exact: true }).press('Enter');
		await page.getByText(/^Verschoben: /).waitFor();
		await press('Rückgängig');
		const undated = page.getByRole('region', { name: 'Ohne Termin' });
		await undated.getByRole('link', { name: 'Ausbildung bei der Stadt' }).waitFor();
		const thursday = page
			.getByRole('table', { name: /Woche/ })
			.getByRole('row', { name: /^10:00/ })
			.getByRole('cell')
			.nth(3);
		await drag(card, { from: undated, to: thursday });
		await expectGoodEverywhere(page);
		await snap('plan-woche');
	});

	it('is seen as month, list and presences, filtered in the address', async () => {
		for (const [look, name] of [
			['monat', 'Monat'],
			['liste', 'Liste'],
			['auftritte', 'Auftritte'],
		] as const) {
			await press(name);
			await page.getByRole('link', { name: 'Ausbildung bei der Stadt' }).first().waitFor();
			await page.waitForURL((url) => url.searchParams.get('ansicht') === look);
			if (look !== 'liste') await expectGoodEverywhere(page);
			await snap(`plan-${look}`);
		}
		await page
			.getByLabel('Themenfeld')
			.or(page.getByLabel('Thema', { exact: true }))
			.selectOption('Verkehr');
		await page.getByRole('link', { name: 'Ausbildung bei der Stadt' }).first().waitFor({ state: 'hidden' });
		expect(new URL(page.url()).searchParams.get('thema')).toBe('Verkehr');
		await press('Alle Filter entfernen');
	});

	it('comes as a table, and shows what is wrong with each row before anything is made', async () => {
		await open('/plan/werkzeug');
		const file = (text: string) => ({ name: 'plan.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
		const field = page.getByLabel('Plan einlesen');
		await field.setInputFiles(file('Datum;Uhrzeit;Überschrift\n1.12.2026;9:00;Grünschnitt\n31.2.2026;9:00;Falsch\n'));
		await page.getByText(/„31.2.2026“/).waitFor();
		await expectGoodEverywhere(page);
		await snap('plan-einlesen');
		await field.setInputFiles(file('Datum;Uhrzeit;Überschrift\n1.12.2026;9:00;Grünschnitt\n'));
		await page.getByRole('button', { name: /^Einen Entwurf anlegen/ }).press('Enter');
		await page.getByText('Ein Entwurf ist angelegt.').waitFor();
		await press('Geheimen Link anlegen');
		await page.getByText(/\/plan\/.+\.ics$/).waitFor();
	});
});
