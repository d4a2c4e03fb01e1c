import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invitePersonEndpoint } from '#contract/people.ts';
import { acceptInvitationEndpoint } from '#contract/sign-in.ts';
import { type FediverseServer, startFediverseServer } from '../fediverse-server.ts';
import { actorWith, startTestOffice, type TestOffice } from '../office.ts';
import { visitor } from '../visitor.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';
import { openPerson, walkWizard } from './people-at-work.ts';

let office: TestOffice;
let browser: Browser;
let peer: FediverseServer;
let admin: Page;
const shots = process.env['AMTSFUNK_SHOTS'];
const snap = async (name: string) => {
	if (shots) await admin.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};
/** Somebody who works here too. */
const colleague = async (name: string) => {
	const roles = [{ role: 'central' as const, unitId: null }];
	const asked = { name, mail: 'denis@musterstadt.example', roles, by: 'link' } as const;
	const { body } = await office.call(invitePersonEndpoint, asked, actorWith('admin', 'all'));
	const accepted = { token: body.link?.split('#')[1] ?? '', password: 'ein langer Satz als Passwort' };
	expect((await visitor(office).call(acceptInvitationEndpoint, accepted)).status).toBe(200);
};
const now = () => new Date(office.clock.now()).toISOString();

beforeAll(async () => {
	office = await startTestOffice({ at: new Date().toISOString(), desk: true });
	browser = await openBrowser();
	peer = await startFediverseServer();
	admin = await openPerson(browser);
	await walkWizard(admin, office);
	await colleague('Denis Beispiel');
});
afterAll(async () => {
	await browser?.close();
	await office?.close();
	await peer?.close();
});

const page = () => admin.goto(`${office.origin}/desk/einrichtung/fediverse`);

describe('an administration speaks in the Fediverse from its own domain', () => {
	it('a unit joins under a name of its own', async () => {
		await page();
		await admin.getByText('Noch keine Stelle ist im Fediverse.').waitFor();
		await expectGoodEverywhere(admin);
		await admin.getByRole('link', { name: 'Ins Fediverse gehen' }).first().press('Enter');
		await admin.getByLabel('Name im Fediverse').fill('Presse');
		await admin.getByText(/@presse@127/).waitFor();
		await admin.getByLabel('Name', { exact: true }).fill('Pressestelle im Fediverse');
		await admin.getByRole('button', { name: 'Ins Fediverse gehen' }).press('Enter');
		await admin.getByText('Hier fehlt etwas.').first().waitFor();
		await admin.getByLabel(/^Zugestimmt hat/).fill('Dr. Probe, Leitung der Pressestelle');
		await admin.getByLabel(/^Zugestimmt am/).fill('2026-02-02');
		await admin.getByLabel(/^Zweck/).fill('Auskünfte der Stadt ohne fremdes Netz');
		await admin.getByLabel(/^Zielgruppe/).fill('Menschen in Musterstadt');
		await admin.getByLabel(/^Verantwortlich/).selectOption({ label: 'Ida Vorlage' });
		await admin.getByLabel(/^Vertretung/).selectOption({ label: 'Denis Beispiel' });
		await expectGoodEverywhere(admin);
		await snap('fediverse-beitreten');
		await admin.getByRole('button', { name: 'Ins Fediverse gehen' }).press('Enter');
		await admin.getByText('im eigenen Haus').first().waitFor();
		await expectGoodEverywhere(admin);
	});

	it('sees how many follow, what waits, and what was reported', async () => {
		const actor = `${office.origin}/fediverse/presse`;
		const to = `${office.origin}/fediverse/eingang`;
		const send = (id: string, activity: object) =>
			peer.send({ to, at: now(), activity: { id: `${peer.origin}/${id}`, ...activity } });
		peer.answerWith(() => 503);
		expect(await send('1', { type: 'Follow', object: actor })).toBe(202);
		expect(await send('2', { type: 'Flag', object: actor, content: 'Das Profil ist nicht amtlich.' })).toBe(202);
		await office.settle();
		await page();
		await admin.getByText(/^@presse@/).waitFor();
		await admin.getByRole('button', { name: 'Nach Servern' }).press('Enter');
		const counted = admin.getByRole('dialog', { name: 'Folgende nach Servern' });
		await counted.getByRole('cell', { name: new URL(peer.origin).host }).waitFor();
		expect(await counted.textContent()).not.toContain('eva');
		await expectGoodEverywhere(admin);
		await snap('fediverse-folgende');
		await admin.keyboard.press('Escape');
		await admin.getByText('1 Zustellung wartet auf andere Server.').waitFor();
		await admin.getByText('Das Profil ist nicht amtlich.').waitFor();
		await expectGoodEverywhere(admin);
		await snap('fediverse');
	});

	it('refuses a server, with a reason for the file', async () => {
		await admin.getByRole('button', { name: 'Server sperren' }).press('Enter');
		const dialog = admin.getByRole('dialog');
		await dialog.getByLabel('Server', { exact: true }).fill(new URL(peer.origin).host);
		await dialog.getByLabel('Begründung für die Akte').fill('Beleidigungen gegen Beschäftigte');
		await expectGoodEverywhere(admin);
		await dialog.getByRole('button', { name: 'Server sperren' }).press('Enter');
		await admin.getByText('Beleidigungen gegen Beschäftigte').waitFor();
		await admin.getByText('Alles ist zugestellt.').waitFor();
		await snap('fediverse-gesperrt');
	});
});
