import { authorize, type OAuthRules, whoAsks } from '../plain/oauth.ts';
import type { Account, Token } from '../plain/state.ts';
import type { World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { showList } from './show.ts';
import { accessToken, pageToken, proofRefused } from './tokens.ts';
import { keyRefused, type UsageType, withUsage } from './usage.ts';
import { graphError } from './words.ts';

export const VERSION = '/v25.0';

/** What is asked of which node, with the key of which page. */
export interface OfPage {
	readonly account: Account;
	readonly id: string;
}

export interface Route<Call extends OfPage> {
	readonly method: string;
	readonly path: RegExp;
	/** The right it needs; at some addresses that depends on what lies there. */
	readonly scope: string | ((world: World, id: string) => string);
	handle(world: World, asked: Asked, call: Call): Answer | Promise<Answer>;
}

export interface Pages<Call extends OfPage> {
	readonly oauth: OAuthRules;
	readonly type: UsageType;
	readonly routes: readonly Route<Call>[];
	/** What the list of pages says of one, beside its key. */
	node(world: World, page: Account): Readonly<Record<string, unknown>>;
	callOf(at: OfPage): Call;
}

/** SPEC: GET /me/accounts: every page that the owner of the key has a task on, with its own key. Here one owner has them all. */
const listAccounts = <Call extends OfPage>(
	{ oauth, node }: Pages<Call>,
	world: World,
	{ asked, token }: { readonly asked: Asked; readonly token: Token },
): Answer => {
	if (token.page) return graphError(100, '(#100) Tried accessing nonexisting field (accounts) on node type (Page)');
	if (!token.scopes.includes('pages_show_list')) return graphError(200, '(#200) Requires pages_show_list permission');
	const pages = world.memory.state.accounts
		.filter(({ official }) => official)
		.map((page) => ({ ...node(world, page), access_token: pageToken(world, oauth, { page, key: token }).access }));
	world.memory.save();
	const { origin } = world.addresses;
	return showList(pages, asked, { node: 'Page', origin, mood: world.memory.state.mood });
};

/** What the key of a page may: the act, if there is one and its permission was granted. */
const actWith = <Call extends OfPage>(
	{ routes, type, callOf }: Pages<Call>,
	world: World,
	{ asked, account, token }: { readonly asked: Asked; readonly account: Account; readonly token: Token },
): Answer | Promise<Answer> => {
	const { path, method } = asked;
	const route = routes.find((one) => one.method === method && one.path.test(path));
	if (route === undefined) return graphError(2500, `Unknown path components: ${path}`);
	if (!token.page) return graphError(210, '(#210) A page access token is required to request this resource.');
	const id = route.path.exec(path)?.[1] ?? '';
	const scope = typeof route.scope === 'string' ? route.scope : route.scope(world, id);
	if (!token.scopes.includes(scope)) return graphError(200, `(#200) Requires ${scope} permission`);
	const call = callOf({ account, id });
	return withUsage(world, { page: account, type }, () => route.handle(world, asked, call));
};

/** Answers one request after the Graph API's rules: address, key, proof, page, permission, allowance, then the act. */
export const answerForPages = async <Call extends OfPage>(
	pages: Pages<Call>,
	world: World,
	asked: Asked,
): Promise<Answer> => {
	const { path, method } = asked;
	if (path === `${VERSION}/dialog/oauth`) return authorize(world, pages.oauth, asked);
	if (path === `${VERSION}/oauth/access_token`) return accessToken(world, pages.oauth, asked);
	if (!path.startsWith(`${VERSION}/`)) return graphError(2500, `Unknown path components: ${path}`);
	const who = whoAsks(world, asked);
	if (typeof who === 'string') return keyRefused(who);
	const { account, token } = who;
	const unproved = proofRefused(asked, token);
	if (unproved) return unproved;
	const isList = path === `${VERSION}/me/accounts` && method === 'GET';
	return isList ? listAccounts(pages, world, { asked, token }) : actWith(pages, world, { asked, account, token });
};
