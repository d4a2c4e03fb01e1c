import { afterAll, beforeAll, expect, it } from 'vitest';

import { whoamiEndpoint } from '#contract/people.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';

const author = actorWith('author', ['presse'], 'jana');
let office: TestOffice;

beforeAll(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	await office.call(whoamiEndpoint, {}, author);
});
afterAll(() => office.close());

const setMood = (headers: Record<string, string>) =>
	fetch(`${office.origin}/uebung/mastodon/mood`, {
		method: 'POST',
		redirect: 'manual',
		headers: { 'x-actor': author.id, ...headers },
		body: new URLSearchParams({ mood: 'failing' }),
	});

it('takes forms of its own pages only, from nobody but staff', async () => {
	const { mastodon } = office.office.practice;
	expect((await setMood({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
	expect((await setMood({ origin: 'https://fremde.example' })).status).toBe(403);
	expect((await setMood({ 'x-actor': '', origin: office.origin })).headers.get('location')).toContain('/desk/anmelden');
	expect(mastodon.mood()).toBe('well');
	expect((await setMood({ origin: office.origin })).status).toBe(303);
	expect(mastodon.mood()).toBe('failing');
});
