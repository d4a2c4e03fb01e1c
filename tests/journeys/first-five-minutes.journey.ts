import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { minutes, plus, seconds } from '#kernel/time.ts';
import { machineClock, woundClock } from '#platform/clock.ts';

import { samplePremises, startKeeping } from '../sample-office.ts';
import { expectAccessible, expectGoodEverywhere, expectNoSidewaysScroll, openBrowser } from './browser.ts';
import { openPerson } from './people-at-work.ts';

const TITLE = 'Weihnachtsbäume abholen lassen';
const QUESTION = 'Nehmen Sie auch Bäume mit Topf mit?';

let premises: Awaited<ReturnType<typeof samplePremises>>;
let keeping: ReturnType<typeof startKeeping>;
let browser: Browser;
let visitor: Page;
let citizen: Page;
const clock = woundClock(machineClock.now());
const shots = process.env['AMTSFUNK_SHOTS'];
const snap = async (page: Page, name: string) => {
	if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
};
const wind = (ms: number) => clock.windTo(plus(clock.now(), ms), () => keeping.now().idle());
/** The strip of the guided round. */
const round = () => visitor.getByRole('complementary', { name: 'Rundgang' });
const step = (at: number) => round().getByText(`Schritt ${at} von 5`).waitFor();

beforeAll(async () => {
	premises = await samplePremises({ desk: true });
	keeping = startKeeping(premises, { clock });
	await keeping.open();
	browser = await openBrowser();
	visitor = await openPerson(browser);
	citizen = await openPerson(browser);
});
afterAll(async () => {
	await browser?.close();
	await keeping?.end();
	await premises?.close();
});

describe('the sample city', () => {
	it('is built from the first page of the set-up, and says how far it is', async () => {
		const code = keeping.said.at(-1)?.split(': ')[1] ?? '';
		await visitor.goto(`${keeping.origin}/desk/`);
		await visitor.getByLabel('Einrichtungscode').fill(code);
		await expectGoodEverywhere(visitor);
		await snap(visitor, 'musterstadt-anbieten');
		await visitor.getByRole('button', { name: 'Musterstadt ausprobieren' }).press('Enter');
		await visitor.getByRole('heading', { name: 'Musterstadt entsteht' }).waitFor();
		await keeping.happened(3);
		await visitor.getByText(/^\d+ von \d+ Ereignissen$/).waitFor();
		await expectAccessible(visitor);
		await expectNoSidewaysScroll(visitor);
		await snap(visitor, 'musterstadt-entsteht');
		await citizen.goto(`${keeping.origin}/`);
		await citizen
			.getByText(/Musterstadt entsteht/)
			.first()
			.waitFor();
	});

	it('opens by itself, and asks whose seat one takes', async () => {
		await visitor.getByRole('heading', { name: 'Wessen Platz nehmen Sie ein?' }).waitFor({ timeout: 170_000 });
		await expectGoodEverywhere(visitor);
		await snap(visitor, 'musterstadt-plaetze');
		await visitor.getByRole('button', { name: 'Platz nehmen als Lars Vorlage' }).press('Enter');
		await visitor.getByRole('heading', { name: /^Heute/ }).waitFor();
		await visitor.getByText('Beispielstadt.').waitFor();
		await snap(visitor, 'rundgang-einladung');
		await expectGoodEverywhere(visitor);
	});
});

// By keyboard: fields are typed into, buttons and links pressed with Enter.
describe('the guided round', () => {
	it('begins with writing', async () => {
		await visitor.getByRole('button', { name: 'Rundgang beginnen' }).press('Enter');
		await step(1);
		await round().getByRole('link', { name: 'Neuer Beitrag' }).press('Enter');
		await visitor.getByLabel('Überschrift').fill(TITLE);
		await visitor.getByRole('button', { name: 'Entwurf beginnen' }).press('Enter');
		await visitor
			.getByLabel('Text', { exact: true })
			.fill('Wir holen Weihnachtsbäume im Januar vor Ihrer Tür ab. Legen Sie sie ohne Schmuck an den Straßenrand.');
		await visitor.getByText(/^Gespeichert|^Alles gespeichert/).waitFor();
		await snap(visitor, 'rundgang-schreiben');
		await expectGoodEverywhere(visitor);
		await visitor.getByRole('button', { name: 'Zur Freigabe geben', exact: true }).press('Enter');
		await step(2);
	});

	it('takes the seat of the other person to approve', async () => {
		await snap(visitor, 'rundgang-vier-augen');
		await round()
			.getByRole('button', { name: /^Platz nehmen als/ })
			.press('Enter');
		await visitor.getByRole('heading', { name: TITLE }).waitFor();
		await visitor.getByRole('button', { name: 'Freigeben', exact: true }).press('Enter');
		await visitor.getByRole('dialog').getByRole('button', { name: 'Freigeben', exact: true }).press('Enter');
		await step(3);
	});

	it('publishes in the newsroom and on the practice networks', async () => {
		await visitor.getByRole('button', { name: 'Jetzt veröffentlichen' }).press('Enter');
		await visitor.getByRole('dialog').getByRole('button', { name: 'Jetzt veröffentlichen' }).press('Enter');
		await round().getByText('Der Beitrag ist auf dem Weg.').waitFor();
		await wind(seconds(61));
		await step(4);
		await snap(visitor, 'rundgang-veroeffentlicht');
		expect(
			keeping
				.now()
				.practice.mastodon.timeline()
				.some(({ text }) => text.includes('Weihnachtsbäume')),
		).toBe(true);
	});
});

describe('the guided round goes on', () => {
	it('asks as a citizen and answers from the desk', async () => {
		const link = await round().getByRole('link', { name: 'Als Bürgerin fragen' }).getAttribute('href');
		await citizen.goto(link ?? '');
		await citizen.getByLabel('Ihre Frage', { exact: true }).fill(QUESTION);
		await wind(minutes(1));
		await citizen
			.getByRole('button', { name: /absenden|Weiter/ })
			.first()
			.press('Enter');
		await citizen.getByRole('heading', { name: 'Ihre Frage ist da.' }).waitFor({ timeout: 30_000 });
		await round()
			.getByRole('button', { name: /^Platz nehmen als/ })
			.press('Enter');
		await round().getByRole('link', { name: 'Zum Gespräch' }).press('Enter');
		await visitor.getByLabel('Antwort', { exact: true }).fill('Ja, wenn Sie den Topf vorher abnehmen.');
		await snap(visitor, 'rundgang-antworten');
		await expectGoodEverywhere(visitor);
		await visitor.getByRole('button', { name: 'Antworten', exact: true }).press('Enter');
		await step(5);
		await citizen.reload();
		await citizen.getByText('Ja, wenn Sie den Topf vorher abnehmen.').waitFor();
	});

	it('rests and is taken up again, and ends with the proof', async () => {
		await round().getByRole('button', { name: 'Später' }).press('Enter');
		await round().waitFor({ state: 'hidden' });
		await visitor.goto(`${keeping.origin}/desk/`);
		await visitor.getByRole('button', { name: 'Weitermachen' }).press('Enter');
		await step(5);
		await keeping.now().records.sequenceNow();
		const [proof] = await Promise.all([
			visitor.waitForEvent('popup'),
			round().getByRole('link', { name: 'Nachweis öffnen' }).press('Enter'),
		]);
		await proof
			.getByText(/im Newsroom veröffentlicht/)
			.first()
			.waitFor();
		await proof.close();
		await round().getByText('Einmal rundherum').waitFor();
		await snap(visitor, 'rundgang-geschafft');
		await expectGoodEverywhere(visitor);
		await round().getByRole('button', { name: 'Beenden' }).press('Enter');
	});
});

describe('starting empty', () => {
	it('removes the sample city after one question, and leads to the set-up', async () => {
		await visitor.getByRole('link', { name: 'Platz wechseln' }).press('Enter');
		await visitor.getByRole('heading', { name: 'Musterstadt', exact: true }).waitFor();
		await expectGoodEverywhere(visitor);
		await snap(visitor, 'musterstadt-leer-beginnen');
		await visitor.getByRole('button', { name: 'Leer beginnen' }).press('Enter');
		await visitor.getByRole('dialog').getByRole('button', { name: 'Entfernen und leer beginnen' }).press('Enter');
		await visitor.getByLabel('Einrichtungscode').waitFor({ timeout: 60_000 });
		await expectGoodEverywhere(visitor);
	});
});
