import type { Notice } from '../plain/hooks.ts';
import { whoAsks } from '../plain/oauth.ts';
import type { Account, Post } from '../plain/state.ts';
import { accountOf, unknownField, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import type { OfPage } from './pages.ts';
import { graphError, invalid, moment } from './words.ts';

/** SPEC: Page, subscribed_apps: some of the fields that a page can be heard of by. */
const FIELDS = ['feed', 'mention', 'mentions', 'messages', 'ratings', 'name', 'picture'];

const appOf = (world: World, asked: Asked): string => {
	const who = whoAsks(world, asked);
	return typeof who === 'string' ? '' : who.token.clientId;
};
const without = (world: World, app: string, { id }: Account) =>
	world.memory.state.installed.filter((one) => one.app !== app || one.by !== id);

const isPage = ({ account, id }: OfPage): boolean => id === 'me' || id === account.id;
const elsewhere = (): Answer => graphError(200, '(#200) This is not the page that the key is for');

/** SPEC: POST /{page}/subscribed_apps. */
export const install = (world: World, asked: Asked, call: OfPage): Answer => {
	if (!isPage(call)) return elsewhere();
	const given = asked.fields ?? {};
	const odd = unknownField(given, ['subscribed_fields']);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const fields: unknown = given['subscribed_fields'];
	if (!Array.isArray(fields) || fields.length === 0) return invalid('The parameter subscribed_fields is required.');
	const strange = fields.map(String).find((one) => !FIELDS.includes(one));
	if (strange !== undefined) return invalid(`Param subscribed_fields must be one of {${FIELDS.join(', ')}}`);
	const app = appOf(world, asked);
	world.memory.state.installed = [...without(world, app, call.account), { app, by: call.account.id }];
	return { status: 200, json: { success: true } };
};

/** SPEC: DELETE /{page}/subscribed_apps. */
export const uninstall = (world: World, asked: Asked, call: OfPage): Answer => {
	if (!isPage(call)) return elsewhere();
	world.memory.state.installed = without(world, appOf(world, asked), call.account);
	return { status: 200, json: { success: true } };
};

/** The account of ours that something was said to: below a post of it, or by naming it. */
const concerned = (world: World, post: Post): Account | undefined => {
	const root = world.memory.state.posts.find(({ id }) => id === post.root);
	const own = root === undefined ? undefined : accountOf(world, root.by);
	if (own?.official) return own;
	return world.memory.state.accounts.find(({ official, handle }) => official && post.text.includes(`@${handle}`));
};

const seconds = ({ clock }: World): number => Math.floor(clock.now() / 1000);
const authorOf = (world: World, { by }: Post) => accountOf(world, by);

/** SPEC: Webhooks reference, page, feed. */
export const pageNotice: Notice = (world, post) => {
	const page = concerned(world, post);
	if (page === undefined) return null;
	const author = authorOf(world, post);
	const value = {
		...{ item: 'comment', verb: 'add', comment_id: post.id, post_id: post.root, parent_id: post.replyTo ?? post.root },
		...{ from: { id: author?.id, name: author?.name }, message: post.text, created_time: seconds(world) },
	};
	const entry = [{ id: page.id, time: seconds(world), changes: [{ field: 'feed', value }] }];
	return { account: page.id, body: { object: 'page', entry } };
};

/** SPEC: Webhooks reference, instagram, comments. */
export const instagramNotice: Notice = (world, post) => {
	const account = concerned(world, post);
	if (account === undefined) return null;
	const author = authorOf(world, post);
	const value = {
		...{ id: post.id, text: post.text, from: { id: author?.id, username: author?.handle } },
		media: { id: post.root, media_product_type: 'FEED' },
	};
	const entry = [{ id: account.id, time: seconds(world), changes: [{ field: 'comments', value }] }];
	return { account: account.id, body: { object: 'instagram', entry } };
};

/** SPEC: docs/threads/webhooks, replies. */
export const threadsNotice: Notice = (world, post) => {
	const account = concerned(world, post);
	if (account === undefined) return null;
	const value = {
		...{ id: post.id, username: authorOf(world, post)?.handle, text: post.text, media_type: 'TEXT_POST' },
		...{ replied_to: { id: post.replyTo }, root_post: { id: post.root, owner_id: account.id } },
		timestamp: moment(post.at),
	};
	const body = {
		...{ app_id: '1', topic: 'moderate', target_id: account.id, time: seconds(world), subscription_id: '1' },
		...{ has_uid_field: false, values: { value, field: 'replies' } },
	};
	return { account: account.id, body, byAgreement: true };
};
