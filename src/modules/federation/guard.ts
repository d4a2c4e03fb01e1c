import type { Context } from 'hono';

import { seconds } from '#kernel/time.ts';

import { hostOf } from './domain/addresses.ts';
import { type HouseState, readHouse } from './house.ts';
import { createMemory } from './memory.ts';
import type { FederationNeeds } from './needs.ts';
import { federation } from './tables.ts';
import type { Verify } from './verify.ts';

/** Who may read and write here at all. */
export interface Guard {
	isOpen(): Promise<boolean>;
	/** In secure mode: refuses who does not say, by a signature, where they come from, or comes from a blocked server. */
	refuse(c: Context): Promise<Response | null>;
	isBlocked(host: string): Promise<boolean>;
	/** House or block list were changed here: what was remembered of them is out of date. */
	changed(): void;
	size(): Promise<{ readonly actors: number; readonly posts: number }>;
}

/** What another process changed is known here after so long at most. */
const FRESH_MS = seconds(2);
const MOST_HOSTS = 10_000;

interface Needs extends Pick<FederationNeeds, 'db' | 'origin' | 'trial' | 'clock'> {
	readonly verify: Verify;
}

export const createGuard = (needs: Needs): Guard => {
	const { db, origin } = needs;
	const hosts = createMemory<boolean>(needs.clock, MOST_HOSTS);
	const houses = createMemory<HouseState>(needs.clock, 1);
	const isBlocked = (host: string): Promise<boolean> =>
		hosts.get(host, async () => ({ value: await readBlocked(db, host), forMs: FRESH_MS }));
	const house = (): Promise<HouseState> =>
		houses.get('house', async () => ({ value: await readHouse(needs), forMs: FRESH_MS }));
	return {
		isBlocked,
		isOpen: async () => (await house()).state === 'open',
		changed() {
			hosts.clear();
			houses.clear();
		},
		async refuse(c) {
			const { state, ...rest } = await house();
			const claimed = claimedHost(c.req.header('signature-input') ?? c.req.header('signature') ?? '');
			if (claimed !== null && (await isBlocked(claimed))) return c.json({ error: 'this server is not welcome' }, 403);
			if (state !== 'open' || !('secure' in rest && rest.secure)) return null;
			const { pathname, search } = new URL(c.req.url);
			const { method, raw } = c.req;
			const signed = await needs.verify({
				method,
				url: new URL(`${origin}${pathname}${search}`),
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

const readBlocked = (db: FederationNeeds['db'], host: string): Promise<boolean> =>
	db.read('blocked host', async (tx) => {
		const names = domainsOf(host);
		const query = federation(tx).selectFrom('federation_block').select('host').where('host', 'in', names);
		return (await query.executeTakeFirst()) !== undefined;
	});

/** Where a signature says it comes from, before anybody looked whether that is true. */
export const claimedHost = (signature: string): string | null => hostOf(claimedKey(signature) ?? '');
export const claimedKey = (signature: string): string | null => /keyid="([^"]*)"/i.exec(signature)?.[1] ?? null;

/** A blocked server stands for everything below its name, on every port. */
export const domainsOf = (host: string): string[] => {
	const labels = (host.replace(/:\d+$/, '') || host).split('.');
	return [host, ...labels.map((_, at) => labels.slice(at).join('.'))];
};
