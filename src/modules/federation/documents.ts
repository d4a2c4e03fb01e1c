import type { JsonObject } from '#kernel/json.ts';
import { fromDate, toIso } from '#kernel/time.ts';

import type { Actors } from './actors.ts';
import { acct, activityAddress, actorAddresses, HOUSE, sharedInbox } from './domain/addresses.ts';
import { actorDocument, OBJECT_CONTEXT, tombstone } from './domain/documents.ts';
import type { FederationNeeds } from './needs.ts';
import { type ActorRow, federation, type ObjectRow } from './tables.ts';

const PAGE = 20;

/** What the network reads about us. */
export const createDocuments = (needs: FederationNeeds, actors: Actors) => {
	const { db, origin, people, channels, pageOfUnit } = needs;

	/** Null where there is no such actor, or where its presence was given up. */
	const standing = async (identifier: string): Promise<ActorRow | 'gone' | null> => {
		const row = await actors.find(identifier);
		if (row === null || row.presence_id === null) return row;
		const presence = await channels.presence(row.presence_id);
		return presence === null || presence.state === 'retired' ? 'gone' : row;
	};
	const actor = async (row: ActorRow): Promise<JsonObject> => {
		const authority = await people.authority();
		const addresses = actorAddresses(origin, row.identifier);
		const shared = {
			addresses,
			sharedInbox: sharedInbox(origin),
			handle: row.identifier,
			publishedAt: toIso(fromDate(row.made_at)),
			publicKeyPem: row.rsa_public,
			multikey: row.ed_public,
		};
		if (row.identifier === HOUSE || row.unit_id === null)
			return actorDocument({
				...shared,
				...{ type: 'Application', name: authority.name, summary: '', page: `${origin}/`, fields: [], picture: null },
			});
		const unit = (await people.units()).find(({ id }) => id === row.unit_id);
		return actorDocument({
			...shared,
			type: 'Organization',
			name: unit?.name ?? authority.name,
			summary: `${unit?.name ?? ''}, ${authority.name}`,
			page: await pageOfUnit(row.unit_id),
			fields: [
				// This page names the actor with `rel=me`, so that other servers confirm that the two belong together.
				{ name: 'Amtlich', value: `${origin}/auftritte` },
				{ name: 'Impressum', value: `${origin}/impressum` },
			],
			picture: `${addresses.id}/bild.png`,
		});
	};
	const nameOf = async (row: ActorRow): Promise<string> => {
		const unit = (await people.units()).find(({ id }) => id === row.unit_id);
		return unit?.name ?? (await people.authority()).name;
	};
	const object = (id: string): Promise<ObjectRow | undefined> =>
		db.read('fediverse object', (tx) =>
			federation(tx).selectFrom('federation_object').selectAll().where('id', '=', id).executeTakeFirst(),
		);
	const activity = (id: string) =>
		db.read('fediverse activity', (tx) =>
			federation(tx)
				.selectFrom('federation_activity')
				.select('body')
				.where('id', '=', activityAddress(origin, id))
				.where('public', '=', true)
				.executeTakeFirst(),
		);
	return { standing, actor, nameOf, object, activity, ...createCollections(needs) };
};

/** What others may count and leaf through. */
const createCollections = ({ db }: Pick<FederationNeeds, 'db'>) => {
	const followers = (identifier: string): Promise<number> =>
		db.read('number of followers', async (tx) => {
			const query = federation(tx).selectFrom('federation_follower').where('identifier', '=', identifier);
			return (await query.select((of) => of.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
		});
	const outbox = (identifier: string, before: number | null) =>
		db.read('outbox', async (tx) => {
			const all = federation(tx)
				.selectFrom('federation_activity')
				.where('identifier', '=', identifier)
				.where('public', '=', true)
				.where('type', 'in', ['Create', 'Announce']);
			const { n } = await all.select((of) => of.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
			const page = before === null ? all : all.where('position', '<', before);
			const rows = await page.select(['position', 'body']).orderBy('position', 'desc').limit(PAGE).execute();
			return { total: n, rows, next: rows.length === PAGE ? (rows.at(-1)?.position ?? null) : null };
		});
	return { followers, outbox };
};
export type Documents = ReturnType<typeof createDocuments>;

/** What an object's address says: the statement, or that it was taken back. */
export const shownObject = (row: ObjectRow): { readonly status: 200 | 410; readonly document: JsonObject } => {
	const { id, document, deleted_at } = row;
	const stands = deleted_at === null;
	const shown = stands ? document : tombstone(id, String(document['type']), toIso(fromDate(deleted_at)));
	return { status: stands ? 200 : 410, document: { '@context': OBJECT_CONTEXT, ...shown } };
};

export const jrd = (origin: string, { identifier }: ActorRow, page: string) => {
	const { id } = actorAddresses(origin, identifier);
	return {
		subject: `acct:${acct(origin, identifier)}`,
		aliases: [id, page],
		links: [
			{ rel: 'self', type: 'application/activity+json', href: id },
			{ rel: 'http://webfinger.net/rel/profile-page', type: 'text/html', href: page },
		],
	};
};
