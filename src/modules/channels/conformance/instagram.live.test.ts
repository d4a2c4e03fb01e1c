import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { hours, minutes, plus } from '#kernel/time.ts';
import { makeNetwork } from '#modules/channels/adapters/all.ts';
import type { OutgoingRendition } from '#modules/channels/channel.ts';
import { film, openSubject, picture, type Subject } from '#tests/conformance.ts';

const KEY = '01k9zq4m8f0000000000000001';
const OTHER = '01k9zq4m8f0000000000000002';

let subject: Subject;
beforeEach(async () => {
	subject = await openSubject('instagram');
});
afterEach(() => subject.close());

const wait = (ms: number) => subject.clock.windTo(plus(subject.clock.now(), ms), async () => undefined);
const made = (tail: string) =>
	subject.practice
		.received()
		.filter(({ method, path, status }) => method === 'POST' && path.endsWith(tail) && status === 200).length;
/** What the network feels like once a request with this end was answered. */
const feelAfter = (mood: Parameters<Subject['practice']['feel']>[0], method: string, tail: RegExp) =>
	subject.practice.listen((asked) => {
		if (asked.method === method && tail.test(asked.path)) subject.practice.feel(mood);
	});

describe('a container on Instagram', () => {
	it('is gone on with by another process, and becomes one post', async () => {
		const rendition = subject.rendition({ media: [film()] });
		expect(await subject.channel.publish(rendition, KEY)).toMatchObject({ error: { type: 'channel.preparing' } });
		await wait(minutes(1));
		const elsewhere = await subject.open();
		expect(await elsewhere.find?.(KEY, rendition)).toEqual({ ok: true, value: null });
		const published = await elsewhere.publish(rendition, KEY);
		expect(published).toMatchObject({ ok: true, value: { url: expect.stringContaining('/uebung/p/') } });
		expect(await subject.channel.publish(rendition, KEY)).toEqual(published);
		expect([made('/media'), made('/media_publish'), subject.practice.timeline().length]).toEqual([1, 1, 1]);
	});

	it('tells after a lost answer whether it was published, and is not taken for an older post of the same words', async () => {
		const rendition = subject.rendition();
		const first = await subject.channel.publish(rendition, OTHER);
		subject.practice.feel('answers-get-lost');
		expect(await subject.channel.publish(rendition, KEY)).toMatchObject({ error: { type: 'channel.unclear' } });
		subject.practice.feel('well');
		const again = await subject.channel.publish(rendition, KEY);
		const [, second] = subject.practice.timeline();
		expect(again).toMatchObject({ ok: true, value: { id: second?.id } });
		expect(first).not.toEqual(again);
		expect([made('/media_publish'), subject.practice.everything().length]).toEqual([2, 2]);
	});

	it('is published again where the request never arrived', async () => {
		feelAfter('reset', 'GET', /\/\d+\/media$/);
		expect(await subject.channel.publish(subject.rendition(), KEY)).toMatchObject({
			error: { type: 'channel.unclear' },
		});
		expect(subject.practice.timeline()).toEqual([]);
		subject.practice.feel('well');
		// The line breaks once only: nothing is listed before the second try.
		expect(await subject.channel.publish(subject.rendition(), KEY)).toMatchObject({ ok: true });
		expect([made('/media'), subject.practice.timeline().length]).toEqual([1, 1]);
	});

	it('is made anew when it died, the pictures of a carousel with it', async () => {
		const media = [picture('Plan'), picture('Umleitung')];
		feelAfter('failing', 'POST', /\/media$/);
		const rendition = subject.rendition({ media });
		expect(await subject.channel.publish(rendition, KEY)).toMatchObject({ error: { type: 'channel.unreachable' } });
		subject.practice.feel('well');
		expect(await subject.channel.publish(rendition, KEY)).toMatchObject({ error: { type: 'channel.unreachable' } });
		// One picture more lies there after each try.
		expect(made('/media')).toBe(2);
		await wait(hours(25));
		for (let round = 0; round < 6; round += 1) {
			subject.practice.feel('well');
			await subject.channel.publish(rendition, KEY);
		}
		subject.practice.feel('well');
		expect(subject.practice.timeline().map(({ media: shown }) => shown.map(({ alt }) => alt))).toEqual([
			['Plan', 'Umleitung'],
		]);
	});
});

describe('what Instagram does not take', () => {
	it.each([
		['media', { media: [] }],
		['media', { media: [picture('Turm', { width: 700, height: 1000 })] }],
		['media', { media: [picture('Panorama', { width: 2000, height: 1000 })] }],
		['media', { media: [picture('Plan', { mime: 'image/png' })] }],
		['text', { text: '#Brücke '.repeat(31) }],
		['poll', { poll: { options: ['ja', 'nein'], many: false, closesAt: 0 as never } }],
	] as readonly (readonly [string, Partial<OutgoingRendition>])[])(
		'%s is refused before anything is sent',
		async (field, more) => {
			const before = subject.practice.received().length;
			expect(await subject.channel.publish(subject.rendition(more), KEY)).toMatchObject({
				error: { type: 'channel.rejected', field },
			});
			expect(subject.practice.received()).toHaveLength(before);
		},
	);

	it('more posts than a day has waits, and no container is made for it', async () => {
		for (let number = 1; number <= 50; number += 1)
			await subject.channel.publish(subject.rendition({ text: `Meldung ${number}` }), `key-${number}`);
		const before = made('/media');
		expect(await subject.channel.publish(subject.rendition(), KEY)).toEqual({
			ok: false,
			error: { type: 'channel.exhausted', quota: 'posts', until: plus(subject.clock.now(), hours(1)) },
		});
		expect([before, made('/media')]).toEqual([50, 50]);
		await wait(hours(25));
		expect(await subject.channel.publish(subject.rendition(), KEY)).toMatchObject({ ok: true });
	});

	it('deleting where it leaves that to its own app: a person does it there, and the access stays good', async () => {
		const published = await subject.channel.publish(subject.rendition(), KEY);
		if (!published.ok) throw new Error('not published');
		subject.practice.feel('forbidden');
		expect(await subject.channel.withdraw?.(published.value)).toMatchObject({
			error: { type: 'channel.rejected', field: 'withdraw' },
		});
	});

	it('a house without a public address: said before anybody agrees to anything', async () => {
		const { needs } = subject;
		const rest = { openSession: () => ({}) as never, appOf: async () => null, practicePages: null, mediaAddress: null };
		const notes = { read: async () => null, write: async () => undefined };
		const network = makeNetwork('instagram', { ...needs, ...rest, notes });
		const refused = { error: { type: 'channel.rejected', field: 'publicAddress' } };
		const at = { server: 'https://graph.example', redirectUri: 'https://a.example', verifier: 'v', state: 's' };
		expect(await network.agreement?.begin(at, { clientId: 'a', clientSecret: 'b' })).toMatchObject(refused);
		const key = { channel: 'instagram', server: 'https://graph.example', secret: '{}', practice: false } as const;
		expect(await network.connect(key)).toMatchObject(refused);
	});
});

describe('an answer on Instagram', () => {
	it('to an answer stands below the first comment, is given once, and keeps to its own length', async () => {
		const { channel, practice, rendition } = subject;
		const published = await channel.publish(rendition(), KEY);
		const post = published.ok ? published.value.id : '';
		const first = practice.reply({ to: post, text: 'Wie lange?' }) ?? '';
		practice.reply({ to: first, text: 'Das frage ich mich auch.', as: 'radlerin' });
		const page = await channel.fetchInbound?.(null);
		const [, deeper] = page?.ok ? page.value.changes : [];
		if (deeper?.kind !== 'message') throw new Error('nobody was heard');
		expect(deeper.message).toMatchObject({ inReplyTo: first, root: post, author: { handle: 'radlerin' } });
		const { link: _, ...bare } = rendition({ media: [], text: 'Bis Freitag.', replyTo: deeper.message.remote });
		practice.feel('answers-get-lost');
		expect(await channel.publish(bare, OTHER)).toMatchObject({ error: { type: 'channel.unclear' } });
		practice.feel('well');
		expect(await channel.publish(bare, OTHER)).toMatchObject({ ok: true });
		const ours = practice.timeline().filter(({ text }) => text === 'Bis Freitag.');
		expect(ours.map(({ replyTo }) => replyTo)).toEqual([first]);
		const long = { ...bare, text: 'ü'.repeat(301) };
		expect(await channel.publish(long, 'third')).toMatchObject({ error: { type: 'channel.rejected', field: 'text' } });
	});

	it('is hidden and shown', async () => {
		const published = await subject.channel.publish(subject.rendition(), KEY);
		const id = subject.practice.reply({ to: published.ok ? published.value.id : '', text: 'Unsinn' }) ?? '';
		const about = { message: { id, url: 'https://stadt.example/x' }, author: { remoteId: '1', handle: 'a' } };
		expect(await subject.channel.moderation?.hide?.(about)).toMatchObject({ ok: true });
		expect(subject.practice.moderated().hidden).toEqual([id]);
		expect(await subject.channel.moderation?.show?.(about)).toMatchObject({ ok: true });
		expect(subject.practice.moderated().hidden).toEqual([]);
	});

	it('is deleted for good, and being gone already counts', async () => {
		const published = await subject.channel.publish(subject.rendition(), KEY);
		const id = subject.practice.reply({ to: published.ok ? published.value.id : '', text: 'Unsinn' }) ?? '';
		const about = { message: { id, url: 'https://stadt.example/x' }, author: { remoteId: '1', handle: 'a' } };
		expect(await subject.channel.moderation?.remove?.(about)).toMatchObject({ ok: true });
		expect(subject.practice.timeline().map(({ text }) => text)).not.toContain('Unsinn');
		expect(await subject.channel.moderation?.remove?.(about)).toMatchObject({ ok: true });
	});
});
