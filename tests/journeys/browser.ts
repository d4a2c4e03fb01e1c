import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** A real Chromium without a window. `AMTSFUNK_CHROMIUM` is set by the test command, which also installs it. */
export const openBrowser = async (): Promise<Browser> => {
	const browser = await chromium.launch({
		executablePath: process.env['AMTSFUNK_CHROMIUM'] ?? '/usr/bin/chromium',
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
	browsers.push(browser);
	return browser;
};

const browsers: Browser[] = [];

/** Every page that stands open in a browser of this journey. */
export const openPages = (): readonly Page[] =>
	browsers.flatMap((browser) => browser.contexts().flatMap((context) => context.pages()));

interface AxeResult {
	readonly violations: readonly {
		readonly id: string;
		readonly help: string;
		readonly nodes: readonly { readonly html: string }[];
	}[];
}

/** Resolves after two drawings and every fading that ends. */
const STANDS = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
	Promise.allSettled(document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime)).map((one) => one.finished))).then(() => undefined)`;

/** WCAG 2.0 to 2.2, A and AA, and best practice; or of these only what depends on colours. */
const RULES = {
	all: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
	colours: { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
};

/** What a page has and its dialog need not: judged where no dialog is open. */
const OF_THE_PAGE = { 'landmark-one-main': { enabled: false }, 'page-has-heading-one': { enabled: false } };

const judge = async (page: Page, rules: keyof typeof RULES): Promise<AxeResult> => {
	// NOTE: axe guesses from what lies in the middle of the window whether a dialog is open, and what of the page is behind it.
	const behind = (await page.getByRole('dialog').count()) > 0;
	const off = rules === 'all' && behind ? { rules: OF_THE_PAGE } : {};
	const options = { ...RULES[rules], ...off, resultTypes: ['violations'], preload: false };
	return (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResult;
};

/** Runs axe over the page as it stands and expects no violation. */
export const expectAccessible = async (page: Page, rules: keyof typeof RULES = 'all'): Promise<void> => {
	await page.evaluate(STANDS);
	// NOTE: the pages' policy allows no foreign script, so axe comes in through the debugger, past the policy.
	if (!(await page.evaluate("'axe' in window"))) await page.evaluate(await readFile(axeFile, 'utf8'));
	// A page in the middle of being drawn anew is judged once it stands: what is wrong then is wrong twice.
	let found = await judge(page, rules);
	if (found.violations.length > 0) {
		await page.evaluate(STANDS);
		found = await judge(page, rules);
	}
	const said = found.violations.map(
		({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 200)).join('\n  ')}`,
	);
	expect(said, page.url()).toEqual([]);
};

/** What reaches furthest to the right. */
const WIDEST = `[...document.querySelectorAll('body *')].map((one) => [one.getBoundingClientRect().right, one.outerHTML.slice(0, 120)])
	.sort(([a], [b]) => b - a).slice(0, 3).join('; ')`;

/** Nothing may be wider than the window: no sideways scrolling. */
export const expectNoSidewaysScroll = async (page: Page): Promise<void> => {
	const overhang = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
	const widest = overhang === 0 ? '' : await page.evaluate(WIDEST);
	expect(overhang, `${page.url()} is wider than its window: ${widest}`).toBeLessThanOrEqual(0);
};

/** Looks at the page at 1280 and 320 px, light and dark: accessible and without sideways scrolling each time. */
export const expectGoodEverywhere = async (page: Page): Promise<void> => {
	const before = page.viewportSize();
	for (const width of [1280, 320]) {
		await page.setViewportSize({ width, height: 800 });
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await expectAccessible(page, colorScheme === 'light' ? 'all' : 'colours');
			await expectNoSidewaysScroll(page);
		}
	}
	await page.emulateMedia({ colorScheme: 'light' });
	if (before) await page.setViewportSize(before);
};
