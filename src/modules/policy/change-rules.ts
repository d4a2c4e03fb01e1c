import type { Json, JsonObject } from '#kernel/json.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import {
	type Checks,
	type DocumentFailure,
	type Profile,
	partsChanged,
	soundChecks,
	soundProfile,
} from './domain/documents.ts';
import { type Netiquette, soundNetiquette } from './domain/netiquette.ts';
import type { Openings } from './domain/openings.ts';
import type { PolicyNeeds } from './needs.ts';
import {
	addVersion,
	checksInForce,
	netiquetteInForce,
	openingsInForce,
	profileInForce,
	type Version,
} from './store.ts';
import type { DocumentArea } from './tables.ts';

export type ChangeFailure =
	| DocumentFailure
	| { readonly type: 'access.denied' }
	| { readonly type: 'policy.changed-meanwhile'; readonly number: number };

export interface Change<T> {
	/** The version that was read and is now changed. */
	readonly base: number;
	readonly note: string;
	readonly document: T;
}

/** Puts a new version of the checks in force; the versions before stay as they were. */
export const changeChecks =
	(needs: PolicyNeeds) =>
	(change: Change<Checks>, actor: Actor): Promise<Result<number, ChangeFailure>> =>
		putInForce(needs, actor, {
			area: 'checks',
			change,
			sound: soundChecks(change.document, needs.catalogue),
			now: (tx) => checksInForce(tx, needs.catalogue),
		});

/** Puts a new version of the city profile in force. */
export const changeProfile =
	(needs: PolicyNeeds) =>
	(change: Change<Profile>, actor: Actor): Promise<Result<number, ChangeFailure>> =>
		putInForce(needs, actor, { area: 'profile', change, sound: soundProfile(change.document), now: profileInForce });

/** Puts a new version of the netiquette in force; acts of moderation cite the version of their day. */
export const changeNetiquette =
	(needs: PolicyNeeds) =>
	(change: Change<Netiquette>, actor: Actor): Promise<Result<number, ChangeFailure>> => {
		const sound = soundNetiquette(change.document);
		return putInForce(needs, actor, { area: 'netiquette', change, sound, now: netiquetteInForce });
	};

/** Puts a new version in force of which networks may be opened without a resolution. */
export const changeOpenings =
	(needs: PolicyNeeds) =>
	(change: Change<Openings>, actor: Actor): Promise<Result<number, ChangeFailure>> =>
		putInForce(needs, actor, { area: 'openings', change, sound: ok(undefined), now: openingsInForce });

interface PutInForce<T> {
	readonly area: DocumentArea;
	readonly change: Change<T>;
	readonly sound: Result<void, DocumentFailure>;
	readonly now: (tx: Tx) => Promise<Version<T>>;
}

const putInForce = async <T extends Checks | Profile | Netiquette | Openings>(
	{ act, clock, events }: PolicyNeeds,
	actor: Actor,
	{ area, change, sound, now }: PutInForce<T>,
): Promise<Result<number, ChangeFailure>> => {
	if (!may(actor, 'policy.manage')) return fail({ type: 'access.denied' });
	if (!sound.ok) return sound;
	const { base, note, document } = change;
	return act<number, ChangeFailure>(`change ${area}`, actor, async (tx) => {
		const before = await now(tx);
		if (before.number !== base) return fail({ type: 'policy.changed-meanwhile', number: before.number });
		const changed = partsChanged(before.document, document);
		if (changed.length === 0) return unchanged(base);
		const number = base + 1;
		const version = { area, number, document, changed, note, by: actor.id, at: clock.now() };
		if (!(await addVersion(tx, version))) return fail({ type: 'policy.changed-meanwhile', number });
		await events.announce(tx, { topic: 'setting', id: `policy-${area}` });
		const payload: JsonObject = { number, note, changed: [...changed], document: toJson(document) };
		return done(number, { kind: `policy.${area}-changed`, subject: `policy:${area}`, payload });
	});
};

/** The document as plain JSON for the log. */
const toJson = (document: Checks | Profile | Netiquette | Openings): Json =>
	JSON.parse(JSON.stringify(document)) as Json; // NOTE: JSON in, JSON out.
