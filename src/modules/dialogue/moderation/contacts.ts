import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { contactsIn } from './alarm.ts';
import type { EmergencyContact } from './tables.ts';

export type ContactsFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'moderation.contacts-changed-meanwhile' };

/** What holds in a unit, and whether it is its own. */
export const readContacts =
	({ db, people }: Pick<DialogueNeeds, 'db' | 'people'>) =>
	async (unit: string, actor: Actor) => {
		if (!may(actor, 'service.manage', unit)) return fail({ type: 'access.denied' as const });
		const path = await people.unitPath(unit);
		const { unitId, version, contacts } = await db.read('emergency contacts', (tx) => contactsIn(tx, path));
		const own = unitId === unit;
		return ok({ own, from: own ? null : unitId, version: own ? version : 0, contacts: [...contacts] });
	};

interface Save {
	readonly unit: string;
	/** The version that was read; 0 where the unit had none of its own. */
	readonly version: number;
	/** Null: inherit from the unit above again. */
	readonly contacts: readonly EmergencyContact[] | null;
}

/** Gives a unit its own contacts, or takes them from it. */
export const saveContacts =
	({ act, events }: Pick<DialogueNeeds, 'act' | 'events'>) =>
	async ({ unit, version, contacts }: Save, actor: Actor): Promise<Result<{ version: number }, ContactsFailure>> => {
		if (!may(actor, 'service.manage', unit)) return fail({ type: 'access.denied' });
		return act<{ version: number }, ContactsFailure>('save emergency contacts', actor, async (tx) => {
			const rows = dialogue(tx).selectFrom('dialogue_emergency').select('version').where('unit_id', '=', unit);
			const before = (await rows.forUpdate().executeTakeFirst())?.version ?? 0;
			if (before !== version) return fail({ type: 'moderation.contacts-changed-meanwhile' });
			if (contacts === null && before === 0) return unchanged({ version: 0 });
			const now = await write(tx, { unit, version, contacts });
			await events.announce(tx, { topic: 'setting', id: unit, unitId: unit });
			const payload = { contacts: contacts === null ? null : contacts.map((one) => ({ ...one })) };
			return done({ version: now }, { kind: 'moderation.contacts-saved', subject: unit, unitId: unit, payload });
		});
	};

const write = async (tx: Tx, { unit, version, contacts }: Save): Promise<number> => {
	if (contacts === null) {
		await dialogue(tx).deleteFrom('dialogue_emergency').where('unit_id', '=', unit).execute();
		return 0;
	}
	const row = { contacts: JSON.stringify(contacts), version: version + 1 };
	await dialogue(tx)
		.insertInto('dialogue_emergency')
		.values({ unit_id: unit, ...row })
		.onConflict((conflict) => conflict.column('unit_id').doUpdateSet(row))
		.execute();
	return row.version;
};
