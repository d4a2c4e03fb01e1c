import { sql } from 'kysely';

import { fromDate, toDate } from '#kernel/time.ts';
import type { InboundChange, InboundMessage } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { identifierOf } from './domain/addresses.ts';
import { type ForeignNote, readNote } from './domain/note.ts';
import { idOf, sameOrigin, typesOf } from './domain/read.ts';
import { type Arrival, goneKey, type Happening, type Known, type Weighed, weigh } from './domain/versions.ts';
import type { FederationNeeds } from './needs.ts';
import type { RemoteActor } from './remote.ts';
import { federation } from './tables.ts';
import type { Taken } from './taken.ts';

type Needs = Pick<FederationNeeds, 'clock' | 'origin'>;

/**
 * Puts replies, mentions and direct messages of a whole batch into the arrivals of the presences they are meant for, and
 * takes back what their authors take back. It may come before what it takes back: then that is not let in any more.
 * Answers the presences that something came in for.
 */
export const hear = async (tx: Tx, needs: Needs, batch: readonly Taken[]): Promise<readonly string[]> => {
	const notes = batch.flatMap((taken) => noteIn(taken) ?? []);
	const presences = await presencesFor(
		tx,
		needs,
		notes.map(({ note }) => note),
	);
	const said = new Map(notes.map((read) => [read.taken, read.note]));
	const happenings = batch.flatMap((taken): Happening<InboundMessage>[] => {
		const note = said.get(taken);
		if (note !== undefined) return [sayingOf(needs, { taken, note, presenceId: presences(note) })];
		const id = takenBack(taken);
		return id === null ? [] : [{ kind: 'gone', id, by: taken.sender.id }];
	});
	if (happenings.length === 0) return [];
	const weighed = weigh(await knownOf(tx, happenings), happenings);
	await keep(tx, needs, weighed);
	return [...new Set(weighed.arrivals.map(({ presenceId }) => presenceId))];
};

interface Read {
	readonly taken: Taken;
	readonly note: ForeignNote;
}

const isOf = ({ activity }: Taken, ...types: readonly string[]): boolean =>
	typesOf(activity).some((type) => types.includes(type));

const noteIn = (taken: Taken): Read | null => {
	const note = isOf(taken, 'Create', 'Update') ? readNote(taken.object) : null;
	return note !== null && note.author === taken.sender.id ? { taken, note } : null;
};

/** What an activity takes back; an undone one is taken back as well, should it come later. */
export const takenBack = (taken: Taken): string | null => {
	const { object, objectId, sender } = taken;
	const id = isOf(taken, 'Delete') || isOf(taken, 'Undo') ? objectId || idOf(object) : null;
	return id === null || id === sender.id || !sameOrigin(id, sender.id) ? null : id;
};

/** A reply belongs to the presence it answers, everything else to the first of ours that it names. */
const presencesFor = async (
	tx: Tx,
	{ origin }: Needs,
	notes: readonly ForeignNote[],
): Promise<(note: ForeignNote) => string | null> => {
	const answered = notes.flatMap(({ inReplyTo }) => (inReplyTo?.startsWith(`${origin}/`) ? [inReplyTo] : []));
	const named = notes.flatMap(({ addressed }) => addressed.flatMap((one) => identifierOf(origin, one) ?? []));
	const objects = await federation(tx)
		.selectFrom('federation_object')
		.select(['id', 'presence_id'])
		.where('id', 'in', ['', ...new Set(answered)])
		.execute();
	const actors = await federation(tx)
		.selectFrom('federation_actor')
		.select(['identifier', 'presence_id'])
		.where('identifier', 'in', ['', ...new Set(named)])
		.execute();
	const byObject = new Map(objects.map(({ id, presence_id }) => [id, presence_id]));
	const byName = new Map(actors.map(({ identifier, presence_id }) => [identifier, presence_id]));
	return ({ inReplyTo, addressed }) => {
		const names = addressed.flatMap((one) => byName.get(identifierOf(origin, one) ?? '') ?? []);
		return byObject.get(inReplyTo ?? '') ?? names[0] ?? null;
	};
};

interface Meant extends Read {
	readonly presenceId: string | null;
}

const sayingOf = (needs: Needs, { taken, note, presenceId }: Meant): Happening<InboundMessage> => ({
	...{ kind: 'said', id: note.id, author: note.author, presenceId, message: messageOf(note, taken.sender, needs) },
	version: { at: note.editedAt ?? note.sentAt ?? 0, isUpdate: isOf(taken, 'Update'), activityId: taken.id },
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

const knownOf = async (tx: Tx, happenings: readonly Happening<InboundMessage>[]): Promise<Known> => {
	const ids = [...new Set(happenings.map(({ id }) => id))];
	const said = await federation(tx).selectFrom('federation_said').selectAll().where('id', 'in', ids).execute();
	const gone = await federation(tx).selectFrom('federation_gone').selectAll().where('id', 'in', ids).execute();
	return {
		said: new Map(
			said.map(({ id, author, presence_id: presenceId, said_at, is_update: isUpdate, activity_id: activityId }) => [
				id,
				{ author, presenceId, version: { at: fromDate(said_at), isUpdate, activityId } },
			]),
		),
		gone: new Set(gone.map(({ id, by_actor }) => goneKey(id, by_actor))),
	};
};

const changeOf = (arrival: Arrival<InboundMessage>): InboundChange =>
	arrival.kind === 'message'
		? { kind: 'message', message: arrival.message }
		: { kind: 'deleted', remoteId: arrival.id };

/** Writes what was decided in few statements. The caller is the only writer: a reader that has seen a number has seen every smaller one. */
const keep = async (tx: Tx, { clock }: Needs, { arrivals, said }: Weighed<InboundMessage>): Promise<void> => {
	const at = toDate(clock.now());
	if (arrivals.length > 0)
		await sql`insert into federation_inbound (presence_id, change, arrived_at)
			select presence_id, change::jsonb, ${at} from unnest(${arrivals.map(({ presenceId }) => presenceId)}::text[],
				${arrivals.map((arrival) => JSON.stringify(changeOf(arrival)))}::text[]) with ordinality as a(presence_id, change, place)
			order by place`.execute(federation(tx));
	const standing = [...said].flatMap(([id, now]) =>
		now === null
			? []
			: [
					{
						...{ id, author: now.author, presence_id: now.presenceId, said_at: toDate(now.version.at as never) },
						...{ is_update: now.version.isUpdate, activity_id: now.version.activityId },
					},
				],
	);
	if (standing.length > 0)
		await sql`insert into federation_said (id, author, presence_id, said_at, is_update, activity_id, arrived_at)
			select s.*, ${at}::timestamptz from jsonb_to_recordset(${JSON.stringify(standing)}::jsonb)
				as s(id text, author text, presence_id text, said_at timestamptz, is_update boolean, activity_id text)
			on conflict (id) do update set said_at = excluded.said_at, is_update = excluded.is_update,
				activity_id = excluded.activity_id, arrived_at = excluded.arrived_at`.execute(federation(tx));
	const ended = [...said].flatMap(([id, now]) => (now === null ? [id] : []));
	if (ended.length > 0) await federation(tx).deleteFrom('federation_said').where('id', 'in', ended).execute();
};
