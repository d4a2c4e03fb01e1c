import { parseFeed } from 'feedsmith';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { openTestSite, pictureOf, renditionOf, type TestSite } from '#tests/newsroom-site.ts';

import { languageMigrations } from './language-migrations.ts';

let site: TestSite;
beforeAll(async () => {
	site = await openTestSite();
});
afterAll(() => site.close());

it('says plainly that there is nothing yet, and works', async () => {
	const answer = await site.get('/');
	expect(answer.status).toBe(200);
	expect(await answer.text()).toContain('Noch keine Meldung');
});

it('publishes a page once per key, with its own pictures', async () => {
	const rendition = renditionOf({ media: [await pictureOf('Brücke mit Absperrung')] });
	const first = await site.channel.publish(rendition, 'delivery-1');
	const again = await site.channel.publish(rendition, 'delivery-1');
	expect(first).toEqual(again);
	expect(await site.channel.find?.('delivery-1', rendition)).toEqual(first);
	expect(await site.channel.find?.('delivery-2', rendition)).toEqual({ ok: true, value: null });
	const html = await site.text('/beitrag/bruecke');
	expect(html).toContain('<h1>Mühlkanalbrücke ab Montag gesperrt</h1>');
	expect(html).toContain('alt="Brücke mit Absperrung"');
	expect(html).toContain('<h2>So kommen Sie hinüber</h2>');
	const [, picture = ''] = /srcset="(\/medien\/[0-9a-f]{64}\/480\.webp) 480w/.exec(html) ?? [];
	const bytes = await site.get(picture);
	expect(bytes.headers.get('content-type')).toBe('image/webp');
	expect(bytes.headers.get('cache-control')).toContain('immutable');
	expect((await site.get(picture.replace('480.webp', '481.webp'))).status).toBe(404);
});

it('shows it on start, in the archive, by topic, in search and in every feed', async () => {
	for (const path of [
		'/',
		'/archiv',
		'/archiv/2026',
		'/archiv/2026/11',
		'/thema/verkehr',
		'/suche?q=Umleitung',
		'/en',
		'/en/archiv',
		'/feed.rss',
		'/feed.atom',
		'/feed.json',
		'/thema/verkehr/feed.rss',
	]) {
		const answer = await site.get(path);
		expect([path, answer.status]).toEqual([path, 200]);
		expect([path, (await answer.text()).includes('Mühlkanalbrücke ab Montag gesperrt')]).toEqual([path, true]);
	}
	expect(await site.text('/sitemap/2026-11.xml')).toContain(`${site.origin}/beitrag/bruecke`);
});

it('finds compounds by their parts, and guesses what was mistyped', async () => {
	expect(await site.text('/suche?q=br%C3%BCcke')).toContain('Treffer für');
	expect(await site.text('/suche?q=kanalbr%C3%BCcke')).toContain('/beitrag/bruecke');
	const typo = await site.text('/suche?q=M%C3%BChlkanalbr%C3%BCkce');
	expect(typo).toContain('Nichts gefunden');
	expect(typo).toContain('„Mühlkanalbrücke“');
});

it('answers from memory with 304 and compressed bodies, and anew after an edit', async () => {
	await site.get('/beitrag/bruecke');
	const reached = site.reachedApp();
	const br = await site.get('/beitrag/bruecke', { 'accept-encoding': 'br' });
	expect(br.headers.get('content-encoding')).toBe('br');
	const etag = br.headers.get('etag') ?? '';
	expect((await site.get('/beitrag/bruecke', { 'if-none-match': etag })).status).toBe(304);
	expect((await site.get('/beitrag/bruecke', { 'if-none-match': 'W/"other"' })).status).toBe(200);
	expect(site.reachedApp()).toBe(reached);

	const ref = await site.channel.find?.('delivery-1', renditionOf({}));
	if (!ref?.ok || !ref.value || !site.channel.edit) throw new Error('not found');
	await site.office.at('2026-11-24T08:15:00Z');
	const corrected = renditionOf({
		text: 'Die Rampe an der Fischertreppe ist offen.',
		correction: 'Rampe an der Fischertreppe ergänzt.',
	});
	const edited = await site.channel.edit(ref.value, corrected, 'delivery-1-edit');
	expect(edited).toEqual({ ok: true, value: ref.value });
	expect(await site.channel.edit(ref.value, corrected, 'delivery-1-edit')).toEqual(edited);
	const anew = await site.get('/beitrag/bruecke', { 'if-none-match': etag });
	expect(anew.status).toBe(200);
	const html = await anew.text();
	expect(html).toContain('Die Rampe an der Fischertreppe ist offen.');
	expect(html).toContain('Rampe an der Fischertreppe ergänzt.');
	expect(html).toContain('24. November 2026, 9:15 Uhr');
	expect(await site.text('/beitrag/bruecke/fassung/1')).toContain('Umleitung U4');
	expect((await site.get('/beitrag/bruecke/fassung/3')).status).toBe(404);
});

it('proves the page in the open, without a name', async () => {
	await site.office.office.records.sequenceNow();
	const html = await site.text('/beitrag/bruecke/nachweis');
	expect(html).toContain('im Newsroom veröffentlicht');
	expect(html).toContain('im Newsroom geändert');
	expect(await site.text('/transparenz/protokoll')).toContain('Öffentlicher Schlüssel');
});

it('answers 410 after a withdrawal, everywhere', async () => {
	const ref = await site.channel.find?.('delivery-1', renditionOf({}));
	if (!ref?.ok || !ref.value) throw new Error('not found');
	expect(await site.channel.withdraw?.(ref.value)).toEqual({ ok: true, value: undefined });
	expect(await site.channel.withdraw?.(ref.value)).toEqual({ ok: true, value: undefined });
	const gone = await site.get('/beitrag/bruecke');
	expect(gone.status).toBe(410);
	const said = await gone.text();
	expect(said).toContain('zurückgezogen');
	expect(said).toContain('Die Sperrung entfällt.');
	expect((await site.get('/beitrag/bruecke/fassung/1')).status).toBe(410);
	for (const path of ['/', '/feed.rss', '/feed.json', '/archiv', '/suche?q=Rampe'])
		expect([path, (await site.text(path)).includes('/beitrag/bruecke')]).toEqual([path, false]);
	await site.office.office.records.sequenceNow();
	expect(await site.text('/beitrag/bruecke/nachweis')).toContain('im Newsroom zurückgezogen');
});

it('stands again under its old address when it is published anew', async () => {
	const again = await site.channel.publish(renditionOf({}), 'delivery-9');
	expect(again).toMatchObject({ ok: true, value: { url: `${site.origin}/beitrag/bruecke` } });
	expect((await site.get('/beitrag/bruecke')).status).toBe(200);
});

it('refuses an address that belongs to another post, and what is no page', async () => {
	expect(await site.channel.publish(renditionOf({ postId: 'post-2' }), 'k1')).toMatchObject({
		error: { type: 'channel.rejected', field: 'slug' },
	});
	expect(await site.channel.publish(renditionOf({ slug: '../x', postId: 'post-3' }), 'k2')).toMatchObject({
		error: { type: 'channel.rejected', field: 'slug' },
	});
	expect(await site.channel.publish(renditionOf({ title: '  ', slug: 'a', postId: 'post-4' }), 'k3')).toMatchObject({
		error: { field: 'title' },
	});
	const { about: _, ...reply } = renditionOf({});
	expect(await site.channel.publish(reply, 'k4')).toMatchObject({ error: { field: 'about' } });
});

it('answers strange addresses with a page that is not there', async () => {
	for (const path of [
		'/nichts',
		'/beitrag/x',
		'/archiv/2026/13',
		'/archiv/1999',
		'/en/nichts',
		'/beitrag/%00',
		'/archiv?nach=%%%',
		'/suche?q=%00',
		'/medien/xyz/1.jpg',
		'/beitrag/%ff',
	]) {
		const answer = await site.get(path);
		expect([path, answer.status < 500]).toEqual([path, true]);
		expect(answer.headers.get('content-type')).toContain('text/html');
	}
	expect((await site.get('/en/nichts')).status).toBe(404);
	expect(await site.text('/en/nichts')).toContain('This page does not exist');
});

it('keeps serving what it has while the database cannot answer, and says so elsewhere', async () => {
	await site.get('/');
	const { engine } = site.corridor.engine;
	await sql`alter table newsroom_page rename to newsroom_page_away`.execute(engine);
	try {
		expect((await site.get('/')).status).toBe(200);
		const broken = await site.get('/suche?q=Bus');
		expect(broken.status).toBe(503);
		expect(await broken.text()).toContain('Die Seite antwortet gerade nicht');
	} finally {
		await sql`alter table newsroom_page_away rename to newsroom_page`.execute(engine);
	}
	expect((await site.get('/suche?q=Bus')).status).toBe(200);
});

it('gives reading apps the whole text, the picture and the time of the last correction', async () => {
	const media = [await pictureOf('Der neue Bus & seine Haltestelle')];
	await site.channel.publish(
		renditionOf({ slug: 'bus', postId: 'post-bus', title: 'Bus <4> & mehr', media }),
		'key-bus',
	);
	const rss = await site.text('/feed.rss');
	expect(rss).toContain(`<guid isPermaLink="true">${site.origin}/beitrag/bus</guid>`);
	expect(rss).toMatch(/<title>\s*(<!\[CDATA\[Bus <4> & mehr\]\]>|Bus &lt;4&gt; &amp; mehr)\s*<\/title>/);
	const [, url = '', length = ''] = /<enclosure url="([^"]+)" length="(\d+)" type="image\/jpeg"/.exec(rss) ?? [];
	const picture = await site.get(url);
	expect((await picture.arrayBuffer()).byteLength).toBe(Number(length));
	const feed = JSON.parse(await site.text('/feed.json'));
	expect(feed).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', feed_url: `${site.origin}/feed.json` });
	expect(feed.items[0]).toMatchObject({
		...{ id: `${site.origin}/beitrag/bus`, title: 'Bus <4> & mehr', tags: ['Verkehr'], image: url },
		content_html: expect.stringContaining('<li>Mit dem Bus: Linie 4.</li>'),
	});
	const atom = await site.text('/feed.atom');
	expect(atom).toContain(`<id>${site.origin}/beitrag/bus</id>`);
	expect(atom).toContain('<updated>');
	for (const [form, text] of Object.entries({ rss, atom, json: JSON.stringify(feed) })) {
		const read = parseFeed(text);
		const list = 'items' in read.feed ? read.feed.items : 'entries' in read.feed ? read.feed.entries : [];
		expect([form, read.format]).toEqual([form, form]);
		expect([form, JSON.stringify(list?.[0])]).toEqual([
			form,
			expect.stringContaining('<li>Mit dem Bus: Linie 4.</li>'),
		]);
	}
});

it('lists, feeds and finds what is said in further languages, each in its own', async () => {
	const rendition = renditionOf({ slug: 'bad', postId: 'post-bad', title: 'Das Freibad öffnet' });
	const said = [
		{ language: 'tr', title: 'Açık havuzlar açılıyor', text: 'Kapılar pazartesi açılacak.' },
		{ language: 'en', title: 'The pools are opening', text: 'Swimming is possible from Monday.' },
		{ language: 'ar', title: 'افتتاح المسبح', text: 'يفتح المسبح يوم الاثنين.' },
		{ language: 'de-simple', title: 'Das Frei-Bad ist auf', text: 'Sie können Monat für Monat schwimmen.' },
	];
	const about = rendition.about && { ...rendition.about, translations: said };
	const published = await site.channel.publish({ ...rendition, ...(about ? { about } : {}) }, 'key-bad');
	expect(published.ok).toBe(true);

	const start = await site.text('/');
	expect(start).toContain('href="/sprache/de-simple"');
	expect(start).toContain('hreflang="tr" href="/sprache/tr/feed.atom"');
	const page = await site.text('/en/beitrag/bad/sprache/en');
	expect(page).toContain(`rel="canonical" href="${site.origin}/en/beitrag/bad/sprache/en"`);
	expect(page.match(/rel="alternate" hreflang="en" href="http/g)).toHaveLength(1);
	expect(page).toContain(`hreflang="x-default" href="${site.origin}/beitrag/bad"`);
	expect(page).toContain(
		'type="application/rss+xml" title="Amtsfunk: English" hreflang="en" href="/sprache/en/feed.rss"',
	);

	for (const path of ['/sprache/tr', '/sprache/tr/feed.rss', '/thema/verkehr/sprache/tr/feed.json']) {
		const body = await site.text(path);
		expect([path, body.includes('Açık havuzlar açılıyor'), body.includes('Freibad')]).toEqual([path, true, false]);
		expect([path, body.includes('/beitrag/bad/sprache/tr')]).toEqual([path, true]);
	}
	expect(parseFeed(await site.text('/sprache/tr/feed.rss'))).toMatchObject({ feed: { language: 'tr' } });
	expect((await site.get('/sprache/fr/feed.rss')).status).toBe(404);
	const map = await site.text('/sitemap/2026-11.xml');
	expect(map).toContain(`<loc>${site.origin}/beitrag/bad/sprache/tr</loc>`);
	expect(map).toContain(`hreflang="en" href="${site.origin}/en/beitrag/bad/sprache/en"/>`);

	const find = (word: string, frame = '') => site.text(`${frame}/suche?q=${encodeURIComponent(word)}`);
	// „swims“ stands in no text as it is typed: only the rules of its language lead there.
	const turkish = await find('kapı');
	expect(turkish).toMatch(/<b lang="tr">Türkçe<\/b>/);
	expect(turkish).toContain('href="/beitrag/bad/sprache/tr"');
	expect(await find('swims')).toContain('href="/en/beitrag/bad/sprache/en"');
	expect(await find('المسبح')).toContain('dir="auto"');
	expect(await find('Frei-Bad')).toContain('<b>Leichte Sprache</b>');

	// What was published before there was this table is taken over from the pages as they stand.
	const { engine } = site.corridor.engine;
	await sql`drop table newsroom_translation; drop index newsroom_page_in_language`.execute(engine);
	await languageMigrations['newsroom-090']?.up(engine);
	expect(await find('swims')).toContain('href="/en/beitrag/bad/sprache/en"');

	expect(published.ok && (await site.channel.withdraw?.(published.value))?.ok).toBe(true);
	expect(await find('swims')).toContain('Nichts gefunden');
	expect((await site.get('/sprache/tr/feed.rss')).status).toBe(404);
});
