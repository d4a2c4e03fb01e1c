import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure } from '../../channel.ts';
import type { Api } from '../granted-api.ts';
import { linksIn } from '../links.ts';
import { readAs } from '../read-as.ts';

export interface Organisation {
	readonly id: string;
	/** Last part of its page's address. */
	readonly handle: string;
	readonly name: string;
	readonly links: readonly string[];
}

/** SPEC: learn.microsoft.com, Organization Access Control: who may speak for an organisation. Both spellings occur. */
const ROLES = ['ADMINISTRATOR', 'CONTENT_ADMINISTRATOR', 'CONTENT_ADMIN'];

const Acls = z.object({
	elements: z.array(z.object({ organization: z.string(), role: z.string(), state: z.string() })),
});
const Organisations = z.object({
	results: z.record(
		z.string(),
		z.object({
			localizedName: z.string(),
			vanityName: z.string(),
			localizedWebsite: z.string().optional(),
			localizedDescription: z.string().optional(),
		}),
	),
});

/** The organisations for which whoever agreed may speak. */
export const readOrganisations = async (api: Api): Promise<Result<readonly Organisation[], ChannelFailure>> => {
	const ask = { method: 'GET', purpose: 'read' } as const;
	const asked = await api({ ...ask, path: '/rest/organizationAcls?q=roleAssignee&state=APPROVED&count=100' });
	if (!asked.ok) return asked;
	const read = readAs(Acls, asked.value.body);
	if (!read.ok) return read;
	const mine = read.value.elements.filter(({ role, state }) => ROLES.includes(role) && state === 'APPROVED');
	const ids = [...new Set(mine.flatMap(({ organization }) => /:(\d+)$/.exec(organization)?.[1] ?? []))];
	if (ids.length === 0) return ok([]);
	const shown = await api({ ...ask, path: `/rest/organizations?ids=List(${ids.join(',')})` });
	if (!shown.ok) return shown;
	const known = readAs(Organisations, shown.value.body);
	if (!known.ok) return known;
	return ok(
		Object.entries(known.value.results).map(([id, one]) => ({
			...{ id, handle: one.vanityName, name: one.localizedName },
			links: linksIn([one.localizedWebsite ?? '', one.localizedDescription ?? '']),
		})),
	);
};

/** The one that is wished, by the last part of its address, its number or its name; without a wish the only one. */
export const chooseOrganisation = (
	all: readonly Organisation[],
	wished: string,
): Result<Organisation, ChannelFailure> => {
	const wish = bare(wished);
	const [first, ...others] = all.filter(
		({ id, handle, name }) => wish === '' || [id, bare(handle), bare(name)].includes(wish),
	);
	if (first && others.length === 0) return ok(first);
	return fail({ type: 'channel.rejected', field: 'account', reason: all.map(({ handle }) => handle).join(', ') });
};

const bare = (text: string): string =>
	text
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\/(?:www\.)?linkedin\.com\/company\//, '')
		.replace(/\/.*$/, '');
