import { afterAll, beforeAll, expect, it } from 'vitest';

import { readPostEndpoint, savePostEndpoint } from '#contract/editorial.ts';
import { makePreviewLinkEndpoint, showPreviewEndpoint } from '#contract/sharing.ts';
import { system } from '#kernel/permission.ts';
import { minutes, plus, toIso } from '#kernel/time.ts';
import { type Newsdesk, settleRights, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk('2026-03-02T08:00:00Z');
});
afterAll(() => desk.close());

const aMinuteLater = (): Promise<void> =>
	desk.office.at(toIso(plus(desk.office.office.corridor.clock.now(), minutes(1))));

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n');

const sendDocument = async (bytes: Uint8Array, actor = desk.anna) => {
	await desk.office.call(readPostEndpoint, { id: 'x' }, actor);
	const path = `/api/documents?unitId=${desk.unitId}&name=${encodeURIComponent('Haushalt 2026.pdf')}`;
	const headers = { 'x-actor': actor.id, 'content-type': 'application/octet-stream' };
	const answer = await fetch(`${desk.office.origin}${path}`, { method: 'POST', headers, body: Buffer.from(bytes) });
	return (await answer.json()) as { documentId: string; type?: string };
};

it('takes a document in by its content, of those who write for the unit only', async () => {
	expect((await sendDocument(Buffer.from('<html>Haushalt</html>'))).type).toBe('document.not-a-pdf');
	expect((await sendDocument(PDF, actorWith('author', ['anderswo'], 'fremd'))).type).toBe('access.denied');
	expect((await sendDocument(Buffer.concat([PDF, Buffer.alloc(20_000_000)]))).type).toBe('document.too-large');
	const { documentId } = await sendDocument(PDF);
	const get = (headers: Record<string, string>) =>
		fetch(`${desk.office.origin}/api/documents/${documentId}`, { headers });
	expect((await get({})).status).toBe(401);
	const mine = await get({ 'x-actor': desk.anna.id });
	expect([mine.status, mine.headers.get('content-disposition')]).toEqual([
		200,
		"attachment; filename*=UTF-8''Haushalt%202026.pdf",
	]);
});

/** Reading apps get it beside the text, and those that show no files in it. */
const expectInFeeds = async (at: string) => {
	const size = PDF.length;
	const feed = async (form: string) => (await fetch(`${desk.office.base}/feed.${form}`)).text();
	expect(await feed('rss')).toContain(`<enclosure url="${at}" length="${size}" type="application/pdf"/>`);
	expect(await feed('atom')).toContain(`href="${at}" rel="enclosure" type="application/pdf"`);
	expect(JSON.parse(await feed('json')).items[0]).toMatchObject({
		content_html: expect.stringContaining(`<a href="${at}">Haushalt 2026 (PDF, 0,1 MB)</a>`),
		attachments: [{ url: at, mime_type: 'application/pdf', size_in_bytes: size, title: 'Haushalt 2026' }],
	});
};

/** Whoever has a preview link sees where it goes, and can open it. */
const expectInPreview = async (id: string) => {
	const wish = { id, note: 'Kämmerei', days: 1 };
	const made = await desk.office.call(makePreviewLinkEndpoint, wish, desk.anna);
	const token = made.body.link.split('#')[1] ?? '';
	const { body: preview } = await desk.office.call(showPreviewEndpoint, { token });
	expect(preview.document).toMatchObject({ title: 'Haushalt 2026', name: 'Haushalt 2026.pdf' });
	expect(preview.document?.src).toBe(`data:application/pdf;base64,${PDF.toString('base64')}`);
	const goesThere = preview.renditions.filter(({ document }) => document).map(({ channel }) => channel);
	expect(goesThere.sort()).toEqual(['linkedin', 'newsroom']);
};

it('sends a document where documents go, by the bytes that were approved, and leads to it from elsewhere', async () => {
	const { office } = desk;
	const linked = { unitId: desk.unitId, name: 'Musterstadt', networks: ['linkedin'] } as const;
	expect((await office.office.channels.connectPractice(system('test'), linked)).ok).toBe(true);
	const { documentId } = await sendDocument(PDF);
	const id = await desk.draft('Haushalt beschlossen', 'Der Rat hat den Haushalt beschlossen.');
	const attach = (of: string, title: string, base: number) =>
		office.call(savePostEndpoint, { id, document: { base, value: { documentId: of, title } } }, desk.anna);
	const plan = (await desk.upload(await desk.picture())).body.id;
	await settleRights(desk, plan);
	await office.call(savePostEndpoint, { id, media: { base: 0, value: [plan] } }, desk.anna);
	await office.call(savePostEndpoint, { id, alts: { [plan]: { base: 0, value: { de: 'Der Rat' } } } }, desk.anna);
	expect((await attach('document-fremd', 'Haushalt', 0)).body).toMatchObject({ type: 'post.document-unknown' });
	await attach(documentId, '', 0);
	await expect(desk.approve(id)).rejects.toThrow('document-untitled');
	await attach(documentId, 'Haushalt 2026', 1);
	await desk.publish(id);
	await aMinuteLater();
	const { published, link, copyLink } = await desk.read(id);
	const goes = published?.renditions.map(({ channel, document, media }) => [channel, document?.title, media.length]);
	expect(goes?.sort()).toEqual([
		['bluesky', undefined, 1],
		['linkedin', 'Haushalt 2026', 0],
		['mastodon', undefined, 1],
		['newsroom', 'Haushalt 2026', 1],
	]);
	const linkedin = office.office.practice.network('linkedin');
	const [shown] = linkedin.timeline();
	expect([shown?.document?.title, shown?.media]).toEqual(['Haushalt 2026', []]);
	expect(linkedin.media(shown?.document?.id ?? '')?.bytes).toEqual(PDF);
	expect(office.office.practice.mastodon.timeline().at(-1)?.text).toContain(copyLink);

	const page = await (await fetch(link)).text();
	const [, address, words] =
		/href="(\/medien\/dokument\/[0-9a-f]{64}\.pdf)" download="Haushalt 2026\.pdf">([^<]+)</.exec(page) ?? [];
	expect(words).toBe('Haushalt 2026 (PDF, 0,1 MB)');
	const file = await fetch(`${office.base}${address}`);
	const headers = ['content-type', 'content-disposition', 'x-content-type-options'].map((name) =>
		file.headers.get(name),
	);
	expect([file.status, ...headers]).toEqual([200, 'application/pdf', 'attachment', 'nosniff']);
	expect(Buffer.from(await file.arrayBuffer())).toEqual(PDF);
	await expectInFeeds(`${office.origin}${address}`);
	await expectInPreview(id);
	// A file that no page shows is nobody's.
	expect((await fetch(`${office.base}/medien/dokument/${'0'.repeat(64)}.pdf`)).status).toBe(404);
});
