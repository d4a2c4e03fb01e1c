import { afterAll, beforeAll, expect, it } from 'vitest';

import { replyEndpoint, sourcesEndpoint } from '#contract/dialogue.ts';
import { savePostEndpoint } from '#contract/editorial.ts';
import {
	correctPostEndpoint,
	publishCorrectionEndpoint,
	publishPostEndpoint,
	withdrawPostEndpoint,
} from '#contract/editorial-acts.ts';
import { moderationEndpoint, takeStepEndpoint } from '#contract/moderation.ts';
import { type NetworkName, networkNames } from '#kernel/channel-name.ts';
import { completeLists } from '#tests/completed-lists.ts';
import { countCopies } from '#tests/counted-copies.ts';
import { ALT, altOf, type EveryNetwork, FILM_ALT, must, SPOKEN, startEveryNetwork } from '#tests/every-network.ts';

import type { Exchange } from '../../practice/index.ts';

/** A post with a picture goes where pictures go; one with a film goes everywhere. */
const forPictures = networkNames.filter((name) => name !== 'youtube');
/** What the networks themselves cannot do. */
const cannot = {
	edit: ['bluesky', 'instagram', 'threads'],
	hide: ['mastodon', 'linkedin', 'activitypub'],
};

let all: EveryNetwork;
let house: EveryNetwork['house'];
const exchanges: (Exchange & { readonly network: NetworkName })[] = [];
let pictured: string;
let filmed: string;

const practice: EveryNetwork['practice'] = (name) => all.practice(name);
const ours: EveryNetwork['ours'] = (...of) => all.ours(...of);
const heard: EveryNetwork['heard'] = (...of) => all.heard(...of);

beforeAll(async () => {
	// Ten minutes before a day of the office ends.
	all = await startEveryNetwork('2026-03-02T22:50:00Z');
	house = all.house;
	for (const network of networkNames) practice(network).listen((one) => exchanges.push({ ...one, network }));
});
afterAll(() => all.close());

const stands = async (name: NetworkName, withFilm: boolean) => {
	const { copyLink, title } = await house.desk.read(withFilm ? filmed : pictured);
	const [shown, ...more] = ours(name, withFilm);
	expect([name, shown?.media.map(({ alt }) => alt), more]).toEqual([name, [altOf(name, withFilm)], []]);
	const words = `${shown?.card?.title} ${shown?.text} ${shown?.card?.url}`;
	for (const part of [title, 'Die Brücke ist ab Montag gesperrt.']) expect(`${name}: ${words}`).toContain(part);
	// Bluesky shortens what is read of an address; where it leads stands beside it.
	expect(name === 'bluesky' ? records() : words).toContain(copyLink.replace(/^https?:\/\//, ''));
};

it('one post stands on every channel in its own form, with what is to be seen, and leads back', async () => {
	const { desk, peer } = house;
	pictured = await all.send('Mühlkanalbrücke gesperrt', await all.picture(), forPictures);
	filmed = await all.send('Die Brücke im Bild', await all.film(), networkNames);
	// A minute until they leave; networks work on a film for a while.
	await all.later(95_000);
	expect([await all.notYet(pictured, 'published'), await all.notYet(filmed, 'published')]).toEqual([[], []]);

	for (const name of forPictures) await stands(name, false);
	for (const name of networkNames) await stands(name, true);
	for (const [id, words] of [
		[pictured, ALT],
		[filmed, SPOKEN],
	] as const) {
		const page = await (await fetch((await desk.read(id)).link)).text();
		for (const part of ['ab Montag gesperrt', words]) expect(page).toContain(part);
	}
	const notes = new Map(peer.ofType('Create').map(({ object }) => [(object as { id: string }).id, object]));
	for (const [id, name] of [
		[pictured, ALT],
		[filmed, FILM_ALT],
	] as const)
		expect(notes.get((await desk.read(id)).link)).toMatchObject({
			contentMap: { de: expect.stringContaining('ab Montag gesperrt') },
			attachment: [{ name }],
		});
});

/** What Bluesky was given to keep. */
const records = () =>
	JSON.stringify(exchanges.filter(({ network, path }) => network === 'bluesky' && path.endsWith('putRecord')));
const sent = (network: NetworkName, end: string) =>
	exchanges.filter((one) => one.network === network && one.method !== 'GET' && one.path.endsWith(end));

it('in German, where a network keeps the language, with captions and in its list where it has them', () => {
	expect(sent('mastodon', '/statuses')).toMatchObject([{ body: { language: 'de' } }, { body: { language: 'de' } }]);
	const kept = sent('bluesky', '.putRecord').map(({ body }) => body);
	expect(kept).toMatchObject([{ record: { langs: ['de'] } }, { record: { langs: ['de'] } }]);
	expect(kept).toContainEqual(
		expect.objectContaining({
			record: expect.objectContaining({
				embed: expect.objectContaining({ captions: [expect.objectContaining({ lang: 'de' })] }),
			}),
		}),
	);
	expect(sent('youtube', '/upload/youtube/v3/videos')[0]).toMatchObject({
		body: { snippet: { defaultLanguage: 'de' } },
	});
	expect(ours('youtube')[0]?.lists).toEqual(['Rathaus kurz erklärt']);
	const [captions] = sent('youtube', '/captions');
	expect(String(captions?.body)).toContain(SPOKEN);
});

interface Question {
	readonly channel: NetworkName | 'activitypub';
	readonly id: string;
}
const WONDER = 'Wie lange dauert das?';
const INSULT = 'Ihr seid doch alle unfähig.';
const asked: Record<'wonder' | 'insult', Question[]> = { wonder: [], insult: [] };

/** Somebody says both below our post, on every channel. */
const speak = async () => {
	for (const name of networkNames) {
		const to = ours(name)[0]?.id ?? '';
		for (const [kind, text, as] of [
			['wonder', WONDER, 'waldkauz'],
			['insult', INSULT, 'radlerin'],
		] as const)
			asked[kind].push({ channel: name, id: practice(name).reply({ to, text, as }) ?? '' });
	}
	const { link } = await house.desk.read(pictured);
	// It is one talk there: answered is what was said last.
	for (const [kind, text] of [
		['insult', INSULT],
		['wonder', WONDER],
	] as const) {
		const id = `${house.peer.origin}/notes/${kind}`;
		const object = house.note({ id, inReplyTo: link, content: `<p>${text}</p>` });
		expect(await house.send({ type: 'Create', object })).toBe(202);
		asked[kind].push({ channel: 'activitypub', id });
	}
};
it('comments come back from every channel to the desk, below the post they are about', async () => {
	await speak();
	// Threads is asked every two minutes, YouTube every one.
	await all.later(130_000);
	for (const text of [WONDER, INSULT])
		for (const { channel } of asked.wonder) {
			const { talk } = await heard(channel, text);
			const title = channel === 'youtube' ? 'Die Brücke im Bild' : 'Mühlkanalbrücke gesperrt';
			expect([channel, talk.post?.title, talk.practice]).toEqual([channel, title, channel !== 'activitypub']);
		}
});

it('one is answered and stands there below the question, one is hidden where the network can', async () => {
	const { office } = house.desk;
	for (const { channel } of asked.wonder) {
		const { conversationId, seenVersion } = await heard(channel, WONDER);
		await must(office.call(replyEndpoint, { conversationId, text: 'Bis Freitag.', seenVersion }, all.agent()));
		const { talk: _, ...at } = await heard(channel, INSULT);
		const { ladder } = await must(office.call(moderationEndpoint, { conversationId: at.conversationId }, all.agent()));
		const able = !cannot.hide.includes(channel);
		const rung = ladder.find(({ step }) => step === 'hide');
		expect([channel, rung?.means, rung?.why]).toEqual([channel, able ? 'hide' : null, able ? null : 'no-hide']);
		const act = { rule: '1', facts: 'Beschimpft die Belegschaft.', proportion: 'Ermahnt war schon.', words: '' };
		if (able) await must(office.call(takeStepEndpoint, { ...at, ...act, step: 'hide', until: null }, all.agent()));
	}
	await all.later(25_000);
	for (const name of networkNames) {
		const question = asked.wonder.find(({ channel }) => channel === name)?.id;
		const answers = practice(name)
			.timeline()
			.filter(({ text }) => text.includes('Bis Freitag.'));
		expect([name, answers.map(({ replyTo }) => replyTo)]).toEqual([name, [question]]);
		const insult = asked.insult.filter(({ channel }) => channel === name && !cannot.hide.includes(channel));
		expect([name, practice(name).moderated().hidden]).toEqual([name, insult.map(({ id }) => id)]);
	}
	const notes = house.peer.ofType('Create').map(({ object }) => object as { id: string; inReplyTo?: string });
	const below = notes.filter(({ inReplyTo }) => inReplyTo === `${house.peer.origin}/notes/wonder`);
	expect(new Set(below.map(({ id }) => id)).size).toBe(1);
});

it('an outage of every network is told meanwhile, and caught up without loss', async () => {
	const { office } = house.desk;
	const lines = Array.from({ length: 25 }, (_, n) => `Zeile ${String(n).padStart(2, '0')}`);
	for (const name of networkNames) {
		practice(name).feel('failing');
		const to = ours(name)[0]?.id ?? '';
		const ids = lines.map((text) => practice(name).reply({ to, text, as: 'waldkauz' }) ?? '');
		practice(name).deleteReply(ids[7] ?? '');
	}
	await all.later(130_000);
	const { sources } = await must(office.call(sourcesEndpoint, {}, all.agent()));
	for (const name of networkNames)
		expect([name, sources.find(({ channel }) => channel === name)?.failure]).toEqual([name, 'channel.unreachable']);
	for (const name of networkNames) practice(name).feel('well');
	// A source that failed is left alone for five minutes at most.
	await all.later(440_000);
	for (const name of networkNames) {
		const { talk } = await heard(name, 'Zeile 24');
		const came = talk.messages.flatMap(({ text }) => /Zeile \d\d/.exec(text) ?? []);
		expect([name, came.toSorted()]).toEqual([name, lines.filter((_, n) => n !== 7)]);
	}
	const after = await must(office.call(sourcesEndpoint, {}, all.agent()));
	expect([after.gaps, after.sources.filter(({ failure }) => failure !== null)]).toEqual([[], []]);
});

it('is counted once a day as each network counts, whatever one of them knows no longer', () =>
	countCopies(all, { pictured, filmed }, exchanges));

it('a correction reaches every copy that can be changed, and the desk names the others', async () => {
	const { desk, peer } = house;
	for (const id of [pictured, filmed]) {
		await must(desk.office.call(correctPostEndpoint, { id, reason: 'Das Datum war falsch.' }, desk.anna));
		expect((await desk.write(id, 'Die Brücke ist ab Dienstag gesperrt.')).status).toBe(200);
		await desk.approve(id);
		const { left } = await must(desk.office.call(publishCorrectionEndpoint, { id }, desk.anna));
		const { outlets } = await desk.read(id);
		const named = outlets.filter((one) => left.some(({ presenceId }) => presenceId === one.id));
		expect(named.map(({ channel }) => channel).toSorted()).toEqual(cannot.edit);
		expect(named.every(({ mayEdit }) => !mayEdit)).toBe(true);
	}
	await all.later(30_000);
	for (const name of networkNames) {
		const [copy] = ours(name);
		const day = cannot.edit.includes(name) ? 'ab Montag' : 'ab Dienstag';
		expect(`${name}: ${copy?.text}`).toContain(day);
		expect([name, copy?.media[0]?.alt]).toEqual([name, name === 'youtube' ? '' : ALT]);
	}
	expect(peer.ofType('Update').map(({ object }) => object)).toMatchObject([
		{ content: expect.stringContaining('ab Dienstag') },
		{ content: expect.stringContaining('ab Dienstag') },
	]);
});

it('a list that a correction chooses is told as missing while the network fails, and taken by itself or when one asks', () =>
	completeLists(all, filmed));

it('withdrawn, nothing of it stands anywhere', async () => {
	const { desk, peer } = house;
	for (const id of [pictured, filmed]) {
		const { left } = await must(
			desk.office.call(withdrawPostEndpoint, { id, note: 'Die Sperrung entfällt.' }, desk.anna),
		);
		expect(left).toEqual([]);
	}
	await all.later(30_000);
	for (const id of [pictured, filmed]) {
		expect(await all.notYet(id, 'withdrawn')).toEqual([]);
		expect((await fetch((await desk.read(id)).link)).status).toBe(410);
	}
	for (const name of networkNames) expect([name, ours(name, true), ours(name, false)]).toEqual([name, [], []]);
	expect(peer.ofType('Delete')).toHaveLength(2);
});

it('who may answer goes along to the networks that ask, through approval, and is held there', async () => {
	const { desk } = house;
	const networks = { bluesky: 'nobody', threads: 'mentioned', x: 'following' } as const;
	const id = await desk.draft('Kondolenz', 'Die Stadt trauert um ihren Ehrenbürger.');
	const { outlets, versions } = await desk.read(id);
	const chosen = outlets.filter(({ channel }) => channel === 'newsroom' || channel in networks);
	const presences = { base: versions['presences']?.v ?? 0, value: chosen.map((one) => one.id) };
	await must(desk.office.call(savePostEndpoint, { id, presences }, desk.anna));
	const replyControls = Object.fromEntries(
		chosen.flatMap(({ id: presence, channel }) => {
			const value = networks[channel as keyof typeof networks];
			return value === undefined ? [] : [[presence, { base: 0, value }] as const];
		}),
	);
	await must(desk.office.call(savePostEndpoint, { id, replyControls }, desk.anna));
	await must(desk.office.call(savePostEndpoint, { id, replyControls }, desk.anna));
	await desk.approve(id);
	const { frozen, renditions } = await desk.read(id);
	expect(frozen?.renditions.map(({ channel, replyControl }) => [channel, replyControl]).sort()).toEqual([
		...Object.entries(networks).slice(0, 1),
		['newsroom', undefined],
		...Object.entries(networks).slice(1),
	]);
	expect(renditions.filter(({ replyControl }) => replyControl)).toHaveLength(3);
	await must(desk.office.call(publishPostEndpoint, { id }, desk.anna));
	await all.later(70_000);
	expect(await all.notYet(id, 'published')).toEqual([]);
	for (const [name, replyControl] of Object.entries(networks)) {
		const copy = practice(name as NetworkName)
			.timeline()
			.find(({ text, card }) => `${card?.title}${text}`.includes('Kondolenz'));
		expect([name, copy?.replyControl, copy?.closed]).toEqual([name, replyControl, true]);
		expect(practice(name as NetworkName).reply({ to: copy?.id ?? '', text: 'Beileid.' })).toBeNull();
	}
});
