import { createHash } from 'node:crypto';

import type { Medium } from '../plain/state.ts';
import { nextId, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { type Call, urnOf } from './call.ts';
import { objectOf, problem, textOf } from './words.ts';

/** SPEC: learn.microsoft.com, Images, Videos and Documents API. */
const PICTURES = ['image/jpeg', 'image/png', 'image/gif'];
export const DOCUMENT = 'application/pdf';
const DOCUMENT_MOST = 100_000_000;
const FILM_MOST = 500_000_000;
const PART = 4 * 1024 * 1024;
/** A film is worked on for so long. */
const FILM_TAKES_MS = 5000;

const begin = (world: World, call: Call, about: { readonly mime: string; readonly size: number }): Medium => {
	const medium: Medium = {
		...{ id: nextId(world), by: call.account.id, ...about, alt: '' },
		...{ whole: false, used: false, readyAt: 0 },
	};
	world.memory.state.media.push(medium);
	return medium;
};

const wrongOwner = (asked: Asked, call: Call): Answer | null => {
	const request = objectOf(asked.fields?.['initializeUploadRequest']);
	if (textOf(request['owner']) === '') return problem(400, 'MISSING_FIELD', 'owner: field is required but not found');
	return request['owner'] === urnOf(call.account)
		? null
		: problem(403, 'ACCESS_DENIED', 'owner: not an organization that you may speak for');
};

export const imageAction = (world: World, asked: Asked, call: Call): Answer => {
	if (asked.query.get('action') !== 'initializeUpload')
		return problem(400, 'INVALID_ACTION', 'unknown action of images');
	const wrong = wrongOwner(asked, call);
	if (wrong) return wrong;
	const { id } = begin(world, call, { mime: 'image/png', size: 0 });
	const uploadUrl = `${world.addresses.origin}/dms-uploads/${id}/0`;
	return { status: 200, json: { value: { uploadUrl, image: `urn:li:image:${id}`, uploadUrlExpiresAt: 0 } } };
};

/** SPEC: Documents API: begun by its owner, PDF among others, 100 MB; our office sends PDF alone. */
export const documentAction = (world: World, asked: Asked, call: Call): Answer => {
	if (asked.query.get('action') !== 'initializeUpload')
		return problem(400, 'INVALID_ACTION', 'unknown action of documents');
	const wrong = wrongOwner(asked, call);
	if (wrong) return wrong;
	const { id } = begin(world, call, { mime: DOCUMENT, size: 0 });
	const uploadUrl = `${world.addresses.origin}/dms-uploads/${id}/0`;
	return { status: 200, json: { value: { uploadUrl, document: `urn:li:document:${id}`, uploadUrlExpiresAt: 0 } } };
};

export const videoAction = (world: World, asked: Asked, call: Call): Answer => {
	const action = asked.query.get('action');
	if (action === 'finalizeUpload') return finalize(world, asked, call);
	if (action !== 'initializeUpload') return problem(400, 'INVALID_ACTION', 'unknown action of videos');
	const wrong = wrongOwner(asked, call);
	if (wrong) return wrong;
	const size = Number(objectOf(asked.fields?.['initializeUploadRequest'])['fileSizeBytes']);
	if (!(size > 0)) return problem(400, 'MISSING_FIELD', 'fileSizeBytes: field is required but not found');
	if (size > FILM_MOST) return problem(400, 'MEDIA_ASSET_TOO_LARGE', `fileSizeBytes: a video has at most ${FILM_MOST}`);
	const { id } = begin(world, call, { mime: 'video/mp4', size });
	const uploadInstructions = Array.from({ length: Math.ceil(size / PART) }, (_, at) => ({
		uploadUrl: `${world.addresses.origin}/dms-uploads/${id}/${at}`,
		firstByte: at * PART,
		lastByte: Math.min(size, (at + 1) * PART) - 1,
	}));
	return { status: 200, json: { value: { video: `urn:li:video:${id}`, uploadToken: '', uploadInstructions } } };
};

const markOf = (id: string, at: number): string => createHash('md5').update(`${id}/${at}`).digest('hex');

const own = ({ memory }: World, { account }: Call, id: string): Medium | undefined =>
	memory.state.media.find((one) => one.id === id && one.by === account.id);

export const takeBytes = (world: World, asked: Asked, call: Call): Answer => {
	const [id = '', part = ''] = call.id.split('/');
	const medium = own(world, call, id);
	if (medium === undefined || medium.whole)
		return problem(404, 'NOT_FOUND', 'The upload address is not valid any more');
	if (asked.raw.length === 0) return problem(400, 'EMPTY_BODY', 'The media has no bytes');
	const isFilm = medium.mime === 'video/mp4';
	const before = world.memory.media(id) ?? Buffer.alloc(0);
	const wrong = isFilm ? wrongPart(asked.raw.length, before.length - Number(part) * PART) : wrongWhole(medium, asked);
	if (wrong) return wrong;
	world.memory.putMedia(id, Buffer.concat([before, asked.raw]));
	if (!isFilm) Object.assign(medium, { whole: true, mime: mimeOf(medium, asked) });
	return { status: isFilm ? 200 : 201, headers: { etag: markOf(id, Number(part)) } };
};

const mimeOf = ({ mime }: Medium, { headers }: Asked): string =>
	mime === DOCUMENT ? mime : (headers['content-type'] ?? '');

const wrongWhole = (medium: Medium, asked: Asked): Answer | null =>
	medium.mime === DOCUMENT ? wrongDocument(asked.raw) : wrongPicture(mimeOf(medium, asked));

const wrongPicture = (mime: string): Answer | null =>
	PICTURES.includes(mime) ? null : problem(400, 'UNSUPPORTED_MEDIA_TYPE', 'media type of the image');

const wrongDocument = (bytes: Buffer): Answer | null => {
	if (bytes.length > DOCUMENT_MOST) return problem(413, 'MEDIA_ASSET_TOO_LARGE', 'A document has at most 100 MB');
	return bytes.subarray(0, 5).toString('latin1') === '%PDF-'
		? null
		: problem(400, 'UNSUPPORTED_MEDIA_TYPE', 'media type of the document');
};

const wrongPart = (size: number, ahead: number): Answer | null => {
	if (size > PART) return problem(413, 'PART_TOO_LARGE', 'A media part has at most 4 MiB');
	return ahead === 0 ? null : problem(400, 'WRONG_PART', 'media parts come in their order');
};

const finalize = (world: World, { fields }: Asked, call: Call): Answer => {
	const request = objectOf(fields?.['finalizeUploadRequest']);
	const id = /^urn:li:video:(\d+)$/.exec(textOf(request['video']))?.[1] ?? '';
	const medium = own(world, call, id);
	if (medium === undefined) return problem(404, 'NOT_FOUND', 'The video does not exist');
	if (request['uploadToken'] === undefined) return problem(400, 'MISSING_FIELD', 'uploadToken: field is required');
	const marks = Array.isArray(request['uploadedPartIds']) ? request['uploadedPartIds'] : [];
	const wanted = Array.from({ length: Math.ceil(medium.size / PART) }, (_, at) => markOf(id, at));
	if (marks.join() !== wanted.join() || (world.memory.media(id)?.length ?? 0) !== medium.size)
		return problem(400, 'INVALID_PARTS', 'uploadedPartIds: the video is not whole');
	Object.assign(medium, { whole: true, readyAt: world.clock.now() + FILM_TAKES_MS });
	return { status: 200 };
};

export const showMedium = (world: World, _asked: Asked, call: Call): Answer => {
	const medium = own(world, call, /^urn:li:(?:image|video|document):(\d+)$/.exec(call.id)?.[1] ?? '');
	if (medium === undefined) return problem(404, 'NOT_FOUND', 'The media does not exist');
	const status = !medium.whole ? 'WAITING_UPLOAD' : medium.readyAt > world.clock.now() ? 'PROCESSING' : 'AVAILABLE';
	return { status: 200, json: { id: call.id, owner: urnOf(call.account), status } };
};
