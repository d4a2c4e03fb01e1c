import type { Browser, Page } from 'playwright-core';

import { readPostEndpoint } from '#contract/editorial.ts';
import { approvePostEndpoint, publishPostEndpoint } from '#contract/editorial-acts.ts';
import type { Actor } from '#kernel/permission.ts';

import { startNewsdesk } from '../newsdesk.ts';
import { actorWith } from '../office.ts';
import { openBrowser } from './browser.ts';

type Who = 'anna' | 'lena' | 'paul' | 'central' | 'boss';

/** The Tuesday on which all exercises are done. */
const MORNING = '2026-11-24T08:41:00Z';

/** Whoever asks again gets the page they had. */
const pagesIn = (browser: Browser) => {
	const pages = new Map<string, Page>();
	return async (key: string, extraHTTPHeaders: Record<string, string>): Promise<Page> => {
		const known = pages.get(key);
		if (known) return known;
		const context = await browser.newContext({
			locale: 'de-DE',
			viewport: { width: 1280, height: 900 },
			extraHTTPHeaders,
		});
		const page = await context.newPage();
		page.setDefaultTimeout(45_000);
		pages.set(key, page);
		return page;
	};
};

/** A desk with one browser: everybody keeps their page from one exercise to the next. */
export const startExercises = async () => {
	const desk = await startNewsdesk(MORNING, undefined, { desk: true });
	const { office } = desk;
	const paul = await desk.employ('Paul Beispiel', 'lead');
	// In a sample city nobody needs a second factor: the exercises are about the work, not about signing in.
	await office.office.people.markSample('ready');
	const browser: Browser = await openBrowser();
	const people: Readonly<Record<Who, Actor>> = {
		anna: desk.anna,
		lena: desk.jana,
		paul,
		central: actorWith('central', 'all', 'zentrale'),
		boss: desk.boss,
	};
	const pageOf = pagesIn(browser);

	return {
		...desk,
		paul,
		/** The page of a colleague, at a place of the desk. */
		async at(who: Who, path: string): Promise<Page> {
			const actor = people[who];
			// NOTE: an actor is known to the test office once they have called it.
			await office.call(readPostEndpoint, { id: 'x' }, actor);
			const page = await pageOf(who, { 'x-actor': actor.id });
			if (page.url() === 'about:blank') await page.goto(`${office.base}/desk${path}`);
			// At an open desk one goes on inside it: nobody loads it anew for every task.
			else
				await page.evaluate(
					`history.pushState(null, '', '/desk${path}'); dispatchEvent(new PopStateEvent('popstate'))`,
				);
			return page;
		},
		/** Somebody without an account, at any address of the house. */
		async visitor(path: string): Promise<Page> {
			const page = await pageOf('visitor', {});
			await page.goto(`${office.base}${path}`);
			return page;
		},
		/** What was given for approval on the screen gets Lena's yes. */
		async yes(id: string): Promise<void> {
			const contentHash = (await desk.read(id)).contentHash ?? '';
			const answer = await office.call(approvePostEndpoint, { id, contentHash }, desk.jana);
			if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
		},
		/** An approved post goes out, and the minute for stopping it passes. */
		async send(id: string): Promise<void> {
			const { body } = await office.call(publishPostEndpoint, { id }, desk.anna);
			await office.at(body.dueAt ?? '');
			await office.settle();
		},
		/** A minute passes at the office. */
		async minuteLater(): Promise<void> {
			await office.at(new Date(office.clock.now() + 61_000).toISOString());
			await office.settle();
		},
		async close(): Promise<void> {
			await browser.close();
			await desk.close();
		},
	};
};

export type ExerciseDesk = Awaited<ReturnType<typeof startExercises>>;
/** An exercise of the handbook, done by whoever it is for. */
export type Exercise = (desk: ExerciseDesk) => Promise<void>;

/** Presses a button by what stands on it, with Enter. */
export const press = (page: Page, name: string | RegExp): Promise<void> =>
	page
		.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
		.first()
		.press('Enter');

/** Presses a button of the dialog that is open. */
export const answer = (page: Page, name: string): Promise<void> =>
	page.getByRole('dialog').getByRole('button', { name, exact: true }).press('Enter');

/** Opens the menu of the post and acts. */
export const choose = async (page: Page, name: string): Promise<void> => {
	await press(page, /Weitere Möglichkeiten/);
	await page.getByRole('menuitem', { name }).press('Enter');
};

/** Gives the draft on the page for approval. */
export const askFor = async (page: Page): Promise<void> => {
	await press(page, 'Zur Freigabe geben');
	await page.getByText('in Freigabe', { exact: true }).first().waitFor();
};
