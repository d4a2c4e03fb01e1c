import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { days, hours, minutes, plus } from '#kernel/time.ts';
import { film, openSubject, picture, type Subject } from '#tests/conformance.ts';

const KEY = '01k9zq4m8f0000000000000001';

let subject: Subject;
beforeEach(async () => {
	subject = await openSubject('threads');
});
afterEach(() => subject.close());

const asked = (path: RegExp) =>
	subject.practice.received().filter((one) => path.test(one.path) && one.method === 'POST');
const containers = () => asked(/\/threads$/);
const wind = (ms: number) => subject.clock.windTo(plus(subject.clock.now(), ms), async () => undefined);
/** Breaks the line right after a container was made. */
const breakAfter = (made: number): void => {
	let seen = 0;
	subject.practice.listen(({ method, path }) => {
		if (method !== 'POST' || !/\/threads$/.test(path)) return;
		seen += 1;
		if (seen === made) subject.practice.feel('reset');
	});
};

describe('a container on Threads', () => {
	it('is published by whoever finds it ready, and never made a second time', async () => {
		const { practice, rendition } = subject;
		breakAfter(1);
		const lost = await subject.channel.publish(rendition(), KEY);
		expect(lost).toMatchObject({ error: { type: 'channel.unclear' } });
		practice.feel('well');
		const elsewhere = await subject.open();
		expect(await elsewhere.find?.(KEY, rendition())).toEqual({ ok: true, value: null });
		expect(await elsewhere.publish(rendition(), KEY)).toMatchObject({ ok: true });
		expect([practice.everything().length, containers().length]).toEqual([1, 1]);
	});

	it('says that it was published, whoever often that is asked for, and the post is not made anew when it is gone', async () => {
		const { practice, rendition, channel } = subject;
		practice.feel('answers-get-lost');
		expect(await channel.publish(rendition(), KEY)).toMatchObject({ error: { type: 'channel.unclear' } });
		practice.feel('well');
		const [post] = practice.timeline();
		expect(await (await subject.open()).publish(rendition(), KEY)).toMatchObject({ value: { id: post?.id } });
		practice.deleteReply(post?.id ?? '');
		expect(await channel.publish(rendition(), KEY)).toMatchObject({ error: { type: 'channel.unclear' } });
		expect([practice.everything().length, containers().length]).toEqual([1, 1]);
	});

	it('that nobody knows any more is made anew, and one whose words stand there is not', async () => {
		const { practice, rendition, channel } = subject;
		const shown = rendition({ media: [film()] });
		expect(await channel.publish(shown, KEY)).toMatchObject({ error: { type: 'channel.preparing' } });
		await wind(hours(25));
		expect(await channel.publish(shown, KEY)).toMatchObject({ error: { type: 'channel.preparing' } });
		await wind(minutes(1));
		expect(await channel.publish(shown, KEY)).toMatchObject({ ok: true });
		await wind(hours(72));
		// Somebody else's post makes the network forget old containers.
		await channel.publish(rendition({ text: 'Anderes.' }), 'other');
		expect(await channel.publish(shown, KEY)).toMatchObject({ value: { id: practice.timeline()[0]?.id } });
		expect(practice.timeline()).toHaveLength(2);
	});

	it('of several pictures goes on with those that lie there, each with its description', async () => {
		const { practice, rendition, channel } = subject;
		const media = ['Plan', 'Umleitung', 'Brücke'].map((alt) => picture(alt));
		breakAfter(2);
		expect(await channel.publish(rendition({ media }), KEY)).toMatchObject({ error: { type: 'channel.unreachable' } });
		practice.feel('well');
		expect(await channel.publish(rendition({ media }), KEY)).toMatchObject({ ok: true });
		expect(practice.timeline()[0]?.media.map(({ alt }) => alt)).toEqual(['Plan', 'Umleitung', 'Brücke']);
		expect(containers()).toHaveLength(4);
	});
});

describe('what Threads does not take', () => {
	it('is refused before anything is sent: a sixth link, or an emoji too many', async () => {
		const { practice, rendition, channel } = subject;
		const before = practice.received().length;
		const links = (most: number) => Array.from({ length: most }, (_, at) => `https://a.example/${at}`).join(' ');
		expect(await channel.publish(rendition({ text: links(5) }), KEY)).toMatchObject({
			error: { type: 'channel.rejected', field: 'link' },
		});
		const { link: _, ...bare } = rendition({ text: '🌳'.repeat(126) });
		expect(await channel.publish(bare, KEY)).toMatchObject({ error: { type: 'channel.rejected', field: 'text' } });
		expect(practice.received()).toHaveLength(before);
		expect(await channel.publish({ ...bare, text: '🌳'.repeat(125) }, KEY)).toMatchObject({ ok: true });
		expect(await channel.publish(rendition({ text: links(4) }), 'links')).toMatchObject({ ok: true });
	});

	it('waits when the network says that the day’s posts are used up, while answers still go', async () => {
		const { clock, practice, rendition, channel } = subject;
		const { link: _, ...plain } = rendition();
		const say = (number: number) => channel.publish({ ...plain, text: `Meldung ${number}` }, `${KEY}-${number}`);
		const first = await say(0);
		const replyTo = first.ok ? first.value : undefined;
		// Eight at once, as several presences of a house would.
		for (let at = 1; at < 250; at += 8)
			await Promise.all(Array.from({ length: Math.min(8, 250 - at) }, (_, more) => say(at + more)));
		expect(await say(250)).toMatchObject({
			error: { type: 'channel.exhausted', quota: 'posts', until: plus(clock.now(), hours(1)) },
		});
		expect(practice.timeline()).toHaveLength(250);
		expect(await channel.publish({ ...plain, ...(replyTo ? { replyTo } : {}) }, 'answer')).toMatchObject({ ok: true });
	});
});

describe('the key to Threads', () => {
	it('that lacks the right to mentions hears answers all the same, and the mentions once it has the right', async () => {
		const { channel, practice, rendition } = subject;
		await channel.publish(rendition(), KEY);
		const heard = async (cursor: string | null, through = channel) => {
			const page = await through.fetchInbound?.(cursor);
			if (!page?.ok) throw new Error(JSON.stringify(page));
			const texts = page.value.changes.map((one) => (one.kind === 'message' ? one.message.text : one.kind));
			return { texts, cursor: page.value.cursor };
		};
		practice.withhold?.('threads_manage_mentions');
		practice.reply({ to: practice.timeline()[0]?.id ?? '', text: 'Wie lange noch?', as: 'radlerin' });
		practice.reply({ text: 'Und der Radweg?', as: 'waldkauz', mentions: 'stadt' });
		const first = await heard(null);
		expect(first.texts).toEqual(['Wie lange noch?']);
		expect((await heard(first.cursor)).texts).toEqual([]);
		const anew = await subject.open('stadt-app');
		expect((await heard(first.cursor, anew)).texts).toEqual(['@stadt Und der Radweg?']);
	});

	it('is renewed while it is good, and lost when nobody came by in time', async () => {
		const { channel } = subject;
		await wind(days(29));
		expect(await channel.health?.()).toMatchObject({ ok: true });
		expect(subject.refreshes()).toBe(0);
		await wind(days(2));
		expect(await channel.health?.()).toMatchObject({ ok: true });
		expect(subject.refreshes()).toBe(1);
		await wind(days(61));
		expect(await channel.health?.()).toMatchObject({ error: { type: 'channel.expired' } });
	});

	it('of another app is traded for one that lasts before anything is done with it', async () => {
		const { practice, rendition } = subject;
		const agreed = await subject.open('stadt-app');
		const trades = practice.received().map(({ path }) => path);
		expect(trades).toEqual(expect.arrayContaining(['/oauth/access_token', '/access_token']));
		await wind(hours(3));
		expect(await agreed.publish(rendition(), KEY)).toMatchObject({ ok: true });
	});
});

describe('an answer on Threads', () => {
	it('is hidden and shown, and a hidden one is not taken for deleted', async () => {
		const { practice, rendition, channel } = subject;
		const published = await channel.publish(rendition(), KEY);
		const to = published.ok ? published.value.id : '';
		const id = practice.reply({ to, text: 'Pfui!' }) ?? '';
		const below = practice.reply({ to: id, text: 'Selber.' }) ?? '';
		const page = await channel.fetchInbound?.(null);
		const heard = (page?.ok ? page.value.changes : []).flatMap((one) => (one.kind === 'message' ? [one.message] : []));
		expect(heard).toMatchObject([
			{ remote: { id }, inReplyTo: to, root: to, author: { handle: 'waldkauz' } },
			{ remote: { id: below }, inReplyTo: id, root: to },
		]);
		const about = (at: number) => ({
			message: heard[at]?.remote ?? { id: '', url: '' },
			author: { remoteId: '', handle: '' },
		});
		expect(await channel.moderation?.hide?.(about(0))).toMatchObject({ ok: true });
		expect(practice.moderated().hidden).toEqual([id]);
		expect(await channel.moderation?.hide?.(about(1))).toMatchObject({ error: { type: 'channel.rejected' } });
		const later = await channel.fetchInbound?.(page?.ok ? page.value.cursor : null);
		expect(later).toMatchObject({ ok: true, value: { changes: [] } });
		expect(await channel.moderation?.show?.(about(0))).toMatchObject({ ok: true });
		expect(practice.moderated().hidden).toEqual([]);
	});

	it('that only names us is followed too, until it is gone', async () => {
		const { practice, channel } = subject;
		const id = practice.reply({ text: 'Danke für den Radweg!', mentions: 'stadt' }) ?? '';
		const page = await channel.fetchInbound?.(null);
		await wind(minutes(5));
		practice.deleteReply(id);
		expect(await channel.fetchInbound?.(page?.ok ? page.value.cursor : null)).toMatchObject({
			value: { changes: [{ kind: 'deleted', remoteId: id }] },
		});
	});
});
