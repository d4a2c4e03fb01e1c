import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openSession } from '#modules/channels/adapters/bluesky/connect.ts';

import { atServer, needs, rendition, type Server, startServer } from './bluesky-server.ts';

let server: Server;
let at: ReturnType<typeof atServer>;
beforeAll(async () => {
	server = await startServer();
	at = atServer(server);
});
afterAll(() => server?.close());

describe('the Bluesky adapter at a real Bluesky server', () => {
	it('signs in with an app password and holds', async () => {
		const { account, channel } = await at.connect('office');
		expect(account.remoteId).toBe(server.office.did);
		expect(await channel.health?.()).toEqual({ ok: true, value: undefined });
	});

	it('says plainly that a wrong app password is refused', async () => {
		const given = { service: server.service, web: 'https://bsky.app', handle: 'stadt.test', appPassword: 'falsch' };
		expect((await openSession(needs, given)).ok).toBe(false);
	});

	it('publishes the text with language, link card, mention and hashtag', async () => {
		const { id, url } = await at.published('delivery-text');
		const { value } = await at.postAt(id);
		expect(url).toContain('/profile/stadt.test/post/');
		expect(value.langs).toEqual(['de']);
		expect(value.embed?.external?.uri).toBe('https://musterstadt.example/beitrag/muehlkanalbruecke');
		const bytes = Buffer.from(value.text);
		const marked = (value.facets ?? []).map(({ index, features }) => [
			bytes.subarray(index.byteStart, index.byteEnd).toString(),
			features[0]?.$type.split('#')[1],
		]);
		expect(marked).toContainEqual(['#Verkehr', 'tag']);
		expect(marked).toContainEqual(['@buerger.test', 'mention']);
	});

	it('publishes a picture with its description and its shape', async () => {
		const bytes = await sharp({ create: { width: 640, height: 360, channels: 3, background: '#2244aa' } })
			.jpeg()
			.toBuffer();
		const picture = {
			bytes,
			mime: 'image/jpeg',
			alt: 'Absperrung an der Brücke',
			width: 640,
			height: 360,
			fileName: 'bruecke.jpg',
		};
		const { value } = await at.postAt((await at.published('delivery-picture', { media: [picture] })).id);
		expect(value.embed?.images).toMatchObject([
			{ alt: 'Absperrung an der Brücke', aspectRatio: { width: 640, height: 360 } },
		]);
	});
});

describe('repeats, answers and withdrawals at a real Bluesky server', () => {
	it('writes one record however often the same delivery is repeated', async () => {
		const before = (await at.posts('office')).length;
		const first = await at.published('delivery-again');
		const second = await at.published('delivery-again');
		expect(second.id).toBe(first.id);
		expect((await at.posts('office')).length).toBe(before + 1);
	});

	it('finds what an earlier attempt published, and nothing else', async () => {
		const { channel } = await at.connect('office');
		const { id } = await at.published('delivery-lost');
		expect(await channel.find?.('delivery-lost', rendition())).toMatchObject({ ok: true, value: { id } });
		expect(await channel.find?.('delivery-never', rendition())).toEqual({ ok: true, value: null });
	});

	it('answers below a citizen, with root and parent', async () => {
		const { channel } = await at.connect('citizen');
		const asked = await channel.publish(rendition({ text: 'Wie lange?' }), 'citizen-asks');
		if (!asked.ok) throw new Error('the citizen could not ask');
		const { value } = await at.postAt(
			(await at.published('delivery-answer', { text: 'Bis Freitag.', replyTo: asked.value })).id,
		);
		expect(value.reply).toMatchObject({ root: { uri: asked.value.id }, parent: { uri: asked.value.id } });
	});

	it('goes on with a fresh token when the old one is refreshed', async () => {
		const { channel, session } = await at.connect('office');
		expect((await session.refresh()).ok).toBe(true);
		expect((await channel.publish(rendition(), 'delivery-refreshed')).ok).toBe(true);
	});

	it('withdraws, and withdrawing again is no failure', async () => {
		const { channel } = await at.connect('office');
		const remote = await at.published('delivery-withdrawn');
		expect(await channel.withdraw?.(remote)).toEqual({ ok: true, value: undefined });
		expect(await channel.withdraw?.(remote)).toEqual({ ok: true, value: undefined });
		expect((await at.posts('office')).some(({ uri }) => uri === remote.id)).toBe(false);
	});

	it('keeps who may answer and quote beside the post, once, and takes it away with it', async () => {
		const { channel } = await at.connect('office');
		const gated = { replyControl: 'mentioned', quotes: 'nobody' } as const;
		const remote = await at.published('delivery-gated', gated);
		await at.published('delivery-gated', gated);
		const beside = (kind: string) => at.recordAt(remote.id.replace('/app.bsky.feed.post/', `/app.bsky.feed.${kind}/`));
		expect(await beside('threadgate')).toMatchObject({
			...{ post: remote.id, allow: [{ $type: 'app.bsky.feed.threadgate#mentionRule' }] },
		});
		expect(await beside('postgate')).toMatchObject({ post: remote.id });
		expect(await channel.withdraw?.(remote)).toEqual({ ok: true, value: undefined });
		expect([await beside('threadgate'), await beside('postgate')]).toEqual([null, null]);
	});

	it('refuses a text that is too long, and says which field', async () => {
		const { channel } = await at.connect('office');
		const refused = await channel.publish(rendition({ text: 'ü'.repeat(3001) }), 'delivery-long');
		expect(refused).toMatchObject({ ok: false, error: { type: 'channel.rejected' } });
	});
});
