import { graphError, invalid, unreadablePicture } from '../meta/words.ts';
import type { Account, Medium } from '../plain/state.ts';
import { addPost, nextId, reword, unknownField, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';

interface Call {
	readonly account: Account;
	readonly id: string;
}

const PICTURE_MIMES = ['image/jpeg', 'image/png', 'image/gif', 'image/bmp', 'image/tiff', 'image/webp'];
const PICTURE_BYTES = 4_000_000;
const ALT_MOST = 1000;
/** A film is asked for in parts of this size, and worked on for so long. */
const PART = 1024 * 1024;
const FILM_TAKES_MS = 5000;
const MEDIA_ERROR = 1_363_047;

const elsewhere = (): Answer => graphError(200, '(#200) This is not the page that the key is for');

/** SPEC: POST /{page}/photos; with `published=false` nobody sees it before a post does. */
export const uploadPhoto = async (world: World, { form }: Asked, { account, id }: Call): Promise<Answer> => {
	if (id !== account.id) return elsewhere();
	const odd = unknownField(Object.fromEntries(form ?? []), ['source', 'published', 'alt_text_custom', 'caption']);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const source = form?.get('source');
	if (!(source instanceof File)) return graphError(324, '(#324) Requires upload file');
	if (!PICTURE_MIMES.includes(source.type) || source.size > PICTURE_BYTES) return unreadablePicture();
	const alt = String(form?.get('alt_text_custom') ?? '');
	if (alt.length > ALT_MOST) return invalid('param alt_text_custom is too long.');
	const medium = keep(world, account, { mime: source.type, size: source.size });
	Object.assign(medium, { alt, whole: true });
	world.memory.putMedia(medium.id, Buffer.from(await source.arrayBuffer()));
	if (form?.get('published') === 'false') return { status: 200, json: { id: medium.id } };
	const text = String(form?.get('caption') ?? '');
	const post = addPost(world, {
		...{
			id: `${account.id}_${nextId(world)}`,
			by: account.id,
			text,
			language: null,
			replyTo: null,
			media: [medium.id],
		},
	});
	return { status: 200, json: { id: medium.id, post_id: post.id } };
};

const keep = (world: World, account: Account, { mime, size }: Pick<Medium, 'mime' | 'size'>): Medium => {
	const fresh = { id: nextId(world), by: account.id, mime, size, alt: '', whole: false, used: false, readyAt: 0 };
	world.memory.state.media.push(fresh);
	return fresh;
};

/** SPEC: POST /{page}/videos in three phases. */
export const uploadVideo = async (world: World, { form, fields }: Asked, { account, id }: Call): Promise<Answer> => {
	if (id !== account.id) return elsewhere();
	const given: Readonly<Record<string, unknown>> = fields ?? Object.fromEntries(form ?? []);
	const phase = given['upload_phase'];
	if (phase === 'start') return begin(world, account, Number(given['file_size']));
	const session = String(given['upload_session_id'] ?? '');
	const film = world.memory.state.media.find((one) => `s${one.id}` === session && one.by === account.id);
	if (film === undefined) return graphError(100, '(#100) Invalid upload session', { subcode: MEDIA_ERROR });
	if (phase === 'transfer') return transfer(world, film, given);
	if (phase === 'finish') return finish(world, film, given);
	return invalid('param upload_phase must be one of {START, TRANSFER, FINISH, CANCEL}');
};

const begin = (world: World, account: Account, size: number): Answer => {
	if (!(size > 0)) return invalid('param file_size must be positive.');
	const film = keep(world, account, { mime: 'video/mp4', size });
	const json = { video_id: film.id, upload_session_id: `s${film.id}`, ...offsets(film, 0) };
	return { status: 200, json };
};

const offsets = ({ size }: Medium, from: number) => ({
	start_offset: String(from),
	end_offset: String(Math.min(from + PART, size)),
});

const transfer = async (world: World, film: Medium, given: Readonly<Record<string, unknown>>): Promise<Answer> => {
	const before = world.memory.media(film.id) ?? Buffer.alloc(0);
	const chunk = given['video_file_chunk'];
	if (!(chunk instanceof File))
		return graphError(100, '(#100) The video file chunk is missing', { subcode: MEDIA_ERROR });
	if (given['start_offset'] !== String(before.length))
		return graphError(100, '(#100) The start offset of the video chunk is not the one asked for', {
			subcode: MEDIA_ERROR,
		});
	const bytes = Buffer.concat([before, Buffer.from(await chunk.arrayBuffer())]);
	world.memory.putMedia(film.id, bytes);
	return { status: 200, json: offsets(film, bytes.length) };
};

const finish = (world: World, film: Medium, given: Readonly<Record<string, unknown>>): Answer => {
	if (world.memory.media(film.id)?.length !== film.size)
		return graphError(100, '(#100) The video is not whole', { subcode: MEDIA_ERROR });
	if (given['published'] !== false)
		return invalid('This practice network publishes films in a step of its own: published=false.');
	Object.assign(film, { whole: true, readyAt: world.clock.now() + FILM_TAKES_MS });
	return { status: 200, json: { success: true } };
};

/** SPEC: POST /{video}: publishes what was brought in unpublished, or changes the description of what stands. */
export const publishFilm = (
	world: World,
	{ fields }: Asked,
	{ account, film }: { readonly account: Account; readonly film: Medium },
): Answer => {
	const given = fields ?? {};
	const odd = unknownField(given, ['published', 'description', 'name']);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const text = typeof given['description'] === 'string' ? given['description'] : '';
	const post = world.memory.state.posts.find(({ media, deletedAt }) => media.includes(film.id) && deletedAt === null);
	if (post) reword(post, text, world.clock.now());
	else if (given['published'] !== true || !film.whole || film.readyAt > world.clock.now())
		return graphError(100, '(#100) The video is not ready to be published', { subcode: MEDIA_ERROR });
	else
		addPost(world, {
			...{
				id: `${account.id}_${nextId(world)}`,
				by: account.id,
				text,
				language: null,
				replyTo: null,
				media: [film.id],
			},
		});
	return { status: 200, json: { success: true } };
};
