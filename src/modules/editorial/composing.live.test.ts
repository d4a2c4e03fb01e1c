import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createPostEndpoint, savePostEndpoint } from '#contract/editorial.ts';
import { askForApprovalEndpoint } from '#contract/editorial-acts.ts';
import { checkPostEndpoint } from '#contract/editorial-check.ts';
import {
	changePieceEndpoint,
	createPieceEndpoint,
	listPiecesEndpoint,
	removePieceEndpoint,
	restorePieceEndpoint,
	usablePiecesEndpoint,
} from '#contract/pieces.ts';
import {
	changeShortLinkEndpoint,
	createShortLinkEndpoint,
	endPreviewLinkEndpoint,
	listPreviewLinksEndpoint,
	listShortLinksEndpoint,
	makePreviewLinkEndpoint,
	shortenPostEndpoint,
	showPreviewEndpoint,
	suggestWordsEndpoint,
} from '#contract/sharing.ts';
import { ok } from '#kernel/result.ts';
import { plus } from '#kernel/time.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

import { keepUsedWords } from './sharing/used-words.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

/** How the post comes out, with own words for one channel. */
const look = async (id: string, own: Readonly<Record<string, string>> = {}) => {
	const { title, text, language, renditions, outlets } = await desk.read(id);
	const channelOf = (presenceId: string) => outlets.find((one) => one.id === presenceId)?.channel ?? '';
	const spoken = renditions.map((one) => ({ ...one, text: own[channelOf(one.presenceId)] ?? one.text }));
	const input = { postId: id, title, text, language, renditions: spoken, media: [] };
	const { body } = await desk.office.call(checkPostEndpoint, input, desk.anna);
	const of = (channel: string) => body.renditions.find(({ presenceId }) => channelOf(presenceId) === channel);
	return { findings: body.findings, of };
};

describe('renditions', () => {
	it('show beside their own words what the statement would say there', async () => {
		const id = await desk.draft('Freibad öffnet', 'Ab Samstag ist das Freibad offen.');
		const { of } = await look(id, { bluesky: 'Endlich Sommer: Freibad offen.' });
		expect(of('bluesky')).toMatchObject({
			text: 'Endlich Sommer: Freibad offen.',
			house: 'Freibad öffnet\n\nAb Samstag ist das Freibad offen.',
		});
		expect(of('mastodon')?.text).toBe(of('mastodon')?.house);
	});
});

const keep = (input: Partial<Parameters<typeof create>[0]> & { name: string }, actor = desk.anna) =>
	create({ unitId: desk.unitId, kind: 'block', text: 'Ein Satz.', ...input }, actor);
const create = (input: (typeof createPieceEndpoint)['input']['_zod']['input'], actor = desk.anna) =>
	desk.office.call(createPieceEndpoint, input, actor);

describe('templates, text blocks and signatures', () => {
	it('begin a post with words per network, whose gaps must be filled before anybody is asked', async () => {
		const { office, anna, unitId } = desk;
		const text = 'Ab {{datum}} ist die {{straße}} gesperrt.';
		const forms = { mastodon: '{{straße}} gesperrt.' };
		const made = await keep({ kind: 'template', name: 'Sperrung', title: 'Sperrung: {{straße}}', text, forms });
		const begin = { unitId, title: '', templateId: made.body.id };
		const { id } = (await office.call(createPostEndpoint, begin, anna)).body;
		const { findings, of } = await look(id);
		const gaps = findings.filter(({ rule }) => rule === 'placeholder-open');
		expect(gaps.map(({ field, found, mend }) => [field.split(':')[0], found, mend])).toEqual([
			['title', '{{straße}}', null],
			['text', '{{datum}}', '2. März 2026'],
			['text', '{{straße}}', null],
			['rendition', '{{straße}}', null],
		]);
		expect(of('mastodon')?.text).toBe('{{straße}} gesperrt.');
		expect((await office.call(askForApprovalEndpoint, { id }, anna)).problem?.type).toBe('post.blocked');
		const { renditions } = await desk.read(id);
		const filled = { base: 0, value: 'Hauptstraße gesperrt' };
		const own = Object.fromEntries(renditions.flatMap((one) => (one.text ? [[one.presenceId, filled]] : [])));
		await office.call(savePostEndpoint, { id, title: filled, text: filled, renditions: own }, anna);
		expect((await office.call(askForApprovalEndpoint, { id }, anna)).status).toBe(200);
	});

	it('sign copies that follow the statement, visibly and bound by the approval', async () => {
		const { office, anna } = desk;
		const made = await keep({ kind: 'signature', name: 'Gruß', text: 'Ihr Tiefbauamt' });
		expect((await keep({ kind: 'signature', name: 'Gruß 2', text: 'Anders' })).problem?.type).toBe(
			'piece.signature-there',
		);
		const id = await desk.draft('Brunnen läuft', 'Der Brunnen läuft wieder.');
		const { of } = await look(id, { bluesky: 'Brunnen an.' });
		expect(of('mastodon')?.text).toBe('Brunnen läuft\n\nDer Brunnen läuft wieder.\n\nIhr Tiefbauamt');
		expect([of('newsroom')?.text, of('bluesky')?.text]).toEqual(['Der Brunnen läuft wieder.', 'Brunnen an.']);
		const long = await desk.draft('Lang', 'Ein Satz mit vielen Worten steht hier. '.repeat(30));
		const short = (await look(long)).of('bluesky');
		expect([short?.text.endsWith('Ihr Tiefbauamt'), short?.over]).toEqual([true, false]);
		await desk.approve(id);
		expect((await desk.read(id)).frozen?.renditions.find(({ channel }) => channel === 'mastodon')?.text).toMatch(
			/Ihr Tiefbauamt$/,
		);
		const change = { id: made.body.id, base: 1, name: 'Gruß', text: 'Ihr Amt, 0151 2345678' };
		expect((await office.call(changePieceEndpoint, change, anna)).status).toBe(200);
		expect((await office.call(changePieceEndpoint, change, anna)).problem?.type).toBe('piece.changed-meanwhile');
		expect((await look(long)).findings.map(({ rule }) => rule)).toContain('personal-phone');
		await office.call(removePieceEndpoint, { id: made.body.id }, anna);
		expect((await look(long)).of('bluesky')?.text).not.toContain('Tiefbauamt');
	});
});

describe('a text block', () => {
	it('belongs to a unit, stands once by name, and comes back', async () => {
		const { office, anna, unitId } = desk;
		const { id } = (await keep({ name: 'Öffnungszeiten' })).body;
		expect((await keep({ name: 'öffnungszeiten' })).problem?.type).toBe('piece.name-taken');
		const stranger = actorWith('author', ['another']);
		expect((await keep({ name: 'Fremd' }, stranger)).problem?.type).toBe('access.denied');
		expect((await office.call(listPiecesEndpoint, { kind: 'block' }, stranger)).body.items).toEqual([]);
		await office.call(removePieceEndpoint, { id }, anna);
		const usable = async () => (await office.call(usablePiecesEndpoint, { unitId }, anna)).body.items;
		expect((await usable()).some((one) => one.id === id)).toBe(false);
		await office.call(restorePieceEndpoint, { id }, anna);
		expect((await usable()).find((one) => one.id === id)).toMatchObject({ name: 'Öffnungszeiten', kind: 'block' });
	});
});

describe('a preview link', () => {
	const made = async (id: string, actor = desk.anna) =>
		desk.office.call(makePreviewLinkEndpoint, { id, note: 'Verkehrsverein', days: 3 }, actor);
	const tokenOf = (link: string): string => link.split('#')[1] ?? '';
	const show = (token: string) => desk.office.call(showPreviewEndpoint, { token });

	it('shows the draft as it stands to who has it, and is in the history', async () => {
		const id = await desk.draft('Stadtfest im Juni', 'Wir feiern drei Tage.');
		const { body } = await made(id);
		const { status, body: shown } = await show(tokenOf(body.link));
		expect(status).toBe(200);
		expect(shown).toMatchObject({ title: 'Stadtfest im Juni', note: 'Verkehrsverein', published: false });
		expect(shown.renditions.map(({ channel, words }) => [channel, words])).toEqual([
			['newsroom', 'Wir feiern drei Tage.'],
			['mastodon', 'Stadtfest im Juni\n\nWir feiern drei Tage.'],
			['bluesky', 'Stadtfest im Juni\n\nWir feiern drei Tage.'],
		]);
		const change = { id, text: { base: 0, value: 'Wir feiern vier Tage.' } };
		await desk.office.call(savePostEndpoint, change, desk.anna);
		expect((await show(tokenOf(body.link))).body.renditions[0]?.words).toBe('Wir feiern vier Tage.');
		const step = (await desk.read(id)).steps.find(({ what }) => what === 'preview-shared');
		expect([step?.by.id, step?.detail]).toEqual([desk.anna.id, { guest: 'Verkehrsverein', days: 3 }]);
	});

	it('ends when it is ended, when its time is over, and for who may not make one', async () => {
		const { office, anna } = desk;
		const id = await desk.draft('Noch geheim');
		const first = (await made(id)).body;
		const second = (await made(id)).body;
		expect((await made(id, actorWith('author', ['another']))).problem?.type).toBe('access.denied');
		const open = async () => (await office.call(listPreviewLinksEndpoint, { id }, anna)).body.items.length;
		expect(await open()).toBe(2);
		await office.call(endPreviewLinkEndpoint, { id, linkId: first.id }, anna);
		expect((await show(tokenOf(first.link))).problem?.type).toBe('preview.ended');
		expect([await open(), (await show(tokenOf(second.link))).status]).toEqual([1, 200]);
		// Winding three days would make every chore of them run; the link is as old by ending that much earlier.
		const earlier = sql`update editorial_preview_link set expires_at = expires_at - interval '3 days'`;
		await earlier.execute(office.office.corridor.engine.engine);
		expect([await open(), (await show(tokenOf(second.link))).problem?.type]).toEqual([0, 'preview.ended']);
	});

	it('is slowed down for who tries many', async () => {
		const answers = await Promise.all(Array.from({ length: 40 }, () => show('x'.repeat(43))));
		expect(answers.map(({ status }) => status)).toContain(429);
	});
});

describe('a short address', () => {
	const follow = (address: string) =>
		fetch(address.replace(/^https?:\/\/[^/]+/, desk.office.origin), { redirect: 'manual' });

	it('leads copies back on request, is bound by the approval, and stays', async () => {
		const { office, anna } = desk;
		const id = await desk.draft('Kurz gesagt', 'Ein kurzer Satz.');
		const { copyLink } = (await office.call(shortenPostEndpoint, { id, short: true }, anna)).body;
		expect(copyLink).toMatch(/\/k\/[a-z2-9]{6}$/);
		expect((await follow(copyLink)).status).toBe(404);
		await desk.approve(id);
		const { frozen, link } = await desk.read(id);
		expect(frozen?.renditions.map((one) => one.link)).toEqual([null, copyLink, copyLink]);
		expect((await office.call(shortenPostEndpoint, { id, short: false }, anna)).problem?.type).toBe(
			'post.not-possible-now',
		);
		await sql`update editorial_post set published_at = now(), slug = 'kurz-gesagt' where id = ${id}`.execute(
			office.office.corridor.engine.engine,
		);
		const led = await follow(copyLink);
		expect([led.status, led.headers.get('location'), led.headers.get('set-cookie')]).toEqual([
			302,
			link.replace(/[^/]+$/, 'kurz-gesagt'),
			null,
		]);
	});

	it('leads only to sites of the own house, and says when it has ended', async () => {
		const { office, anna, unitId } = desk;
		const make = (target: string) => office.call(createShortLinkEndpoint, { unitId, name: 'Plakat', target }, anna);
		expect((await make('https://anderswo.example/')).problem?.type).toBe('short-link.foreign');
		expect((await make('http://musterstadt.example/')).problem?.type).toBe('request.invalid');
		const target = 'https://www.musterstadt.example/fest';
		const { code } = (await make(target)).body;
		const list = async () => (await office.call(listShortLinksEndpoint, {}, anna)).body.items;
		const address = (await list()).find((one) => one.code === code)?.address ?? '';
		const led = await follow(address);
		expect([led.status, led.headers.get('location')]).toEqual([302, target]);
		await office.call(changeShortLinkEndpoint, { code, target, ended: true }, anna);
		const ended = await follow(address);
		expect([ended.status, await ended.text()]).toEqual([410, expect.stringContaining('gilt nicht mehr')]);
		expect((await follow(`${desk.office.origin}/k/nichts`)).status).toBe(404);
	});
});

describe('hashtags and accounts', () => {
	it('that went out are suggested: the own ones first, the latest first, readable aloud', async () => {
		const { office, anna, unitId } = desk;
		const published = async (text: string, unit: string, minutes: number) => {
			const renditions = [{ presence: 'p', channel: 'mastodon', name: '', text, link: null, media: [] }];
			const frozen = { unit, renditions } as unknown as Parameters<typeof keepUsedWords>[1];
			const at = plus(office.clock.now(), minutes * 60_000);
			await office.office.corridor.db.transact('published', async (tx) => ok(await keepUsedWords(tx, frozen, at)));
		};
		await published('#StadtFest mit @vhs@bildung.example', unitId, 1);
		await published('#winterdienst heute', unitId, 2);
		await published('#Woanders', 'another', 3);
		const { tags, accounts } = (await office.call(suggestWordsEndpoint, { unitId }, anna)).body;
		expect(tags).toEqual(['WinterDienst', 'StadtFest', 'Woanders']);
		expect(accounts.at(-1)).toEqual({ channel: 'mastodon', handle: 'vhs@bildung.example', name: null });
		expect(accounts.map(({ channel }) => channel)).toContain('bluesky');
	});
});
