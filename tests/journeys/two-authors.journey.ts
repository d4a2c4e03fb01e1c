import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startTestOffice, type TestOffice } from '../office.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';
import { invite, openPerson, walkWizard } from './people-at-work.ts';

let office: TestOffice;
let browser: Browser;
let first: Page;
let second: Page;

beforeAll(async () => {
	office = await startTestOffice({ at: new Date().toISOString(), desk: true });
	browser = await openBrowser();
	const admin = await openPerson(browser);
	await walkWizard(admin, office);
	first = await invite(admin, browser, { name: 'Emre Beispiel', roles: ['Redaktion'] });
	second = await invite(admin, browser, { name: 'Jana Muster', roles: ['Redaktion'] });
});
afterAll(async () => {
	await browser?.close();
	await office?.close();
});

const text = (page: Page) => page.getByLabel('Text', { exact: true });

/** Types at the end of the paragraph that begins with `opening`, as a person does. */
const typeAfter = async (page: Page, opening: string, words: readonly string[]): Promise<void> => {
	const field = text(page);
	await field.focus();
	await field.evaluate((node: HTMLTextAreaElement, start) => {
		const line = node.value.indexOf('\n', node.value.indexOf(start));
		const at = line === -1 ? node.value.length : line;
		node.setSelectionRange(at, at);
	}, opening);
	for (const word of words) await page.keyboard.type(` ${word}`, { delay: 25 });
};

describe('two people in one draft', () => {
	it('see each other', async () => {
		await first.goto(`${office.origin}/desk/redaktion/neu`);
		await first.getByLabel('Überschrift').fill('Radweg an der Ringstraße');
		await first.getByRole('button', { name: 'Entwurf beginnen' }).press('Enter');
		await text(first).fill('Oben:\n\nMitte bleibt.\n\nUnten:');
		await first.getByText(/^Gespeichert/).waitFor();
		await second.goto(first.url());
		await expect.poll(() => text(second).inputValue(), { timeout: 30_000 }).toContain('Unten:');
		await second.getByText('Emre Beispiel liest mit').waitFor({ state: 'attached' });
		await first.getByText('Jana Muster liest mit').waitFor({ state: 'attached' });
	});

	it('write at once in different places, and not a word is lost', async () => {
		const mine = Array.from({ length: 40 }, (_, at) => `eins${at}`);
		const yours = Array.from({ length: 40 }, (_, at) => `zwei${at}`);
		await Promise.all([typeAfter(first, 'Oben:', mine), typeAfter(second, 'Unten:', yours)]);
		const wanted = `Oben: ${mine.join(' ')}\n\nMitte bleibt.\n\nUnten: ${yours.join(' ')}`;
		await expect.poll(() => text(first).inputValue(), { timeout: 30_000 }).toBe(wanted);
		await expect.poll(() => text(second).inputValue(), { timeout: 30_000 }).toBe(wanted);
		await first.reload();
		await expect.poll(() => text(first).inputValue(), { timeout: 30_000 }).toBe(wanted);
		await expectGoodEverywhere(second);
	});

	it('decide themselves where they changed the same words', async () => {
		await Promise.all([text(first).fill('Oben von Emre'), text(second).fill('Oben von Jana')]);
		const asked = [first, second].map(async (page) => {
			await page.getByRole('dialog').waitFor();
			return page.getByRole('dialog');
		});
		const dialog = await Promise.any(asked);
		await dialog.getByText('Oben von Emre').waitFor();
		await dialog.getByText('Oben von Jana').waitFor();
	});
});
