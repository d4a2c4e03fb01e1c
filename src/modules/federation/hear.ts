import { sql } from 'kysely';

import { toDate } from '#kernel/time.ts';
import type { InboundChange, InboundMessage } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { identifierOf } from './domain/addresses.ts';
import { type ForeignNote, readNote } from './domain/note.ts';
import { sameOrigin } from './domain/read.ts';
import type { FederationNeeds } from './needs.ts';
import type { RemoteActor } from './remote.ts';
import { federation } from './tables.ts';
import type { Taken } from './taken.ts';

/** A presence that something came in for. */
export type Heard = string;

/** Puts a reply, a mention or a direct message into the arrivals of the presence it is meant for. */
export const hear = async (tx: Tx, needs: FederationNeeds, { object, sender }: Taken): Promise<readonly Heard[]> => {
	const note = readNote(object);
	if (note === null || note.author !== sender.id) return [];
	if (await isGone(tx, note.id)) return [];
	const presenceId = await presenceFor(tx, needs, note);
	if (presenceId === null) return [];
	const message = messageOf(note, sender, needs);
	await arrive(tx, needs, { presenceId, change: { kind: 'message', message } });
	return [presenceId];
};

/** Its author takes it back. It may come before what it takes back: then that is not let in any more. */
export const retract = async (
	tx: Tx,
	needs: FederationNeeds,
	{ objectId, sender }: Taken,
): Promise<readonly Heard[]> => {
	if (objectId === '' || !sameOrigin(objectId, sender.id)) return [];
	await federation(tx)
		.insertInto('federation_gone')
		.values({ id: objectId, gone_at: toDate(needs.clock.now()) })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const { rows } = await sql<{ presence_id: string }>`select distinct presence_id from federation_inbound
		where change #>> '{message,remote,id}' = ${objectId}
			and change #>> '{message,author,remoteId}' = ${sender.id}`.execute(federation(tx));
	for (const { presence_id: presenceId } of rows)
		await arrive(tx, needs, { presenceId, change: { kind: 'deleted', remoteId: objectId } });
	return rows.map((row) => row.presence_id);
};

const isGone = async (tx: Tx, id: string): Promise<boolean> => {
	const query = federation(tx).selectFrom('federation_gone').select('id').where('id', '=', id);
	return (await query.executeTakeFirst()) !== undefined;
};

/** A reply belongs to the presence it answers, everything else to the first of ours that it names. */
const presenceFor = async (tx: Tx, { origin }: FederationNeeds, note: ForeignNote): Promise<string | null> => {
	if (note.inReplyTo !== null) {
		const query = federation(tx).selectFrom('federation_object').select('presence_id').where('id', '=', note.inReplyTo);
		const answered = await query.executeTakeFirst();
		if (answered) return answered.presence_id;
	}
	const named = note.addressed.flatMap((one) => identifierOf(origin, one) ?? []);
	if (named.length === 0) return null;
	const rows = await federation(tx)
		.selectFrom('federation_actor')
		.select(['identifier', 'presence_id'])
		.where('identifier', 'in', named)
		.where('presence_id', 'is not', null)
		.execute();
	const [first] = rows.sort((a, b) => named.indexOf(a.identifier) - named.indexOf(b.identifier));
	return first?.presence_id ?? null;
};

const messageOf = (note: ForeignNote, sender: RemoteActor, { clock }: FederationNeeds): InboundMessage => ({
	remote: {
		id: note.id,
		url: note.url,
		// What a reply needs to reach the citizen again.
		extra: { actor: sender.id, inbox: sender.inbox, handle: `@${sender.handle}` },
	},
	...(note.inReplyTo === null ? {} : { inReplyTo: note.inReplyTo }),
	author: {
		remoteId: sender.id,
		handle: sender.handle,
		displayName: sender.name,
		...(sender.avatarUrl === null ? {} : { avatarUrl: sender.avatarUrl }),
	},
	html: note.html,
	...(note.language === null ? {} : { language: note.language }),
	visibility: note.audience,
	media: note.media,
	sentAt: note.sentAt ?? clock.now(),
	...(note.editedAt === null ? {} : { editedAt: note.editedAt }),
});

interface Arrival {
	readonly presenceId: string;
	readonly change: InboundChange;
}

/** One writer at a time: a reader that has seen a number has seen every smaller one. */
const arrive = async (tx: Tx, { clock }: FederationNeeds, { presenceId, change }: Arrival): Promise<void> => {
	await sql`select pg_advisory_xact_lock(hashtext('amtsfunk.federation.inbound'))`.execute(federation(tx));
	await federation(tx)
		.insertInto('federation_inbound')
		.values({ presence_id: presenceId, change: JSON.stringify(change), arrived_at: toDate(clock.now()) })
		.execute();
};
