import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { savePostEndpoint } from '#contract/editorial.ts';
import { isStorable } from '#kernel/text.ts';

import { naughtyStrings } from '../hostile/naughty.ts';
import { type Newsdesk, startNewsdesk } from '../newsdesk.ts';
import { renditionOf } from '../newsroom-site.ts';
import { actorWith } from '../office.ts';
import { expectNoSidewaysScroll, openBrowser } from './browser.ts';

/** What only looks like words: markup, script, addresses that act, and letters that turn the line round. */
const words = naughtyStrings.filter(
	(text) => isStorable(text) && /[<>"'`]|script:|[\u202a-\u202e\u2066-\u2069]/.test(text),
);
const TITLE = '<script>alert("Titel")</script>"><img src=x onerror=alert(1)>';
const TEXT = words.join('\n\n');
const pieces = Array.from({ length: Math.ceil(words.length / 50) }, (_, at) => words.slice(at * 50, (at + 1) * 50));

let desk: Newsdesk;
let browser: Browser;
/** What ran or was kept from running, though nobody of us wrote it. */
const acted: string[] = [];

const open = async (personId?: string): Promise<Page> => {
	const headers = personId === undefined ? {} : { 'x-actor': personId };
	const context = await browser.newContext({ locale: 'de-DE', extraHTTPHeaders: headers });
	const page = await context.newPage();
	page.on('dialog', (dialog) => {
		acted.push(`${page.url()} said ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on('console', (line) => {
		if (/content security policy|refused to/i.test(line.text())) acted.push(`${page.url()}: ${line.text()}`);
	});
	page.on('pageerror', (error) => acted.push(`${page.url()}: ${error.message}`));
	return page;
};

/** Markup of ours has no such parts: one that is there came out of somebody's words. */
const expectHarmless = async (page: Page): Promise<void> => {
	const foreign = await page.evaluate(`[...document.querySelectorAll('*')].filter((one) =>
		[...one.attributes].some(({ name, value }) => /^on/.test(name) || /^\\s*(javascript|data:text|vbscript)/i.test(value)) ||
		['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'MARQUEE'].includes(one.tagName)).map((one) => one.outerHTML.slice(0, 120))`);
	expect(foreign, page.url()).toEqual([]);
	expect(acted).toEqual([]);
	await expectNoSidewaysScroll(page);
};

beforeAll(async () => {
	desk = await startNewsdesk(new Date().toISOString(), undefined, { desk: true });
	browser = await openBrowser();
});
afterAll(async () => {
	await browser?.close();
	await desk?.close();
});

it('hostile words stand as words on the pages of the house', async () => {
	const { newsroom } = desk.office.office;
	const published = await newsroom.channel(null).publish(renditionOf({ title: TITLE, text: TEXT }), 'hostile-1');
	if (!published.ok) throw new Error(published.error.type);
	const page = await open();
	for (const path of ['/', new URL(published.value.url).pathname, `/suche?q=${encodeURIComponent(TITLE)}`]) {
		await page.setViewportSize({ width: 320, height: 800 });
		await page.goto(desk.office.origin + path);
		await page.getByText('alert("Titel")').first().waitFor();
		await expectHarmless(page);
	}
});

it('and at the desk, in a draft and in what citizens write', async () => {
	const { office } = desk.office;
	const id = await desk.draft('Probe', 'Probe.');
	const saved = await desk.office.call(
		savePostEndpoint,
		{ id, title: { base: 0, value: TITLE }, text: { base: 0, value: TEXT } },
		desk.anna,
	);
	expect(saved.status).toBe(200);
	await desk.publish(await desk.draft('Brücke gesperrt', 'Die Brücke ist gesperrt.'));
	const post = office.practice.mastodon.timeline().find(({ author }) => author.official);
	for (const piece of pieces) {
		office.practice.mastodon.reply({ to: post?.id ?? '', text: piece.join('\n').slice(0, 400), as: 'waldkauz' });
		await office.dialogue.receiveQuestion({ unitId: desk.unitId, text: piece.join('\n'), language: 'de', name: TITLE });
	}
	await desk.office.at(new Date(desk.office.clock.now() + 10_000).toISOString());
	const agent = actorWith('agent', [desk.unitId], 'agent-1');
	const author = await open(desk.anna.id);
	await author.goto(`${desk.office.origin}/desk/redaktion/${id}`);
	await author.getByLabel('Überschrift').waitFor();
	await expectHarmless(author);
	// Names the caller of what follows.
	await desk.office.call(savePostEndpoint, { id }, agent);
	const page = await open(agent.id);
	await page.goto(`${desk.office.origin}/desk/dialog`);
	// Conversations go by their ids; beside them are links to other pages of the desk.
	const talks = page.locator('a[href^="/desk/dialog/01"]');
	await talks.nth(pieces.length).waitFor();
	const places = await talks.evaluateAll<string[], Element>((all) => [
		...new Set(all.map((one) => one.getAttribute('href') ?? '')),
	]);
	expect(places.length).toBeGreaterThan(pieces.length);
	for (const place of places) {
		await page.goto(desk.office.origin + place);
		await page.locator('main textarea').waitFor();
		await expectHarmless(page);
	}
});
