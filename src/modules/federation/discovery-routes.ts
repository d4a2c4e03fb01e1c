import type { Context, Hono } from 'hono';

import { type Documents, jrd } from './documents.ts';
import { identifierOf } from './domain/addresses.ts';
import type { Guard } from './guard.ts';
import type { FederationNeeds } from './needs.ts';
import type { ActorRow } from './tables.ts';

export interface Shelf {
	readonly documents: Documents;
	readonly guard: Guard;
}

/** How other servers find out who is here: WebFinger by name, NodeInfo by number. */
export const mountDiscovery = (
	app: Hono,
	{ origin, version, pageOfUnit }: FederationNeeds,
	{ documents, guard }: Shelf,
): void => {
	const nobody = (c: Context): Response => c.json({ error: 'nobody of that name' }, 404);
	const found = async (c: Context, row: ActorRow | 'gone' | null): Promise<Response> => {
		if (row === null) return nobody(c);
		if (row === 'gone') return c.json({ error: 'no longer here' }, 410);
		const page = row.unit_id === null ? `${origin}/` : await pageOfUnit(row.unit_id);
		const headers = { 'content-type': 'application/jrd+json; charset=utf-8', 'access-control-allow-origin': '*' };
		return c.body(JSON.stringify(jrd(origin, row, page)), 200, headers);
	};
	app.get('/.well-known/webfinger', async (c, next) => {
		if (!(await guard.isOpen())) return next();
		const resource = c.req.query('resource') ?? '';
		const identifier = whoIsAsked(origin, resource);
		if (identifier === null) return c.json({ error: 'resource is missing or malformed' }, 400);
		return identifier === '' ? nobody(c) : found(c, await documents.standing(identifier));
	});
	mountNodeInfo(app, { origin, version }, guard);
};

/** SPEC: NodeInfo 2.1, how surveys of the network count servers. Numbers only. */
const mountNodeInfo = (
	app: Hono,
	{ origin, version }: Pick<FederationNeeds, 'origin' | 'version'>,
	guard: Guard,
): void => {
	app.get('/.well-known/nodeinfo', async (c, next) => {
		if (!(await guard.isOpen())) return next();
		const rel = 'http://nodeinfo.diaspora.software/ns/schema/2.1';
		return c.json({ links: [{ rel, href: `${origin}/fediverse/nodeinfo/2.1` }] });
	});
	app.get('/fediverse/nodeinfo/2.1', async (c, next) => {
		if (!(await guard.isOpen())) return next();
		const type = 'application/json; profile="http://nodeinfo.diaspora.software/ns/schema/2.1#"; charset=utf-8';
		const { actors, posts } = await guard.size();
		const document = {
			version: '2.1',
			software: { name: 'amtsfunk', version },
			protocols: ['activitypub'],
			services: { inbound: [], outbound: ['atom1.0', 'rss2.0'] },
			openRegistrations: false,
			usage: { users: { total: actors }, localPosts: posts },
			metadata: {},
		};
		return c.body(JSON.stringify(document), 200, { 'content-type': type });
	});
};

/** The identifier a resource names; empty for somebody elsewhere; null for what is no resource. */
const whoIsAsked = (origin: string, resource: string): string | null => {
	const { host } = new URL(origin);
	const named = /^acct:@?([^@\s]+)@([^@\s/]+)$/i.exec(resource);
	if (named) return named[2]?.toLowerCase() === host.toLowerCase() ? (named[1] ?? '').toLowerCase() : '';
	if (!/^https?:\/\//i.test(resource) || !URL.canParse(resource)) return null;
	return identifierOf(origin, resource) ?? '';
};
