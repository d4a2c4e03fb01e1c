import { sql } from 'kysely';

import { fromDate, toDate } from '#kernel/time.ts';
import type { InboundChange, InboundMessage } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { blockedKey } from './actor-blocks.ts';
import { identifierOf } from './domain/addresses.ts';
import type { ForeignNote } from './domain/note.ts';
import {
	type Arrival,
	type Known as Before,
	goneKey,
	type Happening,
	type Standing,
	type Weighed,
	weigh,
} from './domain/versions.ts';
import type { FederationNeeds } from './needs.ts';
import type { RemoteActor } from './remote.ts';
import { federation } from './tables.ts';
import type { Taken } from './taken.ts';

type Needs = Pick<FederationNeeds, 'clock' | 'origin' | 'sealer'>;

/**
 * What replies, mentions and direct messages of a whole batch come to: arrivals of the presences they are meant for, and
 * what their authors take back. It may come before what it takes back: then that is not let in any more.
 */
export const hear = (needs: Needs, batch: readonly Taken[], known: Known): Weighed<InboundMessage> => {
	const happenings = batch.flatMap((taken): Happening<InboundMessage>[] => {
		const { note, takesBack: id } = taken;
		if (note !== null) return [sayingOf(needs, { taken, note, presenceId: presenceFor(needs, note, known) })];
		return id === null ? [] : [{ kind: 'gone', id, by: taken.sender.id }];
	});
	return weigh(known, happenings);
};

/** What is known of everything a batch speaks of, read at once. */
export interface Known extends Before {
	/** Presences by our statements' addresses, and by the names of our actors. */
	readonly objects: ReadonlyMap<string, string>;
	readonly actors: ReadonlyMap<string, string>;
	/** Which presence does not hear whom, as `unheardKey`. */
	readonly unheard: ReadonlySet<string>;
}

const unheardKey = (presenceId: string, who: string): string => `${presenceId} ${who}`;

interface Row {
	readonly kind: 'said' | 'gone' | 'object' | 'actor' | 'unheard';
	readonly id: string;
	readonly who: string;
	readonly presence_id: string;
	readonly said_at: Date;
	readonly is_update: boolean;
	readonly activity_id: string;
}

export const readKnown = async (tx: Tx, needs: Needs, batch: readonly Taken[]): Promise<Known> => {
	const { origin } = needs;
	const notes = batch.flatMap(({ note }) => note ?? []);
	const backs = batch.flatMap(({ takesBack }) => takesBack ?? []);
	const spoken = [...new Set([...notes.map(({ id }) => id), ...backs])];
	const mayBeGone = [...new Set([...spoken, ...batch.map(({ id }) => id)])];
	const answered = new Set(
		notes.flatMap(({ inReplyTo, quoted }) => [inReplyTo, quoted].filter((one) => one?.startsWith(`${origin}/`))),
	);
	const named = new Set(notes.flatMap(({ addressed }) => addressed.flatMap((one) => identifierOf(origin, one) ?? [])));
	const speakers = [...new Set(notes.map(({ author }) => blockedKey(needs, author)))];
	const { rows } = await sql<Row>`
		select 'said' as kind, id, author as who, presence_id, said_at, is_update, activity_id
			from federation_said where id = any(${spoken}::text[])
		union all select 'gone', id, by_actor, '', gone_at, false, '' from federation_gone where id = any(${mayBeGone}::text[])
		union all select 'object', id, '', presence_id, published_at, false, ''
			from federation_object where id = any(${[...answered]}::text[])
		union all select 'unheard', who, '', presence_id, blocked_at, false, ''
			from federation_actor_block where who = any(${speakers}::text[])
		union all select 'actor', identifier, '', presence_id, made_at, false, ''
			from federation_actor where identifier = any(${[...named]}::text[]) and presence_id is not null`.execute(
		federation(tx),
	);
	const of = (kind: Row['kind']): readonly Row[] => rows.filter((row) => row.kind === kind);
	const presences = (kind: Row['kind']) => new Map(of(kind).map(({ id, presence_id }) => [id, presence_id]));
	return {
		said: new Map(of('said').map((row) => [row.id, standingOf(row)])),
		gone: new Set(of('gone').map(({ id, who }) => goneKey(id, who))),
		objects: presences('object'),
		actors: presences('actor'),
		unheard: new Set(of('unheard').map(({ id, presence_id }) => unheardKey(presence_id, id))),
	};
};

const standingOf = ({ who: author, presence_id: presenceId, said_at, ...row }: Row): Standing => ({
	author,
	presenceId,
	version: { at: fromDate(said_at), isUpdate: row.is_update, activityId: row.activity_id },
});

/**
 * A reply belongs to the presence it answers, a quote to the one it quotes, everything else to the first of ours that it names. A presence that blocked
 * its author does not hear it; what it heard before goes on following its author's changes.
 */
const presenceFor = (
	needs: Needs,
	{ author, inReplyTo, quoted, addressed }: ForeignNote,
	{ objects, actors, unheard }: Known,
): string | null => {
	const named = addressed.flatMap((one) => actors.get(identifierOf(needs.origin, one) ?? '') ?? []);
	const meant = [objects.get(inReplyTo ?? ''), objects.get(quoted ?? ''), ...named].filter((id) => id !== undefined);
	if (unheard.size === 0) return meant[0] ?? null;
	const who = blockedKey(needs, author);
	const [first] = meant;
	return first === undefined || unheard.has(unheardKey(first, who)) ? null : first;
};

interface Meant {
	readonly taken: Taken;
	readonly note: ForeignNote;
	readonly presenceId: string | null;
}

const sayingOf = (needs: Needs, { taken, note, presenceId }: Meant): Happening<InboundMessage> => ({
	...{ kind: 'said', id: note.id, author: note.author, presenceId, message: messageOf(note, taken.sender, needs) },
	version: { at: note.editedAt ?? note.sentAt ?? 0, isUpdate: taken.types.includes('Update'), activityId: taken.id },
});

const messageOf = (note: ForeignNote, sender: RemoteActor, { clock }: Needs): InboundMessage => ({
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

const changeOf = (arrival: Arrival<InboundMessage>): InboundChange =>
	arrival.kind === 'message'
		? { kind: 'message', message: arrival.message }
		: { kind: 'deleted', remoteId: arrival.id };

/** Writes what was decided in one statement. The caller is the only writer: a reader that has seen a number has seen every smaller one. */
export const keepHeard = async (
	tx: Tx,
	{ clock }: Needs,
	{ weighed: { arrivals, said }, gone }: Heard,
): Promise<void> => {
	if (arrivals.length === 0 && gone.length === 0) return;
	const at = toDate(clock.now());
	const standing = [...said].flatMap(([id, now]) => (now === null ? [] : [{ id, ...rowOf(now) }]));
	const ended = [...said].flatMap(([id, now]) => (now === null ? [id] : []));
	await sql`with arrived as (
			insert into federation_inbound (presence_id, change, arrived_at)
			select presence_id, change::jsonb, ${at} from unnest(${arrivals.map(({ presenceId }) => presenceId)}::text[],
				${arrivals.map((arrival) => JSON.stringify(changeOf(arrival)))}::text[]) with ordinality as a(presence_id, change, place)
			order by place
		), taken_back as (
			insert into federation_gone (id, by_actor, gone_at)
			select g.id, g.by, ${at} from jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as g(id text, by text)
			on conflict do nothing
		), ended as (
			delete from federation_said where id = any(${ended}::text[])
		)
		insert into federation_said (id, author, presence_id, said_at, is_update, activity_id, arrived_at)
			select s.*, ${at}::timestamptz from jsonb_to_recordset(${JSON.stringify(standing)}::jsonb)
				as s(id text, author text, presence_id text, said_at timestamptz, is_update boolean, activity_id text)
			on conflict (id) do update set said_at = excluded.said_at, is_update = excluded.is_update,
				activity_id = excluded.activity_id, arrived_at = excluded.arrived_at`.execute(federation(tx));
};

interface Heard {
	readonly weighed: Weighed<InboundMessage>;
	/** What was taken back, known before or not. */
	readonly gone: readonly { readonly id: string; readonly by: string }[];
}

const rowOf = ({ author, presenceId, version }: Standing) => ({
	...{ author, presence_id: presenceId, said_at: new Date(version.at) },
	...{ is_update: version.isUpdate, activity_id: version.activityId },
});
