import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { VoiceMode } from '../domain/voice.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';

/** The mode of the first of these units that set one; without any, nothing is shown. */
const modeOf = async (tx: Tx, path: readonly string[]) => {
	const rules = dialogue(tx).selectFrom('dialogue_voice_rule').selectAll();
	const rows = path.length === 0 ? [] : await rules.where('unit_id', 'in', [...path]).execute();
	const own = path.map((id) => rows.find(({ unit_id }) => unit_id === id)).find((row) => row !== undefined);
	return own
		? { unitId: own.unit_id, mode: own.mode, version: own.version }
		: { unitId: null, mode: 'off' as const, version: 0 };
};

export const isClosed = async (tx: Tx, postId: string): Promise<boolean> => {
	const closed = dialogue(tx).selectFrom('dialogue_voice_closed').select('post_id').where('post_id', '=', postId);
	return (await closed.executeTakeFirst()) !== undefined;
};

/** What holds for a post of a unit: its unit's mode, or `off` where the post itself is closed. */
export const modeAt = async (
	{ db, people }: Pick<DialogueNeeds, 'db' | 'people'>,
	{ postId, unitId }: { readonly postId: string; readonly unitId: string },
): Promise<{ readonly mode: VoiceMode; readonly closed: boolean; readonly shown: VoiceMode }> => {
	const path = await people.unitPath(unitId);
	return db.read('voices of a post: mode', async (tx) => {
		const [{ mode }, closed] = [await modeOf(tx, path), await isClosed(tx, postId)];
		return { mode, closed, shown: closed ? 'off' : mode };
	});
};

export const readVoiceRule =
	(needs: DialogueNeeds) =>
	async (
		unit: string,
		actor: Actor,
	): Promise<
		Result<{ own: boolean; from: string | null; version: number; mode: VoiceMode }, { readonly type: 'access.denied' }>
	> => {
		if (!may(actor, 'service.manage', unit)) return fail({ type: 'access.denied' });
		const path = await needs.people.unitPath(unit);
		const { found, above } = await needs.db.read('voice rule of a unit', async (tx) => ({
			found: await modeOf(tx, path),
			above: await modeOf(tx, path.slice(1)),
		}));
		const own = found.unitId === unit;
		const from = own ? above.unitId : found.unitId;
		return ok({ own, from, version: own ? found.version : 0, mode: found.mode });
	};

export type VoiceRuleFailure = { readonly type: 'access.denied' } | { readonly type: 'voice.rule-changed-meanwhile' };

interface Save {
	readonly unit: string;
	/** The version that was read; 0 where the unit had none of its own. */
	readonly version: number;
	/** Null: inherit from the unit above again. */
	readonly mode: VoiceMode | null;
}

/** Opens or closes the public pages of a unit for what others say under its posts. */
export const saveVoiceRule =
	(needs: DialogueNeeds) =>
	async ({ unit, version, mode }: Save, actor: Actor): Promise<Result<{ version: number }, VoiceRuleFailure>> => {
		if (!may(actor, 'service.manage', unit)) return fail({ type: 'access.denied' });
		return needs.act<{ version: number }, VoiceRuleFailure>('save voice rule', actor, async (tx) => {
			const rules = dialogue(tx).selectFrom('dialogue_voice_rule').select('version').where('unit_id', '=', unit);
			const before = await rules.forUpdate().executeTakeFirst();
			if ((before?.version ?? 0) !== version) return fail({ type: 'voice.rule-changed-meanwhile' });
			if (mode === null && !before) return unchanged({ version: 0 });
			const next = await replace(tx, { unit, version, mode });
			await needs.events.announce(tx, { topic: 'setting', id: unit, unitId: unit });
			return done(
				{ version: next },
				{ kind: 'voice.rule-saved', subject: unit, unitId: unit, payload: { mode: mode ?? 'inherited' } },
			);
		});
	};

const replace = async (tx: Tx, { unit, version, mode }: Save): Promise<number> => {
	if (mode === null) {
		await dialogue(tx).deleteFrom('dialogue_voice_rule').where('unit_id', '=', unit).execute();
		return 0;
	}
	const row = { mode, version: version + 1 };
	await dialogue(tx)
		.insertInto('dialogue_voice_rule')
		.values({ unit_id: unit, ...row })
		.onConflict((conflict) => conflict.column('unit_id').doUpdateSet(row))
		.execute();
	return row.version;
};

export type CloseVoicesFailure = { readonly type: 'access.denied' } | { readonly type: 'post.not-found' };

/** Takes one post out of it, or lets it in again. */
export const closeVoices =
	(needs: DialogueNeeds) =>
	async (
		{ id, closed }: { readonly id: string; readonly closed: boolean },
		actor: Actor,
	): Promise<Result<Record<string, never>, CloseVoicesFailure>> => {
		const post = (await needs.editorial.posts([id])).get(id);
		if (!post) return fail({ type: 'post.not-found' });
		const { unitId } = post;
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		return needs.act<Record<string, never>, CloseVoicesFailure>('close a post for voices', actor, async (tx) => {
			if ((await isClosed(tx, id)) === closed) return unchanged({});
			await (closed
				? dialogue(tx)
						.insertInto('dialogue_voice_closed')
						.values({ post_id: id, closed_at: toDate(needs.clock.now()) })
						.onConflict((conflict) => conflict.doNothing())
						.execute()
				: dialogue(tx).deleteFrom('dialogue_voice_closed').where('post_id', '=', id).execute());
			await needs.events.announce(tx, { topic: 'setting', id, unitId });
			const kind = closed ? 'voice.post-closed' : 'voice.post-opened';
			return done({}, { kind, subject: id, unitId, payload: {} });
		});
	};
