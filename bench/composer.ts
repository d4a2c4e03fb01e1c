import type { Page } from 'playwright-core';

import { readPostEndpoint } from '#contract/editorial.ts';
import { createUnitEndpoint } from '#contract/people.ts';
import { system } from '#kernel/permission.ts';

import { type BrowserDesk, openBrowserDesk, PAGE, sitter } from './browser-desk.ts';
import { value } from './desk.ts';
import { type Benchmark, type Figure, median, p95 } from './figure.ts';

const TARGET_MS = 50;
/** Each pair is a Mastodon and a Bluesky of the practice networks; the newsroom comes to them. */
const PAIRS = 6;
/** A quick typist: five words a second would be no typing any more. */
const KEY_MS = 60;
/** After so many keys somebody thinks for a moment, and the checks and the saving get their turn. */
const BREATH = 40;
const BREATH_MS = 700;
/** What Event Timing does not report took less than this. */
const UNREPORTED_MS = 16;

const sentence = 'Die Mühlkanalbrücke ist ab Montag gesperrt, zu Fuß und mit dem Rad kommen Sie weiter hinüber. ';
const long = sentence.repeat(50);

/** Watches how long each key takes from its press to the next picture: the Event Timing API, in steps of 8 ms. */
const WATCH = `window.__keys = []; new PerformanceObserver((list) => {
	for (const one of list.getEntries()) if (one.name === 'keydown') window.__keys.push(one.duration);
}).observe({ type: 'event', durationThreshold: 16 })`;

const typeInto = async (page: Page, keys: number): Promise<number[]> => {
	await page.evaluate(WATCH);
	const text = sentence.repeat(Math.ceil(keys / sentence.length)).slice(0, keys);
	for (let at = 0; at < text.length; at += BREATH) {
		await page.keyboard.type(text.slice(at, at + BREATH), { delay: KEY_MS });
		await page.waitForTimeout(BREATH_MS);
	}
	const seen = (await page.evaluate('window.__keys')) as number[];
	return [...seen, ...Array.from({ length: Math.max(0, keys - seen.length) }, () => UNREPORTED_MS)];
};

const bare = async (page: Page, keys: number): Promise<number[]> => {
	await page.setContent('<textarea rows="20" cols="80"></textarea>');
	await page.locator('textarea').fill(long);
	await page.locator('textarea').press('Control+End');
	return typeInto(page, keys);
};

/** A unit has one account on each practice network and uses those of the units above it: so the units stand on each other. Answers the lowest. */
const connectAll = async ({ office, origin, unitId }: BrowserDesk): Promise<string> => {
	let lowest = unitId;
	for (let pair = 1; pair <= PAIRS; pair += 1) {
		const name = `Musterstadt ${pair}`;
		if (pair > 1)
			lowest = (
				await send(`${origin}${createUnitEndpoint.path}`, 'POST', { name, short: `M${pair}`, parentId: lowest })
			).id;
		value(await office.channels.connectPractice(system('bench'), { unitId: lowest, name }));
	}
	return lowest;
};

const send = async (address: string, method: string, body: object): Promise<{ readonly id: string }> => {
	const headers = { 'content-type': 'application/json' };
	const answer = await fetch(address, { method, headers, body: JSON.stringify(body) });
	if (!answer.ok) throw new Error(await answer.text());
	// NOTE: whoever is made has an id.
	return (await answer.json()) as { id: string };
};

/** A draft that goes to every presence there is. */
const longDraft = async ({ office, origin }: BrowserDesk, unitId: string): Promise<string> => {
	const wanted = { unitId, title: 'Sperrung', text: long, language: 'de' };
	const { id } = value(await office.editorial.createDraft(wanted, sitter));
	const { outlets, versions } = readPostEndpoint.output.parse(await (await fetch(`${origin}/api/posts/${id}`)).json());
	const presences = { base: versions['presences']?.v ?? 0, value: outlets.map((outlet) => outlet.id) };
	await send(`${origin}/api/posts/${id}`, 'PATCH', { presences });
	return id;
};

/** A long draft typed in a real browser with twelve presences connected, from the key to the picture, beside a bare text field. */
export const run: Benchmark = async ({ small = false, rounds = small ? 1 : 3, size = small ? 120 : 320 }) => {
	const desk = await openBrowserDesk({ role: 'all' });
	try {
		const { browser, origin } = desk;
		const id = await longDraft(desk, await connectAll(desk));
		const ours: number[] = [];
		const floor: number[] = [];
		let worst = 0;
		for (let round = 0; round < rounds; round += 1) {
			const page = await browser.newPage(PAGE);
			await page.goto(`${origin}/desk/redaktion/${id}`);
			const text = page.getByLabel('Text', { exact: true });
			await text.press('Control+End');
			const times = await typeInto(page, size);
			await page.close();
			const plain = await browser.newPage(PAGE);
			floor.push(p95(await bare(plain, size)));
			await plain.close();
			ours.push(p95(times));
			worst = Math.max(worst, ...times);
		}
		const [all, least] = [median(ours), median(floor)];
		const figure = (name: string, ms: number, target: number): Figure => ({
			...{ name: `composer: ${name}, ms (against a bare text field)`, ours: ms, floor: least, ratio: ms / least },
			...{ target: `<= ${target} ms`, pass: ms <= target },
		});
		return [
			figure(`key to picture in ${long.length} characters for ${2 * PAIRS} presences, p95`, all, TARGET_MS),
			figure('the slowest key', worst, 4 * TARGET_MS),
		];
	} finally {
		await desk.close();
	}
};
