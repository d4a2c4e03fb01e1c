import type { RuleView } from '#contract/rules.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok } from '#kernel/result.ts';

import type { DialogueNeeds } from '../needs.ts';
import { fromTheTop, hidingOf, type RuleRow, rulesOf } from './store.ts';

/** Rules of a unit, those it inherits, and its switch. */
export const readRules =
	({ db, people, policy, channels }: Pick<DialogueNeeds, 'db' | 'people' | 'policy' | 'channels'>) =>
	async (unit: string, actor: Actor) => {
		if (!may(actor, 'rule.manage', unit)) return fail({ type: 'access.denied' } as const);
		const path = await people.unitPath(unit);
		const { rules, hiding } = await db.read('rules of a unit', async (tx) => ({
			rules: fromTheTop(await rulesOf(tx, path), path),
			hiding: await hidingOf(tx, unit),
		}));
		const netiquette = await policy.netiquette();
		const kinds = new Set((await channels.livePresences()).map(({ channel }) => channel));
		return ok({
			rules: rules.filter(({ unit_id }) => unit_id === unit).map(toView),
			above: rules.filter(({ unit_id }) => unit_id !== unit).map(toView),
			hiding: {
				...{ on: hiding.is_on, perHour: hiding.per_hour, version: hiding.version },
				stoppedAt: hiding.stopped_at?.toISOString() ?? null,
			},
			netiquette: [...(netiquette?.rules ?? [])],
			channels: [...[...kinds].filter((kind) => kind !== 'newsroom').sort(), 'form', 'mail'],
		});
	};

const toView = (row: RuleRow): RuleView => ({
	...{ id: row.id, unitId: row.unit_id, name: row.name, on: row.is_on, version: row.version },
	tried: row.tried_version === row.version,
	// NOTE: these columns hold what the contract let in.
	conditions: row.conditions as RuleView['conditions'],
	effects: row.effects,
	...{ proposed: row.proposed, followed: row.followed, dismissed: row.dismissed },
	...{ hidden: row.hidden, reverted: row.reverted },
});
