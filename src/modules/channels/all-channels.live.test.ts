import { afterAll, beforeAll, expect, it } from 'vitest';

import { conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
import { savePostEndpoint } from '#contract/editorial.ts';
import {
	addMediaEndpoint,
	correctPostEndpoint,
	publishCorrectionEndpoint,
	publishPostEndpoint,
	withdrawPostEndpoint,
} from '#contract/editorial-acts.ts';
import { changeCaptionsEndpoint, changeLibraryItemEndpoint } from '#contract/library.ts';
import { moderationEndpoint, takeStepEndpoint } from '#contract/moderation.ts';
import { type NetworkName, networkNames } from '#kernel/channel-name.ts';
import { system } from '#kernel/permission.ts';
import { type FediverseDesk, startFediverseDesk } from '#tests/fediverse-desk.ts';
import { mp4 } from '#tests/film-file.ts';
import { settleRights } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

import type { Exchange } from '../../practice/index.ts';

const ALT = 'Plan der Sperrung mit der Umleitung über den Ring';
const FILM_ALT = 'Ein Kran hebt ein Teil der Brücke';
const SPOKEN = 'Hier entsteht die neue Brücke.';
/** A post with a picture goes where pictures go; one with a film goes everywhere. */
const forPictures = networkNames.filter((name) => name !== 'youtube');
/** What the networks themselves cannot do. */
const cannot = {
	edit: ['bluesky', 'instagram', 'threads'],
	hide: ['mastodon', 'linkedin', 'activitypub'],
	describeFilms: ['facebook', 'instagram', 'youtube'],
};

let house: FediverseDesk;
const exchanges: (Exchange & { readonly network: NetworkName })[] = [];
let pictured: string;
let filmed: string;

const practice = (name: NetworkName) => house.desk.office.office.practice.network(name);
const agent = () => actorWith('agent', [house.desk.unitId], 'agent-1');
const later = (ms: number) => house.desk.office.at(new Date(house.desk.office.clock.now() + ms).toISOString());
const must = async <T>(asked: Promise<{ readonly problem: unknown; readonly body: T }>): Promise<T> => {
	const { problem, body } = await asked;
	expect(problem).toBeNull();
	return body;
};

beforeAll(async () => {
	house = await startFediverseDesk();
	const { desk } = house;
	await house.follow();
	const wish = { unitId: desk.unitId, name: 'Musterstadt', networks: networkNames };
	const connected = await desk.office.office.channels.connectPractice(system('test'), wish);
	expect(connected).toMatchObject({ ok: true });
	for (const network of networkNames) practice(network).listen((one) => exchanges.push({ ...one, network }));
});
afterAll(() => house.close());

const told = async (id: string, facts: object) => {
	const { office, anna } = house.desk;
	await settleRights(house.desk, id);
	await must(office.call(changeLibraryItemEndpoint, { id, base: 1, facts }, anna));
};
const film = async (): Promise<string> => {
	const { desk } = house;
	const { body: made } = await desk.upload(mp4({ ms: 6000 }), 'bruecke.mp4');
	const { body: still } = await desk.upload(await desk.picture(), 'standbild.jpg');
	await settleRights(desk, still.id);
	await told(made.id, { alt: { de: FILM_ALT }, posterId: still.id });
	const captions = { id: made.id, language: 'de', base: 0, cues: [{ from: 0, until: 1900, text: SPOKEN }] };
	await must(desk.office.call(changeCaptionsEndpoint, captions, desk.anna));
	return made.id;
};
const send = async (title: string, mediaId: string, networks: readonly string[]) => {
	const { desk } = house;
	const id = await desk.draft(title);
	const { outlets, versions } = await desk.read(id);
	const chosen = outlets.filter(({ channel }) => ['newsroom', 'activitypub', ...networks].includes(channel));
	expect(chosen).toHaveLength(networks.length + 2);
	const presences = { base: versions['presences']?.v ?? 0, value: chosen.map((one) => one.id) };
	await must(desk.office.call(savePostEndpoint, { id, presences }, desk.anna));
	await must(desk.office.call(addMediaEndpoint, { id, mediaId }, desk.anna));
	await desk.approve(id);
	await must(desk.office.call(publishPostEndpoint, { id }, desk.anna));
	return id;
};

/** What we said at a network by itself: the post with the film, or the one with the picture. */
const ours = (name: NetworkName, withFilm = name === 'youtube') => {
	const said = practice(name).timeline();
	const own = said.filter(({ author, replyTo }) => author.official && replyTo === null);
	return own.filter(({ media }) => media.some((one) => one.film === true) === withFilm);
};
/** Copies of a post that are not as they should be now. */
const notYet = async (id: string, wanted: 'published' | 'withdrawn') => {
	const all = await house.desk.office.office.delivery.deliveriesOf([id]);
	const copies = all.filter(({ operation }) => operation === 'publish');
	return copies.filter(({ state }) => state !== wanted).map(({ channel, state }) => `${channel} ${state}`);
};

const altOf = (name: NetworkName, withFilm: boolean): string => {
	if (!withFilm) return ALT;
	return cannot.describeFilms.includes(name) ? '' : FILM_ALT;
};
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
	const { body: plan } = await desk.upload(await desk.picture(), 'plan.jpg');
	await told(plan.id, { alt: { de: ALT } });
	pictured = await send('Mühlkanalbrücke gesperrt', plan.id, forPictures);
	filmed = await send('Die Brücke im Bild', await film(), networkNames);
	// A minute until they leave; networks work on a film for a while.
	await later(95_000);
	expect([await notYet(pictured, 'published'), await notYet(filmed, 'published')]).toEqual([[], []]);

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

it('in German, where a network keeps the language, and with captions where it has them', () => {
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
/** The conversation and message of a channel in which somebody said that. */
const heard = async (channel: string, text: string) => {
	const { office } = house.desk;
	const { items } = await must(office.call(conversationsEndpoint, { channel, view: 'all', limit: 100 }, agent()));
	for (const { id } of items) {
		const talk = await must(office.call(conversationEndpoint, { conversationId: id }, agent()));
		const message = talk.messages.find((one) => one.direction === 'in' && one.text.includes(text));
		if (message) return { conversationId: id, messageId: message.id, seenVersion: talk.version, talk };
	}
	throw new Error(`nobody heard "${text}" on ${channel}`);
};

it('comments come back from every channel to the desk, below the post they are about', async () => {
	await speak();
	// Threads is asked every two minutes, YouTube every one.
	await later(130_000);
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
		await must(office.call(replyEndpoint, { conversationId, text: 'Bis Freitag.', seenVersion }, agent()));
		const { talk: _, ...at } = await heard(channel, INSULT);
		const { ladder } = await must(office.call(moderationEndpoint, { conversationId: at.conversationId }, agent()));
		const able = !cannot.hide.includes(channel);
		const rung = ladder.find(({ step }) => step === 'hide');
		expect([channel, rung?.means, rung?.why]).toEqual([channel, able ? 'hide' : null, able ? null : 'no-hide']);
		const act = { rule: '1', facts: 'Beschimpft die Belegschaft.', proportion: 'Ermahnt war schon.', words: '' };
		if (able) await must(office.call(takeStepEndpoint, { ...at, ...act, step: 'hide', until: null }, agent()));
	}
	await later(25_000);
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
	await later(30_000);
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

it('withdrawn, nothing of it stands anywhere', async () => {
	const { desk, peer } = house;
	for (const id of [pictured, filmed]) {
		const { left } = await must(
			desk.office.call(withdrawPostEndpoint, { id, note: 'Die Sperrung entfällt.' }, desk.anna),
		);
		expect(left).toEqual([]);
	}
	await later(30_000);
	for (const id of [pictured, filmed]) {
		expect(await notYet(id, 'withdrawn')).toEqual([]);
		expect((await fetch((await desk.read(id)).link)).status).toBe(410);
	}
	for (const name of networkNames) expect([name, ours(name, true), ours(name, false)]).toEqual([name, [], []]);
	expect(peer.ofType('Delete')).toHaveLength(2);
});
