import { graphError, invalid } from '../meta/words.ts';
import type { Account, Container } from '../plain/state.ts';
import { findPost, isLetAnswer, nextId, unknownField, type World } from '../plain/world.ts';
import type { FetchMedia } from '../practice.ts';
import type { Answer, Asked } from '../server.ts';
import { lengthOf, linksOf } from './count.ts';

export interface Call {
	readonly account: Account;
	readonly id: string;
	readonly fetchMedia: FetchMedia;
}

/** SPEC: docs/threads/reference/publishing. */
const FIELDS = [
	...['media_type', 'text', 'image_url', 'video_url', 'alt_text', 'is_carousel_item', 'children', 'reply_to_id'],
	...['reply_control', 'link_attachment', 'poll_attachment', 'topic_tag'],
];
const KINDS = ['TEXT', 'IMAGE', 'VIDEO', 'CAROUSEL'];
const AUDIENCES = ['everyone', 'accounts_you_follow', 'mentioned_only', 'parent_post_author_only', 'followers_only'];
const MOST = 500;
const MOST_LINKS = 5;
const ALT_MOST = 1000;
const PICTURE_BYTES = 8_000_000;
/** A film is worked on for so long. */
const FILM_TAKES_MS = 5000;
/** SPEC: unpublished, a container lives a day. */
const LIVES_MS = 24 * 3_600_000;

type Given = Readonly<Record<string, string>>;

/** SPEC: POST /{account}/threads. */
export const createContainer = async (world: World, { fields }: Asked, call: Call): Promise<Answer> => {
	const given = Object.fromEntries(Object.entries(fields ?? {}).map(([name, value]) => [name, String(value)]));
	const wrong = wrongAddress(call) ?? wrongFields(given) ?? wrongWords(given) ?? wrongPlace(world, given, call);
	if (wrong) return wrong;
	const { media_type: kind = '' } = given;
	if (kind === 'TEXT') return kept(world, call, { given });
	return kind === 'CAROUSEL' ? carousel(world, call, given) : shown(world, call, given);
};

const wrongAddress = ({ account, id }: Call): Answer | null =>
	id === 'me' || id === account.id
		? null
		: graphError(10, '(#10) Application does not have permission for this action');

const wrongFields = (given: Given): Answer | null => {
	const odd = unknownField(given, FIELDS);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const { media_type: kind = '' } = given;
	if (!KINDS.includes(kind)) return invalid('Param media_type must be one of {TEXT, IMAGE, VIDEO, CAROUSEL}');
	const [name] = Object.keys(given).filter((one) => belongs[one]?.includes(kind) === false);
	if (name !== undefined) return invalid(`Param ${name} is for media_type ${belongs[name]?.join(' or ')} only.`);
	if ((given['alt_text'] ?? '').length > ALT_MOST)
		return invalid('Param alt_text must be at most 1000 characters long.');
	const says = ['text', 'reply_to_id', 'topic_tag'].some((one) => one in given);
	return given['is_carousel_item'] === 'true' && says
		? invalid('A carousel item carries no text and answers nothing.')
		: null;
};

/** What goes with what. */
const belongs: Readonly<Record<string, readonly string[]>> = {
	alt_text: ['IMAGE', 'VIDEO'],
	is_carousel_item: ['IMAGE', 'VIDEO'],
	image_url: ['IMAGE'],
	video_url: ['VIDEO'],
	children: ['CAROUSEL'],
	link_attachment: ['TEXT'],
	poll_attachment: ['TEXT'],
};

const wrongWords = (given: Given): Answer | null => {
	const { text = '', link_attachment: link, poll_attachment: poll, topic_tag: topic } = given;
	if (given['media_type'] === 'TEXT' && text.trim() === '' && link === undefined)
		return invalid('The parameter text is required.');
	if (lengthOf(text) > MOST) return invalid('Param text must be at most 500 characters long.');
	if (link !== undefined && !(URL.canParse(link) && /^https?:/.test(link)))
		return invalid('Param link_attachment is no URL.');
	if (linksOf(text, link) > MOST_LINKS)
		return graphError(100, 'THREADS_API__LINK_LIMIT_EXCEEDED: the post has more than 5 links.');
	if (topic !== undefined && !/^[^.&]{1,50}$/.test(topic))
		return invalid('Param topic_tag must have 1 to 50 characters, no periods and no ampersands.');
	return poll === undefined ? null : wrongPoll(poll, link);
};

const wrongPoll = (poll: string, link: string | undefined): Answer | null => {
	const options = optionsIn(poll);
	if (options === null) return invalid('Param poll_attachment must be an object with option_a, option_b …');
	if (options.length < 2 || options.length > 4) return invalid('Param poll_attachment must have 2 to 4 options.');
	if (options.some((one) => one.length === 0 || [...one].length > 25))
		return invalid('An option of poll_attachment has 1 to 25 characters.');
	return link === undefined ? null : invalid('A poll carries no link_attachment.');
};

const LETTERS = ['option_a', 'option_b', 'option_c', 'option_d'];

/** The answers in their order; null when that is no poll. */
export const optionsIn = (poll: string): readonly string[] | null => {
	try {
		const read: unknown = JSON.parse(poll);
		if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
		const entries = Object.entries(read);
		return entries.every(([name], at) => name === LETTERS[at]) ? entries.map(([, value]) => String(value)) : null;
	} catch {
		return null;
	}
};

const wrongPlace = (
	world: World,
	{ reply_to_id: to, reply_control: audience }: Given,
	{ account }: Call,
): Answer | null => {
	if (audience !== undefined && !AUDIENCES.includes(audience))
		return invalid(`Param reply_control must be one of {${AUDIENCES.join(', ')}}`);
	if (to === undefined) return null;
	const answered = findPost(world, to);
	return answered && isLetAnswer(world, answered, account)
		? null
		: invalid('Param reply_to_id names no post that can be replied to.');
};

interface Keeping extends Partial<Pick<Container, 'media' | 'item' | 'readyAt' | 'error'>> {
	readonly given: Given;
}

const kept = (world: World, { account }: Call, keeping: Keeping): Answer => {
	const now = world.clock.now();
	const id = nextId(world);
	const { state } = world.memory;
	const { text = '' } = keeping.given;
	state.containers = state.containers.filter(({ until }) => now - until < LIVES_MS);
	state.containers.push({
		...{ id, by: account.id, text, post: null, media: [], item: false, readyAt: now, until: now + LIVES_MS },
		...keeping,
	});
	return { status: 200, json: { id } };
};

const PICTURES = ['image/jpeg', 'image/png'];
const FILMS = ['video/mp4', 'video/quicktime'];

/** SPEC: the network fetches what is shown from the address that it is given. */
const shown = async (world: World, call: Call, given: Given): Promise<Answer> => {
	const [url = '', film] = [given['video_url'] ?? given['image_url'], given['media_type'] === 'VIDEO'];
	const item = given['is_carousel_item'] === 'true';
	const got = await call.fetchMedia(url);
	// It fetches from this house alone, which may stand without https on the machine of whoever tries it out.
	if (got === null && !url.startsWith('https://'))
		return invalid('Param image_url or video_url must be a public address.');
	if (got === null) return film ? kept(world, call, { given, item, error: 'FAILED_DOWNLOADING_VIDEO' }) : notFetched();
	const { bytes, mime } = got;
	const wrong = wrongMedia(film, got);
	if (wrong) return wrong;
	const medium = { id: nextId(world), by: call.account.id, mime, size: bytes.length, alt: given['alt_text'] ?? '' };
	world.memory.state.media.push({ ...medium, whole: true, used: false, readyAt: 0 });
	world.memory.putMedia(medium.id, bytes);
	const readyAt = world.clock.now() + (film ? FILM_TAKES_MS : 0);
	return kept(world, call, { given, item, media: [medium.id], readyAt });
};

const notFetched = (): Answer =>
	graphError(9004, 'Only photo or video can be accepted as media type.', {
		subcode: 2_207_052,
		user: { title: 'Media download has failed', words: 'The media could not be fetched from this uri.' },
	});

const wrongMedia = (
	film: boolean,
	{ bytes, mime }: { readonly bytes: Buffer; readonly mime: string },
): Answer | null => {
	if (!(film ? FILMS : PICTURES).includes(mime)) return invalid(`The media type ${mime} is not supported.`);
	return !film && bytes.length > PICTURE_BYTES ? invalid('The image is larger than 8 MB.') : null;
};

const carousel = (world: World, call: Call, given: Given): Answer => {
	const ids = (given['children'] ?? '').split(',').filter(Boolean);
	if (ids.length < 2 || ids.length > 20) return invalid('Param children must have 2 to 20 containers.');
	const items = ids.map((id) => findContainer(world, call.account, id));
	const good = items.flatMap((one) => (one?.item && stateOf(world, one) === 'FINISHED' ? [one] : []));
	if (good.length < items.length) return invalid('Param children must name finished containers of carousel items.');
	return kept(world, call, { given, media: good.flatMap(({ media }) => media) });
};

export const findContainer = ({ memory }: World, { id: by }: Account, id: string): Container | undefined =>
	memory.state.containers.find((one) => one.id === id && one.by === by);

/** SPEC: docs/threads/troubleshooting. */
export const stateOf = ({ clock }: World, { post, error, readyAt, until }: Container): string => {
	if (post !== null) return 'PUBLISHED';
	if (error !== undefined) return 'ERROR';
	if (clock.now() >= until) return 'EXPIRED';
	return readyAt > clock.now() ? 'IN_PROGRESS' : 'FINISHED';
};
