import type { Answer, Asked } from '../server.ts';
import { countCharacters } from './count.ts';
import { limits, statusEntity } from './entities.ts';
import { describeMedia, wrongMedia } from './media.ts';
import { readPoll, repoll } from './polls.ts';
import { refuse, unknownField } from './rules.ts';
import type { Account, Poll, Status } from './state.ts';
import { addStatus, findStatus, reword, takeAway, type World } from './world.ts';

/** SPEC: Idempotency-Key is kept up to one hour. */
const KEY_MS = 60 * 60_000;
const SCHEDULED_AHEAD_MS = 5 * 60_000;
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

type Fields = Readonly<Record<string, unknown>>;

interface Writing {
	readonly account: Account;
	/** The status that is changed. */
	readonly statusId: string | null;
}

/** Holds what is to be said to the network's rules. */
const read = (world: World, { account, statusId }: Writing, fields: Fields): Wanted | Answer => {
	const text = typeof fields['status'] === 'string' ? fields['status'] : '';
	const media = Array.isArray(fields['media_ids']) ? fields['media_ids'].map(String) : [];
	const hasPoll = fields['poll'] !== undefined;
	const wrong = wrongMedia(world, { ids: media, account, statusId, hasPoll });
	if (wrong !== null) return refuse(422, wrong);
	if (text.trim() === '' && media.length === 0) return refuse(422, "Validation failed: Text can't be blank");
	const front = readFront(fields);
	if (typeof front === 'string') return refuse(422, front);
	// SPEC: the warning counts with the text, letter by letter.
	if (countCharacters(text) + [...segmenter.segment(front.spoiler)].length > limits.characters)
		return refuse(422, `Validation failed: Text character limit of ${limits.characters} exceeded`);
	const language = typeof fields['language'] === 'string' ? fields['language'] : null;
	if (language !== null && !isLanguage(language))
		return refuse(422, 'Validation failed: Language is not included in the list');
	const poll = readPoll(fields['poll'], world.clock.now());
	return typeof poll === 'string' ? refuse(422, poll) : { text, media, language, poll, ...front };
};

/** NOTE: the real network takes its own language in the place of an unknown one; naming such a one is a mistake of ours. */
const isLanguage = (code: string): boolean => /^[a-z]{2,3}$/.test(code) && languages.of(code) !== undefined;
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What stands before the text, and who may quote it; a text says what is wrong. */
const readFront = (fields: Fields): Pick<Wanted, 'spoiler' | 'sensitive' | 'quotes'> | string => {
	const { spoiler_text: spoiler = '', sensitive = false, quote_approval_policy: quotes } = fields;
	if (typeof spoiler !== 'string') return 'Validation failed: Spoiler text must be a text';
	if (typeof sensitive !== 'boolean') return 'Validation failed: Sensitive must be true or false';
	// SPEC: mastodon/app/controllers/concerns/api/interaction_policies_concern says no more than this.
	if (quotes !== undefined && !QUOTE_POLICIES.includes(String(quotes))) return 'Record invalid';
	const policy = quotes === undefined ? {} : { quotes: String(quotes) };
	// SPEC: a status with a warning is sensitive, whatever else is said.
	return { spoiler, sensitive: sensitive || spoiler !== '', ...policy };
};

const isAnswer = (one: Wanted | Answer): one is Answer => 'status' in one;

/** What was said under this key within the hour. SPEC: it is answered again whatever the request says now. */
const saidUnder = (world: World, account: Account, key: string | undefined): Answer | null => {
	const { state } = world.memory;
	const now = world.clock.now();
	state.keys = state.keys.filter(({ at }) => now - at < KEY_MS);
	const earlier = state.keys.find((one) => one.accountId === account.id && one.key === key);
	if (earlier === undefined) return null;
	const known = findStatus(world, earlier.statusId);
	return known ? show(world, known) : refuse(404, 'Record not found');
};

export const createStatus = (world: World, account: Account, asked: Asked): Answer => {
	const { state } = world.memory;
	const key = asked.headers['idempotency-key'];
	const said = saidUnder(world, account, key);
	if (said !== null) return said;
	const fields = asked.fields ?? {};
	const wrong = wrongPlace(world, fields);
	if (wrong !== null) return wrong;
	const { visibility = 'public', in_reply_to_id: answered = null } = fields;
	const wanted = read(world, { account, statusId: null }, fields);
	if (isAnswer(wanted)) return wanted;
	const status = addStatus(world, {
		...wanted,
		accountId: account.id,
		inReplyTo: answered === null ? null : String(answered),
		visibility: String(visibility) as Status['visibility'],
	});
	if (key !== undefined) state.keys.push({ accountId: account.id, key, statusId: status.id, at: world.clock.now() });
	return show(world, status);
};

/** When, where and below what it is to stand. */
const wrongPlace = (world: World, fields: Fields): Answer | null => {
	const moment = fields['scheduled_at'] === undefined ? null : wrongMoment(String(fields['scheduled_at']), world);
	if (moment !== null) return refuse(422, moment);
	const odd = unknownField(fields, FIELDS);
	if (odd !== undefined) return refuse(422, `Unknown parameter ${odd}`);
	if (!VISIBILITIES.includes(String(fields['visibility'] ?? 'public')))
		return refuse(422, 'Validation failed: Visibility is not included in the list');
	const answered = fields['in_reply_to_id'] ?? null;
	return answered === null || findStatus(world, String(answered))
		? null
		: refuse(404, 'The post you are trying to reply to does not appear to exist.');
};

/** SPEC: mastodon/app/models/scheduled_status. What passes is still no parameter of ours: nothing is left to a network's clock. */
const wrongMoment = (moment: string, { clock }: World): string | null => {
	const at = Date.parse(moment);
	if (Number.isNaN(at)) return 'Record invalid';
	const isSoon = at > clock.now() && at <= clock.now() + SCHEDULED_AHEAD_MS;
	return isSoon ? 'Validation failed: Scheduled at The scheduled date must be in the future' : null;
};

export const editStatus = (world: World, account: Account, { id, asked }: { id: string; asked: Asked }): Answer => {
	const status = findStatus(world, id);
	if (status === undefined || status.accountId !== account.id) return refuse(404, 'Record not found');
	const fields = asked.fields ?? {};
	const odd = unknownField(fields, EDIT_FIELDS);
	if (odd !== undefined) return refuse(422, `Unknown parameter ${odd}`);
	const wanted = read(world, { account, statusId: id }, fields);
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

/** SPEC: what it answers from the top of the thread down, as far as it is known and may be seen. */
export const showContext = (world: World, account: Account, id: string): Answer => {
	const status = findStatus(world, id);
	if (!status || !maySee(world, account, status)) return refuse(404, 'Record not found');
	const { state } = world.memory;
	const ancestors: Status[] = [];
	for (let next = answeredBy(world, status); next && !next.late; next = answeredBy(world, next))
		ancestors.unshift(next);
	const show = (shown: readonly Status[]) =>
		shown.filter((one) => maySee(world, account, one)).map((one) => statusEntity(one, state, world.addresses));
	const descendants = state.statuses.filter((one) => !one.deleted && one.inReplyTo === id);
	return { status: 200, json: { ancestors: show(ancestors), descendants: show(descendants) } };
};

const answeredBy = (world: World, { inReplyTo }: Status): Status | undefined =>
	inReplyTo === null ? undefined : findStatus(world, inReplyTo);

/** SPEC: GET /api/v1/statuses takes at most 20 ids. */
export const getStatuses = (world: World, account: Account, ids: readonly string[]): Answer => {
	if (ids.length > 20) return refuse(422, 'Mastodon::ValidationError');
	const found = ids.flatMap((id) => findStatus(world, id) ?? []).filter((status) => maySee(world, account, status));
	return { status: 200, json: found.map((status) => statusEntity(status, world.memory.state, world.addresses)) };
};

export const accountStatuses = (world: World, { id, query }: { id: string; query: URLSearchParams }): Answer => {
	if (!world.memory.state.accounts.some((one) => one.id === id)) return refuse(404, 'Record not found');
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
