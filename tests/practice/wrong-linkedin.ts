import { ask, begin, enc, organisation, post, VERSION } from './linkedin-asked.ts';
import type { Asked, Place, Wrong } from './wrong.ts';
import { wrongDocuments } from './wrong-linkedin-documents.ts';
import { wrongFigures } from './wrong-linkedin-figures.ts';

const share = (id: string) => `urn:li:share:${id}`;
const activity = (id: string) => `urn:li:activity:9${id}`;
const commentOf = ({ own, answer }: Place) => `urn:li:comment:(${activity(own)},${answer})`;

const poll = (at: Place, more: object): Asked =>
	post(at, {
		content: {
			poll: {
				question: 'Was?',
				options: [{ text: 'Ja' }, { text: 'Nein' }],
				settings: { duration: 'ONE_DAY' },
				...more,
			},
		},
	});
const change = (urn: string, json: unknown, method = 'PARTIAL_UPDATE'): Asked =>
	ask(`/rest/posts/${enc(urn)}`, { method: 'POST', json, headers: { 'x-restli-method': method } });
const comment = (at: Place, below: string, more: object = {}): Asked =>
	ask(`/rest/socialActions/${enc(below)}/comments`, {
		method: 'POST',
		json: { actor: organisation(at), object: activity(at.own), message: { text: 'Bis Freitag.' }, ...more },
	});
const tokens = (fields: Record<string, string>, { app }: Place, secret: string = app.clientSecret): Asked => ({
	method: 'POST',
	path: '/oauth/v2/accessToken',
	form: new URLSearchParams({ ...fields, client_id: app.clientId, client_secret: secret }),
});

/** What has to stand there first. */
export const prepareLinkedin = async (call: Place['call']) => {
	const roles = await call(ask('/rest/organizationAcls?q=roleAssignee'));
	const { elements } = roles.body as { elements: { organization: string }[] };
	const account = elements[0]?.organization.split(':').at(-1) ?? '';
	await call(post({ account }, { commentary: 'Ab Montag ist die Brücke gesperrt.' }));
	const listed = await call(listOwn(account));
	const own = (listed.body as { elements: { id: string }[] }).elements[0]?.id.split(':').at(-1) ?? '';
	const begun = await call(begin({ account }, 'images'));
	const media = (begun.body as { value: { image: string } }).value.image;
	const documents = [0, 1].map(() => call(begin({ account }, 'documents')));
	const [there, waiting] = (await Promise.all(documents)).map(
		({ body }) => (body as { value: { uploadUrl: string; document: string } }).value,
	);
	const pdf = {
		method: 'PUT',
		path: new URL(there?.uploadUrl ?? '').pathname,
		bytes: new TextEncoder().encode('%PDF-1.7'),
	};
	await call(pdf);
	return { account, own, media, more: { document: there?.document ?? '', upload: waiting?.uploadUrl ?? '' } };
};
const listOwn = (account: string, more = '', method = 'FINDER'): Asked =>
	ask(`/rest/posts?q=author&author=${enc(organisation({ account }))}${more}`, {
		headers: { 'x-restli-method': method },
	});

/** SPEC: learn.microsoft.com, LinkedIn marketing; each is refused there for the reason named. */
export const wrongAtLinkedin: readonly Wrong[] = [
	{ name: 'no key', ask: (at) => ({ ...post(at), bare: true }), status: 401, says: /INVALID_ACCESS_TOKEN/ },
	{ name: 'no version', ask: (at) => ({ ...post(at), headers: {} }), status: 400, says: /specify a version/ },
	{
		name: 'a version that ended',
		ask: (at) => ({ ...post(at), headers: { ...VERSION, 'linkedin-version': '202501' } }),
		status: 426,
		says: /202501 is not active/,
	},
	{
		name: 'no protocol',
		ask: (at) => ({ ...post(at), headers: { 'linkedin-version': '202608' } }),
		status: 400,
		says: /X-RestLi-Protocol-Version/,
	},
	{ name: 'an unknown address', ask: () => ask('/rest/nichts'), status: 404, says: /RESOURCE_NOT_FOUND/ },
	{
		name: 'the old address of posts',
		ask: () => ({ method: 'POST', path: '/v2/ugcPosts', json: {}, headers: VERSION }),
		status: 404,
		says: /RESOURCE_NOT_FOUND/,
	},
	{ name: 'an unknown field', ask: (at) => post(at, { text: 'Hallo' }), status: 422, says: /unrecognized field/ },
	{ name: 'no visibility', ask: (at) => post(at, { visibility: undefined }), status: 422, says: /visibility/ },
	{ name: 'contacts only', ask: (at) => post(at, { visibility: 'CONNECTIONS' }), status: 422, says: /PUBLIC only/ },
	{ name: 'a draft', ask: (at) => post(at, { lifecycleState: 'DRAFT' }), status: 422, says: /PUBLISHED/ },
	{ name: 'no feed', ask: (at) => post(at, { distribution: {} }), status: 422, says: /feedDistribution/ },
	{
		name: 'another organisation',
		ask: (at) => post(at, { author: 'urn:li:organization:1' }),
		status: 403,
		says: /may speak for/,
	},
	{
		name: 'a member instead of the organisation',
		ask: (at) => post(at, { author: `urn:li:person:${at.account}` }),
		status: 403,
		says: /may speak for/,
	},
	{ name: '3001 signs', ask: (at) => post(at, { commentary: 'ü'.repeat(3001) }), status: 422, says: /3000/ },
	{
		name: 'the same words again',
		ask: (at) => post(at, { commentary: 'Ab Montag ist die Brücke gesperrt.' }),
		status: 422,
		says: /DUPLICATE_POST/,
	},
	{
		name: 'a picture and a card at once',
		ask: (at) => post(at, { content: { media: { id: at.media }, article: { source: 'https://a.de', title: 'A' } } }),
		status: 422,
		says: /exactly one/,
	},
	{
		name: 'media of nobody',
		ask: (at) => post(at, { content: { media: { id: 'urn:li:image:1' } } }),
		status: 422,
		says: /not available/,
	},
	{
		name: 'media that are not whole',
		ask: (at) => post(at, { content: { media: { id: at.media } } }),
		status: 422,
		says: /not available/,
	},
	{
		name: 'several pictures that are one',
		ask: (at) => post(at, { content: { multiImage: { images: [{ id: at.media }] } } }),
		status: 422,
		says: /2 to 20/,
	},
	{
		name: 'a card without a title',
		ask: (at) => post(at, { content: { article: { source: 'https://a.de' } } }),
		status: 422,
		says: /1 to 400/,
	},
	{
		name: 'a card of no address',
		ask: (at) => post(at, { content: { article: { source: 'a.de', title: 'A' } } }),
		status: 422,
		says: /not an address/,
	},
	{ name: 'a poll of one answer', ask: (at) => poll(at, { options: [{ text: 'Ja' }] }), status: 422, says: /2 to 4/ },
	{
		name: 'an answer of 31 signs',
		ask: (at) => poll(at, { options: [{ text: 'a'.repeat(31) }, { text: 'b' }] }),
		status: 422,
		says: /1 to 30/,
	},
	{ name: 'a question of 141 signs', ask: (at) => poll(at, { question: 'a'.repeat(141) }), status: 422, says: /140/ },
	{
		name: 'a poll of two days',
		ask: (at) => poll(at, { settings: { duration: 'TWO_DAYS' } }),
		status: 422,
		says: /duration/,
	},
	{
		name: 'a change without saying so',
		ask: (at) => change(share(at.own), { patch: { $set: { commentary: 'Neu' } } }, 'UPDATE'),
		status: 400,
		says: /PARTIAL_UPDATE/,
	},
	{
		name: 'other pictures for a post that stands',
		ask: (at) => change(share(at.own), { patch: { $set: { content: {} } } }),
		status: 422,
		says: /cannot be changed/,
	},
	{
		name: 'a change of what is not ours',
		ask: (at) => change(share(at.foreign), { patch: { $set: { commentary: 'Neu' } } }),
		status: 403,
		says: /not one of yours/,
	},
	{
		name: 'a deletion of what is not ours',
		ask: (at) => ask(`/rest/posts/${enc(share(at.foreign))}`, { method: 'DELETE' }),
		status: 403,
		says: /not one of yours/,
	},
	{
		name: 'posts of somebody else',
		ask: () => listOwn('1'),
		status: 403,
		says: /may read for/,
	},
	{ name: 'posts by no finder', ask: (at) => listOwn(at.account, '', 'GET'), status: 400, says: /FINDER/ },
	{ name: '101 posts at once', ask: (at) => listOwn(at.account, '&count=101'), status: 400, says: /between 1 and 100/ },
	{
		name: 'a list whose brackets are encoded',
		ask: (at) => ask(`/rest/socialMetadata?ids=List%28${enc(share(at.own))}%29`),
		status: 400,
		says: /List/,
	},
	{
		name: 'an organisation of somebody else',
		ask: () => ask('/rest/organizations?ids=List(1)'),
		status: 403,
		says: /administer/,
	},
	{ name: 'people by bare numbers', ask: () => ask('/rest/people?ids=List(1)'), status: 400, says: /id:/ },
	{
		name: 'comments below nothing',
		ask: () => ask(`/rest/socialActions/${enc(share('1'))}/comments`),
		status: 404,
		says: /does not exist/,
	},
	{
		name: 'a comment in another name',
		ask: (at) => comment(at, share(at.own), { actor: 'urn:li:organization:1' }),
		status: 403,
		says: /may not speak/,
	},
	{
		name: 'a comment of 1251 signs',
		ask: (at) => comment(at, share(at.own), { message: { text: 'a'.repeat(1251) } }),
		status: 422,
		says: /1250/,
	},
	{
		name: 'a comment without words',
		ask: (at) => comment(at, share(at.own), { message: {} }),
		status: 422,
		says: /required/,
	},
	{
		name: 'an answer that names no comment',
		ask: (at) => comment(at, commentOf(at)),
		status: 422,
		says: /parentComment/,
	},
	{
		name: 'a deletion of a comment of somebody else',
		ask: (at) =>
			ask(`/rest/socialActions/${enc(activity(at.own))}/comments/${at.answer}?actor=${enc(organisation(at))}`, {
				method: 'DELETE',
			}),
		status: 403,
		says: /not one of yours/,
	},
	{
		name: 'a picture without an owner',
		ask: () => ask('/rest/images?action=initializeUpload', { method: 'POST', json: {} }),
		status: 400,
		says: /owner/,
	},
	{
		name: 'a picture for somebody else',
		ask: () => begin({ account: '1' }, 'images'),
		status: 403,
		says: /owner/,
	},
	...wrongDocuments,
	{ name: 'a film without its size', ask: (at) => begin(at, 'videos'), status: 400, says: /fileSizeBytes/ },
	{
		name: 'a film of 501 megabytes',
		ask: (at) => begin(at, 'videos', { fileSizeBytes: 501_000_000 }),
		status: 400,
		says: /at most/,
	},
	{
		name: 'the end of a film that is not there',
		ask: () =>
			ask('/rest/videos?action=finalizeUpload', {
				method: 'POST',
				json: { finalizeUploadRequest: { video: 'urn:li:video:1' } },
			}),
		status: 404,
		says: /does not exist/,
	},
	{
		name: 'bytes for an address that was never given',
		ask: () => ask('/dms-uploads/1/0', { method: 'PUT' }),
		status: 404,
		says: /not valid any more/,
	},
	{
		name: 'a code that was never given',
		ask: (at) => tokens({ grant_type: 'authorization_code', code: 'nichts' }, at),
		status: 400,
		says: /invalid_grant/,
	},
	{
		name: 'tokens without a secret',
		ask: (at) => tokens({ grant_type: 'refresh_token', refresh_token: at.refreshToken }, at, ''),
		status: 401,
		says: /invalid_client/,
	},
	...wrongFigures,
];
