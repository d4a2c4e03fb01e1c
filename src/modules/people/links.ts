import { fail, ok, type Result } from '#kernel/result.ts';
import { type Clock, days, hours, plus, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { sha256 } from './sign-in/identify.ts';
import { people } from './tables.ts';
import type { PeopleWork } from './work.ts';

export type Purpose = 'invitation' | 'rescue' | 'reset';
export type LinkFailure = { readonly type: 'link.ended' };

const VALID_MS: Readonly<Record<Purpose, number>> = { invitation: days(7), rescue: hours(1), reset: hours(1) };
const PLACE: Readonly<Record<Purpose, string>> = {
	invitation: '/desk/einladung',
	rescue: '/desk/einladung',
	reset: '/desk/neues-passwort',
};

interface NewLink {
	readonly personId: string;
	readonly purpose: Purpose;
}

/** Makes a one-time link; earlier ones of the same purpose end. The secret stands behind `#`, so no server log holds it. */
export const makeLink = async (
	{ clock, ids, origin }: Pick<PeopleWork, 'clock' | 'ids' | 'origin'>,
	tx: Tx,
	{ personId, purpose }: NewLink,
): Promise<string> => {
	const token = ids.secret();
	await endLinks(tx, clock, { personId, purpose });
	await people(tx)
		.insertInto('people_invitation')
		.values({
			id: ids.next('invitation'),
			person_id: personId,
			token_hash: sha256(token),
			purpose,
			expires_at: toDate(plus(clock.now(), VALID_MS[purpose])),
			used_at: null,
		})
		.execute();
	return `${origin}${PLACE[purpose]}#${token}`;
};

/** Ends the open links of a person, of one purpose or all. */
export const endLinks = async (
	tx: Tx,
	clock: Clock,
	{ personId, purpose }: { readonly personId: string; readonly purpose?: Purpose },
): Promise<void> => {
	let ending = people(tx)
		.updateTable('people_invitation')
		.set({ used_at: toDate(clock.now()) });
	ending = ending.where('person_id', '=', personId).where('used_at', 'is', null);
	if (purpose !== undefined) ending = ending.where('purpose', '=', purpose);
	await ending.execute();
};

interface Shown {
	readonly token: string;
	readonly purposes: readonly Purpose[];
}

/** Whom a link is for, as long as it is good. */
export const readLink = async (tx: Tx, clock: Clock, { token, purposes }: Shown) => {
	const row = await people(tx)
		.selectFrom('people_invitation')
		.select(['id', 'person_id', 'purpose'])
		.where('token_hash', '=', sha256(token))
		.where('purpose', 'in', [...purposes])
		.where('used_at', 'is', null)
		.where('expires_at', '>', toDate(clock.now()))
		.executeTakeFirst();
	return row ? { id: row.id, personId: row.person_id, purpose: row.purpose } : null;
};

/** Uses a link up. Of two at once, one gets it. */
export const takeLink = async (
	{ clock }: Pick<PeopleWork, 'clock'>,
	tx: Tx,
	shown: Shown,
): Promise<Result<{ readonly personId: string; readonly purpose: Purpose }, LinkFailure>> => {
	const link = await readLink(tx, clock, shown);
	if (link === null) return fail({ type: 'link.ended' });
	const { numUpdatedRows } = await people(tx)
		.updateTable('people_invitation')
		.set({ used_at: toDate(clock.now()) })
		.where('id', '=', link.id)
		.where('used_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows === 1n ? ok(link) : fail({ type: 'link.ended' });
};
