import { describe, expect, it } from 'vitest';

import { hours, minutes, plus } from '#kernel/time.ts';
import { openSubject, picture } from '#tests/conformance.ts';

const KEY = '01k9zq4m8f0000000000000001';

describe('a poll', () => {
	it('is put where it can be counted, keeps its votes through an edit, and is refused before it is sent where it cannot stand', async () => {
		const subject = await openSubject('mastodon');
		const { channel, clock, practice } = subject;
		const poll = { options: ['Spielplatz', 'Wasserspiel'], many: false, closesAt: plus(clock.now(), hours(24)) };
		const published = await channel.publish(subject.rendition({ media: [], poll }), KEY);
		if (!published.ok) throw new Error(published.error.type);
		expect(practice.timeline()[0]?.options).toEqual(poll.options);
		const mended = subject.rendition({ media: [], text: 'Was fehlt am Markt?', poll });
		expect(await channel.edit?.(published.value, mended, 'edit-1')).toMatchObject({ ok: true });
		expect(practice.timeline()[0]).toMatchObject({ text: expect.stringContaining('am Markt'), options: poll.options });
		const refused = [
			subject.rendition({ media: [picture()], poll }),
			subject.rendition({ media: [], poll: { ...poll, closesAt: plus(clock.now(), minutes(4)) } }),
			subject.rendition({ media: [], poll: { ...poll, closesAt: plus(clock.now(), hours(24 * 40)) } }),
		];
		for (const [at, rendition] of refused.entries())
			expect(await channel.publish(rendition, `other-${at}`)).toMatchObject({
				error: { type: 'channel.rejected', field: 'poll' },
			});
		expect(practice.timeline()).toHaveLength(1);
		await subject.close();
	});

	it('stays open for a day on Threads, whatever else is asked for', async () => {
		const subject = await openSubject('threads');
		const { channel, clock, practice } = subject;
		const poll = { options: ['Ja', 'Nein'], many: false, closesAt: plus(clock.now(), hours(24)) };
		expect(await channel.publish(subject.rendition({ poll }), KEY)).toMatchObject({ ok: true });
		expect(practice.timeline()[0]?.options).toEqual(['Ja', 'Nein']);
		const before = practice.received().length;
		const refused = [
			{ ...poll, closesAt: plus(clock.now(), hours(72)) },
			{ ...poll, many: true },
			{ ...poll, options: ['Ja', 'Nein', 'Vielleicht', 'Weiß nicht', 'Egal'] },
			{ ...poll, options: ['Ja', 'Nein, lieber das andere, das mit dem Turm'] },
		];
		for (const [at, one] of refused.entries())
			expect(await channel.publish(subject.rendition({ poll: one }), `other-${at}`)).toMatchObject({
				error: { type: 'channel.rejected', field: 'poll' },
			});
		expect(practice.received()).toHaveLength(before);
		await subject.close();
	});

	it('goes to LinkedIn for one of its spans, and a card stands where nothing else does', async () => {
		const subject = await openSubject('linkedin');
		const { channel, clock, practice } = subject;
		const poll = (wait: number) => ({ options: ['Ja', 'Nein'], many: false, closesAt: plus(clock.now(), hours(wait)) });
		const asked = await channel.publish(subject.rendition({ poll: poll(70), text: 'Was fehlt?' }), KEY);
		expect(asked).toMatchObject({ ok: true });
		expect(await channel.publish(subject.rendition({ poll: poll(48) }), KEY)).toMatchObject({
			error: { type: 'channel.rejected', field: 'poll' },
		});
		const carded = await channel.publish(subject.rendition(), KEY);
		const [first, second] = practice.timeline();
		expect([first?.options, first?.card]).toEqual([['Ja', 'Nein'], null]);
		expect(second?.card).toEqual({ url: 'https://musterstadt.de/2026/bruecke', title: 'Mühlkanalbrücke gesperrt' });
		// The card keeps its title, so a correction of the title is refused and one of the words is not.
		const remote = carded.ok ? carded.value : { id: '', url: '' };
		expect(await channel.edit?.(remote, subject.rendition({ text: 'Ab Mittwoch.' }), 'e1')).toMatchObject({ ok: true });
		expect(await channel.edit?.(remote, subject.rendition({ title: 'Brücke offen' }), 'e2')).toMatchObject({
			error: { type: 'channel.rejected', field: 'edit' },
		});
		await subject.close();
	});
});

describe('what stands before a post, and who may quote it', () => {
	const warning = { words: 'Schwerer Unfall', graphic: true };

	it('goes to Mastodon in its own fields, is counted, and is taken away by an edit without it', async () => {
		const subject = await openSubject('mastodon');
		const { channel, practice } = subject;
		expect(channel.capabilities.quotes).toEqual(['everyone', 'followers', 'nobody']);
		const published = await channel.publish(subject.rendition({ warning, quotes: 'followers' }), KEY);
		if (!published.ok) throw new Error(published.error.type);
		expect(practice.timeline()).toMatchObject([{ warning: 'Schwerer Unfall', quotes: 'followers' }]);
		expect(await channel.edit?.(published.value, subject.rendition({ quotes: 'nobody' }), 'edit-1')).toMatchObject({
			ok: true,
		});
		expect(practice.timeline()[0]).toMatchObject({ quotes: 'nobody' });
		expect(practice.timeline()[0]?.warning).toBeUndefined();
		const full = { text: 'a'.repeat(450), warning: { words: 'b'.repeat(60), graphic: false } };
		expect(await channel.publish(subject.rendition(full), 'other')).toMatchObject({
			error: { type: 'channel.rejected', field: 'text' },
		});
		await subject.close();
	});

	it('covers pictures on Bluesky and gates quotes beside the post, which goes with its gate', async () => {
		const subject = await openSubject('bluesky');
		const { channel, practice } = subject;
		const published = await channel.publish(subject.rendition({ media: [picture()], warning, quotes: 'nobody' }), KEY);
		if (!published.ok) throw new Error(published.error.type);
		expect(practice.timeline()).toMatchObject([{ warning: '', quotes: 'nobody' }]);
		// Nothing to cover, and everybody may quote anyway.
		await channel.publish(subject.rendition({ warning, quotes: 'everyone' }), 'plain');
		const [, plain] = practice.timeline();
		expect([plain?.warning, plain?.quotes]).toEqual([undefined, undefined]);
		expect(await channel.withdraw?.(published.value)).toMatchObject({ ok: true });
		const gates = practice.received().filter(({ path, status }) => path.endsWith('deleteRecord') && status === 200);
		expect(gates).toHaveLength(2);
		await subject.close();
	});

	it('closes the gate that a lost line left open when it looks for the post', async () => {
		const subject = await openSubject('bluesky');
		const { channel, practice, rendition } = subject;
		const gated = rendition({ quotes: 'nobody' });
		practice.feel('answers-get-lost');
		expect(await channel.publish(gated, KEY)).toMatchObject({ error: { type: 'channel.unclear' } });
		practice.feel('well');
		expect(practice.timeline()[0]?.quotes).toBeUndefined();
		expect(await channel.find?.(KEY, gated)).toMatchObject({ ok: true, value: { extra: { gate: 'quotes' } } });
		expect(practice.timeline()[0]?.quotes).toBe('nobody');
		await subject.close();
	});
});

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

	it('is refused in words that Bluesky does not know', async () => {
		const subject = await openSubject('bluesky');
		const { channel, practice, rendition, needs, secrets } = subject;
		const sent = await channel.publish(rendition(), KEY);
		const post = sent.ok ? sent.value.id : '';
		const [, , did = '', , rkey = ''] = /^(at:\/\/)(did:[^/]+)(\/[^/]+\/)(.+)$/.exec(post) ?? [];
		const token = secrets.find((one) => one !== secrets[0]) ?? '';
		const collection = 'app.bsky.feed.threadgate';
		const ask = async (fields: object) => {
			const record = { $type: collection, post, createdAt: '2026-03-02T07:30:00Z', ...fields };
			const answer = await needs.outbound({
				...{ method: 'POST', url: new URL('/xrpc/com.atproto.repo.putRecord', practice.origin) },
				...{ headers: { authorization: `Bearer ${token}` }, json: { repo: did, collection, rkey, record } },
			});
			return answer.ok ? answer.value.status : answer.error;
		};
		const rule = (name: string) => ({ $type: `${collection}#${name}` });
		const wrong = [
			{ allow: 'nobody' },
			{ allow: [rule('everyoneRule')] },
			{ allow: Array.from({ length: 6 }, () => rule('mentionRule')) },
			{ allow: [], post: 'at://did:plc:fremd/app.bsky.feed.post/3kabc' },
			{ allow: [], note: 'x' },
		];
		for (const fields of wrong) expect([fields, await ask(fields)]).toEqual([fields, 400]);
		expect(await ask({ allow: [] })).toBe(200);
		await subject.close();
	});
});

it('a line to Mastodon says that something came in, and nothing is read from it', async () => {
	const subject = await openSubject('mastodon');
	const { channel, practice } = subject;
	const ending = new AbortController();
	let heard = 0;
	let tell: () => void = () => undefined;
	const next = () => new Promise<void>((resolve) => (tell = resolve));
	const opened = next();
	const line = channel.listen?.(() => {
		heard += 1;
		tell();
	}, ending.signal);
	await opened;
	const said = next();
	practice.reply({ mentions: 'stadt', text: 'Guten Morgen!', as: 'waldkauz' });
	await said;
	expect(heard).toBe(2);
	practice.lines?.cut();
	expect((await line)?.ok).toBeDefined();
	const closed = channel.listen?.(() => ending.abort(), ending.signal);
	expect((await closed)?.ok).toBeDefined();
	expect(subject.logged.filter((one) => JSON.stringify(one).includes(subject.secrets[0] ?? '-'))).toEqual([]);
	await subject.close();
});

it('no line is opened where the server announces none, nor with a key that is not good', async () => {
	const [bluesky, mastodon] = await Promise.all([openSubject('bluesky'), openSubject('mastodon')]);
	expect(bluesky.channel.listen).toBeUndefined();
	mastodon.practice.feel('revoked');
	mastodon.practice.feel('well');
	expect(await mastodon.channel.listen?.(() => undefined, new AbortController().signal)).toMatchObject({
		error: { type: expect.stringMatching(/unauthorised|unreachable/) },
	});
	await Promise.all([bluesky.close(), mastodon.close()]);
});
