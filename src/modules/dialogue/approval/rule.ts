import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { noRule, type ReplyRule } from '../domain/reply-rule.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';

/** The rule of the first of these units that has its own; without any, answers leave at once. */
export const ruleOf = async (tx: Tx, path: readonly string[]) => {
	const rows = path.length
		? await dialogue(tx)
				.selectFrom('dialogue_reply_rule')
				.selectAll()
				.where('unit_id', 'in', [...path])
				.execute()
		: [];
	const own = path.map((id) => rows.find(({ unit_id }) => unit_id === id)).find((row) => row !== undefined);
	return own
		? { unitId: own.unit_id, version: own.version, rule: own.rule }
		: { unitId: null, version: 0, rule: noRule };
};

/** What holds in a unit, whether it is its own, and whose it would inherit. */
export const readReplyRule = (needs: DialogueNeeds) => async (unit: string, actor: Actor) => {
	if (!may(actor, 'approval.manage', unit)) return fail({ type: 'access.denied' } as const);
	const path = await needs.people.unitPath(unit);
	const { found, above } = await needs.db.read('reply rule of a unit', async (tx) => ({
		found: await ruleOf(tx, path),
		above: await ruleOf(tx, path.slice(1)),
	}));
	const own = found.unitId === unit;
	const presences = (await needs.channels.livePresences()).filter(({ unitId }) =>
		may(actor, 'approval.manage', unitId),
	);
	return ok({
		own,
		from: own ? above.unitId : found.unitId,
		version: own ? found.version : 0,
		rule: { ...found.rule, presences: [...found.rule.presences], kinds: [...found.rule.kinds] },
		presences: presences.map(({ id, name, channel }) => ({ id, name, channel })),
	});
};

export type SaveRuleFailure = { readonly type: 'access.denied' } | { readonly type: 'proposal.rule-changed-meanwhile' };

interface Save {
	readonly unit: string;
	/** The version that was read; 0 where the unit had none of its own. */
	readonly version: number;
	/** Null: inherit from the unit above again. */
	readonly rule: ReplyRule | null;
}

/** Gives a unit its own rule, or takes it away. What waits already goes on waiting. */
export const saveReplyRule =
	(needs: DialogueNeeds) =>
	async ({ unit, version, rule }: Save, actor: Actor): Promise<Result<{ version: number }, SaveRuleFailure>> => {
		if (!may(actor, 'approval.manage', unit)) return fail({ type: 'access.denied' });
		return needs.act<{ version: number }, SaveRuleFailure>('save reply rule', actor, async (tx) => {
			const rules = dialogue(tx).selectFrom('dialogue_reply_rule').select('version').where('unit_id', '=', unit);
			const before = await rules.forUpdate().executeTakeFirst();
			if ((before?.version ?? 0) !== version) return fail({ type: 'proposal.rule-changed-meanwhile' });
			if (rule === null && !before) return unchanged({ version: 0 });
			const next = await replace(tx, { unit, rule, version });
			await needs.events.announce(tx, { topic: 'setting', id: unit, unitId: unit });
			const payload = { rule: rule === null ? null : JSON.stringify(rule) };
			return done({ version: next }, { kind: 'reply.rule-saved', subject: unit, unitId: unit, payload });
		});
	};

/** Answers the version from now on. */
const replace = async (tx: Tx, { unit, rule, version }: Save): Promise<number> => {
	if (rule === null) {
		await dialogue(tx).deleteFrom('dialogue_reply_rule').where('unit_id', '=', unit).execute();
		return 0;
	}
	const row = { rule: JSON.stringify(rule), version: version + 1 };
	await dialogue(tx)
		.insertInto('dialogue_reply_rule')
		.values({ unit_id: unit, ...row })
		.onConflict((conflict) => conflict.column('unit_id').doUpdateSet(row))
		.execute();
	return row.version;
};
