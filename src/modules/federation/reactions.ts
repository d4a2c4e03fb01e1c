import { sql } from 'kysely';

import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { hostOf, identifierOf } from './domain/addresses.ts';
import type { FederationNeeds } from './needs.ts';
import { federation } from './tables.ts';

export interface Reaction {
	readonly kind: 'like' | 'announce';
	readonly objectId: string;
	readonly who: string;
}

/** Who liked or passed on what is counted once, and known only as a keyed hash. */
const hashed = ({ sealer }: Pick<FederationNeeds, 'sealer'>, who: string): string =>
	sealer.fingerprint('federation.reaction', who);

/** Counts reactions to what is ours; others say nothing to us. */
export const noteReactions = async (tx: Tx, needs: FederationNeeds, reactions: readonly Reaction[]): Promise<void> => {
	const ours = reactions.filter(({ objectId }) => objectId.startsWith(`${needs.origin}/`));
	if (ours.length === 0) return;
	const table = ours.map(({ kind, objectId, who }) => ({ kind, object_id: objectId, who: hashed(needs, who) }));
	await sql`insert into federation_reaction (object_id, kind, who, at)
		select r.object_id, r.kind, r.who, ${toDate(needs.clock.now())}
		from jsonb_to_recordset(${JSON.stringify(table)}::jsonb) as r(object_id text, kind text, who text)
		join federation_object o on o.id = r.object_id
		on conflict do nothing`.execute(federation(tx));
};

export const withdrawReaction = async (
	tx: Tx,
	needs: FederationNeeds,
	{ kind, objectId, who }: Reaction,
): Promise<void> => {
	await federation(tx)
		.deleteFrom('federation_reaction')
		.where('object_id', '=', objectId)
		.where('kind', '=', kind)
		.where('who', '=', hashed(needs, who))
		.execute();
};

interface Report {
	readonly sender: string;
	readonly objects: readonly string[];
	readonly text: string;
}

const LONGEST = 5_000;
const MOST_OBJECTS = 50;

/** Keeps a report about us for leads and admins: from which server, never from whom. */
export const noteReport = async (tx: Tx, needs: FederationNeeds, { sender, objects, text }: Report): Promise<void> => {
	const presenceId = await presenceOf(tx, needs, objects);
	if (presenceId === undefined) return;
	await federation(tx)
		.insertInto('federation_report')
		.values({
			id: needs.ids.next('report'),
			presence_id: presenceId,
			host: hostOf(sender) ?? '',
			text: text.slice(0, LONGEST),
			objects: JSON.stringify(objects.filter((id) => id.startsWith(`${needs.origin}/`)).slice(0, MOST_OBJECTS)),
			reported_at: toDate(needs.clock.now()),
		})
		.execute();
};

/** The presence a report is about; undefined when it is about nothing of ours. */
const presenceOf = async (
	tx: Tx,
	{ origin }: FederationNeeds,
	objects: readonly string[],
): Promise<string | null | undefined> => {
	if (objects.length === 0) return undefined;
	const query = federation(tx).selectFrom('federation_object').select('presence_id');
	const object = await query.where('id', 'in', [...objects]).executeTakeFirst();
	if (object) return object.presence_id;
	const names = objects.flatMap((id) => identifierOf(origin, id) ?? []);
	if (names.length === 0) return undefined;
	const actors = federation(tx).selectFrom('federation_actor').select('presence_id');
	return (await actors.where('identifier', 'in', names).executeTakeFirst())?.presence_id;
};
