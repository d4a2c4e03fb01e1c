import { findPost, nextId, unknownField, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { type Call, etag, listUploads } from './films.ts';
import { invalid, isAnswer, objectOf, paged, problem, textOf, wrongPart } from './words.ts';

const PARTS = ['id', 'snippet', 'contentDetails', 'status'];
/** What every channel here has; the last is full and shown to nobody. */
const TITLES = ['Rathaus kurz erklärt', 'Bauen und Verkehr', 'Aus dem Stadtrat'];
const listOf = (account: string, number: number): string => `PL${account}-${number}`;
const fullList = (account: string): string => `PL${account}-voll`;

/** SPEC: playlists.list. */
export const listPlaylists = (_world: World, asked: Asked, { account }: Call): Answer => {
	const wrong = wrongPart(asked, [...PARTS, 'localizations', 'player']);
	if (wrong) return wrong;
	if (asked.query.get('mine') !== 'true') return problem(400, 'missingRequiredParameter', 'No filter selected.');
	const page = paged(TITLES, asked, 50);
	if (isAnswer(page)) return page;
	const items = page.items.map((title) => {
		const id = listOf(account.id, TITLES.indexOf(title) + 1);
		const snippet = { title, description: '', channelId: account.id, publishedAt: '2024-01-01T00:00:00Z' };
		return { kind: 'youtube#playlist', etag: etag(id), id, snippet };
	});
	const head = { kind: 'youtube#playlistListResponse', etag: etag(account.id) };
	return { status: 200, json: { ...head, items, pageInfo: page.info, ...page.next } };
};

const isList = ({ account }: Call, list: string): boolean =>
	list === fullList(account.id) || TITLES.some((_, at) => list === listOf(account.id, at + 1));
const titleOf = (list: string): string => TITLES[Number(list.split('-').at(-1)) - 1] ?? list;
const noList = (): Answer => problem(404, 'playlistNotFound', 'The playlist cannot be found.');

/** SPEC: playlistItems.list: the uploads of the channel, or what stands in a list of it. */
export const listEntries = (world: World, asked: Asked, call: Call): Answer => {
	const list = asked.query.get('playlistId') ?? '';
	if (list.startsWith('UU')) return listUploads(world, asked, call);
	const wrong = wrongPart(asked, PARTS);
	if (wrong) return wrong;
	if (!isList(call, list)) return noList();
	const film = asked.query.get('videoId');
	const there = entriesIn(world, list).filter((one) => film === null || one.film === film);
	const page = paged(there, asked, 50);
	if (isAnswer(page)) return page;
	const items = page.items.map((one) => entityOf(world, one));
	const head = { kind: 'youtube#playlistItemListResponse', etag: etag(list) };
	return { status: 200, json: { ...head, items, pageInfo: page.info, ...page.next } };
};

type Entry = World['memory']['state']['entries'][number];

/** A film that is deleted leaves every list by itself. */
const entriesIn = (world: World, list: string): readonly Entry[] =>
	world.memory.state.entries.filter((one) => one.list === list && findPost(world, one.film)?.deletedAt === null);

const entityOf = (world: World, { id, list, film }: Entry) => ({
	...{ kind: 'youtube#playlistItem', etag: etag(id), id },
	snippet: {
		...{ title: findPost(world, film)?.title ?? '', playlistId: list },
		resourceId: { kind: 'youtube#video', videoId: film },
	},
});

/** SPEC: playlistItems.insert. The same film is taken a second time. */
export const insertEntry = (world: World, asked: Asked, call: Call): Answer => {
	const wrong = wrongPart(asked, PARTS);
	if (wrong) return wrong;
	const snippet = objectOf(asked.fields?.['snippet']);
	const odd = unknownField(snippet, ['playlistId', 'position', 'resourceId']);
	if (odd !== undefined) return invalid(`Unknown name "${odd}" at 'playlist_item.snippet': Cannot find field.`);
	const [list, resource] = [textOf(snippet['playlistId']), objectOf(snippet['resourceId'])];
	if (list === '') return problem(400, 'playlistIdRequired', 'The subscribe request does not specify a playlist ID.');
	if (resource['kind'] !== 'youtube#video') return problem(400, 'invalidResourceType', 'The resource is no video.');
	if (!isList(call, list)) return noList();
	const film = textOf(resource['videoId']);
	const { films } = world.memory.state;
	if (!films.some(({ post }) => post === film) || findPost(world, film)?.deletedAt !== null)
		return problem(404, 'videoNotFound', 'The video cannot be found.');
	if (list === fullList(call.account.id))
		return problem(403, 'playlistContainsMaximumNumberOfVideos', 'The playlist contains the maximum number of items.');
	const entry = { id: nextId(world), list, title: titleOf(list), film };
	world.memory.state.entries.push(entry);
	return { status: 200, json: entityOf(world, entry) };
};

export const deleteEntry = (world: World, { query }: Asked, call: Call): Answer => {
	const { state } = world.memory;
	const entry = state.entries.find(({ id }) => id === query.get('id'));
	if (entry === undefined || !isList(call, entry.list))
		return problem(404, 'playlistItemNotFound', 'The playlist item cannot be found.');
	state.entries = state.entries.filter((one) => one !== entry);
	return { status: 204 };
};
