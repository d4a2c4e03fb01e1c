import { sql } from 'kysely';

import type { Json } from '#kernel/json.ts';
import { toDate, toIso } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { activityAddress, actorAddresses, hostOf } from './domain/addresses.ts';
import type { Addressing, Audience } from './domain/audience.ts';
import { type ActivityFacts, activityDocument } from './domain/documents.ts';
import { gate } from './lanes.ts';
import type { FederationNeeds } from './needs.ts';
import { federation } from './tables.ts';

export interface NewActivity {
	readonly identifier: string;
	readonly type: ActivityFacts['type'];
	readonly object: Json;
	readonly objectId: string | null;
	readonly addressing: Addressing | null;
	readonly audience: Audience;
	/** The delivery it carries out. */
	readonly key: string | null;
	readonly to: Recipients;
	/** What a report says. */
	readonly content?: string;
	/** What came of what is accepted. */
	readonly result?: string;
}

export interface Recipients {
	/** The presence whose switch holds it back; empty for what is no statement (an answer to a follower). */
	readonly presenceId: string;
	readonly followers: boolean;
	readonly inboxes: readonly string[];
}

/** Writes an activity and one row per inbox it has to reach, in the caller's transaction. The body is made once. */
export const writeActivity = async (
	tx: Tx,
	{ ids, clock, origin }: Pick<FederationNeeds, 'ids' | 'clock' | 'origin'>,
	made: NewActivity,
): Promise<string> => {
	const at = clock.now();
	const id = activityAddress(origin, ids.next('activity'));
	const { identifier, type, object, addressing, audience, content, result } = made;
	const { id: actor } = actorAddresses(origin, identifier);
	const said = { id, type, actor, object, addressing, content, result, publishedAt: toIso(at) };
	const body = JSON.stringify(activityDocument(said));
	await federation(tx)
		.insertInto('federation_activity')
		.values({
			id,
			identifier,
			object_id: made.objectId,
			key: made.key,
			type,
			public: audience === 'public' || audience === 'unlisted',
			body,
			made_at: toDate(at),
		})
		.execute();
	await addRecipients(tx, { id, identifier, at: toDate(at), ...made.to });
	return id;
};

interface Post extends Recipients {
	readonly id: string;
	readonly identifier: string;
	readonly at: Date;
}

/** One row per distinct inbox; a server with many followers has one shared inbox and gets one copy, also for those of them who are named. */
const addRecipients = async (tx: Tx, { id, identifier, presenceId, followers, inboxes, at }: Post): Promise<void> => {
	const named = inboxes.flatMap((inbox) => {
		const host = hostOf(inbox);
		return host === null ? [] : [{ inbox, host }];
	});
	await sql`with added as (
			insert into federation_recipient (activity_id, presence_id, inbox, host, next_at, made_at)
			select distinct on (inbox) ${id}, ${presenceId}::text, inbox, host, ${at}::timestamptz, ${at}::timestamptz
			from (
				select coalesce(shared_inbox, inbox) as inbox, host from federation_follower
					where ${followers}::boolean and identifier = ${identifier}
				union all
				select coalesce(follower.shared_inbox, named.inbox), named.host
					from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as named(inbox text, host text)
					left join federation_follower follower on ${followers}::boolean
						and follower.identifier = ${identifier} and follower.inbox = named.inbox
			) reached
			returning host
		)
		insert into federation_lane (host, presence_id, next_at)
			select reached.host, ${presenceId}::text, greatest(${at}::timestamptz, ${gate})
			from (select distinct host from added) reached left join federation_host h on h.host = reached.host
			order by reached.host
			on conflict (host, presence_id) do update set next_at = least(federation_lane.next_at, excluded.next_at)`.execute(
		federation(tx),
	);
};
