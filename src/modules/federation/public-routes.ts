import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import type { JsonObject } from '#kernel/json.ts';
import type { Actors } from './actors.ts';
import { mountDiscovery, type Shelf } from './discovery-routes.ts';
import { createDocuments, type Documents, shownObject } from './documents.ts';
import { actorAddresses, pageAddress, replyAddress, stampAddress } from './domain/addresses.ts';
import { emptyCollection, numberOnly, OBJECT_CONTEXT, stampDocument } from './domain/documents.ts';
import type { Guard } from './guard.ts';
import type { FederationNeeds } from './needs.ts';
import { drawPicture } from './picture.ts';
import { readStamp } from './quotes.ts';
import type { ActorRow } from './tables.ts';

/** SPEC: ActivityPub 3.2, the two names of one format. */
const WANTS = /application\/(activity\+json|ld\+json)/i;
const TYPE = 'application/activity+json; charset=utf-8';

/** True for another server asking for the machine's form of a page. */
export const wantsActivity = (accept: string | undefined): boolean => accept !== undefined && WANTS.test(accept);

interface Parts {
	readonly needs: FederationNeeds;
	readonly actors: Actors;
	readonly guard: Guard;
}

const json = (c: Context, document: JsonObject, status: ContentfulStatusCode = 200): Response =>
	c.body(JSON.stringify(document), status, { 'content-type': TYPE, vary: 'accept', 'cache-control': 'no-cache' });

/** The documents of the network. What is nobody's here falls through to the pages. */
export const mountDocuments = (app: Hono, { needs, actors, guard }: Parts): void => {
	const documents = createDocuments(needs, actors);
	mountDiscovery(app, needs, { documents, guard });
	mountActor(app, needs, { documents, guard });
	mountCollections(app, needs, { documents, guard });
	mountObjects(app, needs, { documents, guard });
	mountStamps(app, needs, guard);
};

const mountActor = (app: Hono, { pageOfUnit, origin }: FederationNeeds, { documents, guard }: Shelf): void => {
	app.get('/fediverse/:identifier', async (c, next) => {
		if (!(await guard.isOpen())) return next();
		const found = await documents.standing(c.req.param('identifier'));
		if (found === null) return next();
		return wantsActivity(c.req.header('accept')) ? machine(c, found) : person(c, found);
	});
	const machine = async (c: Context, found: ActorRow | 'gone'): Promise<Response> => {
		if (found === 'gone') return json(c, { error: 'no longer here' }, 410);
		const refused = found.kind === 'house' ? null : await guard.refuse(c);
		return refused ?? json(c, await documents.actor(found));
	};
	const person = async (c: Context, found: ActorRow | 'gone'): Promise<Response> => {
		const unitId = found === 'gone' ? null : found.unit_id;
		return c.body(null, 302, { location: unitId === null ? `${origin}/` : await pageOfUnit(unitId), vary: 'accept' });
	};
	app.get('/fediverse/:identifier/bild.png', async (c, next) => {
		const found = (await guard.isOpen()) ? await documents.standing(c.req.param('identifier')) : null;
		if (found === null || found === 'gone') return next();
		const picture = await drawPicture(await documents.nameOf(found));
		return c.body(new Uint8Array(picture), 200, {
			'content-type': 'image/png',
			'cache-control': 'public, max-age=86400',
		});
	});
};

type Answer = (c: Context, row: ActorRow) => Promise<Response>;

const mountCollections = (app: Hono, { origin }: FederationNeeds, { documents, guard }: Shelf): void => {
	const collection = (part: string, answer: Answer): void => {
		app.get(`/fediverse/:identifier/${part}`, async (c, next) => {
			const found = (await guard.isOpen()) ? await documents.standing(c.req.param('identifier') ?? '') : null;
			if (found === null || found === 'gone') return next();
			return (await guard.refuse(c)) ?? answer(c, found);
		});
	};
	const at = (row: ActorRow) => actorAddresses(origin, row.identifier);
	collection('folgende', async (c, row) =>
		json(c, numberOnly(at(row).followers, await documents.followers(row.identifier))),
	);
	collection('gefolgt', async (c, row) => json(c, emptyCollection(at(row).following)));
	collection('angeheftet', async (c, row) => json(c, emptyCollection(at(row).featured)));
	collection('ausgang', async (c, row) => {
		const id = at(row).outbox;
		const typed = c.req.query('vor');
		const before = typed ? Number(typed) : null;
		if (before !== null && !Number.isSafeInteger(before)) return json(c, { error: 'no such page' }, 400);
		const page = await documents.outbox(row.identifier, before);
		return json(
			c,
			typed === undefined ? { ...numberOnly(id, page.total), first: `${id}?vor=` } : outboxPage(id, typed, page),
		);
	});
};

type OutboxPage = Awaited<ReturnType<Documents['outbox']>>;

const outboxPage = (id: string, typed: string, { total, rows, next }: OutboxPage): JsonObject => ({
	'@context': OBJECT_CONTEXT,
	id: `${id}?vor=${typed}`,
	type: 'OrderedCollectionPage',
	partOf: id,
	totalItems: total,
	orderedItems: rows.map(({ body }) => bare(body)),
	...(next === null ? {} : { next: `${id}?vor=${next}` }),
});

/** An activity inside a page of others needs no context of its own. */
const bare = (body: string): JsonObject => {
	// NOTE: written by us as an object, read back as one.
	const { '@context': _, ...rest } = JSON.parse(body) as JsonObject;
	return rest;
};

const mountObjects = (app: Hono, { origin }: FederationNeeds, { documents, guard }: Shelf): void => {
	const shown = async (c: Context, id: string): Promise<Response | null> => {
		const row = await documents.object(id);
		// What is for few is shown to nobody: it was brought to them.
		if (row === undefined || (row.audience !== 'public' && row.audience !== 'unlisted')) return null;
		const { status, document } = shownObject(row);
		return (await guard.refuse(c)) ?? json(c, document, status);
	};
	app.get('/beitrag/:slug', async (c, next) => {
		if (!wantsActivity(c.req.header('accept')) || !(await guard.isOpen())) return next();
		return (await shown(c, pageAddress(origin, c.req.param('slug')))) ?? next();
	});
	app.get('/fediverse/:identifier/antworten/:id', async (c, next) => {
		if (!(await guard.isOpen())) return next();
		const { identifier, id } = c.req.param();
		return (await shown(c, replyAddress(origin, identifier, id))) ?? next();
	});
	app.get('/fediverse/vorgang/:id', async (c, next) => {
		const found = (await guard.isOpen()) ? await documents.activity(c.req.param('id')) : undefined;
		if (found === undefined) return next();
		const headers = { 'content-type': TYPE, 'cache-control': 'no-cache' };
		return (await guard.refuse(c)) ?? c.body(found.body, 200, headers);
	});
};

/** SPEC: FEP-044f: whoever shows a quote of ours looks here whether it was allowed. */
const mountStamps = (app: Hono, needs: FederationNeeds, guard: Guard): void => {
	app.get('/fediverse/:identifier/zitate/:id', async (c, next) => {
		const { identifier, id } = c.req.param();
		const stamp = (await guard.isOpen()) ? await readStamp(needs, { identifier, id }) : undefined;
		if (stamp === undefined) return next();
		const refused = await guard.refuse(c);
		if (refused !== null) return refused;
		if (!stamp.stands) return json(c, { error: 'no longer allowed' }, 410);
		const { id: author } = actorAddresses(needs.origin, identifier);
		return json(c, stampDocument({ ...stamp, id: stampAddress(needs.origin, identifier, id), author }));
	});
};
