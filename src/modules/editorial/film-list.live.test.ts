import { afterAll, beforeAll, expect, it } from 'vitest';

import { changePresenceEndpoint, connectPracticeEndpoint } from '#contract/channels.ts';
import { savePostEndpoint } from '#contract/editorial.ts';
import { listsOfPresenceEndpoint } from '#contract/outlets.ts';
import type { FilmList } from '#kernel/film-list.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';

let desk: Newsdesk;
let youtube = '';
let lists: readonly FilmList[] = [];
beforeAll(async () => {
	desk = await startNewsdesk();
	const wish = { unitId: desk.unitId, name: 'Stadt', networks: ['youtube' as const] };
	youtube = (await desk.office.call(connectPracticeEndpoint, wish, desk.boss)).body.items[0]?.id ?? '';
	lists = (await desk.office.call(listsOfPresenceEndpoint, { id: youtube }, desk.boss)).body.items;
});
afterAll(() => desk.close());

const setDefault = (filmList: FilmList | null) =>
	desk.office.call(changePresenceEndpoint, { id: youtube, filmList }, desk.boss);
const listIn = async (post: string) =>
	(await desk.read(post)).renditions.find(({ presenceId }) => presenceId === youtube)?.list ?? null;
const goTo = async (post: string, value: readonly string[]) => {
	const base = (await desk.read(post)).versions['presences']?.v ?? 0;
	return desk.office.call(savePostEndpoint, { id: post, presences: { base, value: [...value] } }, desk.anna);
};

it('puts films of new posts into the list of the presence, unless a post says otherwise', async () => {
	const [first, second] = lists;
	if (first === undefined || second === undefined) throw new Error('the channel of the practice network has two lists');
	const before = await desk.draft('Vorher', 'Noch ohne Liste.');
	expect(await listIn(before)).toBeNull();
	expect((await setDefault(first)).body).toMatchObject({ filmList: first });

	const post = await desk.draft('Rundgang', 'Ein Film durch das neue Bad.');
	expect(await listIn(post)).toEqual(first);
	// What was begun before stays as its writer left it.
	expect(await listIn(before)).toBeNull();
	const say = async (value: FilmList | null) => {
		const base = (await desk.read(post)).versions[`list:${youtube}`]?.v ?? 0;
		const renditionLists = { [youtube]: { base, value } };
		return desk.office.call(savePostEndpoint, { id: post, renditionLists }, desk.anna);
	};
	expect((await say(second)).status).toBe(200);
	expect(await listIn(post)).toEqual(second);
	expect((await say(null)).status).toBe(200);
	await setDefault(second);
	expect(await listIn(post)).toBeNull();
});

it('counts for a presence that is chosen later, too, and no more once it is taken away', async () => {
	const [first] = lists;
	await setDefault(first ?? null);
	const post = await desk.draft('Bauarbeiten', 'Ein Film von der Brücke.');
	const { renditions } = await desk.read(post);
	const all = renditions.map(({ presenceId }) => presenceId);
	await goTo(
		post,
		all.filter((id) => id !== youtube),
	);
	expect(await listIn(post)).toBeNull();
	expect((await goTo(post, all)).status).toBe(200);
	expect(await listIn(post)).toEqual(first);
	expect((await setDefault(null)).body).toMatchObject({ filmList: null });
	expect(await listIn(await desk.draft('Danach', 'Wieder ohne Liste.'))).toBeNull();
});
