import { createHash } from 'node:crypto';

import { figuresOf } from '../plain/figures.ts';
import type { Account, Film, Post, Token } from '../plain/state.ts';
import { addPost, findPost, nextId, reword, unknownField, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { invalid, isAnswer, objectOf, paged, problem, textOf, wrongPart } from './words.ts';

export interface Call {
	readonly account: Account;
	readonly token: Token;
}

const WEEK_MS = 7 * 24 * 3_600_000;
const UNIT = 256 * 1024;
const MOST_BYTES = 256 * 1024 ** 3;
const SNIPPET = ['title', 'description', 'tags', 'categoryId', 'defaultLanguage', 'defaultAudioLanguage'];
const STATUS = [
	...['privacyStatus', 'publishAt', 'license', 'embeddable', 'publicStatsViewable', 'selfDeclaredMadeForKids'],
	'containsSyntheticMedia',
];
const PRIVACY = ['public', 'unlisted', 'private'];

/** SPEC: docs of `videos`: title, description and tags. */
const wrongSnippet = (snippet: Readonly<Record<string, unknown>>): Answer | null => {
	const odd = unknownField(snippet, SNIPPET);
	if (odd !== undefined) return invalid(`Unknown name "${odd}" at 'video.snippet': Cannot find field.`);
	const [title, description] = [textOf(snippet['title']), textOf(snippet['description'])];
	if (title.trim() === '' || [...title].length > 100 || /[<>]/.test(title))
		return problem(400, 'invalidTitle', 'The request metadata specifies an invalid or empty video title.');
	if (Buffer.byteLength(description) > 5000 || /[<>]/.test(description))
		return problem(400, 'invalidDescription', 'The request metadata specifies an invalid video description.');
	const tags = snippet['tags'] ?? [];
	if (!Array.isArray(tags) || tags.join(',').length > 500 || tags.some((tag) => /[<>]/.test(String(tag))))
		return problem(400, 'invalidTags', 'The request metadata specifies invalid video keywords.');
	return null;
};

const wrongStatus = (status: Readonly<Record<string, unknown>>): Answer | null => {
	const odd = unknownField(status, STATUS);
	if (odd !== undefined) return invalid(`Unknown name "${odd}" at 'video.status': Cannot find field.`);
	if (!PRIVACY.includes(textOf(status['privacyStatus'])))
		return invalid("Invalid value at 'video.status.privacy_status'.");
	if (status['publishAt'] !== undefined && status['privacyStatus'] !== 'private')
		return problem(400, 'invalidPublishAt', 'Only private videos can be scheduled.');
	return null;
};

/** SPEC: resumable upload protocol: what is to come is announced, and answered with the address it is sent to. */
export const beginUpload = (world: World, asked: Asked, { account }: Call): Answer => {
	const { query, headers, fields } = asked;
	if (query.get('uploadType') !== 'resumable')
		return problem(400, 'mediaBodyRequired', 'The request does not include the video content.');
	const wrong = wrongPart(asked, ['snippet', 'status']);
	if (wrong) return wrong;
	const size = Number(headers['x-upload-content-length'] ?? Number.NaN);
	const mime = headers['x-upload-content-type'] ?? '';
	if (!(size > 0 && size <= MOST_BYTES)) return invalid('X-Upload-Content-Length: the size of the video is missing.');
	if (!/^video\/|^application\/octet-stream$/.test(mime))
		return problem(400, 'badContent', `Media type '${mime}' is not supported. Valid media types: [video/*].`);
	const [snippet, status] = [objectOf(fields?.['snippet']), objectOf(fields?.['status'])];
	const refused = wrongSnippet(snippet) ?? wrongStatus(status);
	if (refused) return refused;
	const id = world.ids.secret();
	const medium = nextId(world);
	const { state } = world.memory;
	state.media.push({ ...{ id: medium, by: account.id, mime, size }, alt: '', whole: false, used: false, readyAt: 0 });
	state.films.push({
		...{ id, by: account.id, mime, size, medium, snippet, status, post: null, captions: [], poster: false },
		until: world.clock.now() + WEEK_MS,
	});
	const place = new URL('/upload/youtube/v3/videos', world.addresses.origin);
	for (const [name, value] of [...query, ['upload_id', id] as const]) place.searchParams.set(name, value);
	return { status: 200, headers: { location: place.toString() } };
};

const RANGE = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+)$/;

/** One part more, or the question how far it came. */
export const takePart = (world: World, { query, headers, raw }: Asked, { account, token }: Call): Answer => {
	const film = world.memory.state.films.find(({ id, by }) => id === query.get('upload_id') && by === account.id);
	if (film === undefined || film.until <= world.clock.now())
		return problem(404, 'notFound', 'The upload session is unknown or has expired.');
	const range = RANGE.exec(headers['content-range'] ?? '');
	if (range === null || Number(range[3]) !== film.size)
		return invalid('Content-Range: the range does not fit the upload.');
	if (film.post !== null) return shown(world, film, token);
	const before = world.memory.media(film.medium) ?? Buffer.alloc(0);
	if (range[1] === undefined) return incomplete(before.length);
	const [from, last] = [Number(range[1]), Number(range[2])];
	const wrong = wrongPlace({ from, last, stands: before.length, size: film.size }, raw);
	if (wrong) return wrong;
	const bytes = Buffer.concat([before, raw]);
	world.memory.putMedia(film.medium, bytes);
	return bytes.length < film.size ? incomplete(bytes.length) : complete(world, film, token);
};

interface Part {
	readonly from: number;
	readonly last: number;
	readonly stands: number;
	readonly size: number;
}

const wrongPlace = ({ from, last, stands, size }: Part, raw: Buffer): Answer | null => {
	if (from !== stands || last - from + 1 !== raw.length)
		return invalid('Content-Range: the part does not go on where the upload stands.');
	return raw.length % UNIT !== 0 && last + 1 !== size
		? invalid('The number of bytes uploaded is required to be a multiple of 262144, except for the final part.')
		: null;
};

const incomplete = (bytes: number): Answer => ({
	status: 308,
	headers: bytes === 0 ? {} : { range: `bytes=0-${bytes - 1}` },
});

const complete = (world: World, film: Film, token: Token): Answer => {
	const medium = world.memory.state.media.find(({ id }) => id === film.medium);
	if (medium) medium.whole = true;
	const { title, description, defaultLanguage: language = null } = film.snippet;
	const post = addPost(world, {
		...{ by: film.by, title: textOf(title), text: textOf(description), language: language as string | null },
		...{ replyTo: null, media: [film.medium], isPrivate: true },
	});
	film.post = post.id;
	settle(film, post, { status: film.status, token });
	return shown(world, film, token);
};

/** The app of a project that Google has not audited keeps its films to itself. */
const isAudited = ({ clientId }: Token): boolean => !clientId.startsWith('ungeprueft');

const settle = (
	film: Film,
	post: Post,
	{ status, token }: { readonly status: Film['status']; readonly token: Token },
): void => {
	film.status = isAudited(token) ? status : { ...status, privacyStatus: 'private' };
	post.isPrivate = film.status['privacyStatus'] === 'private';
};

const filmOf = ({ memory }: World, id: string): Film | undefined => memory.state.films.find(({ post }) => post === id);
const shown = (world: World, film: Film, { by }: Pick<Token, 'by'>): Answer => ({
	status: 200,
	json: entityOf(world, film, by) ?? {},
});

/** SPEC: resource `video`, parts snippet and status. */
const entityOf = (world: World, film: Film, by: string) => {
	const post = film.post === null ? undefined : findPost(world, film.post);
	if (post === undefined || (post.isPrivate && film.by !== by)) return null;
	return {
		kind: 'youtube#video',
		etag: etag(post.id),
		id: post.id,
		snippet: {
			...film.snippet,
			...{ publishedAt: new Date(post.at).toISOString(), channelId: film.by, liveBroadcastContent: 'none' },
		},
		statistics: statisticsOf(world, post),
		status: { ...film.status, uploadStatus: 'processed', madeForKids: film.status['selfDeclaredMadeForKids'] === true },
	};
};

/** SPEC: part `statistics`: numbers as text. */
const statisticsOf = (world: World, post: Post) => {
	const { views, likes, answers } = figuresOf(world, post);
	return { viewCount: String(views), likeCount: String(likes), favoriteCount: '0', commentCount: String(answers) };
};

export const etag = (of: string): string => createHash('sha256').update(of).digest('base64url').slice(0, 27);

const notFound = (): Answer =>
	problem(404, 'videoNotFound', 'The video that you are trying to update cannot be found.');

export const listVideos = (world: World, asked: Asked, { account }: Call): Answer => {
	const wrong = wrongPart(asked, ['id', 'snippet', 'status', 'contentDetails', 'statistics']);
	if (wrong) return wrong;
	const ids = (asked.query.get('id') ?? '').split(',').filter(Boolean);
	if (ids.length === 0) return problem(400, 'missingRequiredParameter', 'No filter selected.');
	if (ids.length > 50) return problem(400, 'invalidFilters', 'At most 50 ids.');
	const items = ids.flatMap((id) => {
		const film = filmOf(world, id);
		return (film && entityOf(world, film, account.id)) ?? [];
	});
	const pageInfo = { totalResults: items.length, resultsPerPage: items.length };
	return { status: 200, json: { kind: 'youtube#videoListResponse', etag: etag(ids.join()), items, pageInfo } };
};

/** SPEC: `videos.update` replaces the parts it names as a whole. */
export const updateVideo = (world: World, asked: Asked, { account, token }: Call): Answer => {
	const wrong = wrongPart(asked, ['snippet', 'status']);
	if (wrong) return wrong;
	const id = textOf(asked.fields?.['id']);
	const film = filmOf(world, id);
	const post = findPost(world, id);
	if (film === undefined || post === undefined) return notFound();
	if (film.by !== account.id) return problem(403, 'forbidden', 'Forbidden');
	const parts = (asked.query.get('part') ?? '').split(',');
	const [snippet, status] = [objectOf(asked.fields?.['snippet']), objectOf(asked.fields?.['status'])];
	const [words, state] = [parts.includes('snippet'), parts.includes('status')];
	const refused = (words ? wrongWords(snippet) : null) ?? (state ? wrongStatus(status) : null);
	if (refused) return refused;
	if (words) {
		film.snippet = snippet;
		Object.assign(post, { title: textOf(snippet['title']) });
		reword(post, textOf(snippet['description']), world.clock.now());
	}
	if (state) settle(film, post, { status, token });
	return shown(world, film, token);
};

const wrongWords = (snippet: Readonly<Record<string, unknown>>): Answer | null =>
	wrongSnippet(snippet) ??
	(snippet['categoryId']
		? null
		: problem(400, 'invalidCategoryId', 'The snippet.categoryId property specifies an invalid category ID.'));

export const deleteVideo = (world: World, { query }: Asked, { account }: Call): Answer => {
	const post = findPost(world, query.get('id') ?? '');
	if (post === undefined || filmOf(world, post.id) === undefined)
		return problem(404, 'videoNotFound', 'The video that you are trying to delete cannot be found.');
	if (post.by !== account.id) return problem(403, 'forbidden', 'The video cannot be deleted by you.');
	post.deletedAt = world.clock.now();
	return { status: 204 };
};

export const setThumbnail = (world: World, { query, headers, raw }: Asked, { account }: Call): Answer => {
	const film = filmOf(world, query.get('videoId') ?? '');
	if (film === undefined) return problem(404, 'videoNotFound', 'The video cannot be found.');
	if (film.by !== account.id) return problem(403, 'forbidden', 'The thumbnail cannot be set for the specified video.');
	if (!/^(image\/(jpeg|png)|application\/octet-stream)$/.test(headers['content-type'] ?? ''))
		return problem(400, 'invalidImage', 'The provided image content is invalid.');
	if (raw.length === 0) return problem(400, 'mediaBodyRequired', 'The request does not include the image content.');
	if (raw.length > 2 * 1024 * 1024) return problem(413, 'mediaTooLarge', 'The image is larger than 2 MB.');
	film.poster = true;
	return { status: 200, json: { kind: 'youtube#thumbnailSetResponse', etag: etag(film.id), items: [{}] } };
};

export const listUploads = (world: World, asked: Asked, { account }: Call): Answer => {
	const wrong = wrongPart(asked, ['id', 'snippet', 'contentDetails', 'status']);
	if (wrong) return wrong;
	if (asked.query.get('playlistId') !== `UU${account.id}`)
		return problem(404, 'playlistNotFound', 'The playlist cannot be found.');
	const own = world.memory.state.posts.filter(({ by, id }) => by === account.id && filmOf(world, id) !== undefined);
	const page = paged(own.filter(({ deletedAt }) => deletedAt === null).toReversed(), asked, 50);
	if (isAnswer(page)) return page;
	const items = page.items.map((post) => ({
		...{ kind: 'youtube#playlistItem', etag: etag(post.id), id: `UU.${post.id}` },
		snippet: {
			...{
				publishedAt: new Date(post.at).toISOString(),
				channelId: post.by,
				title: post.title,
				description: post.text,
			},
			...{ playlistId: `UU${account.id}`, resourceId: { kind: 'youtube#video', videoId: post.id } },
		},
		status: { privacyStatus: post.isPrivate ? 'private' : 'public' },
	}));
	const head = { kind: 'youtube#playlistItemListResponse', etag: etag(String(items.length)) };
	return { status: 200, json: { ...head, items, pageInfo: page.info, ...page.next } };
};
