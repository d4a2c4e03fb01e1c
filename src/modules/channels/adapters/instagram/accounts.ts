import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure } from '../../channel.ts';
import type { Account } from '../account.ts';
import type { Managed } from '../facebook/pages.ts';
import type { Api } from '../granted-api.ts';
import { linksIn } from '../links.ts';
import { VERSION } from '../meta/api.ts';
import { readList } from '../meta/lists.ts';
import { readAs } from '../read-as.ts';
import { instagramCapabilities } from './capabilities.ts';

const Page = z.object({
	access_token: z.string().min(1),
	instagram_business_account: z
		.object({ id: z.string().min(1), username: z.string(), name: z.string().default('') })
		.optional(),
});
const MOST_PAGES = 20;

/** The professional accounts that are linked to pages of the owner of the key, each with the key of its page. SPEC: GET /me/accounts. */
export const professionalAccounts = async (api: Api): Promise<Result<readonly Managed[], ChannelFailure>> => {
	const query = [['fields', 'access_token,instagram_business_account{id,username,name}']] as const;
	const read = await readList(api, { path: `${VERSION}/me/accounts`, query, one: Page, most: MOST_PAGES });
	if (!read.ok) return read;
	return ok(
		read.value.items.flatMap(({ access_token, instagram_business_account: account }) =>
			account ? [{ access_token, ...account, name: account.name || account.username }] : [],
		),
	);
};

const Profile = z.object({
	id: z.string().min(1),
	username: z.string(),
	website: z.string().default(''),
	biography: z.string().default(''),
});

interface At {
	readonly id: string;
	readonly web: string;
	readonly hasAddress: boolean;
}

export const readAccount = async (api: Api, { id, web, hasAddress }: At): Promise<Result<Account, ChannelFailure>> => {
	const query = [['fields', 'id,username,website,biography']] as const;
	const asked = await api({ method: 'GET', path: `${VERSION}/${id}`, query, purpose: 'read' });
	if (!asked.ok) return asked;
	const read = readAs(Profile, asked.value.body);
	if (!read.ok) return read;
	const { username, website, biography } = read.value;
	return ok({
		remoteId: id,
		handle: username,
		url: `${web}/${username}/`,
		capabilities: instagramCapabilities(hasAddress),
		links: linksIn([website, biography]),
	});
};
