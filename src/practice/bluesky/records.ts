import type { Answer, Asked } from '../server.ts';
import { wrongIn } from './check-record.ts';
import { isModeration, putModeration } from './moderation.ts';
import { refuse } from './sessions.ts';
import { type Account, POSTS, type PostRecord } from './state.ts';
import { accountNamed, blobCid, findPost, putPost, recordCid, type World } from './world.ts';

type Fields = Readonly<Record<string, unknown>>;
const bad = (message: string, error = 'InvalidRequest'): Answer => refuse(400, error, message);

const INPUT = ['repo', 'collection', 'rkey', 'record', 'validate', 'swapRecord', 'swapCommit'];
const NSID = /^[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z0-9-]+)+\.[a-zA-Z][a-zA-Z0-9]*$/;
/** SPEC: atproto.com/specs/record-key. */
const RECORD_KEY = /^(?!\.{1,2}$)[a-zA-Z0-9._~:-]{1,512}$/;

/** What every write names: whose repository, which collection, which key. */
const wrongInput = (world: World, fields: Fields, { account, needs }: Writing): Answer | null => {
	const odd = Object.keys(fields).find((name) => !INPUT.includes(name));
	if (odd !== undefined) return bad(`Input has the unknown property ${odd}`);
	const missing = needs.find((name) => fields[name] === undefined);
	if (missing !== undefined) return bad(`Input must have the property "${missing}"`);
	const { repo, collection, rkey } = fields;
	if (!NSID.test(String(collection))) return bad('Input/collection must be a valid nsid');
	if (!RECORD_KEY.test(String(rkey))) return bad('Input/rkey must be a valid Record Key');
	const owner = accountNamed(world, String(repo));
	if (owner === undefined) return bad(`Could not find repo: ${String(repo)}`);
	return owner.did === account.did ? null : refuse(401, 'AuthenticationRequired', 'Authentication Required');
};
interface Writing {
	readonly account: Account;
	readonly needs: readonly string[];
}

/** SPEC: com.atproto.repo.putRecord: writing what stands there already changes nothing and hurts nobody. */
export const putRecord = (world: World, { fields }: Asked, account: Account): Answer => {
	const given = fields ?? {};
	const needs = ['repo', 'collection', 'rkey', 'record'];
	const refused = wrongInput(world, given, { account, needs });
	if (refused !== null) return refused;
	const { collection, record, swapRecord } = given;
	const rkey = String(given['rkey']);
	if (!isModeration(collection) && collection !== POSTS) return bad(`Lexicon not found: lex:${String(collection)}`);
	const wrong = isModeration(collection) ? null : wrongIn(record, rkey, world.memory.state);
	if (wrong !== null)
		return wrong.error === undefined ? bad(`Invalid ${POSTS} record: ${wrong.says}`) : bad(wrong.says, wrong.error);
	const swapped = wrongSwap(world, `at://${account.did}/${String(collection)}/${rkey}`, { record, swapRecord });
	if (swapped !== null) return swapped;
	if (isModeration(collection)) return putModeration(world, given, account);
	// NOTE: held to the lexicon above.
	const post = putPost(world, account.did, { rkey, record: record as PostRecord });
	return { status: 200, json: { uri: post.uri, cid: post.cid, validationStatus: 'valid' } };
};

/** SPEC: `swapRecord` names what stands there now, or null for nothing; else somebody wrote meanwhile. */
const wrongSwap = (world: World, uri: string, { record, swapRecord }: Fields): Answer | null => {
	if (swapRecord === undefined) return null;
	const now = findPost(world, uri)?.cid ?? world.memory.state.records[uri]?.cid ?? null;
	const isSame = typeof record === 'object' && record !== null && now === recordCid(record);
	return isSame || now === swapRecord ? null : bad(`Record was at ${now}`, 'InvalidSwap');
};

/** SPEC: com.atproto.repo.deleteRecord: what is gone already is deleted well. */
export const deleteRecord = (world: World, { fields }: Asked, account: Account): Answer => {
	const given = fields ?? {};
	const refused = wrongInput(world, given, { account, needs: ['repo', 'collection', 'rkey'] });
	if (refused !== null) return refused;
	const { collection, rkey, swapRecord } = given;
	const uri = `at://${account.did}/${String(collection)}/${String(rkey)}`;
	const swapped = wrongSwap(world, uri, { swapRecord });
	if (swapped !== null) return swapped;
	if (isModeration(collection)) delete world.memory.state.records[uri];
	const post = findPost(world, uri);
	if (post) Object.assign(post, { deleted: true, deletedAt: world.clock.now() });
	return { status: 200, json: {} };
};

/** SPEC: com.atproto.repo.uploadBlob: the kind is told by the header, and there is something in it. */
export const uploadBlob = (world: World, { raw, headers }: Asked, { did }: Account): Answer => {
	const mime = headers['content-type'] ?? '';
	if (mime === '') return bad('Request encoding (Content-Type) required but not provided');
	if (raw.length === 0) return bad('A request body is expected but none was provided');
	const cid = blobCid(raw);
	world.memory.putMedia(cid, raw);
	world.memory.state.blobs.push({ cid, did, mime, size: raw.length });
	return { status: 200, json: { blob: { $type: 'blob', ref: { $link: cid }, mimeType: mime, size: raw.length } } };
};
