import type { ReplyControl } from '#kernel/reply-control.ts';

import { mayAnswer, names } from '../answering.ts';
import type { Answer, Asked } from '../server.ts';
import { refuse } from './sessions.ts';
import type { Account, Post } from './state.ts';
import { findPost, recordCid, type World } from './world.ts';

const GATES = 'app.bsky.feed.threadgate';
const QUOTES = 'app.bsky.feed.postgate';
const BLOCKS = 'app.bsky.graph.block';
const HIDDEN_MOST = 300;
/** SPEC: com.atproto.moderation.createReport. */
const REASON_GRAPHEMES = 2000;
const REASONS = /^(com\.atproto\.moderation\.defs|tools\.ozone\.report\.defs)#reason[A-Z]\w+$/;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

const bad = (message: string, error = 'InvalidRequest'): Answer => refuse(400, error, message);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
type Fields = Readonly<Record<string, unknown>>;

export const isModeration = (collection: unknown): boolean => [GATES, QUOTES, BLOCKS].includes(String(collection));

/** SPEC: app.bsky.feed.threadgate, app.bsky.feed.postgate, app.bsky.graph.block. */
export const putModeration = (world: World, fields: Fields, { did }: Account): Answer => {
	const { collection, rkey, record } = fields;
	const uri = `at://${did}/${String(collection)}/${String(rkey)}`;
	const { records } = world.memory.state;
	const value = (record ?? {}) as Fields;
	const wrong = wrongIn[String(collection)]?.(world, value, String(rkey)) ?? null;
	if (wrong !== null) return bad(`Invalid ${String(collection)} record: ${wrong}`);
	const cid = recordCid(value);
	records[uri] = { cid, value };
	return { status: 200, json: { uri, cid, validationStatus: 'valid' } };
};

const wrongGate = (
	world: World,
	{ $type, post, createdAt, hiddenReplies, allow, ...odd }: Fields,
	rkey: string,
): string | null => {
	const [unknown] = Object.keys(odd);
	if (unknown !== undefined) return `Record has the unknown property ${unknown}`;
	if ($type !== GATES || typeof createdAt !== 'string') return 'Record/$type or createdAt is wrong';
	if (typeof post !== 'string' || !post.endsWith(`/${rkey}`)) return 'Record/post must have the same rkey';
	if (findPost(world, post) === undefined) return 'Record/post does not exist';
	if (list(hiddenReplies).length > HIDDEN_MOST) return 'Record/hiddenReplies must not have more than 300 elements';
	return allow === undefined ? null : wrongRules(allow);
};

/** SPEC: app.bsky.feed.threadgate: at most 5 rules; a list that is there and empty lets nobody answer. */
const RULES: Readonly<Record<string, ReplyControl>> = {
	[`${GATES}#mentionRule`]: 'mentioned',
	[`${GATES}#followerRule`]: 'followers',
	[`${GATES}#followingRule`]: 'following',
};
const wrongRules = (allow: unknown): string | null => {
	if (!Array.isArray(allow)) return 'Record/allow must be an array';
	if (allow.length > 5) return 'Record/allow must not have more than 5 elements';
	const known = allow.every((rule) => String((rule as Fields)['$type']) in RULES);
	return known ? null : 'Record/allow must be mentionRule, followerRule or followingRule';
};

const gateOf = ({ memory }: World, post: string): Fields | undefined =>
	memory.state.records[post.replace('/app.bsky.feed.post/', `/${GATES}/`)]?.value;

/** To whom the answers in a thread are kept. Our office asks for one rule at most. */
export const replyControlOf = (world: World, post: string): ReplyControl | undefined => {
	const allow = gateOf(world, post)?.['allow'];
	if (allow === undefined) return undefined;
	const [rule] = list(allow);
	return rule === undefined ? 'nobody' : RULES[String((rule as Fields)['$type'])];
};

/** SPEC: the gate of a thread counts for everything below its first post. */
export const isLetAnswer = (world: World, post: Post, { did, handle }: Pick<Account, 'did' | 'handle'>): boolean => {
	const root = findPost(world, post.record.reply?.root.uri ?? post.uri) ?? post;
	const [isAuthor, isNamed] = [root.did === did, names(root.record.text, handle)];
	return mayAnswer(replyControlOf(world, root.uri), { isAuthor, isNamed });
};

/** SPEC: app.bsky.feed.postgate: at most 5 rules, of which there is one; at most 50 quotes taken off. */
const wrongQuotes = (
	world: World,
	{ $type, post, createdAt, embeddingRules, detachedEmbeddingUris, ...odd }: Fields,
	rkey: string,
): string | null => {
	const [unknown] = Object.keys(odd);
	if (unknown !== undefined) return `Record has the unknown property ${unknown}`;
	if ($type !== QUOTES || typeof createdAt !== 'string') return 'Record/$type or createdAt is wrong';
	if (typeof post !== 'string' || !post.endsWith(`/${rkey}`)) return 'Record/post must have the same rkey';
	if (findPost(world, post) === undefined) return 'Record/post does not exist';
	if (list(detachedEmbeddingUris).length > 50)
		return 'Record/detachedEmbeddingUris must not have more than 50 elements';
	const rules = list(embeddingRules);
	if (rules.length > 5) return 'Record/embeddingRules must not have more than 5 elements';
	const known = rules.every((rule) => (rule as Fields)['$type'] === 'app.bsky.feed.postgate#disableRule');
	return known ? null : 'Record/embeddingRules must be disableRule';
};

const wrongBlock = (world: World, { $type, subject, createdAt }: Fields): string | null => {
	if ($type !== BLOCKS || typeof createdAt !== 'string') return 'Record/$type or createdAt is wrong';
	return world.memory.state.accounts.some(({ did }) => did === subject) ? null : 'Record/subject must be a did';
};

const wrongIn: Readonly<Record<string, (world: World, fields: Fields, rkey: string) => string | null>> = {
	[GATES]: wrongGate,
	[QUOTES]: wrongQuotes,
	[BLOCKS]: wrongBlock,
};

/** Whether the author lets others quote a post. */
export const isQuotable = ({ memory }: World, post: string): boolean =>
	list(memory.state.records[post.replace('/app.bsky.feed.post/', `/${QUOTES}/`)]?.value['embeddingRules']).length === 0;

export const getModeration = ({ memory }: World, uri: string): Answer => {
	const found = memory.state.records[uri];
	return found
		? { status: 200, json: { uri, cid: found.cid, value: found.value } }
		: bad(`Could not locate record: ${uri}`, 'RecordNotFound');
};

/** SPEC: com.atproto.moderation.createReport; a PDS only passes it on to the service the caller names. */
export const createReport = (world: World, { fields, headers }: Asked, { did, handle }: Account): Answer => {
	const { reasonType, reason = '', subject } = fields ?? {};
	if (!String(headers['atproto-proxy'] ?? '').endsWith('#atproto_labeler'))
		return refuse(501, 'MethodNotImplemented', 'No service configured');
	if (reasonType === undefined) return bad('Input must have the property "reasonType"');
	if (!REASONS.test(String(reasonType))) return bad(`Invalid reason type: ${String(reasonType)}`);
	if ([...segmenter.segment(String(reason))].length > REASON_GRAPHEMES)
		return bad('Input/reason must not be longer than 2000 graphemes');
	const { uri } = (subject ?? {}) as Fields;
	const post = findPost(world, String(uri));
	if (post === undefined) return bad('Could not find subject');
	const at = world.clock.now();
	world.memory.state.reports.push({ post: post.uri, reason: String(reason), by: handle, at });
	const id = world.memory.state.reports.length;
	const createdAt = new Date(at).toISOString();
	return { status: 200, json: { id, reasonType, reason, subject, reportedBy: did, createdAt } };
};

/** Whom somebody blocks and which answers somebody hid, as handles and addresses. */
export const moderated = ({ memory }: World) => {
	const { records, accounts } = memory.state;
	const of = (collection: string) =>
		Object.entries(records).flatMap(([uri, { value }]) => (uri.includes(`/${collection}/`) ? [value] : []));
	return {
		blocked: of(BLOCKS).map(({ subject }) => accounts.find(({ did }) => did === subject)?.handle ?? ''),
		hidden: of(GATES).flatMap(({ hiddenReplies }) => list(hiddenReplies).map(String)),
	};
};
