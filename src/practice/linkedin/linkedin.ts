import { authorize, type OAuthRules, tokens, whoAsks } from '../plain/oauth.ts';
import { startPlain } from '../plain/start.ts';
import type { Account } from '../plain/state.ts';
import { accountOf, spend, type World } from '../plain/world.ts';
import type { PracticeNetwork, PracticeOptions } from '../practice.ts';
import type { Answer, Asked } from '../server.ts';
import { type Call, urnOf } from './call.ts';
import { changeComment, countComments, createComment, deleteComment, listComments } from './comments.ts';
import { documentAction, imageAction, showMedium, takeBytes, videoAction } from './media.ts';
import { changePost, createPost, deletePost, listPosts, showPost } from './posts.ts';
import { showStatistics } from './statistics.ts';
import { listIn, problem } from './words.ts';

/** SPEC: learn.microsoft.com: an access token lives sixty days; the refresh token a year, and stays the same. */
const oauth: OAuthRules = {
	scopes: [
		...['r_organization_social', 'w_organization_social', 'rw_organization_admin'],
		...['r_organization_social_feed', 'w_organization_social_feed'],
	],
	separator: ' ',
	accessMs: 60 * 24 * 3_600_000,
	refreshMs: 365 * 24 * 3_600_000,
	rotates: false,
	client: 'body',
};

interface Route {
	readonly method: string;
	readonly path: RegExp;
	readonly scope: string;
	handle(world: World, asked: Asked, call: Call): Answer | Promise<Answer>;
}

const NAME = '(urn(?:%3A|:)li(?:%3A|:)[^/]+)';
const rest = (path: string): RegExp => new RegExp(`^/rest/${path}$`);

const readPosts = 'r_organization_social';
const writePosts = 'w_organization_social';
const readFeed = 'r_organization_social_feed';
const writeFeed = 'w_organization_social_feed';
const admin = 'rw_organization_admin';

const routes: readonly Route[] = [
	{ method: 'GET', path: rest('organizationAcls'), scope: admin, handle: showRoles },
	{ method: 'GET', path: rest('organizations'), scope: admin, handle: showOrganisations },
	{ method: 'GET', path: rest('organizations/(\\d+)'), scope: admin, handle: showOrganisation },
	{ method: 'GET', path: rest('people'), scope: admin, handle: showPeople },
	{ method: 'POST', path: rest('posts'), scope: writePosts, handle: createPost },
	{ method: 'GET', path: rest('posts'), scope: readPosts, handle: listPosts },
	{ method: 'GET', path: rest(`posts/${NAME}`), scope: readPosts, handle: showPost },
	{ method: 'POST', path: rest(`posts/${NAME}`), scope: writePosts, handle: changePost },
	{ method: 'DELETE', path: rest(`posts/${NAME}`), scope: writePosts, handle: deletePost },
	{ method: 'POST', path: rest('images'), scope: writePosts, handle: imageAction },
	{ method: 'POST', path: rest('videos'), scope: writePosts, handle: videoAction },
	{ method: 'POST', path: rest('documents'), scope: writePosts, handle: documentAction },
	{ method: 'GET', path: rest(`(?:images|videos|documents)/${NAME}`), scope: writePosts, handle: showMedium },
	{ method: 'PUT', path: /^\/dms-uploads\/(\d+\/\d+)$/, scope: writePosts, handle: takeBytes },
	{ method: 'GET', path: rest('organizationalEntityShareStatistics'), scope: admin, handle: showStatistics },
	{ method: 'GET', path: rest('socialMetadata'), scope: readFeed, handle: countComments },
	{ method: 'GET', path: rest(`socialActions/${NAME}/comments`), scope: readFeed, handle: listComments },
	{ method: 'POST', path: rest(`socialActions/${NAME}/comments`), scope: writeFeed, handle: createComment },
	{ method: 'POST', path: rest(`socialActions/(${NAME}/comments/\\d+)`), scope: writeFeed, handle: changeComment },
	{ method: 'DELETE', path: rest(`socialActions/(${NAME}/comments/\\d+)`), scope: writeFeed, handle: deleteComment },
];

function showRoles(_world: World, { query }: Asked, { account }: Call): Answer {
	if (query.get('q') !== 'roleAssignee') return problem(400, 'INVALID_PARAM', 'q: is not a known finder');
	const element = {
		organization: urnOf(account),
		role: 'ADMINISTRATOR',
		state: 'APPROVED',
		roleAssignee: 'urn:li:person:amt',
	};
	return { status: 200, json: { paging: {}, elements: [element] } };
}

const organisationOf = ({ id, handle, name, website = '' }: Account) => ({
	...{ id, localizedName: name, vanityName: handle },
	...(website === '' ? {} : { localizedWebsite: website }),
});

function showOrganisations(world: World, { search }: Asked, { account }: Call): Answer {
	const ids = listIn(search);
	if (ids === null || ids.length === 0) return problem(400, 'INVALID_PARAM', 'ids: List(...) is missing');
	if (ids.some((id) => id !== account.id)) return problem(403, 'ACCESS_DENIED', 'You do not administer it');
	const results = ids.flatMap((id) => accountOf(world, id) ?? []).map((one) => [one.id, organisationOf(one)] as const);
	return { status: 200, json: { results: Object.fromEntries(results), statuses: {}, errors: {} } };
}

function showOrganisation(_world: World, _asked: Asked, { account, id }: Call): Answer {
	if (id !== account.id) return problem(403, 'ACCESS_DENIED', 'You do not administer it');
	return { status: 200, json: organisationOf(account) };
}

function showPeople(world: World, { search }: Asked, _call: Call): Answer {
	const keys = listIn(search);
	const ids = keys?.map((key) => /^\(id:(.+)\)$/.exec(key)?.[1]) ?? [];
	if (ids.length === 0 || ids.includes(undefined))
		return problem(400, 'INVALID_PARAM', 'ids: List((id:...)) is missing');
	const results = ids
		.flatMap((id) => accountOf(world, id ?? '') ?? [])
		.map(({ id, name }) => {
			const [localizedFirstName = '', ...rest] = name.split(' ');
			return [`(id:${id})`, { id, localizedFirstName, localizedLastName: rest.join(' ') }] as const;
		});
	return { status: 200, json: { results: Object.fromEntries(results), statuses: {}, errors: {} } };
}

/** SPEC: "Rate limits are reset at midnight UTC"; how many there are stands in the portal only. */
const DAY = { most: 100_000, ms: 24 * 3_600_000 };

/** SPEC: versions: named in every request, at least a year each, to the middle of a month; from then on 426. */
const wrongVersion = ({ clock }: World, { headers, path }: Asked): Answer | null => {
	if (path.startsWith('/dms-uploads/')) return null;
	const version = headers['linkedin-version'] ?? '';
	if (version === '') return problem(400, 'VERSION_MISSING', 'A version must be present. Please specify a version');
	const [, year, month] = /^(20\d\d)(0[1-9]|1[0-2])$/.exec(version) ?? [];
	const ends = Date.UTC(Number(year) + 1, Number(month) - 1, 16);
	if (!(ends > clock.now())) return problem(426, 'NONEXISTENT_VERSION', `Requested version ${version} is not active`);
	return headers['x-restli-protocol-version'] === '2.0.0'
		? null
		: problem(400, 'INVALID_PROTOCOL', 'X-RestLi-Protocol-Version: 2.0.0 is missing');
};

/** Answers one request after the network's rules: address, version, key, scope, allowance, then the act. */
const handle = async (world: World, asked: Asked): Promise<Answer> => {
	if (asked.path === '/oauth/v2/authorization') return authorize(world, oauth, asked);
	if (asked.path === '/oauth/v2/accessToken' && asked.method === 'POST') return tokens(world, oauth, asked);
	const picture = /^\/media\/(\d+)$/.exec(asked.path)?.[1];
	if (picture !== undefined) return servePicture(world, picture);
	const route = routes.find(({ method, path }) => method === asked.method && path.test(asked.path));
	if (route === undefined) return problem(404, 'RESOURCE_NOT_FOUND', `No virtual resource found for ${asked.path}`);
	const wrong = wrongVersion(world, asked);
	if (wrong) return wrong;
	const who = whoAsks(world, asked);
	if (who === 'expired') return problem(401, 'EXPIRED_ACCESS_TOKEN', 'The token used in the request has expired');
	if (who === 'revoked') return problem(401, 'REVOKED_ACCESS_TOKEN', 'The token has been revoked by the user');
	if (typeof who === 'string') return problem(401, 'INVALID_ACCESS_TOKEN', 'Invalid access token');
	if (!who.token.scopes.includes(route.scope))
		return problem(403, 'ACCESS_DENIED', `Not enough permissions to access: ${route.scope} is missing`);
	if (!spend(world, `${who.account.id}:${route.method}${route.path}`, DAY).allowed)
		return problem(
			429,
			'TOO_MANY_REQUESTS',
			'Resource level throttle MEMBER DAY limit for calls to this resource is reached',
		);
	const id = decodeURIComponent(route.path.exec(asked.path)?.[1] ?? '');
	return route.handle(world, asked, { account: who.account, id });
};

const servePicture = ({ memory }: World, id: string): Answer => {
	const bytes = memory.media(id);
	const known = memory.state.media.find((one) => one.id === id);
	return bytes && known
		? { status: 200, file: { bytes, mime: known.mime } }
		: problem(404, 'NOT_FOUND', 'The picture does not exist');
};

/** Starts a server on loopback that behaves like LinkedIn's API, in whatever mood it is put. */
export const startLinkedin = (options: PracticeOptions): Promise<PracticeNetwork> =>
	startPlain(
		{
			...{ kind: 'linkedin', oauth, mentions: false, handle },
			isPublicWrite: ({ method, path }) => method !== 'GET' && /^\/rest\/(posts|socialActions)/.test(path),
			isMedia: ({ path }) => /^\/(rest\/(images|videos|documents)|dms-uploads)/.test(path),
			isSpared: ({ path }) => path.startsWith('/media/') || path === '/oauth/v2/authorization',
			error: (status, words) => problem(status, 'ERROR', words).json,
			resetHeader: (at) => ['retry-after', new Date(at).toUTCString()],
		},
		options,
	);
