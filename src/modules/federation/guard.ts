import type { Context } from 'hono';

import { hostOf } from './domain/addresses.ts';
import { readHouse } from './house.ts';
import type { FederationNeeds } from './needs.ts';
import { federation } from './tables.ts';
import type { Verify } from './verify.ts';

/** Who may read and write here at all. */
export interface Guard {
	isOpen(): Promise<boolean>;
	/** In secure mode: refuses who does not say, by a signature, where they come from, or comes from a blocked server. */
	refuse(c: Context): Promise<Response | null>;
	isBlocked(host: string): Promise<boolean>;
	size(): Promise<{ readonly actors: number; readonly posts: number }>;
}

interface Needs extends Pick<FederationNeeds, 'db' | 'origin' | 'trial' | 'clock'> {
	readonly verify: Verify;
}

export const createGuard = (needs: Needs): Guard => {
	const { db, origin } = needs;
	const isBlocked = (host: string): Promise<boolean> =>
		db.read('blocked host', async (tx) => {
			const names = domainsOf(host);
			const query = federation(tx).selectFrom('federation_block').select('host').where('host', 'in', names);
			return (await query.executeTakeFirst()) !== undefined;
		});
	return {
		isBlocked,
		isOpen: async () => (await readHouse(needs)).state === 'open',
		async refuse(c) {
			const house = await readHouse(needs);
			const claimed = claimedHost(c.req.header('signature-input') ?? c.req.header('signature') ?? '');
			if (claimed !== null && (await isBlocked(claimed))) return c.json({ error: 'this server is not welcome' }, 403);
			if (house.state !== 'open' || !house.secure) return null;
			const { pathname, search } = new URL(c.req.url);
			const { method, raw } = c.req;
			const signed = await needs.verify({
				method,
				url: `${origin}${pathname}${search}`,
				headers: raw.headers,
				body: null,
			});
			return signed === null ? c.json({ error: 'sign your request' }, 401) : null;
		},
		size: () =>
			db.read('size of the house', async (tx) => {
				const count = async (table: 'federation_actor' | 'federation_object', kind: 'unit' | 'post') =>
					(
						await federation(tx)
							.selectFrom(table)
							.select((of) => of.fn.countAll<number>().as('n'))
							.where('kind', '=', kind as never) // NOTE: each table has its own kinds, and is asked for one of them.
							.executeTakeFirstOrThrow()
					).n;
				return { actors: await count('federation_actor', 'unit'), posts: await count('federation_object', 'post') };
			}),
	};
};

/** Where a signature says it comes from, before anybody looked whether that is true. */
export const claimedHost = (signature: string): string | null => hostOf(claimedKey(signature) ?? '');
export const claimedKey = (signature: string): string | null => /keyid="([^"]*)"/i.exec(signature)?.[1] ?? null;

/** A blocked server stands for everything below its name, on every port. */
export const domainsOf = (host: string): string[] => {
	const labels = (host.replace(/:\d+$/, '') || host).split('.');
	return [host, ...labels.map((_, at) => labels.slice(at).join('.'))];
};
