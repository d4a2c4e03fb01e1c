import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { addTargetEndpoint } from '#contract/handover.ts';
import { createPieceEndpoint } from '#contract/pieces.ts';
import { addLabelEndpoint } from '#contract/triage.ts';
import type { Actor } from '#kernel/permission.ts';

import { hearingAt } from '../heard.ts';
import { type Newsdesk, startNewsdesk } from '../newsdesk.ts';
import { actorWith } from '../office.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';
import { openActor, openPerson } from './people-at-work.ts';

let desk: Newsdesk;
let browser: Browser;
let agent: Page;
let lead: Page;
let deputy: Page;
const { practice, after } = hearingAt(() => desk);
const shots = process.env['AMTSFUNK_SHOTS'];

const pageOf = (actor: Actor): Promise<Page> => openActor(browser, desk.office, actor);
const open = (page: Page, path: string) => page.goto(`${desk.office.base}/desk${path}`);
const look = async (page: Page, name: string) => {
	if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
	await expectGoodEverywhere(page);
};
/** What is read in public stands there as soon as the house has told its pages. */
const reads = (page: Page, words: string | RegExp) =>
	expect
		.poll(
			async () => {
				await page.reload();
				return page.getByRole('main').innerText();
			},
			{ timeout: 45_000, interval: 300 },
		)
		.toMatch(words);
const say = (channel: 'mastodon' | 'bluesky', text: string, as: string): string => {
	const post = practice(channel)
		.timeline()
		.find(({ author }) => author.official);
	return practice(channel).reply({ to: post?.id ?? '', text, as }) ?? '';
};
const said = (page: Page) => page.getByRole('region', { name: 'Was gesagt wurde' });
const moderation = (page: Page) => page.getByRole('region', { name: 'Moderation', exact: true });
const dialogOf = (page: Page) => page.getByRole('dialog');

/** Takes a step of the ladder against what is open, up to the button that does it. */
const chooseStep = async (page: Page, step: RegExp, { facts, proportion }: { facts: string; proportion: string }) => {
	await moderation(page).getByRole('button', { name: 'Moderieren …' }).press('Enter');
	const dialog = dialogOf(page);
	await dialog.getByRole('radio', { name: step }).press(' ');
	await dialog.getByLabel('Welche Regel der Netiquette?').selectOption('1');
	await dialog.getByText('Sie dürfen hart urteilen.').waitFor();
	await dialog.getByLabel(/^Was ist geschehen/).fill(facts);
	await dialog.getByLabel(/^Warum genügt nichts Milderes/).fill(proportion);
	return dialog;
};

beforeAll(async () => {
	desk = await startNewsdesk('2026-03-03T08:00:00Z', undefined, { desk: true });
	const { office, unitId } = desk;
	// Nobody the directory knows: such a person has no second factor to set up first.
	const head = actorWith('lead', [unitId], 'leitung');
	const made = await Promise.all([
		office.call(addLabelEndpoint, { name: 'Brücke' }, head),
		office.call(
			addTargetEndpoint,
			{
				...{ unitId, kind: 'mailbox', name: 'Wohngeldstelle', address: 'wohngeld@musterstadt.example' },
				...{ contact: 'Wohngeldstelle, Telefon 115', privateText: 'Ihr Anliegen liegt bei der Wohngeldstelle.' },
				publicText: 'Persönliche Anliegen klären wir nicht hier. Die Wohngeldstelle hilft Ihnen: Telefon 115.',
			},
			head,
		),
		office.call(
			createPieceEndpoint,
			{
				...{ unitId, kind: 'block', name: 'Umleitung' },
				text: 'Wir verstehen den Ärger. Die Umleitung über den Ring ist ausgeschildert.',
			},
			desk.anna,
		),
	]);
	expect(made.map(({ status }) => status)).toEqual([200, 200, 200]);
	await desk.publish(await desk.draft());
	browser = await openBrowser();
	agent = await pageOf(await desk.employ('Mika Muster', 'agent'));
	lead = await pageOf(head);
	deputy = await pageOf(actorWith('lead', [unitId], 'vertretung'));
});
afterAll(async () => {
	await browser?.close();
	await desk?.close();
});

it('the angry thread: the insult goes by its rule, the criticism stays and is answered', async () => {
	const sharp = say('bluesky', 'Eine Stunde Stau, jeden Tag. Diese Sperrung ist eine Katastrophe!', 'waldkauz');
	const insult = say('bluesky', 'Ihr seid doch lauter Idioten in diesem Amt!', 'radlerin');
	say('bluesky', 'Wer hat das geplant? So ein Unsinn, und niemand antwortet.', 'lindenweg');
	await after(22_000);

	await open(agent, '/dialog');
	const row = (words: RegExp) => agent.getByRole('link', { name: words });
	await row(/Katastrophe/).waitFor();
	await row(/Wer hat das geplant/).waitFor();
	await row(/Vielleicht beleidigend.*Idioten/).press('Enter');
	await said(agent).getByRole('list', { name: 'Vom Programm vermutet, von niemandem geprüft' }).waitFor();
	await agent.getByRole('button', { name: 'Schlagwörter …' }).press('Enter');
	await dialogOf(agent).getByLabel('Brücke').press(' ');
	await dialogOf(agent).getByRole('button', { name: 'Übernehmen' }).press('Enter');
	await dialogOf(agent).waitFor({ state: 'hidden' });
	await agent.getByRole('complementary').getByText('Brücke', { exact: true }).waitFor();
	const priority = agent.getByRole('complementary').getByLabel('Dringlichkeit');
	await priority.selectOption({ label: 'hoch' });
	// The list may know it before the conversation does.
	await row(/hoch.*Brücke/).waitFor();
	await expect.poll(() => priority.inputValue(), { timeout: 45_000 }).toBe('high');

	const dialog = await chooseStep(agent, /^Verbergen/, {
		facts: 'Die Antwort beschimpft die Beschäftigten eines Amtes.',
		proportion: 'Die Beschimpfung steht allein, ohne ein Wort zur Sache.',
	});
	await look(agent, 'angry-step');
	await dialog.getByRole('button', { name: 'Verbergen', exact: true }).press('Enter');
	await dialog.waitFor({ state: 'hidden' });
	await after(22_000);
	await moderation(agent).getByText('ausgeführt', { exact: true }).waitFor();
	await moderation(agent).getByText('Begründung und Beleg').press('Enter');
	await moderation(agent).getByText('Beleg', { exact: true }).waitFor();
	expect(practice('bluesky').moderated().hidden).toEqual([insult]);

	await row(/Katastrophe/).press('Enter');
	await agent.getByRole('heading', { level: 1, name: 'Waldkauz' }).waitFor();
	expect(await said(agent).getByText('Vielleicht beleidigend').count()).toBe(0);
	await agent.getByRole('button', { name: 'Vorschläge' }).press('Enter');
	await dialogOf(agent)
		.getByRole('button', { name: /^Übernehmen.*Umleitung/ })
		.press('Enter');
	await agent.getByRole('button', { name: 'Vorschau' }).press('Enter');
	await dialogOf(agent).getByText('Wir verstehen den Ärger.').waitFor();
	await dialogOf(agent).getByRole('button', { name: 'Schließen' }).press('Enter');
	await agent.getByRole('button', { name: 'Antworten', exact: true }).press('Enter');
	await said(agent).getByText('Wir verstehen den Ärger.').waitFor();
	await after(61_000);
	const answers = practice('bluesky')
		.timeline()
		.filter(({ text }) => text.includes('Wir verstehen den Ärger.'));
	expect(answers.map(({ replyTo }) => replyTo)).toEqual([sharp]);
	expect(practice('bluesky').moderated().hidden).toEqual([insult]);

	const reader = await openPerson(browser);
	await reader.goto(`${desk.office.base}/netiquette/zahlen`);
	await reads(reader, /Bluesky: verborgen\s+Nr\. 1\s+1/);
	await look(reader, 'angry-figures');
	await reader.close();
});

it('the case with personal data: masked, handed over with the least, and closed without its words', async () => {
	const [phone, file] = ['0171 2345678', '50.2-4711/25'];
	const words = `Mein Wohngeld fehlt, Aktenzeichen ${file}. Rufen Sie mich an: ${phone}. Max Probe, Gartenweg 5.`;
	const asked = say('mastodon', words, 'waldkauz');
	await after(22_000);

	await open(agent, '/dialog');
	const row = agent.getByRole('link', { name: /Mein Wohngeld fehlt/ });
	await row.getByText('Persönliche Angaben', { exact: true }).waitFor();
	await row.press('Enter');
	await said(agent)
		.getByText(/Persönliche Angaben: .*Telefonnummer/)
		.waitFor();
	for (const secret of [phone, file]) expect(await agent.getByText(secret).count()).toBe(0);
	await agent.getByRole('button', { name: 'Persönliche Angaben zeigen' }).press('Enter');
	await said(agent).getByText(phone).waitFor();
	await agent.getByRole('button', { name: 'Wieder verbergen' }).press('Enter');
	await said(agent).getByText(phone).waitFor({ state: 'detached' });

	await agent.getByRole('button', { name: 'Übergeben', exact: true }).press('Enter');
	const dialog = dialogOf(agent);
	await dialog.getByLabel('Ziel').selectOption({ label: 'Wohngeldstelle' });
	expect(await dialog.getByLabel('Wortlaut').inputValue()).toContain('Persönliche Anliegen klären wir nicht hier.');
	await dialog.getByLabel(/^Das geht hinaus/).fill(`Anliegen: Wohngeld fehlt, Aktenzeichen ${file}`);
	await look(agent, 'personal-hand-over');
	await dialog.getByRole('button', { name: 'Übergeben', exact: true }).press('Enter');
	await dialog.waitFor({ state: 'hidden' });
	await said(agent).getByText('Übergeben: Wortlaut verschlossen').waitFor();
	await agent.getByRole('button', { name: 'Wieder öffnen' }).waitFor();
	await agent.reload();
	const receipt = agent.getByRole('link', { name: 'Beleg öffnen' });
	await receipt.waitFor();
	for (const secret of [phone, file, 'Mein Wohngeld fehlt']) expect(await agent.getByText(secret).count()).toBe(0);
	await look(agent, 'personal-sealed');

	const citizen = await openPerson(browser);
	await citizen.goto((await receipt.getAttribute('href')) ?? '');
	await citizen.getByRole('heading', { level: 1, name: 'Ihr Anliegen ist übergeben' }).waitFor();
	await citizen.getByText('Wohngeldstelle, Telefon 115').waitFor();
	expect(await citizen.getByRole('main').innerText()).not.toContain(phone);
	await look(citizen, 'personal-receipt');
	await citizen.close();
	await after(61_000);
	const answer = practice('mastodon')
		.timeline()
		.find(({ replyTo }) => replyTo === asked);
	expect(answer?.visibility).toBe('public');
	expect(answer?.text).toContain('Die Wohngeldstelle hilft Ihnen: Telefon 115.');
	for (const secret of [phone, file]) expect(answer?.text).not.toContain(secret);
});

it('the objection to a deletion: two delete, the author objects, a third gives the words back', async () => {
	const text = 'Im Bauamt sitzt nur faules Pack, sagt mein Nachbar. Stimmt das?';
	const asked = await desk.office.office.dialogue.receiveQuestion({ unitId: desk.unitId, text, language: 'de' });
	const author = await openPerson(browser);
	await author.goto(`${desk.office.base}/frage/${asked.ok ? asked.value.receiptSecret : ''}`);
	await author.getByText(text).waitFor();

	await open(agent, '/dialog');
	await agent.getByRole('link', { name: /faules Pack/ }).press('Enter');
	const dialog = await chooseStep(agent, /^Löschen/, {
		facts: 'Die Nachricht beschimpft die Beschäftigten des Bauamts.',
		proportion: 'Eine Ermahnung ließe die Beschimpfung stehen.',
	});
	await dialog.getByRole('button', { name: 'Vorschlagen' }).press('Enter');
	await dialog.waitFor({ state: 'hidden' });
	await moderation(agent).getByText('wartet auf die zweite Person').waitFor();
	expect(await moderation(agent).getByRole('button', { name: 'Zustimmen' }).count()).toBe(0);

	await open(lead, '/dialog/moderation');
	await lead.getByRole('button', { name: 'Zustimmen' }).press('Enter');
	await dialogOf(lead).getByLabel('Warum? Steht in der Akte.').fill('Das trifft Menschen, nicht die Sache.');
	await dialogOf(lead).getByRole('button', { name: 'Zustimmen' }).press('Enter');
	await lead.getByText('Nichts wartet auf eine zweite Person').waitFor();
	await said(agent).getByText('Von uns gelöscht.').waitFor();
	await agent.getByRole('link', { name: /Kein Wortlaut/ }).waitFor();

	await reads(author, /Ihre Nachricht ist gelöscht\.[\s\S]*Begründung und Widerspruch/);
	expect(await author.getByText(text).count()).toBe(0);
	await look(author, 'objection-notice');
	const receipt = author.url();
	await author.getByRole('link', { name: /\/widerspruch\// }).press('Enter');
	await author.getByText('Wir haben Ihre Nachricht gelöscht.').waitFor();
	await author.getByLabel('Warum sind Sie nicht einverstanden?').fill('Das war ein Zitat, ich frage nur nach.');
	await look(author, 'objection-page');
	await author.getByRole('button', { name: 'Widerspruch absenden' }).press('Enter');
	await author.getByText('Wir entscheiden bis').waitFor();

	await open(lead, '/dialog/moderation');
	await lead.getByRole('button', { name: 'Widersprüche' }).press('Enter');
	await lead.getByText('Darüber entscheidet jemand, der an dem Schritt nicht beteiligt war.').waitFor();
	expect(await lead.getByRole('button', { name: 'Stattgeben' }).count()).toBe(0);
	await open(deputy, '/dialog/moderation');
	await deputy.getByRole('button', { name: 'Widersprüche' }).press('Enter');
	await deputy.getByText('Das war ein Zitat, ich frage nur nach.').waitFor();
	await deputy.getByText(/^bis .+ Uhr$/).waitFor();
	await look(deputy, 'objection-desk');
	await deputy.getByRole('button', { name: 'Stattgeben' }).press('Enter');
	await dialogOf(deputy)
		.getByLabel(/^Ihre Antwort/)
		.fill('Sie haben recht: Es war ein Zitat.');
	await dialogOf(deputy).getByRole('button', { name: 'Stattgeben' }).press('Enter');
	await deputy.getByText('Kein Widerspruch offen').waitFor();

	await reads(author, /Wir haben Ihrem Widerspruch stattgegeben\.[\s\S]*Sie haben recht: Es war ein Zitat\./);
	await look(author, 'objection-decided');
	await author.goto(receipt);
	await author.getByText(text).waitFor();
	await author.goto(`${desk.office.base}/netiquette/zahlen`);
	await reads(author, /Frageformular: gelöscht\s+Nr\. 1\s+1[\s\S]*Ein Widerspruch: 1 stattgegeben/);
	await author.close();
});
