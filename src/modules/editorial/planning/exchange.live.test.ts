import { createServer } from 'node:http';

import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listPostsEndpoint } from '#contract/editorial.ts';
import { addMediaEndpoint, describeMediaEndpoint } from '#contract/editorial-acts.ts';
import { movePostEndpoint, readCalendarEndpoint } from '#contract/planning.ts';
import {
	addSourceEndpoint,
	importPlanEndpoint,
	listSourcesEndpoint,
	makeCalendarLinkEndpoint,
	previewImportEndpoint,
	revokeCalendarLinkEndpoint,
} from '#contract/planning-exchange.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';

let desk: Newsdesk;
/** What the city's calendar and its feed answer now. */
let served: { readonly status: number; readonly body: string } = { status: 200, body: '' };
const server = createServer((_, response) => response.writeHead(served.status).end(served.body));
let address = '';
beforeAll(async () => {
	desk = await startNewsdesk();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const at = server.address();
	address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/`;
});
afterAll(async () => {
	await desk.close();
	server.close();
});

const titles = async () =>
	(await desk.office.call(listPostsEndpoint, { limit: 100 }, desk.anna)).body.items.map(({ title }) => title);

describe('a link to subscribe', () => {
	it('shows what its person may read today, until it is renewed or ended', async () => {
		const { office, anna } = desk;
		const id = await desk.draft('Sommerfest');
		await office.call(movePostEndpoint, { id, local: '2026-03-05T10:00', zone: 'Europe/Berlin' }, anna);
		const make = async () => (await office.call(makeCalendarLinkEndpoint, {}, anna)).body.link;
		const [old, link] = [await make(), await make()];
		expect((await fetch(old)).status).toBe(404);
		const answer = await fetch(link);
		expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
		const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
		const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? new ICAL.Component('vevent'));
		expect([event.summary, event.startDate.toString()]).toEqual(['Entwurf: Sommerfest', '2026-03-05T09:00:00Z']);
		await office.call(revokeCalendarLinkEndpoint, {}, anna);
		expect((await fetch(link)).status).toBe(404);
	});
});

const base64 = (text: string, encoding: 'utf8' | 'latin1' = 'utf8') => Buffer.from(text, encoding).toString('base64');
const preview = (content: string) =>
	desk.office.call(previewImportEndpoint, { unitId: desk.unitId, content }, desk.anna);
const bring = (content: string) => desk.office.call(importPlanEndpoint, { unitId: desk.unitId, content }, desk.anna);

describe('a plan as a table', () => {
	it('is looked at row by row, in the encoding it has, and changes nothing', async () => {
		const before = await titles();
		const seen = await preview(
			base64('Datum;Uhrzeit;Überschrift\n10.3.2026;9:00;Grünschnitt\n1.3.2026;9:00;Vorbei\n', 'latin1'),
		);
		expect(seen.body).toMatchObject({
			encoding: 'windows-1252',
			rows: [
				{ line: 2, title: 'Grünschnitt', at: '2026-03-10T08:00:00.000Z', errors: [] },
				{ line: 3, errors: [{ field: 'day', problem: 'past' }] },
			],
		});
		expect((await preview(base64('Name;Alter\nA;3'))).problem?.type).toBe('plan.table-without-headline');
		expect(await titles()).toEqual(before);
	});

	it('becomes drafts all together, or none, and once', async () => {
		const broken = base64('Überschrift;Datum\nGut;\n;\nSchlecht;31.31.2026\n');
		expect((await bring(broken)).problem?.type).toBe('plan.table-has-errors');
		const good = base64(
			'Überschrift;Datum;Uhrzeit;Text\nErste aus Tabelle;12.3.2026;9:00;=1+1\nZweite aus Tabelle;;;\n',
		);
		expect((await bring(good)).body.postIds).toHaveLength(2);
		expect((await bring(good)).problem?.type).toBe('plan.table-known');
		expect(await titles()).toEqual(expect.arrayContaining(['Erste aus Tabelle', 'Zweite aus Tabelle']));
		expect(await titles()).not.toContain('Gut');
		const march = { from: '2026-03-12', until: '2026-03-12' };
		const { items } = (await desk.office.call(readCalendarEndpoint, march, desk.anna)).body;
		expect(items).toMatchObject([{ title: 'Erste aus Tabelle', at: '2026-03-12T08:00:00.000Z' }]);
	});

	it('goes out so that no spreadsheet calculates with it', async () => {
		const url = `${desk.office.base}/api/planning/export.csv?from=2026-03-01&until=2026-03-31`;
		expect((await fetch(url)).status).toBe(401);
		const text = await (await fetch(url, { headers: { 'x-actor': desk.anna.id } })).text();
		expect(text).toContain('12.03.2026;09:00;Erste aus Tabelle;"\'=1+1"');
		expect(text.split(/[;\r\n]/).filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
	});
});

describe('a notice for the board', () => {
	it('is a tagged PDF in the language of the post, for who may read it', async () => {
		const id = await desk.draft('Wasser wird abgestellt');
		const bytes = await desk.picture();
		const { body } = await desk.upload(bytes);
		await desk.office.call(addMediaEndpoint, { id, mediaId: body.id }, desk.anna);
		const alt = { id, mediaId: body.id, base: 0, alt: { de: 'Bauarbeiter an einer Leitung' } };
		await desk.office.call(describeMediaEndpoint, alt, desk.anna);
		const url = `${desk.office.base}/api/posts/${id}/aushang.pdf`;
		expect((await fetch(url)).status).toBe(401);
		const answer = await fetch(url, { headers: { 'x-actor': desk.anna.id } });
		const pdf = Buffer.from(await answer.arrayBuffer()).toString('latin1');
		expect([answer.headers.get('content-type'), pdf.slice(0, 8)]).toEqual(['application/pdf', '%PDF-1.7']);
		for (const mark of [
			'/StructTreeRoot',
			'/Marked true',
			'/S /H1',
			'/S /Figure',
			'/Lang (de)',
			'Bauarbeiter an einer Leitung',
		])
			expect([mark, pdf.includes(mark)]).toEqual([mark, true]);
	});
});

const feed = (...titlesOf: string[]) =>
	`<?xml version="1.0"?><rss version="2.0"><channel><title>Stadt</title>${titlesOf
		.map(
			(title) =>
				`<item><guid>${title}</guid><title>${title}</title><link>https://stadt.example/${title}</link><description>&lt;p&gt;Text&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</description><pubDate>Mon, 02 Mar 2026 07:00:00 GMT</pubDate></item>`,
		)
		.join('')}</channel></rss>`;

describe('a source', () => {
	const round = async (minutes: number) => {
		await desk.office.at(new Date(desk.office.clock.now() + minutes * 60_000).toISOString());
		await desk.office.settle();
	};

	it('becomes drafts, each entry once, as plain text, and says what went wrong', async () => {
		const { office, anna, unitId } = desk;
		served = { status: 200, body: feed('Aus-dem-Feed') };
		await office.call(addSourceEndpoint, { unitId, name: 'Stadtnachrichten', url: address, language: 'en' }, anna);
		await round(5);
		await round(5);
		expect((await titles()).filter((title) => title === 'Aus-dem-Feed')).toHaveLength(1);
		const { items } = (await office.call(listPostsEndpoint, { limit: 100 }, anna)).body;
		const draft = await desk.read(items.find(({ title }) => title === 'Aus-dem-Feed')?.id ?? '');
		expect(draft.text).toBe('Text\n\nSource: https://stadt.example/Aus-dem-Feed');
		served = { status: 200, body: '<html><body>Wartung</body></html>' };
		await round(5);
		const sources = async () => (await office.call(listSourcesEndpoint, {}, anna)).body.items;
		expect(await sources()).toMatchObject([{ failure: 'plan.not-a-feed', drafts: 1 }]);
		served = {
			status: 200,
			body: [
				'BEGIN:VCALENDAR',
				...['VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', 'UID:1', 'DTSTART:20260310T170000Z', 'SUMMARY:Ratssitzung'],
				...['DTEND:20260310T190000Z', 'LOCATION:Rathaus\\, Saal 1', 'DESCRIPTION:Haushalt'],
				...['END:VEVENT', 'BEGIN:VEVENT', 'UID:2', 'DTSTART:20250310T170000Z', 'SUMMARY:Vorbei', 'END:VEVENT'],
				'END:VCALENDAR',
			].join('\r\n'),
		};
		await round(5);
		expect(await sources()).toMatchObject([{ failure: null, drafts: 2 }]);
		expect(await titles()).toContain('Ratssitzung');
		const found = (await office.call(listPostsEndpoint, { limit: 100 }, anna)).body.items;
		const session = await desk.read(found.find(({ title }) => title === 'Ratssitzung')?.id ?? '');
		const zone = 'Europe/Berlin';
		expect(session).toMatchObject({ kind: 'event', language: 'en', text: 'Haushalt' });
		expect(session.details).toMatchObject({
			start: { local: '2026-03-10T18:00', zone },
			end: { local: '2026-03-10T20:00', zone },
			place: 'Rathaus, Saal 1',
		});
		expect(await titles()).not.toContain('Vorbei');
	});
});
