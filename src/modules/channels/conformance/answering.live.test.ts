import { describe, expect, it } from 'vitest';

import { openSubject } from '#tests/conformance.ts';

const KEY = '01k9zq4m8f0000000000000001';

describe('who may answer a post', () => {
	const words = { bluesky: 'followers', threads: 'followers', x: 'verified' } as const;

	it.each(Object.entries(words))('is told to %s in its own words and held there', async (network, wide) => {
		const subject = await openSubject(network as keyof typeof words);
		const { channel, practice, rendition } = subject;
		const { replyControls = [] } = channel.capabilities;
		expect(replyControls).toContain(wide);
		for (const replyControl of replyControls) {
			const text = `${replyControl}: Die Brücke ist gesperrt. @radlerin.uebung.test @radlerin`;
			expect(await channel.publish(rendition({ text, replyControl }), `key-${replyControl}`)).toMatchObject({
				ok: true,
			});
		}
		const stands = practice.timeline();
		expect(stands.map((post) => post.replyControl)).toEqual(replyControls);
		const answered = stands.map(({ id, replyControl }) => {
			const [named, other] = ['radlerin', 'waldkauz'].map((as) => practice.reply({ to: id, text: 'Wie lange?', as }));
			return [replyControl, named !== null, other !== null];
		});
		expect(answered).toEqual(
			replyControls.map((one) => [one, ['followers', 'mentioned'].includes(one), one === 'followers']),
		);
		// Those whom nobody named see that they may not, before they write.
		expect(stands.filter(({ closed }) => closed).map((post) => post.replyControl)).toEqual(
			replyControls.filter((one) => !['followers', 'mentioned'].includes(one)),
		);
		await channel.publish(rendition({ text: 'Ohne Grenze.' }), 'open');
		expect(practice.timeline().find(({ text }) => text.includes('Ohne Grenze'))).not.toHaveProperty('replyControl');
		await subject.close();
	});

	it('is refused before it is sent where the network does not know the choice', async () => {
		const [mastodon, x] = await Promise.all([openSubject('mastodon'), openSubject('x')]);
		for (const { channel, rendition } of [mastodon, x])
			expect(await channel.publish(rendition({ replyControl: 'nobody' }), KEY)).toMatchObject({
				error: { type: 'channel.rejected', field: 'replyControl' },
			});
		expect([...mastodon.practice.timeline(), ...x.practice.timeline()]).toEqual([]);
		await Promise.all([mastodon.close(), x.close()]);
	});

	it('stays as it was on X when a post is corrected, and is not asked again of what follows it', async () => {
		const { channel, practice, rendition, close } = await openSubject('x');
		const first = await channel.publish(rendition({ replyControl: 'mentioned' }), KEY);
		const replyTo = first.ok ? first.value : { id: '', url: '' };
		expect(
			await channel.publish(rendition({ text: 'Teil 2', replyTo, replyControl: 'mentioned' }), 'two'),
		).toMatchObject({
			ok: true,
		});
		expect(
			await channel.edit?.(replyTo, rendition({ text: 'Berichtigt.', replyControl: 'mentioned' }), 'e'),
		).toMatchObject({
			ok: true,
		});
		expect(practice.timeline().map(({ replyControl }) => replyControl)).toEqual(['mentioned', undefined]);
		await close();
	});
});

describe('the gate of a thread on Bluesky', () => {
	it('is made good when a line was lost in between, keeps hidden answers, and goes with its post', async () => {
		const subject = await openSubject('bluesky');
		const { channel, practice, rendition } = subject;
		const gated = rendition({ replyControl: 'followers', quotes: 'nobody' });
		practice.feel('answers-get-lost');
		expect(await channel.publish(gated, KEY)).toMatchObject({ error: { type: 'channel.unclear' } });
		practice.feel('well');
		expect(practice.timeline()[0]).not.toHaveProperty('replyControl');
		const found = await channel.find?.(KEY, gated);
		expect(practice.timeline()[0]).toMatchObject({ replyControl: 'followers', quotes: 'nobody' });
		const root = practice.timeline()[0]?.id ?? '';
		const insult = practice.reply({ to: root, text: 'Unfähig!' }) ?? '';
		const page = await channel.fetchInbound?.(null);
		const [change] = page?.ok ? page.value.changes : [];
		if (change?.kind !== 'message') throw new Error('nobody heard it');
		const about = { message: change.message.remote, author: change.message.author };
		expect(await channel.moderation?.hide?.(about)).toMatchObject({ ok: true });
		// The same again, as after a crash: neither list takes the other away.
		expect(await channel.publish(gated, KEY)).toMatchObject({ ok: true });
		expect([practice.moderated().hidden, practice.timeline()[0]?.replyControl]).toEqual([[insult], 'followers']);
		if (!found?.ok || found.value === null) throw new Error('it was not found');
		expect(await channel.withdraw?.(found.value)).toMatchObject({ ok: true });
		const gone = practice.received().filter(({ path, status }) => path.endsWith('deleteRecord') && status === 200);
		expect(gone).toHaveLength(3);
		await subject.close();
	});
});
