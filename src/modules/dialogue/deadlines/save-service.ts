import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { checkService, type Service, type ServiceFailure } from '../domain/promise.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { serviceOf } from './service.ts';
import { settleBatch } from './settle.ts';

export type SaveServiceFailure =
	| ServiceFailure
	| { readonly type: 'access.denied' }
	| { readonly type: 'service.changed-meanwhile' };

type Needs = Pick<DialogueNeeds, 'db' | 'act' | 'people' | 'channels' | 'events'>;

/** What holds in a unit, whether it is its own, and what it would inherit. */
export const readService = (needs: Needs) => async (unit: string, actor: Actor) => {
	if (!may(actor, 'service.manage', unit)) return fail({ type: 'access.denied' } as const);
	const path = await needs.people.unitPath(unit);
	const { found, above } = await needs.db.read('hours of a unit', async (tx) => ({
		found: await serviceOf(tx, path),
		above: await serviceOf(tx, path.slice(1)),
	}));
	const own = found.unitId === unit;
	const presences = (await needs.channels.livePresences()).filter(({ unitId }) => may(actor, 'service.manage', unitId));
	return ok({
		own,
		/** Whose hours it inherits, or would. */
		from: own ? above.unitId : found.unitId,
		version: own ? found.version : 0,
		service: found.service,
		presences: presences.map(({ id, name }) => ({ id, name })),
	});
};

interface Save {
	readonly unit: string;
	/** The version that was read; 0 where the unit had none of its own. */
	readonly version: number;
	/** Null: inherit from the unit above again. */
	readonly service: Service | null;
}

/** Gives a unit its own hours and promises, or takes them from it; open conversations get their new deadlines. */
export const saveService =
	(needs: Needs) =>
	async ({ unit, version, service }: Save, actor: Actor): Promise<Result<{ version: number }, SaveServiceFailure>> => {
		if (!may(actor, 'service.manage', unit)) return fail({ type: 'access.denied' });
		const checked = service === null ? ok(undefined) : checkService(service);
		if (!checked.ok) return checked;
		const house = await needs.people.authority();
		const below = await needs.people.unitsBelow(unit);
		return needs.act<{ version: number }, SaveServiceFailure>('save hours', actor, async (tx) => {
			const before = await lockService(tx, unit);
			if ((before?.version ?? 0) !== version) return fail({ type: 'service.changed-meanwhile' });
			if (service === null && !before) return unchanged({ version: 0 });
			const { leaf, now } = await replaceService(tx, { unit, version, service });
			await markStale(tx, below);
			await settleBatch(needs, tx, house);
			await needs.events.announce(tx, { topic: 'setting', id: unit, unitId: unit });
			await needs.events.announce(tx, { topic: 'conversation', id: unit, unitId: unit });
			return done({ version: now }, { ...leaf, subject: unit, unitId: unit });
		});
	};

const lockService = (tx: Tx, unit: string) =>
	dialogue(tx)
		.selectFrom('dialogue_office_hours')
		.select('version')
		.where('unit_id', '=', unit)
		.forUpdate()
		.executeTakeFirst();

/** Answers the leaf to leave and the version from now on. */
const replaceService = async (tx: Tx, { unit, version, service }: Save) => {
	if (service !== null) return writeService(tx, { unit, version, service });
	await dialogue(tx).deleteFrom('dialogue_office_hours').where('unit_id', '=', unit).execute();
	return { leaf: { kind: 'service.inherited', payload: {} }, now: 0 } as const;
};

const writeService = async (tx: Tx, { unit, version, service }: Save & { readonly service: Service }) => {
	const [week, closures, promises] = [service.week, service.closures, service.promises].map((part) =>
		JSON.stringify(part),
	);
	const { land, mailbox, warnShare } = service;
	const row = {
		...{ week: week ?? '', closures: closures ?? '', promises: promises ?? '' },
		...{ land, mailbox, warn_share: warnShare, version: version + 1 },
	};
	await dialogue(tx)
		.insertInto('dialogue_office_hours')
		.values({ unit_id: unit, ...row })
		.onConflict((conflict) => conflict.column('unit_id').doUpdateSet(row))
		.execute();
	return { leaf: { kind: 'service.saved', payload: row }, now: row.version } as const;
};

const markStale = (tx: Tx, units: readonly string[]) => {
	const running = dialogue(tx)
		.selectFrom('dialogue_conversation')
		.select('id')
		.where('unit_id', 'in', [...units, ''])
		.where('state', '=', 'open')
		.where('due_at', 'is not', null);
	const stale = dialogue(tx).updateTable('dialogue_conversation').set({ due_stale: true });
	return stale.where('id', 'in', running.orderBy('id').forUpdate()).execute();
};
