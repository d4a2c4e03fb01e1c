import type { Answer, Asked } from '../server.ts';
import { countCharacters } from './count.ts';
import { limits, mediaEntity, pollLimits, statusEntity } from './entities.ts';
import { refuse, unknownField } from './rules.ts';
import type { Account, Media, Poll, Status } from './state.ts';
import { addStatus, findStatus, nextId, reword, takeAway, type World } from './world.ts';

/** SPEC: Idempotency-Key is kept up to one hour. */
const KEY_MS = 60 * 60_000;
const COMMON = ['status', 'media_ids', 'sensitive', 'spoiler_text', 'language', 'poll', 'quote_approval_policy'];
const FIELDS = [...COMMON, 'in_reply_to_id', 'visibility'];
const EDIT_FIELDS = [...COMMON, 'media_attributes'];
/** SPEC: who may quote, since 4.5. */
const QUOTE_POLICIES = ['public', 'followers', 'nobody'];
const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'];

const show = (world: World, status: Status): Answer => ({
	status: 200,
	json: statusEntity(status, world.memory.state, world.addresses),
});

interface Wanted {
	readonly text: string;
	readonly media: readonly string[];
	readonly language: string | null;
	readonly poll: Poll | null;
	readonly spoiler: string;
	readonly sensitive: boolean;
	readonly quotes?: string;
}

/** Holds what is to be said to the network's rules. */
const read = (world: World, account: Account, fields: Readonly<Record<string, unknown>>): Wanted | Answer => {
	const text = typeof fields['status'] === 'string' ? fields['status'] : '';
	const media = Array.isArray(fields['media_ids']) ? fields['media_ids'].map(String) : [];
	const language = typeof fields['language'] === 'string' ? fields['language'] : null;
	if (text.trim() === '' && media.length === 0) return refuse(422, "Validation failed: Text can't be blank");
	const front = readFront(fields);
	if (typeof front === 'string') return refuse(422, `Validation failed: ${front}`);
	// SPEC: the warning counts with the text, letter by letter.
	if (countCharacters(text) + [...segmenter.segment(front.spoiler)].length > limits.characters)
		return refuse(422, `Validation failed: Text character limit of ${limits.characters} exceeded`);
	if (media.length > limits.attachments) return refuse(422, 'Validation failed: Cannot attach more than 4 files');
	if (language !== null && !/^[a-z]{2,3}$/.test(language))
		return refuse(422, 'Validation failed: Language is not included in the list');
	const known = media.every((id) =>
		world.memory.state.media.some((one) => one.id === id && one.accountId === account.id),
	);
	const wrong = wrongFilm(world, media);
	if (wrong !== null) return refuse(422, wrong);
	if (known) return withPoll({ text, media, language, poll: null, ...front }, fields['poll'], world.clock.now());
	return refuse(422, 'Validation failed: Media attachments are not known');
};

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What stands before the text, and who may quote it; a text says what is wrong. */
const readFront = (
	fields: Readonly<Record<string, unknown>>,
): Pick<Wanted, 'spoiler' | 'sensitive' | 'quotes'> | string => {
	const { spoiler_text: spoiler = '', sensitive = false, quote_approval_policy: quotes } = fields;
	if (typeof spoiler !== 'string') return 'Spoiler text must be a text';
	if (typeof sensitive !== 'boolean') return 'Sensitive must be true or false';
	if (quotes !== undefined && !QUOTE_POLICIES.includes(String(quotes))) return 'Quote approval policy is invalid';
	const policy = quotes === undefined ? {} : { quotes: String(quotes) };
	// SPEC: a status with a warning is sensitive, whatever else is said.
	return { spoiler, sensitive: sensitive || spoiler !== '', ...policy };
};

const isPlayed = (mime: string): boolean => /^(video|audio)\//.test(mime);

const wrongFilm = ({ memory, clock }: World, ids: readonly string[]): string | null => {
	const attached = memory.state.media.filter(({ id }) => ids.includes(id));
	if (attached.some((one) => !isReady(one, clock.now())))
		return 'Cannot attach files that have not finished processing. Try again in a moment!';
	return attached.length > 1 && attached.some(({ mime }) => isPlayed(mime))
		? 'Validation failed: Cannot attach a video to a post that already contains images'
		: null;
};

const withPoll = (wanted: Wanted, given: unknown, now: number): Wanted | Answer => {
	const poll = readPoll(given, now);
	if (typeof poll === 'string') return refuse(422, `Validation failed: ${poll}`);
	return poll !== null && wanted.media.length > 0
		? refuse(422, 'Validation failed: Cannot attach files to a poll')
		: { ...wanted, poll };
};

/** SPEC: docs.joinmastodon.org/methods/statuses, with the limits of an unchanged installation. */
const readPoll = (given: unknown, now: number): Poll | null | string => {
	if (given === undefined) return null;
	const { options, expires_in: left, multiple = false } = given as Record<string, unknown>;
	const titles = Array.isArray(options) ? options.map(String) : [];
	if (titles.length < 2) return 'Options must be more than one';
	if (titles.length > pollLimits.max_options) return 'Options must not be more than 4';
	if (new Set(titles).size < titles.length) return 'Options contains duplicate items';
	if (titles.some((title) => [...title].length > pollLimits.max_characters_per_option))
		return 'Options cannot be longer than 50 characters each';
	const seconds = Number(left);
	if (!(seconds >= pollLimits.min_expiration)) return 'Expires at is too soon';
	if (seconds > pollLimits.max_expiration) return 'Expires at is too far into the future';
	return { options: titles, multiple: multiple === true, expiresAt: now + seconds * 1000, votes: 0 };
};

const isAnswer = (one: Wanted | Answer): one is Answer => 'status' in one;

export const createStatus = (world: World, account: Account, asked: Asked): Answer => {
	const { state } = world.memory;
	const now = world.clock.now();
	const key = asked.headers['idempotency-key'];
	state.keys = state.keys.filter(({ at }) => now - at < KEY_MS);
	const earlier = state.keys.find((one) => one.accountId === account.id && one.key === key);
	const known = earlier && state.statuses.find(({ id }) => id === earlier.statusId);
	if (known) return show(world, known);
	const fields = asked.fields ?? {};
	const odd = unknownField(fields, FIELDS);
	if (odd !== undefined) return refuse(422, `Unknown parameter ${odd}`);
	const visibility = fields['visibility'] ?? 'public';
	if (!VISIBILITIES.includes(String(visibility)))
		return refuse(422, 'Validation failed: Visibility is not included in the list');
	const inReplyTo = typeof fields['in_reply_to_id'] === 'string' ? fields['in_reply_to_id'] : null;
	if (inReplyTo !== null && !findStatus(world, inReplyTo)) return refuse(404, 'Record not found');
	const wanted = read(world, account, fields);
	if (isAnswer(wanted)) return wanted;
	if (wanted.media.some((id) => state.media.find((one) => one.id === id)?.statusId != null))
		return refuse(422, 'Validation failed: Media attachments were used already');
	const status = addStatus(world, {
		...wanted,
		accountId: account.id,
		inReplyTo,
		visibility: String(visibility) as Status['visibility'],
	});
	if (key !== undefined) state.keys.push({ accountId: account.id, key, statusId: status.id, at: now });
	return show(world, status);
};

export const editStatus = (world: World, account: Account, { id, asked }: { id: string; asked: Asked }): Answer => {
	const status = findStatus(world, id);
	if (status === undefined || status.accountId !== account.id) return refuse(404, 'Record not found');
	const fields = asked.fields ?? {};
	const odd = unknownField(fields, EDIT_FIELDS);
	if (odd !== undefined) return refuse(422, `Unknown parameter ${odd}`);
	const wanted = read(world, account, fields);
	if (isAnswer(wanted)) return wanted;
	reword(status, wanted.text, world.clock.now());
	const { spoiler, sensitive, quotes } = wanted;
	Object.assign(status, { spoiler, sensitive, ...(quotes === undefined ? {} : { quotes }) });
	status.media = wanted.media;
	repoll(status, wanted.poll);
	const described = describeMedia(world, fields['media_attributes'], wanted.media);
	if (described !== null) return described;
	return show(world, status);
};

/** Takes in what an edit says of its pictures; answers a refusal. */
const describeMedia = (world: World, attributes: unknown, ids: readonly string[]): Answer | null => {
	for (const given of Array.isArray(attributes) ? attributes : []) {
		const { id, description, focus } = given as { id?: string; description?: string; focus?: string };
		const media = world.memory.state.media.find((one) => one.id === id && ids.includes(one.id));
		if (media === undefined) return refuse(422, 'Validation failed: Media attributes name an unknown file');
		if (!isFocus(focus)) return refuse(422, 'Validation failed: Focus is invalid');
		media.description = description ?? '';
		if (focus !== undefined) media.focus = focus;
	}
	return null;
};

/** SPEC: an edit without the poll takes it away; other answers void the votes. */
const repoll = (status: Status, wanted: Poll | null): void => {
	const { poll: before } = status;
	delete status.poll;
	if (wanted === null) return;
	const isSame = before?.options.join('\n') === wanted.options.join('\n') && before.multiple === wanted.multiple;
	status.poll = { ...wanted, votes: isSame ? (before?.votes ?? 0) : 0 };
};

export const deleteStatus = (world: World, account: Account, id: string): Answer => {
	const status = findStatus(world, id);
	if (status === undefined || status.accountId !== account.id) return refuse(404, 'Record not found');
	const shown = show(world, status);
	takeAway(status, world.clock.now());
	return { ...shown, json: { ...(shown.json as object), text: status.text } };
};

/** Who may see a status: everybody, or those it was said to. */
export const maySee = (world: World, account: Account, status: Status): boolean => {
	if (status.visibility === 'public' || status.visibility === 'unlisted' || status.accountId === account.id)
		return true;
	return world.memory.state.notifications.some((one) => one.accountId === account.id && one.statusId === status.id);
};

export const getStatus = (world: World, account: Account, id: string): Answer => {
	const status = findStatus(world, id);
	return status && maySee(world, account, status) ? show(world, status) : refuse(404, 'Record not found');
};

/** SPEC: GET /api/v1/statuses takes at most 20 ids. */
export const getStatuses = (world: World, account: Account, ids: readonly string[]): Answer => {
	if (ids.length > 20) return refuse(403, 'Too many statuses requested');
	const found = ids.flatMap((id) => findStatus(world, id) ?? []).filter((status) => maySee(world, account, status));
	return { status: 200, json: found.map((status) => statusEntity(status, world.memory.state, world.addresses)) };
};

export const accountStatuses = (world: World, { id, query }: { id: string; query: URLSearchParams }): Answer => {
	const before = query.get('max_id');
	const limit = Math.min(Number(query.get('limit') ?? 20), 40);
	const own = world.memory.state.statuses
		.filter(
			(status) => status.accountId === id && !status.deleted && (before === null || BigInt(status.id) < BigInt(before)),
		)
		.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
		.slice(0, limit);
	return { status: 200, json: own.map((status) => statusEntity(status, world.memory.state, world.addresses)) };
};

/** Two figures from -1 to 1 with a comma between, or nothing. */
const isFocus = (focus: string | undefined): boolean => {
	if (focus === undefined) return true;
	const parts = focus.split(',').map(Number);
	return parts.length === 2 && parts.every((part) => Math.abs(part) <= 1);
};

export const createMedia = async (world: World, account: Account, asked: Asked): Promise<Answer> => {
	const file = asked.form?.get('file');
	if (!(file instanceof File)) return refuse(422, "Validation failed: File can't be blank");
	if (!(limits.mimes as readonly string[]).includes(file.type))
		return refuse(422, 'Validation failed: File content type is not allowed');
	const bytes = Buffer.from(await file.arrayBuffer());
	const isFilm = isPlayed(file.type);
	if (!isFilm && bytes.length > limits.imageBytes)
		return refuse(422, 'Validation failed: File file size must be less than 16 MB');
	if (isFilm && bytes.length > limits.filmBytes)
		return refuse(422, 'Validation failed: File file size must be less than 99 MB');
	const description = String(asked.form?.get('description') ?? '');
	if (description.length > limits.description)
		return refuse(422, `Validation failed: Description is too long (maximum is ${limits.description} characters)`);
	const focus = asked.form?.get('focus')?.toString();
	if (!isFocus(focus)) return refuse(422, 'Validation failed: Focus is invalid');
	const about = { mime: file.type, description, ...(focus === undefined ? {} : { focus }) };
	const film = isFilm ? filmOf(world, asked.form?.get('thumbnail')) : {};
	const media = { id: nextId(world), accountId: account.id, ...about, statusId: null, ...film };
	world.memory.state.media.push(media);
	world.memory.putMedia(media.id, bytes);
	return { status: isFilm ? 202 : 200, json: mediaEntity(media, world.addresses, world.clock.now()) };
};

/** SPEC: docs.joinmastodon.org/methods/media#v2: a film is worked on after the answer, which is 202 and names no address yet. */
const filmOf = (world: World, thumbnail: unknown) => ({
	readyAt: world.clock.now() + FILM_TAKES_MS,
	...(thumbnail instanceof File && thumbnail.type.startsWith('image/') ? { thumbnail: true as const } : {}),
});
const FILM_TAKES_MS = 5000;

/** SPEC: 206 while it is being worked on. */
export const showMedia = (world: World, account: Account, id: string): Answer => {
	const media = world.memory.state.media.find((one) => one.id === id && one.accountId === account.id);
	if (media === undefined) return refuse(404, 'Record not found');
	const now = world.clock.now();
	return { status: isReady(media, now) ? 200 : 206, json: mediaEntity(media, world.addresses, now) };
};

const isReady = ({ readyAt = 0 }: Media, now: number): boolean => readyAt <= now;
