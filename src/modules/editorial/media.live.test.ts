import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	addMediaEndpoint,
	askForApprovalEndpoint,
	describeMediaEndpoint,
	removeMediaEndpoint,
} from '#contract/editorial-acts.ts';
import { checkPostEndpoint } from '#contract/editorial-check.ts';
import { type Newsdesk, settleRights, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
beforeEach(async () => {
	desk = await startNewsdesk();
});
afterEach(() => desk.close());

const look = (id: string, size: string, actor: string) =>
	fetch(`${desk.office.origin}/api/media/${id}/${size}`, { headers: { 'x-actor': actor } });

describe('a picture', () => {
	it('goes up, is described, is part of the approval, and goes out to every presence', async () => {
		const { office, anna } = desk;
		const id = await desk.draft();
		const { status, body } = await desk.upload(await desk.picture(), 'brücke <1>.jpg');
		expect([status, body.width]).toEqual([200, 800]);
		await office.call(addMediaEndpoint, { id, mediaId: body.id }, anna);
		expect((await office.call(askForApprovalEndpoint, { id }, anna)).problem).toMatchObject({
			type: 'post.blocked',
			detail: {
				findings: [
					{ rule: 'alt-missing', field: `media:${body.id}` },
					{ rule: 'media-rights-missing', field: `media:${body.id}`, values: { lack: 'licence' } },
				],
			},
		});
		await settleRights(desk, body.id);
		const alt = { de: 'Die Brücke mit einer Absperrung' };
		await office.call(describeMediaEndpoint, { id, mediaId: body.id, base: 0, alt }, anna);
		await desk.publish(id);
		const { published } = await desk.read(id);
		expect(published?.renditions).toHaveLength(3);
		for (const { media } of published?.renditions ?? []) {
			expect(media).toMatchObject([{ alt: alt.de, mime: 'image/jpeg', width: 800 }]);
			expect(await office.office.corridor.files.has(media[0]?.sha256 ?? '')).toBe(true);
		}
		const states = await office.office.delivery.deliveriesOf([id]);
		expect(states.map(({ state }) => state)).toEqual(['published', 'published', 'published']);
	});

	it('that is changed after the request voids it, and another description is another hash', async () => {
		const { office, anna } = desk;
		const id = await desk.draft();
		const { body } = await desk.upload(await desk.picture());
		await settleRights(desk, body.id);
		await office.call(addMediaEndpoint, { id, mediaId: body.id }, anna);
		await office.call(describeMediaEndpoint, { id, mediaId: body.id, base: 0, alt: { de: 'Eine blaue Fläche' } }, anna);
		const first = await desk.ask(id);
		await office.call(
			describeMediaEndpoint,
			{ id, mediaId: body.id, base: 1, alt: { de: 'Eine Fläche in Blau' } },
			anna,
		);
		expect((await desk.read(id)).state).toBe('draft');
		expect(await desk.ask(id)).not.toBe(first);
		await office.call(removeMediaEndpoint, { id, mediaId: body.id }, anna);
		expect((await desk.read(id)).media).toEqual([]);
	});

	it('is shown at the desk in sizes, and only to those who may read', async () => {
		const { body } = await desk.upload(await desk.picture());
		const shown = await look(body.id, '480', desk.anna.id);
		expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp']);
		expect((await sharp(Buffer.from(await shown.arrayBuffer())).metadata()).width).toBe(480);
		expect((await look(body.id, '481', desk.anna.id)).status).toBe(404);
		expect((await look(body.id, '480', 'nobody')).status).toBe(401);
	});

	it('of another unit is not taken into a post', async () => {
		const { office, anna } = desk;
		const stranger = actorWith('author', ['elsewhere'], 'stranger');
		expect((await desk.upload(await desk.picture(), 'x.jpg', stranger)).status).toBe(403);
		const id = await desk.draft();
		expect((await office.call(addMediaEndpoint, { id, mediaId: 'no-such' }, anna)).problem?.type).toBe(
			'post.media-unknown',
		);
	});
});

describe('a hostile upload', () => {
	it('is refused, each in its own words', async () => {
		expect((await desk.upload(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).body.type).toBe(
			'media.not-a-picture',
		);
		const cut = (await desk.picture()).subarray(0, 900);
		expect((await desk.upload(cut)).body.type).toBe('media.broken');
		const large = await desk.upload(Buffer.alloc(20 * 1024 * 1024 + 1));
		expect([large.status, large.body.type]).toEqual([413, 'request.too-large']);
	});
});

describe('checks while typing', () => {
	it('find the place, show each rendition, and hint at a post that said the same', async () => {
		const { office, anna } = desk;
		await desk.publish(await desk.draft());
		const id = await desk.draft();
		const post = await desk.read(id);
		const { body } = await office.call(
			checkPostEndpoint,
			{ postId: id, title: post.title, text: post.text, language: 'de', renditions: post.renditions, media: [] },
			anna,
		);
		expect(body.findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
			'hint similar-post',
			'warning close-post',
		]);
		expect(body.renditions.map(({ over, length }) => [over, length])).toEqual([
			[false, expect.any(Number)],
			[false, expect.any(Number)],
			[false, expect.any(Number)],
		]);
		expect(body.rules).toBeGreaterThan(25);
	});
});
