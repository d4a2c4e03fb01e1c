import { picture } from '../conformance.ts';
import type { Asked, Opened, Place, Wrong } from './wrong.ts';
import { wrongGatesAtBluesky } from './wrong-bluesky-gates.ts';
import { wrongRecordsAtBluesky } from './wrong-bluesky-records.ts';

const POSTS = 'app.bsky.feed.post';
/** SPEC: atproto.com/specs/tid; keys of posts sort by time. */
const RKEY = '3mghqjz5a222a';
const get = (nsid: string, params: object = {}): Asked => ({
	path: `/xrpc/${nsid}?${new URLSearchParams(params as Record<string, string>)}`,
});
const post = (nsid: string, json: object = {}): Asked => ({ method: 'POST', path: `/xrpc/${nsid}`, json });
const record = { $type: POSTS, text: 'Die Brücke ist gesperrt.', createdAt: '2026-03-02T07:30:00Z' };
const put =
	(fields: object = {}) =>
	({ account }: Place): Asked =>
		post('com.atproto.repo.putRecord', { repo: account, collection: POSTS, rkey: RKEY, record, ...fields });
const remove =
	(fields: object = {}) =>
	({ account }: Place): Asked =>
		post('com.atproto.repo.deleteRecord', { repo: account, collection: POSTS, rkey: RKEY, ...fields });
const report =
	(fields: object = {}, to = 'did:plc:x#atproto_labeler') =>
	({ answer }: Place): Asked => ({
		...post('com.atproto.moderation.createReport', {
			reasonType: 'com.atproto.moderation.defs#reasonSpam',
			subject: { $type: 'com.atproto.repo.strongRef', uri: answer, cid: 'x' },
			...fields,
		}),
		headers: to === '' ? {} : { 'atproto-proxy': to },
	});
const signIn = (fields: object): Asked => ({ ...post('com.atproto.server.createSession', fields), bare: true });
const upload = (bytes: Uint8Array<ArrayBuffer>, mime: string): Asked => ({
	method: 'POST',
	path: '/xrpc/com.atproto.repo.uploadBlob',
	bytes,
	headers: mime === '' ? {} : { 'content-type': mime },
});

type Body = { readonly body: unknown };
const blobOf = ({ body }: Body) => JSON.stringify((body as { blob: object }).blob);

/** What has to stand there first: a session, a post of ours, and files of every kind and size. */
export const prepareBluesky = async (call: Place['call'], { handle, secret }: Opened) => {
	const begun = await call(signIn({ identifier: handle, password: secret }));
	const { accessJwt: key, refreshJwt, did } = begun.body as Record<'accessJwt' | 'refreshJwt' | 'did', string>;
	const owned = { authorization: `Bearer ${key}` };
	const made = await call({ ...put({ rkey: '3mghqjz5a2222' })({ account: did } as Place), headers: owned });
	const { uri, cid } = made.body as Record<'uri' | 'cid', string>;
	const brought = async (bytes: Uint8Array<ArrayBuffer>, mime: string) =>
		blobOf(await call({ ...upload(bytes, mime), headers: { ...owned, 'content-type': mime } }));
	const more = {
		...{ refreshJwt, cid },
		image: await brought(new Uint8Array(picture().bytes), 'image/jpeg'),
		large: await brought(new Uint8Array(2_000_001), 'image/jpeg'),
		film: await brought(new Uint8Array(8), 'video/webm'),
		clip: await brought(new Uint8Array(9), 'video/mp4'),
		captions: await brought(new Uint8Array(20_001), 'text/vtt'),
	};
	return { account: did, own: uri, media: more.image, key, more };
};

const invalid = (words: string) => new RegExp(`"error":"InvalidRequest","message":"${words}`);

/** SPEC: Bluesky's own server (PDS) and lexicons; each is refused there under this name. */
export const wrongAtBluesky: readonly Wrong[] = [
	{ name: 'no key', ask: (at) => ({ ...put()(at), bare: true }), status: 401, says: /"AuthMissing"/ },
	{
		name: 'an unknown key',
		ask: (at) => ({ ...put()(at), headers: { authorization: 'Bearer nichts' } }),
		status: 400,
		says: /"InvalidToken","message":"Token could not be verified"/,
	},
	{
		name: 'the key that only renews',
		ask: (at) => ({ ...put()(at), headers: { authorization: `Bearer ${at.more['refreshJwt']}` } }),
		status: 400,
		says: /"InvalidToken","message":"Bad token scope"/,
	},
	{
		name: 'a renewal with the key of every day',
		ask: () => post('com.atproto.server.refreshSession'),
		status: 400,
		says: /"InvalidToken"/,
	},
	{
		name: 'a wrong password',
		ask: ({ handle }) => signIn({ identifier: handle, password: 'nichts' }),
		status: 401,
		says: /"AuthenticationRequired","message":"Invalid identifier or password"/,
	},
	{
		name: 'no password',
		ask: ({ handle }) => signIn({ identifier: handle }),
		status: 400,
		says: invalid('Input must have the property \\\\"password'),
	},
	{ name: 'an unknown method', ask: () => get('app.bsky.feed.nichts'), status: 501, says: /"MethodNotImplemented"/ },
	{
		name: 'a write that only asks',
		ask: () => get('com.atproto.repo.putRecord'),
		status: 400,
		says: invalid('Incorrect HTTP method \\(GET\\) expected POST'),
	},
	...['repo', 'collection', 'rkey', 'record'].map((name) => ({
		name: `a record without ${name}`,
		ask: put({ [name]: undefined }),
		status: 400,
		says: invalid(`Input must have the property \\\\"${name}`),
	})),
	{
		name: 'an unknown parameter',
		ask: put({ text: 'Hallo' }),
		status: 400,
		says: invalid('Input has the unknown property text'),
	},
	{
		name: 'a collection that is no name',
		ask: put({ collection: 'posts' }),
		status: 400,
		says: invalid('Input/collection must be a valid nsid'),
	},
	{
		name: 'a collection without a lexicon',
		ask: put({ collection: 'app.bsky.feed.article' }),
		status: 400,
		says: invalid('Lexicon not found: lex:app.bsky.feed.article'),
	},
	{
		name: 'a key with a slash',
		ask: put({ rkey: 'a/b' }),
		status: 400,
		says: invalid('Input/rkey must be a valid Record Key'),
	},
	{ name: 'a key that is no time', ask: put({ rkey: 'bruecke' }), status: 400, says: /Record\/rkey must be a tid/ },
	{
		name: 'a record in the name of nobody',
		ask: put({ repo: 'did:plc:niemand' }),
		status: 400,
		says: invalid('Could not find repo: did:plc:niemand'),
	},
	{
		name: 'a record in another name',
		ask: (at) => put({ repo: at.answer.split('/')[2] })(at),
		status: 401,
		says: /"AuthenticationRequired"/,
	},
	{
		name: 'a record over one that is not there',
		ask: (at) => put({ swapRecord: at.more['cid'] })(at),
		status: 400,
		says: /"InvalidSwap","message":"Record was at null"/,
	},
	{
		name: 'a new record over one that is there',
		ask: (at) => put({ rkey: at.own.split('/').at(-1), record: { ...record, text: 'Neu.' }, swapRecord: null })(at),
		status: 400,
		says: /"InvalidSwap","message":"Record was at bafy/,
	},
	{
		name: 'a deletion of another version',
		ask: (at) => remove({ rkey: at.own.split('/').at(-1), swapRecord: 'bafyreia' })(at),
		status: 400,
		says: /"InvalidSwap"/,
	},
	{
		name: 'a deletion of what somebody said',
		ask: (at) => remove({ repo: at.answer.split('/')[2], rkey: at.answer.split('/').at(-1) })(at),
		status: 401,
		says: /"AuthenticationRequired"/,
	},
	{
		name: 'a file of no kind',
		ask: () => upload(new Uint8Array(3), ''),
		status: 400,
		says: invalid('Request encoding \\(Content-Type\\) required'),
	},
	{
		name: 'a file with nothing in it',
		ask: () => upload(new Uint8Array(0), 'image/png'),
		status: 400,
		says: invalid('A request body is expected but none was provided'),
	},
	...wrongRecordsAtBluesky,
	...wrongGatesAtBluesky,
	{
		name: 'a block of nobody',
		ask: put({
			collection: 'app.bsky.graph.block',
			record: { $type: 'app.bsky.graph.block', subject: 'waldkauz', createdAt: record.createdAt },
		}),
		status: 400,
		says: /Record\/subject must be a did/,
	},
	{ name: 'a report to nobody', ask: report({}, ''), status: 501, says: /"MethodNotImplemented"/ },
	{
		name: 'a report without a kind',
		ask: report({ reasonType: undefined }),
		status: 400,
		says: invalid('Input must have the property \\\\"reasonType'),
	},
	{ name: 'an unknown kind of report', ask: report({ reasonType: 'rude' }), status: 400, says: /Invalid reason type/ },
	{
		name: 'a reason of 2001 signs',
		ask: report({ reason: 'ü'.repeat(2001) }),
		status: 400,
		says: /Input\/reason must not be longer than 2000 graphemes/,
	},
	{
		name: 'a record that is not there',
		ask: ({ account }) => get('com.atproto.repo.getRecord', { repo: account, collection: POSTS, rkey: RKEY }),
		status: 400,
		says: /"RecordNotFound","message":"Could not locate record/,
	},
	{
		name: 'the records of nobody',
		ask: () => get('com.atproto.repo.listRecords', { repo: 'did:plc:niemand', collection: POSTS }),
		status: 400,
		says: invalid('Could not find repo'),
	},
	{
		name: '101 records at once',
		ask: ({ account }) => get('com.atproto.repo.listRecords', { repo: account, collection: POSTS, limit: '101' }),
		status: 400,
		says: invalid('Error: Params/limit can not be greater than 100'),
	},
	{
		name: 'a handle that is none',
		ask: () => get('com.atproto.identity.resolveHandle', { handle: 'waldkauz' }),
		status: 400,
		says: invalid('Error: Params/handle must be a valid handle'),
	},
	{
		name: 'a handle of nobody',
		ask: () => get('com.atproto.identity.resolveHandle', { handle: 'niemand.uebung.test' }),
		status: 400,
		says: invalid('Unable to resolve handle'),
	},
	{
		name: 'posts without an address',
		ask: () => get('app.bsky.feed.getPosts'),
		status: 400,
		says: invalid('Error: Params must have the property \\\\"uris'),
	},
	{
		name: '26 posts at once',
		ask: ({ own }) => ({
			path: `/xrpc/app.bsky.feed.getPosts?${Array.from({ length: 26 }, () => `uris=${own}`).join('&')}`,
		}),
		status: 400,
		says: invalid('Error: Params/uris must not have more than 25 elements'),
	},
	{
		name: 'a talk about nothing',
		ask: () => get('app.bsky.feed.getPostThread', { uri: 'at://did:plc:x/app.bsky.feed.post/1' }),
		status: 400,
		says: /"NotFound","message":"Post not found/,
	},
	{
		name: 'the 31st sign-in in five minutes',
		async before(at) {
			for (let one = 0; one < 30; one += 1) await at.call(signIn({ identifier: 'b.uebung.test', password: 'x' }));
		},
		ask: () => signIn({ identifier: 'b.uebung.test', password: 'x' }),
		status: 429,
		says: /"RateLimitExceeded"/,
	},
	{
		name: 'a key of this morning',
		before: (at) => at.later(),
		ask: put(),
		status: 400,
		says: /"ExpiredToken","message":"Token has expired"/,
	},
];
