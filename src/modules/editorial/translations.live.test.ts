import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { savePostEndpoint } from '#contract/editorial.ts';
import { approvePostEndpoint, askForApprovalEndpoint, publishPostEndpoint } from '#contract/editorial-acts.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

describe('a language version', () => {
	const simple = { language: 'de-simple', title: 'Das Freibad ist auf', text: 'Sie können schwimmen gehen.' };

	it('is checked and approved with the original, and stands on a page of its own', async () => {
		const { office, anna, jana } = desk;
		const id = await desk.draft('Freibad geöffnet', 'Das Freibad hat ab sofort geöffnet.');
		const save = (base: number, value: readonly (typeof simple)[]) =>
			office.call(savePostEndpoint, { id, translations: { base, value: [...value] } }, anna);
		await save(0, [
			{ ...simple, text: ' ' },
			{ ...simple, language: 'de', text: 'Rufen Sie 0151 2345678 an.' },
		]);
		const refused = await office.call(askForApprovalEndpoint, { id }, anna);
		expect(JSON.stringify(refused.problem)).toMatch(/translation-empty.*translation-twice.*personal-phone/);
		await save(1, [simple]);
		const before = await desk.ask(id);
		expect((await desk.read(id)).frozen?.translations).toEqual([simple]);
		await save(2, [{ ...simple, text: 'Sie können heute schwimmen gehen.' }]);
		const contentHash = await desk.ask(id);
		expect(contentHash).not.toBe(before);
		expect((await office.call(approvePostEndpoint, { id, contentHash }, jana)).status).toBe(200);
		await office.call(publishPostEndpoint, { id }, anna);
		await office.at(new Date(office.clock.now() + 61_000).toISOString());
		const { link } = await desk.read(id);
		const read = async (address: string) => (await fetch(address)).text();
		expect(await read(link)).toContain('hreflang="de-simple"');
		const page = await read(`${link}/sprache/de-simple`);
		expect(page).toContain('lang="de-simple"');
		expect(page).toContain('Sie können heute schwimmen gehen.');
		expect((await fetch(`${link}/sprache/tr`)).status).toBe(404);
	});
});

it('a presence sends the language version it was given, and none that is gone', async () => {
	const { office, anna } = desk;
	const id = await desk.draft('Wahlhelfer gesucht', 'Wir suchen Menschen, die am Wahltag helfen.');
	const { renditions, outlets } = await desk.read(id);
	const of = (channel: string) =>
		renditions.find((one) => outlets.find((outlet) => outlet.id === one.presenceId)?.channel === channel);
	const mastodon = of('mastodon')?.presenceId ?? '';
	const english = { language: 'en', title: 'Election helpers wanted', text: 'We are looking for people who help.' };
	const save = (input: Omit<(typeof savePostEndpoint)['input']['_zod']['input'], 'id'>) =>
		office.call(savePostEndpoint, { id, ...input }, anna);
	await save({
		translations: { base: 0, value: [english] },
		renditionLanguages: { [mastodon]: { base: 0, value: 'en' } },
	});
	await desk.ask(id);
	const sent = (await desk.read(id)).frozen?.renditions.map(({ channel, language, text }) => [channel, language, text]);
	expect(sent).toEqual([
		['newsroom', undefined, 'Wir suchen Menschen, die am Wahltag helfen.'],
		['mastodon', 'en', `${english.title}\n\n${english.text}`],
		['bluesky', undefined, 'Wahlhelfer gesucht\n\nWir suchen Menschen, die am Wahltag helfen.'],
	]);
	await save({ translations: { base: 1, value: [] } });
	const refused = await office.call(askForApprovalEndpoint, { id }, anna);
	expect(JSON.stringify(refused.problem)).toContain('translation-missing');
});
