import type { JsonObject } from '#kernel/json.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { fromDate, toDate, toIso } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Composed } from './compose.ts';
import { actorAddresses } from './domain/addresses.ts';
import { type Addressing, type Audience, address } from './domain/audience.ts';
import { statementDocument, tombstone } from './domain/documents.ts';
import type { FederationNeeds } from './needs.ts';
import { federation, type ObjectRow } from './tables.ts';
import { writeActivity } from './write-activity.ts';

export type SayFailure = { readonly type: 'fediverse.taken-back' } | { readonly type: 'fediverse.nothing-there' };

type Needs = Pick<FederationNeeds, 'db' | 'ids' | 'clock' | 'origin'>;

export interface Saying {
	readonly identifier: string;
	readonly presenceId: string;
	readonly key: string;
	readonly kind: 'post' | 'reply';
	readonly audience: Audience;
	readonly composed: Composed;
}

/**
 * Says it: object, activity and one row per inbox in one transaction. The same key again finds what stands. A second
 * presence that says the same passes the first one's statement on.
 */
export const say = (needs: Needs, saying: Saying): Promise<Result<ObjectRow, SayFailure>> =>
	needs.db.transact<ObjectRow, SayFailure>('say in the fediverse', async (tx) => {
		const earlier = await objectBy(tx, 'key', saying.key);
		if (earlier) return ok(earlier);
		const standing = await objectBy(tx, 'id', saying.composed.facts.id);
		if (standing === undefined) return ok(await create(tx, needs, saying));
		if (standing.deleted_at !== null) return fail({ type: 'fediverse.taken-back' });
		return standing.presence_id === saying.presenceId
			? ok(await rewrite(tx, needs, { standing, composed: saying.composed, key: saying.key }))
			: ok(await passOn(tx, needs, { standing, saying }));
	});

/** Writes a new version over a statement and tells everybody who got the old one. Harmless to repeat by key. */
export const correct = (
	needs: Needs,
	{ id, key, composed }: { readonly id: string; readonly key: string; readonly composed: Composed },
): Promise<Result<ObjectRow, SayFailure>> =>
	needs.db.transact<ObjectRow, SayFailure>('correct in the fediverse', async (tx) => {
		const standing = await objectBy(tx, 'id', id);
		if (standing === undefined) return fail({ type: 'fediverse.nothing-there' });
		if (standing.deleted_at !== null) return fail({ type: 'fediverse.taken-back' });
		if (standing.kind === 'announce' || (await isDone(tx, key))) return ok(standing);
		return ok(await rewrite(tx, needs, { standing, composed, key }));
	});

/** Takes a statement back everywhere; its address says from then on that it was there. */
export const takeBack = (needs: Needs, id: string): Promise<Result<void, never>> =>
	needs.db.transact<void, never>('take back in the fediverse', async (tx) => {
		const standing = await objectBy(tx, 'id', id);
		if (standing === undefined || standing.deleted_at !== null) return ok(undefined);
		const at = needs.clock.now();
		await federation(tx)
			.updateTable('federation_object')
			.set({ deleted_at: toDate(at) })
			.where('id', '=', id)
			.execute();
		const isShare = standing.kind === 'announce';
		const { document, identifier } = standing;
		await writeActivity(tx, needs, {
			...spread(standing),
			type: isShare ? 'Undo' : 'Delete',
			object: isShare ? document : tombstone(id, String(document['type']), toIso(at)),
			addressing: addressingOf(needs, identifier, standing.audience),
			key: null,
		});
		return ok(undefined);
	});

const objectBy = (tx: Tx, column: 'id' | 'key', value: string): Promise<ObjectRow | undefined> =>
	federation(tx).selectFrom('federation_object').selectAll().where(column, '=', value).forUpdate().executeTakeFirst();

const isDone = async (tx: Tx, key: string): Promise<boolean> => {
	const query = federation(tx).selectFrom('federation_activity').select('id').where('key', '=', key);
	return (await query.executeTakeFirst()) !== undefined;
};

const addressingOf = ({ origin }: Needs, identifier: string, audience: Audience): Addressing =>
	address(audience, actorAddresses(origin, identifier).followers, []);

/** Whom an activity about a standing object goes to: everybody who got the object. */
const spread = ({ id, identifier, presence_id: presenceId, audience, people }: ObjectRow) => ({
	identifier,
	audience,
	objectId: id,
	to: { presenceId, followers: audience !== 'private', inboxes: people },
});

const create = async (tx: Tx, needs: Needs, { composed, ...saying }: Saying): Promise<ObjectRow> => {
	const { identifier, presenceId, key, kind, audience } = saying;
	const document = statementDocument(composed.facts);
	const row = await insert(tx, {
		...{ id: composed.facts.id, identifier, presence_id: presenceId, key, kind, audience },
		document: JSON.stringify(document),
		people: JSON.stringify(composed.people),
		published_at: toDate(needs.clock.now()),
		deleted_at: null,
	});
	await writeActivity(tx, needs, {
		...spread(row),
		...{ type: 'Create', object: document, addressing: composed.addressing, key },
	});
	return row;
};

type NewObject = Omit<ObjectRow, 'document' | 'people'> & { readonly document: string; readonly people: string };

const insert = (tx: Tx, values: NewObject): Promise<ObjectRow> =>
	federation(tx).insertInto('federation_object').values(values).returningAll().executeTakeFirstOrThrow();

interface Rewrite {
	readonly standing: ObjectRow;
	readonly composed: Composed;
	readonly key: string;
}

const rewrite = async (tx: Tx, needs: Needs, { standing, composed, key }: Rewrite): Promise<ObjectRow> => {
	const document: JsonObject = {
		...statementDocument({ ...composed.facts, updatedAt: toIso(needs.clock.now()) }),
		published: toIso(fromDate(standing.published_at)),
	};
	const people = [...new Set([...standing.people, ...composed.people])];
	const row = await federation(tx)
		.updateTable('federation_object')
		.set({ document: JSON.stringify(document), people: JSON.stringify(people) })
		.where('id', '=', standing.id)
		.returningAll()
		.executeTakeFirstOrThrow();
	await writeActivity(tx, needs, {
		...spread(row),
		...{ type: 'Update', object: document, addressing: composed.addressing, key },
	});
	return row;
};

const passOn = async (
	tx: Tx,
	needs: Needs,
	{ standing, saying }: { readonly standing: ObjectRow; readonly saying: Saying },
): Promise<ObjectRow> => {
	const { identifier, presenceId, key } = saying;
	const id = await writeActivity(tx, needs, {
		...{ identifier, type: 'Announce', object: standing.id, objectId: standing.id, key, audience: 'public' },
		addressing: addressingOf(needs, identifier, 'public'),
		to: { presenceId, followers: true, inboxes: [] },
	});
	const { id: actor } = actorAddresses(needs.origin, identifier);
	const document: JsonObject = { id, type: 'Announce', actor, object: standing.id };
	return insert(tx, {
		...{ id, identifier, presence_id: presenceId, key, kind: 'announce', audience: 'public' },
		...{ document: JSON.stringify(document), people: '[]', deleted_at: null },
		published_at: toDate(needs.clock.now()),
	});
};
