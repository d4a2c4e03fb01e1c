import { afterAll, beforeAll, expect, it } from 'vitest';
import { savePostEndpoint } from '#contract/editorial.ts';
import {
	correctPostEndpoint,
	publishCorrectionEndpoint,
	publishPostEndpoint,
	schedulePostEndpoint,
	withdrawPostEndpoint,
} from '#contract/editorial-acts.ts';
import type { NetworkName } from '#kernel/channel-name.ts';
import { joinParts } from '#kernel/thread.ts';
import { minutes, plus, toIso } from '#kernel/time.ts';
import { type Newsdesk, settleRights, startNewsdesk } from '#tests/newsdesk.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk('2026-03-02T08:00:00Z');
});
afterAll(() => desk.close());

const zone = 'Europe/Berlin';
const release = { kind: 'press-release', contact: 'Anna Probe', phone: '', mail: '' } as const;

it('holds a press release back until its embargo ends, whoever asks', async () => {
	const id = await desk.draft('Haushalt beschlossen', 'Der Rat hat den Haushalt beschlossen.');
	const embargo = { local: '2026-03-03T10:00', zone };
	const kind = { base: 0, value: 'press-release' as const };
	const saved = await desk.office.call(
		savePostEndpoint,
		{ id, kind, details: { base: 0, value: { ...release, embargo } } },
		desk.anna,
	);
	expect(saved.status).toBe(200);
	await desk.approve(id);
	expect((await desk.read(id)).frozen?.details).toEqual({ ...release, embargo });
	const now = await desk.office.call(publishPostEndpoint, { id }, desk.anna);
	expect([now.status, now.body]).toMatchObject([409, { type: 'post.embargoed' }]);
	const early = await desk.office.call(schedulePostEndpoint, { id, local: '2026-03-03T09:59', zone }, desk.anna);
	expect(early.status).toBe(409);
	const right = await desk.office.call(schedulePostEndpoint, { id, local: '2026-03-03T10:00', zone }, desk.anna);
	expect(right.status).toBe(200);
});

it('asks an event for its beginning and place, and a changed place for a new approval', async () => {
	const id = await desk.draft('Bürgerversammlung', 'Kommen Sie und fragen Sie uns.');
	const event = { kind: 'event', start: null, end: null, place: '', accessible: null, access: '' } as const;
	const save = (value: object, base: number) =>
		desk.office.call(
			savePostEndpoint,
			{ id, kind: { base: 0, value: 'event' }, details: { base, value: { ...event, ...value } } },
			desk.anna,
		);
	await save({}, 0);
	await expect(desk.approve(id)).rejects.toThrow('event-start-missing');
	await save({ start: { local: '2026-04-01T19:00', zone }, place: 'Rathaus' }, 1);
	const hash = await desk.approve(id);
	await save({ start: { local: '2026-04-01T19:00', zone }, place: 'Stadthalle' }, 2);
	const after = await desk.read(id);
	expect([after.state, after.contentHash]).toEqual(['draft', null]);
	expect(hash).not.toBe('');
});

it('puts a poll where votes are counted, its answers as text elsewhere, and both beside the page of the house', async () => {
	const id = await desk.draft('Was fehlt am Markt?', 'Stimmen Sie mit ab.');
	const closes = { local: '2026-03-09T18:00', zone };
	const details = { kind: 'poll' as const, options: ['Spielplatz', 'Wasserspiel', ''], many: false, closes };
	const input = { id, kind: { base: 0, value: 'poll' as const }, details: { base: 0, value: details } };
	expect((await desk.office.call(savePostEndpoint, input, desk.anna)).status).toBe(200);
	await desk.publish(id);
	const { mastodon, bluesky } = desk.office.office.practice;
	const [counted] = mastodon.timeline();
	expect(counted?.options).toEqual(['Spielplatz', 'Wasserspiel']);
	expect(counted?.text).not.toContain('• Spielplatz');
	expect(bluesky.timeline()[0]?.text).toContain('• Spielplatz\n• Wasserspiel');
	const { slug } = (await desk.read(id)).frozen ?? { slug: '' };
	const page = await (await fetch(`${desk.office.base}/beitrag/${slug}`)).text();
	for (const words of ['Zur Wahl stehen', 'Wasserspiel', 'nicht repräsentativ']) expect(page).toContain(words);
});

it('says first what is to come, on every presence in its own way, until a correction takes it out', async () => {
	const id = await desk.draft('Unfall an der Brücke', 'An der Mühlkanalbrücke gab es einen schweren Unfall.');
	const warning = { words: 'Schwerer Unfall', inText: true, graphic: false };
	const front = { warning: { base: 0, value: warning }, quotes: { base: 0, value: 'followers' as const } };
	expect((await desk.office.call(savePostEndpoint, { id, ...front }, desk.anna)).status).toBe(200);
	await desk.publish(id);
	const { mastodon, bluesky } = desk.office.office.practice;
	const [counted, covered] = [mastodon.timeline().at(-1), bluesky.timeline().at(-1)];
	expect(counted).toMatchObject({ warning: 'Schwerer Unfall', quotes: 'followers' });
	expect(counted?.text).not.toContain('Inhaltshinweis');
	expect(covered).toMatchObject({
		text: expect.stringMatching(/^Inhaltshinweis: Schwerer Unfall\n\n/),
		quotes: 'nobody',
	});
	const { frozen, published } = await desk.read(id);
	expect(frozen?.warning ?? published?.warning).toEqual(warning);
	const slug = published?.slug ?? '';
	const read = async (path: string) => (await fetch(`${desk.office.base}${path}`)).text();
	const page = await read(`/beitrag/${slug}`);
	expect(page).toMatch(
		/<details class="warned"><summary>.*Schwerer Unfall.*<\/summary>.*gab es einen schweren Unfall/s,
	);
	const feed = JSON.parse(await read('/feed.json')) as {
		items: { url: string; summary: string; content_html: string }[];
	};
	const item = feed.items.find(({ url }) => url.endsWith(slug));
	expect(item?.summary).toBe('Inhaltshinweis: Schwerer Unfall');
	expect(item?.content_html).not.toContain('gab es einen');

	const corrected = await desk.office.call(
		correctPostEndpoint,
		{ id, reason: 'Der Hinweis ist nicht mehr nötig.' },
		desk.anna,
	);
	expect(corrected.status).toBe(200);
	const base = (await desk.read(id)).versions['warning']?.v ?? 0;
	await desk.office.call(savePostEndpoint, { id, warning: { base, value: null } }, desk.anna);
	await desk.approve(id);
	expect((await desk.office.call(publishCorrectionEndpoint, { id }, desk.anna)).status).toBe(200);
	await aMinuteLater();
	expect(mastodon.timeline().at(-1)?.warning).toBeUndefined();
	expect(await read(`/beitrag/${slug}`)).not.toContain('class="warned"');
	expect(await read(`/beitrag/${slug}/fassung/1`)).toContain('class="warned"');
});

const words = [
	'Die Brücke ist ab Montag gesperrt.',
	'Die Umleitung führt über den Ring.',
	'Fragen beantworten wir gern.',
];

const aMinuteLater = (): Promise<void> =>
	desk.office.at(toIso(plus(desk.office.office.corridor.clock.now(), minutes(1))));

/** What stands of a post at a network, each copy with the place of the one it answers. */
const standing = async (id: string, network: NetworkName) => {
	const copies = await desk.office.office.delivery.deliveriesOf([id]);
	const mine = copies.filter(({ channel, operation }) => channel === network && operation === 'publish');
	const ids = mine.map(({ remote }) => remote?.id ?? '');
	const posts = desk.office.office.practice
		.network(network)
		.timeline()
		.filter((post) => ids.includes(post.id));
	return posts.map(({ text, replyTo, media }) => {
		const before = posts.findIndex((post) => post.id === replyTo);
		return { text, answers: replyTo === null ? null : before + 1, media };
	});
};

const thread = async (text: string, pictures: Readonly<Record<string, number>> = {}) => {
	const id = await desk.draft('Sperrung', text);
	const details = { kind: 'thread' as const, numbered: true, pictures };
	const media = Object.keys(pictures);
	const kind = { kind: { base: 0, value: 'thread' as const }, details: { base: 0, value: details } };
	await desk.office.call(savePostEndpoint, { id, ...kind, media: { base: 0, value: media } }, desk.anna);
	for (const one of media) {
		const alts = { [one]: { base: 0, value: { de: 'Plan der Umleitung' } } };
		await desk.office.call(savePostEndpoint, { id, alts }, desk.anna);
	}
	return id;
};

it('sends a thread part by part, though answers get lost, and shows it as one article in the own house', async () => {
	const { mastodon, bluesky } = desk.office.office.practice;
	const plan = (await desk.upload(await desk.picture())).body.id;
	await settleRights(desk, plan);
	const id = await thread(joinParts(words), { [plan]: 2 });
	mastodon.feel('answers-get-lost');
	await desk.publish(id);
	mastodon.feel('well');
	await aMinuteLater();
	for (const network of [mastodon, bluesky]) {
		const shown = await standing(id, network.kind);
		expect(shown.map(({ answers }) => answers)).toEqual([null, 1, 2]);
		expect(shown.map(({ text }) => /\((\d\/\d)\)/.exec(text)?.[1])).toEqual(['1/3', '2/3', '3/3']);
		expect(shown.map(({ media }) => media.length)).toEqual([0, 1, 0]);
		expect(shown[0]?.text.startsWith('Sperrung\n\nDie Brücke')).toBe(true);
	}
	const copies = await desk.office.office.delivery.deliveriesOf([id]);
	expect(copies.filter(({ channel, state }) => channel === 'mastodon' && state === 'published')).toHaveLength(3);
	const page = await (await fetch((await desk.read(id)).link)).text();
	for (const part of words) expect(page).toContain(part);
	expect(page).not.toContain('---');
	expect(page).not.toContain('(1/3)');
});

it('corrects a thread part by part, takes back what it has too much, and all of it in the end', async () => {
	const id = await thread(joinParts(words));
	await desk.publish(id);
	await desk.office.call(correctPostEndpoint, { id, reason: 'Kürzer gefasst.' }, desk.anna);
	await desk.write(id, joinParts([words[0] ?? '', 'Die Umleitung führt über die Hafenstraße.']));
	await desk.approve(id);
	const { body } = await desk.office.call(publishCorrectionEndpoint, { id }, desk.anna);
	await aMinuteLater();
	const [, second, ...more] = await standing(id, 'mastodon');
	expect([second?.answers, more]).toEqual([1, []]);
	expect(second?.text).toBe('Die Umleitung führt über die Hafenstraße. (2/2)');
	// Bluesky cannot edit: what stays as it is is named, part by part.
	expect((await standing(id, 'bluesky')).map(({ answers }) => answers)).toEqual([null, 1]);
	expect(body.left).toHaveLength(2);
	await desk.office.call(withdrawPostEndpoint, { id, note: 'Die Sperrung entfällt.' }, desk.anna);
	await aMinuteLater();
	expect([await standing(id, 'mastodon'), await standing(id, 'bluesky')]).toEqual([[], []]);
});
