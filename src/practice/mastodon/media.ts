import type { Answer, Asked } from '../server.ts';
import { limits, mediaEntity } from './entities.ts';
import { refuse } from './rules.ts';
import type { Account, Media } from './state.ts';
import { nextId, type World } from './world.ts';

const isPlayed = (mime: string): boolean => /^(video|audio)\//.test(mime);
const isReady = ({ readyAt = 0 }: Media, now: number): boolean => readyAt <= now;

interface Attaching {
	readonly ids: readonly string[];
	readonly account: Account;
	/** The status they may stand at already: the one that is changed. */
	readonly statusId: string | null;
	readonly hasPoll: boolean;
}

/** SPEC: mastodon/app/services/post_status_service, `validate_media!`, in its order and words. */
export const wrongMedia = ({ memory, clock }: World, { ids, account, statusId, hasPoll }: Attaching): string | null => {
	if (ids.length === 0) return null;
	if (ids.length > limits.attachments || hasPoll) return 'Cannot attach more than 4 files';
	const free = memory.state.media.filter(
		(one) => one.accountId === account.id && (one.statusId === null || one.statusId === statusId),
	);
	const attached = free.filter(({ id }) => ids.includes(id));
	const strange = ids.filter((id) => !attached.some((one) => one.id === id));
	if (strange.length > 0) return `Media ${strange.join(', ')} not found or already attached to another post`;
	if (attached.length > 1 && attached.some(({ mime }) => isPlayed(mime)))
		return 'Cannot attach a video to a post that already contains images';
	return attached.every((one) => isReady(one, clock.now()))
		? null
		: 'Cannot attach files that have not finished processing. Try again in a moment!';
};

/** Takes in what an edit says of its pictures; answers a refusal. */
export const describeMedia = (world: World, attributes: unknown, ids: readonly string[]): Answer | null => {
	for (const given of Array.isArray(attributes) ? attributes : []) {
		const { id, description = '', focus } = given as { id?: string; description?: string; focus?: string };
		const media = world.memory.state.media.find((one) => one.id === id && ids.includes(one.id));
		if (media === undefined) return refuse(422, 'Validation failed: Media attributes name an unknown file');
		const wrong = wrongWords(description, focus);
		if (wrong !== null) return refuse(422, `Validation failed: ${wrong}`);
		media.description = description;
		if (focus !== undefined) media.focus = focus;
	}
	return null;
};

const wrongWords = (description: string, focus: string | undefined): string | null => {
	if (description.length > limits.description)
		return `Description is too long (maximum is ${limits.description} characters)`;
	// NOTE: the real network takes any focus and makes figures of it; a wrong one is a mistake of ours.
	return isFocus(focus) ? null : 'Focus is invalid';
};

/** Two figures from -1 to 1 with a comma between, or nothing. */
const isFocus = (focus: string | undefined): boolean => {
	if (focus === undefined) return true;
	const parts = focus.split(',').map(Number);
	return parts.length === 2 && parts.every((part) => Math.abs(part) <= 1);
};

/** SPEC: docs.joinmastodon.org/methods/media#v2; each fault of a file is named twice there. */
const wrongFile = (file: File): string | null => {
	if (!(limits.mimes as readonly string[]).includes(file.type)) return 'File content type is invalid, File is invalid';
	const [most, words] = isPlayed(file.type) ? [limits.filmBytes, '99 MB'] : [limits.imageBytes, '16 MB'];
	return file.size > most ? `File file size must be less than ${words}, File must be less than ${words}` : null;
};

export const createMedia = async (world: World, account: Account, { form }: Asked): Promise<Answer> => {
	const file = form?.get('file');
	if (!(file instanceof File)) return refuse(422, "Validation failed: File can't be blank");
	const description = String(form?.get('description') ?? '');
	const focus = form?.get('focus')?.toString();
	const wrong = wrongFile(file) ?? wrongWords(description, focus);
	if (wrong !== null) return refuse(422, `Validation failed: ${wrong}`);
	const isFilm = isPlayed(file.type);
	const about = { mime: file.type, description, ...(focus === undefined ? {} : { focus }) };
	const film = isFilm ? filmOf(world, form?.get('thumbnail')) : {};
	const media = { id: nextId(world), accountId: account.id, ...about, statusId: null, ...film };
	world.memory.state.media.push(media);
	world.memory.putMedia(media.id, Buffer.from(await file.arrayBuffer()));
	return { status: isFilm ? 202 : 200, json: mediaEntity(media, world.addresses, world.clock.now()) };
};

/** SPEC: docs.joinmastodon.org/methods/media#v2: a film is worked on after the answer, which is 202 and names no address yet. */
const filmOf = (world: World, thumbnail: unknown) => ({
	readyAt: world.clock.now() + FILM_TAKES_MS,
	...(thumbnail instanceof File && thumbnail.type.startsWith('image/') ? { thumbnail: true as const } : {}),
});
const FILM_TAKES_MS = 5000;

/** SPEC: mastodon/app/controllers/api/v1/media_controller: 206 while it is being worked on, 404 once it stands in a status. */
export const showMedia = (world: World, account: Account, id: string): Answer => {
	const media = world.memory.state.media.find(
		(one) => one.id === id && one.accountId === account.id && one.statusId === null,
	);
	if (media === undefined) return refuse(404, 'Record not found');
	const now = world.clock.now();
	return { status: isReady(media, now) ? 200 : 206, json: mediaEntity(media, world.addresses, now) };
};
