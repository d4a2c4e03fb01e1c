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

describe('a document', () => {
	const bytes = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n');
	const document = {
		file: 'a'.repeat(64),
		size: bytes.length,
		title: 'Haushalt 2026',
		fileName: 'haushalt.pdf',
		bytes,
	};

	it('goes to LinkedIn by itself, is found after a lost line, and stays as it is when the words are corrected', async () => {
		const subject = await openSubject('linkedin');
		const { channel, practice, rendition } = subject;
		expect(channel.capabilities.documents?.mostBytes).toBe(100_000_000);
		const post = rendition({ document });
		practice.feel('answers-get-lost');
		for (let tries = 0; tries < 6 && practice.timeline().length === 0; tries += 1) await channel.publish(post, KEY);
		practice.feel('well');
		const [stands] = practice.timeline();
		expect([stands?.document?.title, stands?.media, stands?.card]).toEqual(['Haushalt 2026', [], null]);
		expect(practice.media(stands?.document?.id ?? '')).toEqual({ bytes, mime: 'application/pdf' });
		const found = await channel.find?.(KEY, post);
		expect(found).toMatchObject({ ok: true, value: { id: stands?.id } });
		expect(await channel.find?.(KEY, rendition({ link: 'https://musterstadt.de/anders' }))).toEqual({
			ok: true,
			value: null,
		});
		const remote = found?.ok && found.value ? found.value : { id: '', url: '' };
		const words = { document, text: 'Jetzt mit Zahlen.' };
		expect(await channel.edit?.(remote, rendition(words), 'e1')).toMatchObject({ ok: true });
		const renamed = { ...words, document: { ...document, title: 'Haushalt 2027' } };
		expect(await channel.edit?.(remote, rendition(renamed), 'e2')).toMatchObject({
			error: { type: 'channel.rejected', field: 'edit' },
		});
		await subject.close();
	});

	it('is refused before it is sent beside pictures, with a poll, too large, or where no documents go', async () => {
		const [linkedin, x] = await Promise.all([openSubject('linkedin'), openSubject('x')]);
		const poll = { options: ['Ja', 'Nein'], many: false, closesAt: plus(linkedin.clock.now(), hours(24)) };
		const wrong = [
			[linkedin, { document, media: [picture()] }, 'document'],
			[linkedin, { document, poll }, 'poll'],
			[linkedin, { document: { ...document, size: 100_000_001 } }, 'document'],
			[x, { document }, 'document'],
		] as const;
		for (const [{ channel, rendition }, more, field] of wrong)
			expect(await channel.publish(rendition(more), KEY)).toMatchObject({ error: { type: 'channel.rejected', field } });
		expect([...linkedin.practice.timeline(), ...x.practice.timeline()]).toEqual([]);
		await Promise.all([linkedin.close(), x.close()]);
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
