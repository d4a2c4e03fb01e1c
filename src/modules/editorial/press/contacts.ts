import type { z } from 'zod';

import type { addPressContactEndpoint, changePressContactEndpoint } from '#contract/press.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { EditorialNeeds } from '../needs.ts';
import {
	type ContactGone,
	contactByMail,
	fingerprintOf,
	keepMembership,
	listsOfUnit,
	lockContact,
	proofOf,
	refusedAmong,
	sortNameOf,
} from './store.ts';
import { type ContactTable, press } from './tables.ts';

type Needs = Pick<EditorialNeeds, 'act' | 'clock' | 'ids' | 'events' | 'sealer'>;
type Made = { readonly id: string };
type Added = z.output<typeof addPressContactEndpoint.input>;
type Changed = z.output<typeof changePressContactEndpoint.input>;

type Unfit = { readonly type: 'press.address-taken' } | { readonly type: 'press.no-such-list' };
export type AddContactFailure = { readonly type: 'access.denied' } | Unfit | { readonly type: 'press.unsubscribed' };
export type ChangeContactFailure = ContactGone | AddContactFailure | { readonly type: 'press.changed-meanwhile' };

type Fields = Pick<Added, 'name' | 'outlet' | 'mail' | 'language' | 'source' | 'since'>;

const columnsOf = ({ name, outlet, mail, language, source, since }: Fields) => ({
	...{ name, outlet, mail, language, source, since },
	sort_name: sortNameOf({ name, outlet }),
});

/** Keeps a contact, in the caller's transaction. */
export const placeContact = async (
	{ ids, clock }: Pick<Needs, 'ids' | 'clock'>,
	tx: Tx,
	{ unitId, fields, actor }: { readonly unitId: string; readonly fields: Fields; readonly actor: Actor },
): Promise<Pick<ContactTable, 'id' | 'sort_name'>> => {
	const id = ids.next('contact');
	const row = { id, unit_id: unitId, ...columnsOf(fields), state: 'active' as const, bounce: null, version: 1 };
	await press(tx)
		.insertInto('editorial_press_contact')
		.values({ ...row, changed_by: actor.id, changed_at: toDate(clock.now()) })
		.execute();
	return row;
};

/** Keeps a press contact. Who unsubscribed comes back only if somebody says that they asked for it. */
export const addContact =
	(needs: Needs) =>
	async (input: Added, actor: Actor): Promise<Result<Made, AddContactFailure>> => {
		const { unitId, listIds, askedAgain } = input;
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		return needs.act<Made, AddContactFailure>('add press contact', actor, async (tx) => {
			const fits = await fitsIn(tx, { unitId, mail: input.mail, listIds, id: null });
			if (!fits.ok) return fits;
			const open = await mayWriteTo(needs, tx, { unitId, mail: input.mail, askedAgain });
			if (!open.ok) return open;
			const contact = await placeContact(needs, tx, { unitId, fields: input, actor });
			await keepMembership(tx, contact, listIds);
			await needs.events.announce(tx, { topic: 'setting', id: contact.id, unitId });
			const payload = { ...proofOf(needs.sealer, input.mail), source: input.source, since: input.since, askedAgain };
			return done(
				{ id: contact.id },
				{ kind: 'press.contact-added', subject: contact.id, unitId, payload: { ...payload, lists: listIds } },
			);
		});
	};

interface Fitting {
	readonly unitId: string;
	readonly mail: string;
	readonly listIds: readonly string[];
	readonly id: string | null;
}

/** An address stands once in a unit, and only on lists of the unit. */
const fitsIn = async (tx: Tx, { unitId, mail, listIds, id }: Fitting): Promise<Result<void, Unfit>> => {
	const there = await contactByMail(tx, unitId, mail);
	if (there !== undefined && there.id !== id) return fail({ type: 'press.address-taken' });
	const known = await listsOfUnit(tx, unitId, listIds);
	return known.length === new Set(listIds).size ? ok(undefined) : fail({ type: 'press.no-such-list' });
};

interface Writing {
	readonly unitId: string;
	readonly mail: string;
	readonly askedAgain: boolean;
}

const mayWriteTo = async (
	{ sealer }: Needs,
	tx: Tx,
	{ unitId, mail, askedAgain }: Writing,
): Promise<Result<void, { readonly type: 'press.unsubscribed' }>> => {
	const fingerprint = fingerprintOf(sealer, mail);
	if ((await refusedAmong(tx, unitId, [fingerprint])).size === 0) return ok(undefined);
	if (!askedAgain) return fail({ type: 'press.unsubscribed' });
	const refusal = press(tx).deleteFrom('editorial_press_refusal').where('unit_id', '=', unitId);
	await refusal.where('fingerprint', '=', fingerprint).execute();
	return ok(undefined);
};

/** Changes a contact, pauses it or takes it into use again; a new address forgets that the old one refused. */
export const changeContact =
	(needs: Needs) =>
	({ id, base, state, listIds, ...fields }: Changed, actor: Actor): Promise<Result<Made, ChangeContactFailure>> =>
		needs.act<Made, ChangeContactFailure>('change press contact', actor, async (tx) => {
			const found = await lockContact(tx, id, actor);
			if (!found.ok) return found;
			const { unit_id: unitId, version, bounce } = found.value;
			if (version !== base) return fail({ type: 'press.changed-meanwhile' });
			const fits = await mayBecome(needs, tx, { unitId, mail: fields.mail, listIds, id });
			if (!fits.ok) return fits;
			const next = stateAfter(found.value, { state, mail: fields.mail });
			const columns = { ...columnsOf(fields), state: next, bounce: next === 'bounced' ? bounce : null };
			await press(tx)
				.updateTable('editorial_press_contact')
				.set({ ...columns, version: version + 1, changed_by: actor.id, changed_at: toDate(needs.clock.now()) })
				.where('id', '=', id)
				.execute();
			await keepMembership(tx, { id, sort_name: columns.sort_name }, listIds);
			await needs.events.announce(tx, { topic: 'setting', id, unitId });
			const { source, since } = fields;
			const payload = { ...proofOf(needs.sealer, fields.mail), source, since, state: next, lists: listIds };
			return done({ id }, { kind: 'press.contact-changed', subject: id, unitId, payload });
		});

const mayBecome = async (
	needs: Needs,
	tx: Tx,
	fitting: Fitting,
): Promise<Result<void, Unfit | { readonly type: 'press.unsubscribed' }>> => {
	const fits = await fitsIn(tx, fitting);
	return fits.ok ? mayWriteTo(needs, tx, { ...fitting, askedAgain: false }) : fits;
};

/** The mailbox of another address has not refused anything yet. */
const stateAfter = (before: ContactTable, { state, mail }: Pick<Changed, 'state' | 'mail'>): ContactTable['state'] =>
	mail !== before.mail && state === 'bounced' ? 'active' : state;

/** Deletes a contact from everywhere. What it was sent stays proved by fingerprint and masked address alone. */
export const removeContact =
	(needs: Needs) =>
	({ id }: Made, actor: Actor): Promise<Result<Made, ContactGone>> =>
		needs.act<Made, ContactGone>('remove press contact', actor, async (tx) => {
			const found = await lockContact(tx, id, actor);
			if (!found.ok) return found;
			const { unit_id: unitId, mail } = found.value;
			await press(tx).deleteFrom('editorial_press_contact').where('id', '=', id).execute();
			await needs.events.announce(tx, { topic: 'setting', id, unitId });
			const payload = proofOf(needs.sealer, mail);
			return done({ id }, { kind: 'press.contact-removed', subject: id, unitId, payload });
		});
