import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure } from '../../channel.ts';
import type { Account } from '../account.ts';
import type { Api } from '../granted-api.ts';
import { linksIn } from '../links.ts';
import { VERSION } from '../meta/api.ts';
import { readList } from '../meta/lists.ts';
import { readAs } from '../read-as.ts';
import { facebookCapabilities } from './capabilities.ts';

const Managed = z.object({
	id: z.string().min(1),
	name: z.string(),
	username: z.string().optional(),
	access_token: z.string().min(1),
});
export type Managed = z.output<typeof Managed>;
const MOST_PAGES = 20;

/** The pages that the owner of the key has a task on, each with a key of its own. SPEC: GET /me/accounts. */
export const managedPages = async (api: Api): Promise<Result<readonly Managed[], ChannelFailure>> => {
	const query = [['fields', 'id,name,username,access_token']] as const;
	const read = await readList(api, { path: `${VERSION}/me/accounts`, query, one: Managed, most: MOST_PAGES });
	return read.ok ? ok(read.value.items) : read;
};

const plain = (text: string): string => text.trim().replace(/^@/, '').toLowerCase();

/** The page or account that is meant: by number, short name or name; without a wish the only one there is. */
export const choosePage = (pages: readonly Managed[], wish: string): Result<Managed, ChannelFailure> => {
	const wanted = plain(wish.replace(/^https?:\/\/(?:www\.)?(?:facebook|instagram)\.com\//i, '').replace(/\/$/, ''));
	const names = (page: Managed) => [page.id, page.username, page.name].map((name) => plain(name ?? ''));
	const found = wanted === '' ? pages : pages.filter((page) => names(page).includes(wanted));
	const [only] = found;
	if (found.length === 1 && only !== undefined) return ok(only);
	const reason = pages.map(({ name, id }) => `${name} (${id})`).join(', ');
	return fail({ type: 'channel.rejected', field: 'account', reason });
};

const Page = z.object({
	id: z.string().min(1),
	name: z.string(),
	username: z.string().optional(),
	link: z.string().optional(),
	website: z.string().default(''),
	about: z.string().default(''),
});

export const readPage = async (api: Api, id: string): Promise<Result<Account, ChannelFailure>> => {
	const query = [['fields', 'id,name,username,link,website,about']] as const;
	const asked = await api({ method: 'GET', path: `${VERSION}/${id}`, query, purpose: 'read' });
	if (!asked.ok) return asked;
	const read = readAs(Page, asked.value.body);
	if (!read.ok) return read;
	const { name, username, link, website, about } = read.value;
	// People leave the scheme out when they fill in their profile.
	const named = website.split(/[\s,]+/).map((one) => (/^https?:/i.test(one) ? one : `https://${one}`));
	return ok({
		remoteId: id,
		handle: username ?? name,
		url: link ?? `https://www.facebook.com/${id}`,
		capabilities: facebookCapabilities,
		links: linksIn([about, ...(website === '' ? [] : named)]),
	});
};
