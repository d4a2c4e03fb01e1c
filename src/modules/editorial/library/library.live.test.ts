import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { noticesEndpoint } from '#contract/desk.ts';
import { savePostEndpoint } from '#contract/editorial.ts';
import {
	addMediaEndpoint,
	askForApprovalEndpoint,
	publishPostEndpoint,
	reschedulePostEndpoint,
	schedulePostEndpoint,
} from '#contract/editorial-acts.ts';
import { checkPostEndpoint } from '#contract/editorial-check.ts';
import {
	changeLibraryItemEndpoint,
	createFolderEndpoint,
	listLibraryEndpoint,
	moveLibraryItemsEndpoint,
	readLibraryItemEndpoint,
	removeFolderEndpoint,
	removeLibraryItemEndpoint,
} from '#contract/library.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

const settled = { licence: 'own', consent: 'nobody' } as const;
const take = async (name = 'bild.jpg'): Promise<string> => (await desk.upload(await desk.picture(), name)).body.id;
const item = async (id: string, actor = desk.anna) =>
	(await desk.office.call(readLibraryItemEndpoint, { id }, actor)).body;
const say = async (id: string, facts: object, actor = desk.anna) => {
	const { version } = await item(id);
	return desk.office.call(changeLibraryItemEndpoint, { id, base: version, facts }, actor);
};
const list = async (query: object, actor = desk.anna) =>
	(await desk.office.call(listLibraryEndpoint, query, actor)).body.items.map(({ id }) => id);

describe('the library', () => {
	it('finds a picture by any word said of it, and by what is missing', async () => {
		const id = await take('kran.jpg');
		expect(await list({ view: 'without-alt' })).toContain(id);
		const alt = { de: 'Die Mühlkanalbrücke mit einem Kran' };
		await say(id, {
			...settled,
			title: 'Baustelle',
			alt,
			author: 'Verein Probe',
			keywords: ['Tiefbau'],
			licence: 'cc-by-4',
		});
		for (const q of ['baustelle', 'KANALBRÜCKE kran', 'verein', 'tiefb', 'kran.jpg'])
			expect([q, await list({ q })]).toEqual([q, [id]]);
		expect(await list({ q: '100%' })).toEqual([]);
		expect(await list({ view: 'without-alt' })).not.toContain(id);
		expect(await list({ view: 'unused', licence: 'cc-by-4' })).toEqual([id]);
		const { steps, facts } = await item(id);
		expect(steps.map(({ what, by }) => [what, by.id])).toEqual([
			['changed', desk.anna.id],
			['received', desk.anna.id],
		]);
		expect(steps[0]?.fields.toSorted()).toEqual(['alt', 'author', 'consent', 'keywords', 'licence', 'title']);
		expect(facts.focus).toEqual({ x: 0.5, y: 0.5 });
	});

	it('keeps two people from overwriting each other, and others from looking in', async () => {
		const id = await take();
		await say(id, { title: 'Erst' });
		const late = await desk.office.call(changeLibraryItemEndpoint, { id, base: 0, facts: { title: 'Dann' } }, desk.ben);
		expect([late.status, late.problem?.type]).toEqual([409, 'library.changed-meanwhile']);
		const stranger = actorWith('author', ['elsewhere'], 'stranger');
		expect((await desk.office.call(readLibraryItemEndpoint, { id }, stranger)).status).toBe(404);
		expect(await list({}, stranger)).toEqual([]);
	});

	it('puts pictures into folders and keeps them when a folder goes', async () => {
		const { office, anna, unitId } = desk;
		const id = await take();
		const made = await office.call(createFolderEndpoint, { unitId, name: 'Brücken' }, anna);
		const again = await office.call(createFolderEndpoint, { unitId, name: 'brücken' }, anna);
		expect(again.problem?.type).toBe('library.folder-name-taken');
		const folderId = made.body.id;
		expect((await office.call(moveLibraryItemsEndpoint, { ids: [id], folderId }, anna)).body).toEqual({ moved: 1 });
		expect(await list({ folderId })).toEqual([id]);
		await office.call(removeFolderEndpoint, { id: folderId }, anna);
		expect((await item(id)).folderId).toBeNull();
	});

	it('gives up only what no post shows', async () => {
		const { office, anna } = desk;
		const [id, post] = [await take(), await desk.draft('Mit Bild')];
		await office.call(addMediaEndpoint, { id: post, mediaId: id }, anna);
		expect((await item(id)).posts.map(({ id: of }) => of)).toEqual([post]);
		const kept = await office.call(removeLibraryItemEndpoint, { id }, anna);
		expect([kept.status, kept.problem]).toMatchObject([409, { type: 'library.in-use', detail: { count: 1 } }]);
		const { versions } = await desk.read(post);
		await office.call(savePostEndpoint, { id: post, media: { base: versions['media']?.v ?? 0, value: [] } }, anna);
		expect((await item(id)).usedBy).toBe(0);
		expect((await office.call(removeLibraryItemEndpoint, { id }, anna)).status).toBe(200);
		expect((await office.call(readLibraryItemEndpoint, { id }, anna)).status).toBe(404);
	});
});

describe('a picture of the library in a post', () => {
	it('brings its description and its credit, is cut around its focus, and goes out as approved', async () => {
		const { office, anna } = desk;
		const [id, post] = [await take(), await desk.draft('Aus der Mediathek')];
		const alt = { de: 'Eine blaue Fläche', en: 'A blue plane' };
		const credit = { author: 'Verein Probe', licence: 'cc-by-4' } as const;
		await say(id, { ...settled, ...credit, alt, focus: { x: 0.9, y: 0.1 }, crops: { mastodon: '1:1' } });
		await office.call(addMediaEndpoint, { id: post, mediaId: id }, anna);
		const plain = { language: 'de-simple', title: 'Ein Bild', text: 'Das Bild ist blau.' };
		await office.call(savePostEndpoint, { id: post, translations: { base: 0, value: [plain] } }, anna);
		await desk.approve(post);
		await say(id, { alt: { de: 'Später anders' }, author: 'Wer anders', focus: { x: 0, y: 0 }, crops: {} });
		const { dueAt } = (await office.call(publishPostEndpoint, { id: post }, anna)).body;
		await office.at(dueAt ?? '');
		await office.settle();
		const { published } = await desk.read(post);
		const shown = (published?.renditions ?? []).map(({ channel, media: [one] }) => [
			channel,
			one?.alt,
			one?.width,
			one?.credit?.author,
			one?.focus,
		]);
		expect(shown).toEqual([
			['newsroom', alt.de, 800, credit.author, { x: 0.9, y: 0.1 }],
			['mastodon', alt.de, 600, credit.author, { x: 0.867, y: 0.1 }],
			['bluesky', alt.de, 800, credit.author, { x: 0.9, y: 0.1 }],
		]);
		for (const path of [published?.slug, `${published?.slug}/sprache/de-simple`]) {
			const page = await (await fetch(`${office.origin}/beitrag/${path}`)).text();
			expect(page).toContain('Verein Probe');
			expect(page).toContain('creativecommons.org/licenses/by/4.0');
		}
		expect(office.office.practice.mastodon.timeline()[0]?.media).toMatchObject([{ alt: alt.de, focus: '0.734,0.8' }]);
	});

	it('is described in the library by what the post says, where nobody had said it', async () => {
		const { office, anna } = desk;
		const [id, post] = [await take(), await desk.draft('Neu beschrieben')];
		await say(id, settled);
		await office.call(addMediaEndpoint, { id: post, mediaId: id }, anna);
		await office.call(
			savePostEndpoint,
			{ id: post, alts: { [id]: { base: 0, value: { de: 'Eine Fläche in Blau' } } } },
			anna,
		);
		await desk.ask(post);
		expect((await item(id)).facts.alt).toEqual({ de: 'Eine Fläche in Blau' });
	});
});

describe('rights', () => {
	const findings = async (post: string, mediaId: string) => {
		const { title, text, renditions } = await desk.read(post);
		const media = [{ mediaId, alt: {} }];
		const input = { postId: post, title, text, language: 'de', renditions, media };
		const { body } = await desk.office.call(checkPostEndpoint, input, desk.anna);
		return body.findings
			.filter(({ field }) => field === `media:${mediaId}`)
			.map(({ rule, severity, values }) => [rule, severity, values['lack'] ?? '']);
	};

	it('that are missing, open or over are found, each as the house sets it', async () => {
		const [id, post] = [await take(), await desk.draft('Rechte')];
		await say(id, { alt: { de: 'Eine blaue Fläche' } });
		expect(await findings(post, id)).toEqual([
			['media-rights-missing', 'block', 'licence'],
			['media-consent-unsaid', 'warning', ''],
		]);
		await say(id, { licence: 'licensed', consent: 'on-file' });
		expect(await findings(post, id)).toEqual([
			['media-rights-missing', 'block', 'author'],
			['media-consent-missing', 'block', 'reference'],
		]);
		await say(id, {
			author: 'Agentur',
			licenceText: 'bis Frühling',
			consentReference: 'Akte 7',
			expiresOn: '2026-03-01',
		});
		expect(await findings(post, id)).toEqual([['media-expired', 'block', '']]);
		const refused = await desk.office.call(addMediaEndpoint, { id: post, mediaId: id }, desk.anna);
		expect([refused.status, refused.problem?.type]).toEqual([422, 'post.media-expired']);
	});

	it('must last until the day a post goes out', async () => {
		const { office, anna } = desk;
		const [id, post] = [await take(), await desk.draft('Zu spät', 'Am Freitag ist die Brücke wieder offen.')];
		await say(id, { ...settled, alt: { de: 'Eine blaue Fläche' }, expiresOn: '2026-03-04' });
		await office.call(addMediaEndpoint, { id: post, mediaId: id }, anna);
		await desk.approve(post);
		const at = (local: string) => office.call(schedulePostEndpoint, { id: post, local, zone: 'Europe/Berlin' }, anna);
		const late = await at('2026-03-05T10:00');
		expect(late.problem).toMatchObject({ type: 'post.blocked', detail: { findings: [{ rule: 'media-expired' }] } });
		expect((await at('2026-03-04T10:00')).status).toBe(200);
		expect((await office.call(askForApprovalEndpoint, { id: post }, anna)).status).toBe(409);
		const input = { id: post, local: '2026-03-05T10:00', zone: 'Europe/Berlin' };
		const moved = await office.call(reschedulePostEndpoint, input, anna);
		expect([moved.status, moved.problem?.type]).toEqual([422, 'post.media-expired']);
	});
});

describe('the end of a right', () => {
	it('is announced once, a month ahead, until somebody extends it', async () => {
		const { office, anna } = desk;
		const [id, later] = [await take('ende.jpg'), await take('spaeter.jpg')];
		await say(id, { ...settled, expiresOn: '2026-04-01' });
		await say(later, { ...settled, expiresOn: '2026-04-02' });
		const told = async () => {
			const { items } = (await office.call(noticesEndpoint, { unread: 'true' }, anna)).body;
			return items.filter(({ kind }) => kind === 'picture-ends').map(({ postId, title }) => [postId, title]);
		};
		const due = async () => (await list({ view: 'due' })).filter((one) => one === id || one === later);
		const round = async () => {
			await office.at(new Date(office.clock.now() + 6 * 60_000).toISOString());
			for (const { name, run } of office.office.editorial.chores) if (name === 'editorial.picture-rights') await run();
		};
		await round();
		const first = (await told()).filter(([about]) => about === id || about === later);
		expect([first, await due()]).toEqual([[[id, 'ende.jpg']], [id]]);
		await round();
		expect((await told()).filter(([about]) => about === id)).toHaveLength(1);
		await say(id, { expiresOn: '2027-01-01' });
		expect([(await told()).filter(([about]) => about === id), await due()]).toEqual([[], []]);
	});
});
