import { afterAll, beforeAll, expect, it } from 'vitest';

import { savePostEndpoint } from '#contract/editorial.ts';
import { publishPostEndpoint, schedulePostEndpoint } from '#contract/editorial-acts.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';

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
