import type { z } from 'zod';

import type { addTargetEndpoint, HandoverTarget } from '#contract/handover.ts';
import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { type AddressFault, checkAddress } from '../domain/handover.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';

export type TargetFailure =
	| AddressFault
	| { readonly type: 'access.denied' }
	| { readonly type: 'handover.no-such-target' };

export const KEY_SEAL = 'dialogue_target.key';

type Row = Awaited<ReturnType<typeof targetsOf>>[number];

/** The targets in use of these units. */
export const targetsOf = (tx: Tx, units: readonly string[] | 'all') =>
	dialogue(tx)
		.selectFrom('dialogue_target')
		.selectAll()
		.where('retired_at', 'is', null)
		.$if(units !== 'all', (list) => list.where('unit_id', 'in', units.length > 0 ? [...units] : ['']))
		.orderBy('unit_id')
		.orderBy('name')
		.orderBy('id')
		.limit(500)
		.execute();

export const toTarget = (row: Row): HandoverTarget => ({
	id: row.id,
	unitId: row.unit_id,
	kind: row.kind,
	name: row.name,
	address: row.address,
	contact: row.contact,
	publicText: row.public_text,
	privateText: row.private_text,
});

export const listTargets =
	({ db }: Pick<DialogueNeeds, 'db'>) =>
	async (actor: Actor) => {
		const rows = await db.read('targets', (tx) => targetsOf(tx, unitsWhere(actor, 'conversation.read')));
		return ok({ items: rows.map(toTarget) });
	};

type Needs = Pick<DialogueNeeds, 'act' | 'clock' | 'ids' | 'sealer' | 'events'>;
type Fields = z.output<typeof addTargetEndpoint.input>;

/** Adds a target. The key a webhook's letters are signed with is shown this once, and kept sealed. */
export const addTarget =
	({ act, ids, sealer, events }: Needs) =>
	async (fields: Fields, actor: Actor): Promise<Result<{ id: string; key: string | null }, TargetFailure>> => {
		const { unitId, kind, name, address, contact, publicText, privateText } = fields;
		if (!may(actor, 'handover.manage', unitId)) return fail({ type: 'access.denied' });
		const fits = checkAddress(kind, address);
		if (!fits.ok) return fits;
		return act<{ id: string; key: string | null }, TargetFailure>('add target', actor, async (tx) => {
			const id = ids.next('target');
			const key = kind === 'webhook' ? ids.secret() : null;
			const texts = { public_text: publicText, private_text: privateText };
			const sealed = key === null ? null : sealer.seal(key, KEY_SEAL);
			await dialogue(tx)
				.insertInto('dialogue_target')
				.values({ id, unit_id: unitId, kind, name, address, contact, ...texts, key: sealed, retired_at: null })
				.execute();
			await events.announce(tx, { topic: 'setting', id });
			const payload = { target: name, how: kind, address, contact };
			return done({ id, key }, { kind: 'handover.target-added', subject: id, unitId, payload });
		});
	};

/** Nothing is handed over there any more; what was stays as it was. */
export const retireTarget =
	({ act, clock, events }: Needs) =>
	(id: string, actor: Actor): Promise<Result<Record<string, never>, TargetFailure>> =>
		act<Record<string, never>, TargetFailure>('retire target', actor, async (tx) => {
			const found = dialogue(tx).selectFrom('dialogue_target').selectAll().where('id', '=', id);
			const row = await found.where('retired_at', 'is', null).forUpdate().executeTakeFirst();
			if (!row) return fail({ type: 'handover.no-such-target' });
			if (!may(actor, 'handover.manage', row.unit_id)) return fail({ type: 'access.denied' });
			const retired = { retired_at: toDate(clock.now()) };
			await dialogue(tx).updateTable('dialogue_target').set(retired).where('id', '=', id).execute();
			await events.announce(tx, { topic: 'setting', id });
			const payload = { target: row.name };
			return done({}, { kind: 'handover.target-retired', subject: id, unitId: row.unit_id, payload });
		});
