import type { RuleWordsView } from '#contract/approval.ts';
import { type Actor, unitsWhere } from '#kernel/permission.ts';
import { fail, ok } from '#kernel/result.ts';

import { rulesInForce, ruleVersions } from './approval-rules.ts';
import type { ApprovalRule } from './domain/approval-rule.ts';
import type { EditorialNeeds } from './needs.ts';
import { mayManage } from './rule-acts.ts';

/** The rules that hold where the actor manages approval: their own units' and those that hold everywhere. */
export const listRules =
	({ db, people }: EditorialNeeds) =>
	async (_: unknown, actor: Actor) => {
		const rules = await db.read('approval rules', rulesInForce);
		const units = unitsWhere(actor, 'approval.manage');
		const seen = rules.filter(({ unitId }) => unitId === null || units === 'all' || units.includes(unitId));
		const persons = await people.colleagues();
		return ok({
			items: seen.map((rule) => ({
				...plain(rule),
				...{ id: rule.id ?? '', unitId: rule.unitId, mayChange: mayManage(actor, rule.unitId) },
			})),
			persons: persons.map(({ id, name }) => ({ id, name })),
			everywhere: mayManage(actor, null),
		});
	};

/** Every version of a rule, newest first. */
export const listRuleVersions =
	({ db, people }: EditorialNeeds) =>
	async ({ id }: { readonly id: string }, actor: Actor) => {
		const versions = await db.read('versions of a rule', (tx) => ruleVersions(tx, id));
		const units = unitsWhere(actor, 'approval.manage');
		const [newest] = versions;
		const unitId = newest?.rule.unitId ?? null;
		if (newest === undefined || (unitId !== null && units !== 'all' && !units.includes(unitId)))
			return fail({ type: 'approval.rule-not-found' });
		const names = await people.names(versions.map(({ byId }) => byId));
		const items = versions.map(({ rule, at, byId, ended }) => ({
			...plain(rule),
			...{ at: at.toISOString(), by: { id: byId, name: names.get(byId) ?? '' }, ended },
		}));
		return ok({ items });
	};

/** The rule as the wire has it. */
const plain = ({ id: _, unitId: __, ...rule }: ApprovalRule): RuleWordsView & { version: number } =>
	structuredClone(rule) as unknown as RuleWordsView & { version: number }; // NOTE: every stored rule came through this very shape.
