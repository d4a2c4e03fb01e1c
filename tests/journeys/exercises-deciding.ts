import { expect } from 'vitest';

import { createRuleEndpoint, endRuleEndpoint } from '#contract/approval.ts';
import { mailEndpoint, mailsEndpoint } from '#contract/mail.ts';

import { stepFor } from '../approval-desk.ts';
import { answer, askFor, choose, type Exercise, type ExerciseDesk, press } from './exercise-desk.ts';

const yesOrChange: Exercise = async (desk) => {
	const first = await desk.draft('Ferienpass 2027', 'Den Ferienpass gibt es ab sofort im Bürgeramt.');
	await desk.ask(first);
	const page = await desk.at('lena', '/');
	await page.getByRole('link', { name: 'Ferienpass 2027' }).first().press('Enter');
	await press(page, 'Freigeben');
	await answer(page, 'Freigeben');
	await page.getByText('gilt für genau diesen Inhalt').waitFor();

	const second = await desk.draft('Winterdienst startet', 'Der Winterdienst fährt ab Mitwoch.');
	await desk.ask(second);
	await desk.at('lena', `/redaktion/${second}`);
	await press(page, 'Mit Änderung freigeben');
	await page.getByRole('dialog').getByLabel('Text', { exact: true }).fill('Der Winterdienst fährt ab Mittwoch.');
	await answer(page, 'Ändern und freigeben');
	await page.getByRole('dialog').waitFor({ state: 'hidden' });
	const author = await desk.at('anna', `/redaktion/${second}`);
	await press(author, 'Änderung ansehen');
	await author.getByRole('dialog').getByText('Mittwoch').first().waitFor();
	await answer(author, 'Schließen');
	await press(author, 'Änderung zustimmen');
	await author.getByText('gilt für genau diesen Inhalt').waitFor();
};

const comment: Exercise = async (desk) => {
	const id = await desk.draft('Parkplatz am Bahnhof', 'Der Parkplatz bleibt offen. Die Einfahrt ist verlegt.');
	await desk.ask(id);
	const page = await desk.at('lena', `/redaktion/${id}`);
	await press(page, 'Kommentieren');
	await page.getByLabel('Zu welcher Stelle?').selectOption({ label: 'Die Einfahrt ist verlegt.' });
	await page.getByLabel('Ihr Kommentar').fill('@Anna Probe, wohin?');
	await page.getByLabel('Als Aufgabe für').selectOption({ label: 'Anna Probe' });
	await press(page, 'Kommentar senden');
	await page.getByText('Aufgabe für Anna Probe').waitFor();
	const author = await desk.at('anna', '/');
	await author.getByRole('link', { name: /wohin\?/ }).press('Enter');
	await press(author, 'Aufgabe erledigt');
	await author.getByText('Aufgabe von Anna Probe erledigt').waitFor();
};

const fireBrigade = { id: 'feuerwehr', name: 'Frieda Muster', office: 'Feuerwehr', mail: 'frieda@feuerwehr.example' };

/** A rule that asks the fire brigade holds while `work` runs. */
const underFireRule = async ({ office, boss, unitId }: ExerciseDesk, work: () => Promise<void>): Promise<void> => {
	const step = stepFor('Feuerwehr', [], { deciders: { roles: [], persons: [], guests: [fireBrigade] } });
	const whole = { name: 'Feuerwehr', unitId, channels: [], kinds: [], steps: [step], mentor: null };
	const made = await office.call(createRuleEndpoint, { ...whole, risk: 'none', order: 'in-turn' }, boss);
	if (made.status !== 200) throw new Error(JSON.stringify(made.body));
	try {
		await work();
	} finally {
		await office.call(endRuleEndpoint, { id: made.body.id }, boss);
	}
};

const byLink: Exercise = (desk) =>
	underFireRule(desk, async () => {
		const id = await desk.draft('Übung der Feuerwehr', 'Am Samstag übt die Feuerwehr im Park.');
		await desk.ask(id);
		const page = await desk.at('anna', `/redaktion/${id}`);
		await press(page, 'Link an Frieda Muster senden');
		const code = await page.getByRole('dialog').locator('output').innerText();
		await answer(page, 'Ich habe den Code weitergesagt');
		const { items } = (await desk.office.call(mailsEndpoint, { limit: 20 }, desk.boss)).body;
		const sent = items.find(({ to }) => to === fireBrigade.mail);
		const { text } = (await desk.office.call(mailEndpoint, { id: sent?.id ?? '' }, desk.boss)).body;
		const guest = await desk.visitor(`/desk/freigabe#${/freigabe#([\w-]+)/.exec(text ?? '')?.[1]}`);
		await guest.getByLabel(/Code vom Telefon/).fill(code);
		await press(guest, 'Entscheidung senden');
		await guest.getByRole('heading', { name: 'Danke, Ihre Freigabe ist da.' }).waitFor();
		await page.getByText('gilt für genau diesen Inhalt').waitFor();
	});

const emergency: Exercise = async (desk) => {
	const id = await desk.draft('Trinkwasser abkochen', 'Kochen Sie Ihr Trinkwasser bis auf Weiteres ab.');
	const page = await desk.at('paul', `/redaktion/${id}`);
	await page.getByRole('heading', { level: 1, name: 'Trinkwasser abkochen' }).waitFor();
	await choose(page, 'Notfall: sofort veröffentlichen');
	await page
		.getByRole('dialog')
		.getByLabel(/Warum duldet es keinen Aufschub/)
		.fill('Keime im Wasser, jede Minute zählt.');
	await answer(page, 'Sofort veröffentlichen');
	await page.getByText('Nachprüfung steht aus').waitFor();
	await desk.office.settle();
	const approver = await desk.at('lena', '/');
	await approver.getByRole('link', { name: 'Trinkwasser abkochen' }).first().press('Enter');
	await press(approver, 'Nachprüfung abschließen');
	await approver
		.getByRole('dialog')
		.getByLabel(/Was haben Sie geprüft/)
		.fill('Text und Lage stimmen.');
	await answer(approver, 'Nachprüfung abschließen');
	await approver
		.getByText(/Nachgeprüft von Lena Muster/)
		.first()
		.waitFor();
};

const rule: Exercise = async (desk) => {
	const page = await desk.at('central', '/regeln');
	await press(page, 'Eigenlob');
	await page.getByRole('dialog').getByLabel('Wie schwer?').selectOption({ label: 'sperrt' });
	await answer(page, 'Übernehmen');
	await press(page, 'In Kraft setzen');
	await page
		.getByRole('dialog')
		.getByLabel(/^Was ändert sich/)
		.fill('Eigenlob soll nicht hinausgehen.');
	await answer(page, 'In Kraft setzen');
	await page.getByText('In Kraft ist Fassung 1.').waitFor();
	const id = await desk.draft('Stadtfest', 'Wir feiern das schönste Fest im Land.');
	const author = await desk.at('anna', `/redaktion/${id}`);
	await author.getByRole('button', { name: /^Zur Freigabe geben.*noch eine Sperre/ }).waitFor();
	await author.getByLabel('Text', { exact: true }).fill('Wir feiern am 12. Dezember mit 40 Vereinen.');
	await author.getByText('keine Sperre').waitFor();
	await askFor(author);
};

const election: Exercise = async (desk) => {
	const page = await desk.at('central', '/regeln/stadt');
	await press(page, 'Zeitraum hinzufügen');
	await page.getByLabel('Anlass').fill('Kommunalwahl');
	await page.getByLabel('Vom').fill('2026-11-20');
	await page.getByLabel('Bis einschließlich').fill('2026-12-20');
	await press(page, 'In Kraft setzen');
	await page
		.getByRole('dialog')
		.getByLabel(/^Was ändert sich/)
		.fill('Zurückhaltung vor der Kommunalwahl.');
	await answer(page, 'In Kraft setzen');
	await page.getByText('In Kraft ist Fassung 1.').waitFor();
	const id = await desk.draft('Neue Kita', 'Mit der SPD haben wir die Kita gebaut.');
	const author = await desk.at('anna', `/redaktion/${id}`);
	await author.getByText('Partei oder Kandidatur').first().waitFor();
	await author.getByLabel('Text', { exact: true }).fill('Die Kita am Park öffnet am 1. Dezember.');
	await author.getByText('Partei oder Kandidatur').first().waitFor({ state: 'hidden' });
	expect((await desk.read(id)).state).toBe('draft');
};

/** By the heading of the exercise in the handbook. */
export const deciding: Readonly<Record<string, Exercise>> = {
	'Freigeben, auch mit Änderung': yesOrChange,
	'Kommentar an einer Textstelle': comment,
	'Freigabe per Link': byLink,
	'Notfallfreigabe mit Nachprüfung': emergency,
	'Eine Prüfung verschärfen': rule,
	'Zurückhaltung vor der Wahl': election,
};
