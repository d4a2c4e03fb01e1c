import { nextId, unknownField, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { type Call, etag } from './films.ts';
import { invalid, isAnswer, objectOf, problem, textOf, wrongPart } from './words.ts';

const MOST_BYTES = 100 * 1024 * 1024;

const filmWith = ({ memory }: World, caption: string) =>
	memory.state.films.find(({ captions }) => captions.some(({ id }) => id === caption));
const filmOf = ({ memory }: World, video: string) => memory.state.films.find(({ post }) => post === video);
const notFound = (): Answer => problem(404, 'captionNotFound', 'The caption track cannot be found.');
const forbidden = (): Answer => problem(403, 'forbidden', 'The permissions for this caption track are not sufficient.');

interface Both {
	readonly about: Readonly<Record<string, unknown>>;
	readonly text: string;
}

/** SPEC: `uploadType=multipart`, RFC 2387: what it is about as JSON, then the track itself. */
const readBoth = ({ query, headers, raw }: Asked): Both | Answer => {
	if (query.get('uploadType') !== 'multipart')
		return problem(400, 'contentRequired', 'The request does not contain the caption track contents.');
	const boundary = /^multipart\/related; ?boundary="?([^";]+)"?$/.exec(headers['content-type'] ?? '')?.[1];
	if (boundary === undefined) return invalid('Malformed multipart body: the boundary is missing.');
	if (raw.length > MOST_BYTES) return problem(413, 'mediaTooLarge', 'The caption track is too large.');
	const [, first, second, end] = raw.toString('utf8').split(`--${boundary}`);
	if (first === undefined || second === undefined || !end?.startsWith('--'))
		return invalid('Malformed multipart body: it has two parts.');
	const [head = '', json = ''] = first.split('\r\n\r\n');
	if (!/application\/json/.test(head)) return invalid('Malformed multipart body: the first part is JSON.');
	const text = second.slice(second.indexOf('\r\n\r\n') + 4).trim();
	if (text === '') return problem(400, 'contentRequired', 'The request does not contain the caption track contents.');
	return { about: objectOf(JSON.parse(json)), text };
};

export const insertCaption = (world: World, asked: Asked, { account }: Call): Answer => {
	const wrong = wrongPart(asked, ['id', 'snippet']);
	if (wrong) return wrong;
	const both = readBoth(asked);
	if (isAnswer(both)) return both;
	const snippet = objectOf(both.about['snippet']);
	const odd = unknownField(snippet, ['videoId', 'language', 'name', 'isDraft']);
	if (odd !== undefined) return invalid(`Unknown name "${odd}" at 'caption.snippet': Cannot find field.`);
	const film = filmOf(world, textOf(snippet['videoId']));
	if (film === undefined) return problem(404, 'videoNotFound', 'The video cannot be found.');
	if (film.by !== account.id) return forbidden();
	const language = textOf(snippet['language']);
	if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(language) || typeof snippet['name'] !== 'string')
		return problem(400, 'invalidMetadata', 'The request contains invalid metadata values: language and name.');
	if (film.captions.some((one) => one.language === language))
		return problem(409, 'captionExists', 'The specified video already has a caption track with the given language.');
	const id = nextId(world);
	film.captions = [...film.captions, { id, language, text: both.text }];
	return { status: 200, json: entityOf(id, { language, video: film.post ?? '' }) };
};

const entityOf = (id: string, { language, video }: { readonly language: string; readonly video: string }) => ({
	...{ kind: 'youtube#caption', etag: etag(id), id },
	snippet: { videoId: video, trackKind: 'standard', language, name: '', isDraft: false, status: 'serving' },
});

export const updateCaption = (world: World, asked: Asked, { account }: Call): Answer => {
	const wrong = wrongPart(asked, ['id', 'snippet']);
	if (wrong) return wrong;
	const both = readBoth(asked);
	if (isAnswer(both)) return both;
	const id = textOf(both.about['id']);
	const film = filmWith(world, id);
	if (film === undefined) return notFound();
	if (film.by !== account.id) return forbidden();
	film.captions = film.captions.map((one) => (one.id === id ? { ...one, text: both.text } : one));
	const { language = '' } = film.captions.find((one) => one.id === id) ?? {};
	return { status: 200, json: entityOf(id, { language, video: film.post ?? '' }) };
};

export const deleteCaption = (world: World, { query }: Asked, { account }: Call): Answer => {
	const id = query.get('id') ?? '';
	const film = filmWith(world, id);
	if (film === undefined) return notFound();
	if (film.by !== account.id) return forbidden();
	film.captions = film.captions.filter((one) => one.id !== id);
	return { status: 204 };
};

export const listCaptions = (world: World, asked: Asked, { account }: Call): Answer => {
	const wrong = wrongPart(asked, ['id', 'snippet']);
	if (wrong) return wrong;
	const film = filmOf(world, asked.query.get('videoId') ?? '');
	if (film === undefined) return problem(404, 'videoNotFound', 'The video cannot be found.');
	if (film.by !== account.id) return forbidden();
	const items = film.captions.map(({ id, language }) => entityOf(id, { language, video: film.post ?? '' }));
	return { status: 200, json: { kind: 'youtube#captionListResponse', etag: etag(film.id), items } };
};
