import { z } from 'zod';

import type { InboundMessage } from '../../channel.ts';
import { type LinkedinContext, listOf } from './wire.ts';

type Author = InboundMessage['author'];

const Known = z.object({
	results: z.record(
		z.string(),
		z.object({ localizedFirstName: z.string().default(''), localizedLastName: z.string().default('') }),
	),
});
const Organisations = z.object({
	results: z.record(z.string(), z.object({ localizedName: z.string() })),
});

const numberOf = (urn: string): string => urn.replace(/^urn:li:\w+:/, '');

/**
 * Who the writers of comments are. Members may hide from apps, and not every app may ask: whoever is not shown is a member
 * without a name, and what they wrote comes in all the same.
 */
export const authorsOf = async (
	context: LinkedinContext,
	actors: readonly string[],
): Promise<(urn: string) => Author> => {
	const distinct = [...new Set(actors)];
	const numbers = (kind: string) => distinct.filter((urn) => urn.startsWith(`urn:li:${kind}:`)).map(numberOf);
	const names = new Map([
		...(await namesOfMembers(context, numbers('person'))),
		...(await namesOfHouses(context, numbers('organization'))),
	]);
	return (urn) => {
		const name = names.get(numberOf(urn)) || null;
		// There are no names to call people by; whoever hides theirs is told apart by their number.
		return { remoteId: urn, handle: name ?? numberOf(urn), displayName: name ?? NAMELESS };
	};
};

type Names = readonly (readonly [string, string])[];

const namesOfMembers = async ({ api }: LinkedinContext, ids: readonly string[]): Promise<Names> => {
	if (ids.length === 0) return [];
	const keys = ids.map((id) => `(id:${encodeURIComponent(id)})`).join(',');
	const asked = await api({ method: 'GET', path: `/rest/people?ids=List(${keys})`, purpose: 'read' });
	const read = asked.ok ? Known.safeParse(asked.value.body) : null;
	return Object.entries(read?.data?.results ?? {}).map(([key, { localizedFirstName, localizedLastName }]) => [
		key.replace(/^\(id:(.+)\)$/, '$1'),
		`${localizedFirstName} ${localizedLastName}`.trim(),
	]);
};

const namesOfHouses = async ({ api }: LinkedinContext, ids: readonly string[]): Promise<Names> => {
	if (ids.length === 0) return [];
	const asked = await api({ method: 'GET', path: `/rest/organizationsLookup?ids=${listOf(ids)}`, purpose: 'read' });
	const read = asked.ok ? Organisations.safeParse(asked.value.body) : null;
	return Object.entries(read?.data?.results ?? {}).map(([id, { localizedName }]) => [id, localizedName]);
};

const NAMELESS = 'LinkedIn-Mitglied';
