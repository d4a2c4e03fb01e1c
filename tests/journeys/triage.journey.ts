import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { conversationsEndpoint } from '#contract/dialogue.ts';
import type { Actor } from '#kernel/permission.ts';

import { type Newsdesk, startNewsdesk } from '../newsdesk.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';
import { openActor } from './people-at-work.ts';

let desk: Newsdesk;
let browser: Browser;
let page: Page;
let agent: Actor;

beforeAll(async () => {
	desk = await startNewsdesk('2026-03-03T08:00:00Z', undefined, { desk: true });
	agent = await desk.employ('Mika Muster', 'agent');
	browser = await openBrowser();
	page = await openActor(browser, desk.office, agent);
});
afterAll(async () => {
	await browser?.close();
	await desk?.close();
});

const inView = async (view: 'mine' | 'unassigned', begins: string): Promise<number> => {
	const { body } = await desk.office.call(conversationsEndpoint, { view, limit: 100 }, agent);
	return body.items.filter(({ excerpt }) => excerpt.startsWith(begins)).length;
};

it('sorts a hundred questions by keyboard alone: those about the bridge are taken, the others closed', async () => {
	for (let n = 0; n < 100; n += 1) {
		const text = n % 4 === 0 ? `Brücke ${n}: Wie lange?` : `Werbung ${n}: Billig!`;
		await desk.office.office.dialogue.receiveQuestion({ unitId: desk.unitId, text, language: 'de' });
	}
	expect([await inView('unassigned', 'Brücke'), await inView('unassigned', 'Werbung')]).toEqual([25, 75]);
	await page.goto(`${desk.office.base}/desk/dialog?view=unassigned`);
	const rows = page.getByRole('navigation', { name: 'Liste der Gespräche' }).locator('[data-conversation]');

	/** Chooses those of one sort that are in the list with arrows and x, and does one thing to all of them. */
	const sort = async () => {
		const seen = await rows.allInnerTexts();
		const [begins, key] = seen.some((row) => row.includes('Brücke')) ? ['Brücke', 'a'] : ['Werbung', 'e'];
		const before = await inView('unassigned', begins);
		await rows.first().locator('a.cv').focus();
		for (const row of seen) {
			if (row.includes(begins)) await page.keyboard.press('x');
			await page.keyboard.press('ArrowDown');
		}
		await page.keyboard.press(key);
		const chosen = seen.filter((row) => row.includes(begins)).length;
		await expect.poll(() => inView('unassigned', begins), { timeout: 45_000 }).toBe(before - chosen);
		await page.reload();
	};
	for (
		let left = 100;
		left > 0;
		left = (await inView('unassigned', 'Brücke')) + (await inView('unassigned', 'Werbung'))
	) {
		await rows.first().waitFor();
		await sort();
	}
	expect([await inView('mine', 'Brücke'), await inView('mine', 'Werbung')]).toEqual([25, 0]);
	await rows.first().waitFor({ state: 'detached' });
	await expectGoodEverywhere(page);
});
