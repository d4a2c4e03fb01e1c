import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { countText } from '#kernel/counting.ts';
import { hours, minutes, plus, toIso } from '#kernel/time.ts';
import type { Channel } from '#modules/channels/channel.ts';
import {
	describesFilms,
	film,
	filmsOnly,
	locatesIt,
	networks,
	openSubject,
	picture,
	type Subject,
	worksUnseen,
} from '#tests/conformance.ts';

const KEY = '01k9zq4m8f0000000000000001';

/** Networks that keep no key refuse the same words at once, and are looked at otherwise. */
const forgets = ({ capabilities }: Channel): boolean => capabilities.remembersKeysForMs === 0;
const isDouble = expect.objectContaining({ type: 'channel.duplicate' });

describe.each(networks)('publishing on %s', (network) => {
	let subject: Subject;
	beforeEach(async () => {
		subject = await openSubject(network);
	});
	afterEach(() => subject.close());
	const texts = () => subject.practice.timeline().map(({ text }) => text);

	it('happens once per key, whoever often it is asked for', async () => {
		const { channel } = subject;
		const rendition = subject.rendition();
		const first = await channel.publish(rendition, KEY);
		const again = await channel.publish(rendition, KEY);
		expect(first).toMatchObject({ ok: true });
		expect(again).toEqual(forgets(channel) ? { ok: false, error: isDouble } : first);
		expect(texts()).toHaveLength(1);
		await channel.publish(subject.rendition({ text: 'Frei ab Freitag.' }), '01k9zq4m8f0000000000000002');
		expect(texts()).toHaveLength(2);
	});

	it('says where it stands, leads back to the newsroom, and carries pictures with their descriptions', async () => {
		const { channel } = subject;
		const media = filmsOnly(channel) ? [film()] : [picture(), picture('Umleitung')];
		const published = await channel.publish(subject.rendition({ media }), KEY);
		expect(published.ok && published.value.url).toMatch(/^https:\/\/stadt\.example\/uebung\//);
		const [shown] = subject.practice.timeline();
		expect(shown?.text).toContain('musterstadt.de/2026/bruecke');
		const described = channel.capabilities.media.altMost > 0;
		expect(shown?.media.map(({ alt }) => alt)).toEqual(media.map(({ alt }) => (described ? alt : '')));
	});

	it('finds what a lost answer left, and nothing where nothing was', async () => {
		const { channel, practice } = subject;
		const rendition = subject.rendition({
			media: [subject.shown()],
			text: 'Gesperrt: "Brücke" & <Ufer>\n\nAlles weitere folgt @waldkauz.',
		});
		expect(await channel.find?.(KEY, rendition)).toEqual({ ok: true, value: null });
		practice.feel('answers-get-lost');
		expect(await channel.publish(rendition, KEY)).toMatchObject({ error: { type: 'channel.unclear' } });
		practice.feel('well');
		const found = await channel.find?.(KEY, rendition);
		expect(found).toMatchObject({ ok: true, value: { id: practice.timeline()[0]?.id } });
		const again = await channel.publish(rendition, KEY);
		expect(again).toMatchObject(forgets(channel) ? { error: isDouble } : { value: { id: practice.timeline()[0]?.id } });
		expect(texts()).toHaveLength(1);
	});

	it('still finds it when the network has long forgotten the key', async () => {
		const { channel, practice, clock } = subject;
		const rendition = subject.rendition();
		practice.feel('answers-get-lost');
		await channel.publish(rendition, KEY);
		practice.feel('well');
		await clock.windTo(plus(clock.now(), hours(3)), async () => undefined);
		expect(await channel.find?.(KEY, rendition)).toMatchObject({ value: { id: practice.timeline()[0]?.id } });
	});

	it('promises no longer memory for keys than the network has', async () => {
		const { channel, clock } = subject;
		const promised = channel.capabilities.remembersKeysForMs;
		if (forgets(channel)) return;
		const rendition = subject.rendition();
		await channel.publish(rendition, KEY);
		await clock.windTo(plus(clock.now(), promised === null ? hours(2000) : promised - 1000), async () => undefined);
		await channel.publish(rendition, KEY);
		expect(texts()).toHaveLength(1);
	});
});

describe.each(networks)('a thread on %s', (network) => {
	let subject: Subject;
	beforeEach(async () => {
		subject = await openSubject(network);
	});
	afterEach(() => subject.close());

	it('is made of posts that answer one another, each found again by that or by its address', async () => {
		const { channel, practice, clock } = subject;
		const first = await channel.publish(subject.rendition(), KEY);
		if (!channel.capabilities.threads) return expect(await locatesIt(subject, first)).toBe(true);
		const { link: _, ...bare } = subject.rendition({ media: [], text: 'Die Umleitung führt über den Ring.' });
		const second = { ...bare, ...(first.ok ? { replyTo: first.value } : {}) };
		practice.feel('answers-get-lost');
		expect(await channel.publish(second, `${KEY.slice(0, -1)}2`)).toMatchObject({ error: { type: 'channel.unclear' } });
		practice.feel('well');
		await clock.windTo(plus(clock.now(), hours(3)), async () => undefined);
		const found = await channel.find?.(`${KEY.slice(0, -1)}2`, second);
		const replyTo = found?.ok && found.value ? found.value : undefined;
		// Somebody wrote down where it stands: that is enough to answer it.
		const located = await channel.locate?.(replyTo?.url ?? '');
		expect(located).toMatchObject({ value: { id: replyTo?.id } });
		expect(await channel.locate?.('https://stadt.example/nichts')).toEqual({ ok: true, value: null });
		const third = { ...second, text: 'Ende.', ...(located?.ok && located.value ? { replyTo: located.value } : {}) };
		expect(await channel.publish(third, `${KEY.slice(0, -1)}3`)).toMatchObject({ ok: true });
		const shown = practice.timeline();
		expect(shown.map(({ replyTo: before }) => before)).toEqual([null, shown[0]?.id, shown[1]?.id]);
	});
});

describe.each(networks)('a film on %s', (network) => {
	let subject: Subject;
	beforeEach(async () => {
		subject = await openSubject(network);
	});
	afterEach(() => subject.close());

	it('goes out with its description once the network has worked on it, and nothing beside it', async () => {
		const { channel, clock, practice } = subject;
		const shown = film();
		expect(channel.capabilities.film).toBeDefined();
		const described = describesFilms(network) && !filmsOnly(channel) ? shown.alt : '';
		const first = await channel.publish(subject.rendition({ media: [shown] }), KEY);
		if (!first.ok) {
			expect(first.error.type).toBe('channel.preparing');
			expect(practice.timeline()).toEqual([]);
			await clock.windTo(plus(clock.now(), minutes(1)), async () => undefined);
		}
		const published = first.ok ? first : await channel.publish(subject.rendition({ media: [shown] }), KEY);
		expect(published.ok).toBe(true);
		expect(practice.timeline().map(({ media }) => media)).toMatchObject([[{ alt: described, film: true }]]);
		const both = await channel.publish(subject.rendition({ media: [shown, picture()] }), 'another');
		expect(both).toMatchObject({ error: { type: 'channel.rejected', field: 'media' } });
		const foreign = film({ mime: 'video/x-msvideo' });
		const refused = await channel.publish(subject.rendition({ media: [foreign] }), 'a third');
		expect(refused).toMatchObject({ error: { type: 'channel.rejected', field: 'media' } });
	});
});

/** Bluesky takes a film and its post in one go; how YouTube goes on within a film is a test of its own. */
const preparing = networks.filter((network) => !['bluesky', 'youtube'].includes(network));

describe.each(preparing)('a film that %s is still preparing', (network) => {
	it('is not brought anew by a process that was started meanwhile', async () => {
		const { channel, open, practice, clock, rendition, close } = await openSubject(network);
		const post = rendition({ media: [film()] });
		const broughtSoFar = () =>
			practice
				.received()
				.filter(({ method, path }) => method !== 'GET' && /\/(media|threads|videos)$|upload/.test(path));
		expect(await channel.publish(post, KEY)).toMatchObject({ error: { type: 'channel.preparing' } });
		const brought = broughtSoFar();
		expect(brought.length).toBeGreaterThan(0);
		await clock.windTo(plus(clock.now(), minutes(1)), async () => undefined);
		const other = await open();
		expect(await other.publish(post, KEY)).toMatchObject({ ok: true });
		expect(broughtSoFar()).toEqual(brought);
		expect(practice.timeline()).toMatchObject([{ media: [{ film: true }] }]);
		await close();
	});
});

/** Where a film or picture goes first, unseen, what breaks with it leaves no doubt about the post. */
const unseen: Readonly<Record<string, readonly [string, number]>> = {
	reset: ['channel.unreachable', 0],
	hanging: ['channel.unreachable', 0],
	lying: ['channel.changed', 0],
};

describe.each(networks)('publishing on %s when it is not well', (network) => {
	let subject: Subject;
	beforeEach(async () => {
		subject = await openSubject(network, { timeoutMs: 400 });
	});
	afterEach(() => subject.close());

	it.each([
		['failing', 'channel.unreachable', 0],
		['broken', 'channel.unclear', 1],
		['reset', 'channel.unclear', 0],
		['hanging', 'channel.unclear', 0],
		['answers-get-lost', 'channel.unclear', 1],
		['truncated', 'channel.unclear', 1],
		['lying', 'channel.unclear', 1],
		['forbidden', 'channel.unauthorised', 0],
		['revoked', 'channel.unauthorised', 0],
	] as const)('%s is %s', async (mood, usually, left) => {
		const { channel, practice } = subject;
		const [type, standing] = (worksUnseen(channel) && unseen[mood]) || [usually, left];
		practice.feel(mood);
		expect(await channel.publish(subject.rendition(), KEY)).toMatchObject({ ok: false, error: { type } });
		expect(practice.timeline()).toHaveLength(standing);
	});

	it.each(['throttling-seconds', 'throttling-date', 'throttling-reset'] as const)(
		'%s is read to the moment',
		async (mood) => {
			subject.practice.feel(mood);
			const refused = await subject.channel.publish(subject.rendition(), KEY);
			expect(refused).toMatchObject({ error: { type: 'channel.throttled' } });
			const until = !refused.ok && refused.error.type === 'channel.throttled' ? toIso(refused.error.until) : '';
			expect(until).toBe(toIso(plus(subject.clock.now(), minutes(5))));
		},
	);

	it('takes no copy that is another delivery’s for its own, however alike the words', async () => {
		const { channel } = subject;
		const rendition = subject.rendition();
		const first = await channel.publish(rendition, KEY);
		const taken = new Set(first.ok ? [first.value.id] : []);
		expect(await channel.find?.('another-delivery', rendition, taken)).toEqual({ ok: true, value: null });
	});

	it('is slow, and that is all', async () => {
		subject.practice.feel('slow');
		expect(await subject.channel.publish(subject.rendition(), KEY)).toMatchObject({ ok: true });
	});

	it('names the pictures when they are not taken, and nothing became public', async () => {
		subject.practice.feel('refusing');
		const refused = await subject.channel.publish(subject.rendition({ media: [subject.shown()] }), KEY);
		expect(refused).toMatchObject({ error: { type: 'channel.rejected', field: 'media' } });
		expect(subject.practice.timeline()).toHaveLength(0);
	});

	it('loses an upload without doubt about the post', async () => {
		subject.practice.feel('reset');
		const lost = await subject.channel.publish(subject.rendition({ media: [subject.shown()] }), KEY);
		expect(lost).toMatchObject({ error: { type: 'channel.unreachable' } });
	});

	it('knows by itself whether the connection holds', async () => {
		expect(await subject.channel.health?.()).toMatchObject({ ok: true });
		subject.practice.feel('revoked');
		expect(await subject.channel.health?.()).toMatchObject({ error: { type: 'channel.unauthorised' } });
	});
});

describe.each(networks)('limits on %s', (network) => {
	let subject: Subject;
	beforeEach(async () => {
		subject = await openSubject(network);
	});
	afterEach(() => subject.close());

	it('are kept before anything is sent', async () => {
		const { channel, practice } = subject;
		const { text, media } = channel.capabilities;
		const before = practice.received().length;
		const wrong = [
			['text', { text: 'ü'.repeat(text.most + 1) }],
			['media', { media: Array.from({ length: media.most + 1 }, () => picture()) }],
			['media', { media: [picture('x', { mime: 'image/x-icon' })] }],
			['media', { media: [picture('x', { bytes: new Uint8Array(media.mostBytes + 1) })] }],
			['alt', { media: [picture('x'.repeat(media.altMost + 1))] }],
		] as const;
		const most = filmsOnly(channel) ? 'media' : null;
		for (const [field, more] of wrong)
			expect(await channel.publish(subject.rendition(more), KEY)).toMatchObject({
				error: { type: 'channel.rejected', field: field === 'alt' ? (most ?? field) : field },
			});
		expect(practice.received()).toHaveLength(before);
	});

	it('are used up to the last character by the network’s own count', async () => {
		const { channel, practice } = subject;
		const { text: rule } = channel.capabilities;
		const { link = '' } = subject.rendition();
		const room = rule.linkIsCard ? 0 : 2 + (rule.linkCosts ?? countText(link, rule));
		const families = '👨‍👩‍👧'.repeat(10);
		const text = families + 'ü'.repeat((rule.most - room - countText(families, rule)) / countText('ü', rule));
		expect(await channel.publish(subject.rendition({ text }), KEY)).toMatchObject({ ok: true });
		expect(practice.timeline()).toHaveLength(1);
	});

	it('never widen a visibility the network does not know', async () => {
		const { channel, practice } = subject;
		for (const visibility of ['unlisted', 'followers', 'private'] as const) {
			const published = await channel.publish(subject.rendition({ visibility }), `${KEY}-${visibility}`);
			expect(published.ok).toBe(channel.capabilities.visibilities.includes(visibility));
		}
		expect(practice.timeline().map(({ visibility }) => visibility)).not.toContain('public');
	});
});
