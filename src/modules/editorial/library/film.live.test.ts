import { afterAll, beforeAll, expect, it } from 'vitest';

import { savePostEndpoint } from '#contract/editorial.ts';
import {
	addMediaEndpoint,
	approvePostEndpoint,
	askForApprovalEndpoint,
	publishPostEndpoint,
} from '#contract/editorial-acts.ts';
import { changeCaptionsEndpoint, changeLibraryItemEndpoint, readLibraryItemEndpoint } from '#contract/library.ts';
import { changePodcastEndpoint, readPodcastEndpoint } from '#contract/newsroom.ts';
import { sha256 } from '#platform/files.ts';
import { mp3, mp4, opus, webm } from '#tests/film-file.ts';
import { type Newsdesk, settleRights, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

const cues = [
	{ from: 0, until: 900, text: 'Guten Tag.' },
	{ from: 1000, until: 1900, text: 'Hier entsteht die neue Brücke.' },
];
const seconds = (count: number) => count * 1000;

/** A film with all that lets it go out. */
const ready = async (file: Uint8Array, name = 'bruecke.mp4') => {
	const { office, anna } = desk;
	const { body: film } = await desk.upload(file, name);
	const { body: still } = await desk.upload(await desk.picture(), 'standbild.jpg');
	await settleRights(desk, film.id);
	await settleRights(desk, still.id);
	const facts = { alt: { de: 'Ein Kran hebt ein Teil der Brücke' }, posterId: still.id };
	await office.call(changeLibraryItemEndpoint, { id: film.id, base: 1, facts }, anna);
	await office.call(changeCaptionsEndpoint, { id: film.id, language: 'de', base: 0, cues }, anna);
	return { id: film.id, still: still.id };
};

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
	fetch(`${desk.office.origin}${path}`, { headers, method });

it('is taken by its content, as it is, and refused with a reason', async () => {
	const file = mp4({ ms: 2000, body: 300_000 });
	const taken = await desk.upload(file, 'urlaub.jpg');
	expect(taken).toMatchObject({
		status: 200,
		body: { mime: 'video/mp4', width: 640, film: { ms: 2000, audio: 'aac' } },
	});
	const shown = await get(`/api/media/${taken.body.id}/film`, { 'x-actor': desk.anna.id, range: 'bytes=4-7' });
	expect([shown.status, await shown.text()]).toEqual([206, 'ftyp']);
	expect((await get(`/api/media/${taken.body.id}/480`, { 'x-actor': desk.anna.id })).status).toBe(404);
	const refused = async (film: Parameters<typeof desk.upload>[0]) => (await desk.upload(film, 'film.mp4')).body.type;
	expect(await refused(mp4({ format: 'hvc1' }))).toBe('media.film-format');
	expect(await refused(webm({ pieces: 'untold' }))).toBe('media.film-unfinished');
	expect(await refused(file.subarray(0, 60))).toBe('media.film-broken');
	expect(await refused(Buffer.from('<html>no film, no picture</html>'))).toBe('media.not-a-picture');
	const mega = new ArrayBuffer(1_000_000);
	const tooLarge = new Blob([Buffer.from(mp4()), ...Array.from({ length: 220 }, () => mega)]);
	expect(await refused(tooLarge)).toBe('media.film-too-large');
	const { body: picture } = await desk.upload(await desk.picture());
	const facts = { posterId: taken.body.id };
	const wrong = await desk.office.call(changeLibraryItemEndpoint, { id: picture.id, base: 0, facts }, desk.anna);
	expect(wrong.problem?.type).toBe('library.poster-unknown');
});

const blocksOf = async (id: string) => {
	const { problem } = await desk.office.call(askForApprovalEndpoint, { id }, desk.anna);
	const found = ((problem?.detail as { findings?: unknown })?.findings ?? []) as {
		rule: string;
		found: string | null;
	}[];
	return found.map(({ rule, found: words }) => [rule, words ?? ''].join(' ').trim()).toSorted();
};

it('needs captions or the word that nothing is spoken, and goes where it is taken', async () => {
	const { office, anna } = desk;
	const id = await desk.draft();
	const { body: film } = await desk.upload(mp4(), 'bruecke.mp4');
	await office.call(addMediaEndpoint, { id, mediaId: film.id }, anna);
	const blocks = () => blocksOf(id);
	const all = ['alt-missing', 'captions-missing de', 'film-poster-missing', 'media-rights-missing'];
	expect(await blocks()).toEqual(all);
	const faulty = [cues[1], cues[0]].map((cue) => ({ from: 0, until: 0, text: '', ...cue }));
	const write = (given: typeof cues, base = 0) =>
		office.call(changeCaptionsEndpoint, { id: film.id, language: 'de', base, cues: given }, anna);
	expect((await write(faulty)).problem).toMatchObject({
		type: 'library.captions-faulty',
		detail: { row: 2, why: 'out-of-order' },
	});
	expect((await write(cues)).body).toEqual({ id: film.id, captionsVersion: 1 });
	expect((await write(cues)).problem?.type).toBe('library.changed-meanwhile');
	expect((await office.call(readLibraryItemEndpoint, { id: film.id }, anna)).body.captions).toEqual([
		{ language: 'de', cues },
	]);
	expect(await blocks()).not.toContain('captions-missing de');
	const translations = [{ language: 'en', title: 'Bridge closed', text: 'The bridge is closed from Monday.' }];
	await office.call(savePostEndpoint, { id, translations: { base: 0, value: translations } }, anna);
	expect(await blocks()).toContain('captions-missing en');
	const facts = { silent: { en: 'A crane lifts a part of the bridge; there is music only.' } };
	await office.call(changeLibraryItemEndpoint, { id: film.id, base: 0, facts }, anna);
	expect(await blocks()).toEqual(['alt-missing', 'film-poster-missing', 'media-rights-missing']);
});

it('stands on its page with captions and text, can be had in parts, and reaches the networks that take it', async () => {
	const { office, anna } = desk;
	const id = await desk.draft('Brücke wächst');
	const file = mp4({ body: 50_000 });
	const film = await ready(file);
	await office.call(addMediaEndpoint, { id, mediaId: film.id }, anna);
	await desk.publish(id);
	// Networks work on a film for a while: asked again later, it is ready.
	await office.at('2026-03-02T08:20:00Z');
	await office.settle();
	const states = await office.office.delivery.deliveriesOf([id]);
	expect(states.map(({ channel, state }) => `${channel} ${state}`).toSorted()).toEqual([
		'bluesky published',
		'mastodon published',
		'newsroom published',
	]);
	const { published, link } = await desk.read(id);
	const [home] = published?.renditions ?? [];
	const [shown] = home?.media ?? [];
	expect(shown).toMatchObject({ mime: 'video/mp4', film: { ms: 2000, captions: [{ language: 'de' }] } });

	const page = await (await fetch(link)).text();
	const address = `/medien/film/${shown?.sha256}.mp4`;
	for (const part of [
		`<source src="${address}" type="video/mp4"`,
		'preload="metadata"',
		'<track kind="captions"',
		'Guten Tag. Hier entsteht die neue Brücke.',
		'https://schema.org/VideoObject',
		'content="PT2S"',
	])
		expect(page).toContain(part);
	const captions = `/medien/film/${shown?.film?.captions[0]?.sha256}.vtt`;
	expect(await (await get(captions)).text()).toContain('00:00:01.000 --> 00:00:01.900');
	const whole = await get(address);
	expect(whole.headers.get('content-security-policy')).toContain("media-src 'self'");
	expect(Buffer.from(await whole.arrayBuffer()).equals(file)).toBe(true);
	const etag = whole.headers.get('etag') ?? '';
	const ask = async (headers: Record<string, string>, method = 'GET') => {
		const answer = await get(address, headers, method);
		return [answer.status, (await answer.arrayBuffer()).byteLength, answer.headers.get('content-range')];
	};
	expect(await ask({ range: 'bytes=10-19' })).toEqual([206, 10, `bytes 10-19/${file.length}`]);
	expect(await ask({ range: 'bytes=-5', 'if-range': etag })).toEqual([
		...[206, 5],
		`bytes ${file.length - 5}-${file.length - 1}/${file.length}`,
	]);
	expect(await ask({ range: 'bytes=10-19', 'if-range': '"other"' })).toEqual([200, file.length, null]);
	expect(await ask({ range: `bytes=${file.length}-` })).toEqual([416, 0, `bytes */${file.length}`]);
	expect(await ask({}, 'HEAD')).toEqual([200, 0, null]);
	expect((await get(address, {}, 'HEAD')).headers.get('content-length')).toBe(String(file.length));
	// What lies in the library and on no page is nobody's to see.
	const secret = webm();
	await desk.upload(secret, 'geheim.webm');
	expect((await get(`/medien/film/${sha256(secret)}.webm`)).status).toBe(404);
	const feed = await (await get('/feed.rss')).text();
	expect(feed).toContain(`<enclosure url="${office.origin}${address}" length="${file.length}" type="video/mp4"/>`);
});

it('too long for a network leaves its still there, which leads to the page', async () => {
	const { office, anna } = desk;
	const id = await desk.draft('Rundgang durch das Rathaus', 'Ein Rundgang in vier Minuten zeigt die neuen Räume.');
	const film = await ready(mp4({ ms: seconds(240) }), 'rundgang.mp4');
	await office.call(addMediaEndpoint, { id, mediaId: film.id }, anna);
	await desk.ask(id);
	const { frozen } = await desk.read(id);
	const kinds = Object.fromEntries((frozen?.renditions ?? []).map(({ channel, media }) => [channel, media[0]]));
	expect(kinds['newsroom']).toMatchObject({ mime: 'video/mp4' });
	expect(kinds['mastodon']).toMatchObject({ mime: 'video/mp4', film: { ms: seconds(240) } });
	expect(kinds['bluesky']).toMatchObject({
		mime: 'image/jpeg',
		stands: true,
		alt: 'Ein Kran hebt ein Teil der Brücke',
	});
	const { contentHash } = await desk.read(id);
	await office.call(approvePostEndpoint, { id, contentHash: contentHash ?? '' }, desk.jana);
	const later = cues.map((cue) => ({ ...cue, text: 'Später geändert' }));
	await office.call(changeCaptionsEndpoint, { id: film.id, language: 'de', base: 1, cues: later }, anna);
	expect((await office.call(publishPostEndpoint, { id }, anna)).status).toBe(200);
	expect((await desk.read(id)).frozen).toEqual(frozen);
});

const said = 'Anna: Guten Tag.\n\nBen: Hier entsteht die neue Brücke.';
const episode = () => mp3({ frames: 300, tag: 200 });

it('of sound alone is an episode of the podcast, with every word of it to read', async () => {
	const { office, anna } = desk;
	const id = await desk.draft('Wie eine Brücke wächst', 'Ein Gespräch auf der Baustelle.');
	const save = (input: Omit<(typeof savePostEndpoint)['input']['_zod']['input'], 'id'>) =>
		office.call(savePostEndpoint, { id, ...input }, anna);
	await save({
		kind: { base: 0, value: 'podcast' },
		details: { base: 0, value: { kind: 'podcast', number: 7, season: 2 } },
	});
	expect(await blocksOf(id)).toEqual(['podcast-sound-missing']);
	const file = episode();
	const { body: sound } = await desk.upload(file, 'folge.mp3');
	expect(sound).toMatchObject({
		mime: 'audio/mpeg',
		bytes: file.length,
		film: { ms: 7837, video: null, audio: 'mp3' },
	});
	expect((await desk.upload(opus({ codec: '\u0001vorbis ' }), 'alt.ogg')).body).toMatchObject({
		type: 'media.film-format',
		detail: { found: 'Ogg Vorbis' },
	});
	await office.call(addMediaEndpoint, { id, mediaId: sound.id }, anna);
	expect(await blocksOf(id)).toEqual(['alt-missing', 'cover-missing', 'media-rights-missing', 'transcript-missing de']);
	const { body: cover } = await desk.upload(await desk.picture(), 'titel.jpg');
	await settleRights(desk, sound.id);
	await settleRights(desk, cover.id);
	const facts = { alt: { de: 'Zwei Menschen vor einem Kran' }, posterId: cover.id, transcript: { de: said } };
	await office.call(changeLibraryItemEndpoint, { id: sound.id, base: 1, facts }, anna);
	await desk.publish(id);
	await office.at(new Date(office.clock.now() + 120_000).toISOString());
	await office.settle();
	const states = await office.office.delivery.deliveriesOf([id]);
	expect(states.map(({ state }) => state)).toEqual(['published', 'published', 'published']);
	const { frozen, link } = await desk.read(id);
	const carried = Object.fromEntries((frozen?.renditions ?? []).map((one) => [one.channel, one.media[0]]));
	expect(carried['newsroom']?.film?.transcript).toEqual({ de: said });
	expect(carried['mastodon']).toMatchObject({ mime: 'audio/mpeg' });
	expect(carried['bluesky']).toMatchObject({ mime: 'image/jpeg', stands: true });

	const page = await (await fetch(link)).text();
	const address = `/medien/ton/${sha256(file)}.mp3`;
	for (const part of [
		`<audio controls`,
		`src="${address}"`,
		'<p>Ben: Hier entsteht',
		'Staffel 2, Folge 7',
		'AudioObject',
	])
		expect(page).toContain(part);
	const part = await get(address, { range: 'bytes=0-2' });
	expect([part.status, part.headers.get('content-type'), await part.text()]).toEqual([206, 'audio/mpeg', 'ID3']);
	expect(part.headers.get('content-range')).toBe(`bytes 0-2/${file.length}`);
});

it('and the podcast can be subscribed to once everything is said that directories ask for', async () => {
	const { office, anna } = desk;
	const admin = actorWith('admin', 'all');
	const file = episode();
	const address = `/medien/ton/${sha256(file)}.mp3`;
	expect((await get('/podcast.rss')).status).toBe(404);
	const words = { title: 'Stadtgespräch', description: 'Aus der Stadt.', author: 'Stadt', coverAlt: 'Mikrofon' };
	const show = { ...words, mail: 'podcast@stadt.example', category: 'Government', language: 'de' } as const;
	expect((await office.call(changePodcastEndpoint, { ...show, mail: 'niemand' }, admin)).status).toBe(422);
	expect((await office.call(changePodcastEndpoint, show, anna)).status).toBe(403);
	expect((await office.call(changePodcastEndpoint, show, admin)).status).toBe(200);
	const cut = async (width: number, height: number) => new Uint8Array(await desk.picture(width, height));
	const put = async (bytes: Uint8Array<ArrayBuffer>, by: string) => {
		const headers = { 'x-actor': by, 'content-type': 'application/octet-stream' };
		const answer = await fetch(`${office.origin}/api/newsroom/podcast/cover`, { method: 'PUT', headers, body: bytes });
		return answer.ok ? answer.status : ((await answer.json()) as { type: string }).type;
	};
	expect(await put(await cut(1500, 1500), anna.id)).toBe('access.denied');
	expect(await put(await cut(1600, 1500), admin.id)).toBe('podcast.cover-not-square');
	expect(await put(await cut(900, 900), admin.id)).toBe('podcast.cover-too-small');
	expect(await put(await cut(1500, 1500), admin.id)).toBe(200);
	expect((await office.call(readPodcastEndpoint, {}, admin)).body).toMatchObject({ ...show, stands: true });
	const feed = await (await get('/podcast.rss')).text();
	expect(feed).toContain(`<enclosure url="${office.origin}${address}" length="${file.length}" type="audio/mpeg"/>`);
	expect(feed).toContain('<itunes:episode>7</itunes:episode>');
	const [, image = ''] = /<itunes:image href="([^"]+)"/.exec(feed) ?? [];
	expect((await fetch(image)).headers.get('content-type')).toBe('image/jpeg');
	const [, transcript = ''] = /<podcast:transcript url="([^"]+)" type="text\/plain"/.exec(feed) ?? [];
	expect(await (await fetch(transcript)).text()).toBe(said);
	expect(await (await get('/podcast')).text()).toContain('Wie eine Brücke wächst');
});
