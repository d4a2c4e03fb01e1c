import { deadlineFor } from '#kernel/office-hours.ts';
import { permissionMatrix } from '#kernel/permission.ts';
import { fromDate, hours, type Instant, plus, toDate } from '#kernel/time.ts';
import type { Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { openingOf } from '../deadlines/service.ts';
import { keptVisible, RULES, statement } from '../domain/rules/hiding.ts';
import { isByForm } from '../domain/rules/rule.ts';
import { reachOf } from '../moderation/abilities.ts';
import { enforce } from '../moderation/enforce.ts';
import { captureEvidence } from '../moderation/evidence.ts';
import { keepAct } from '../moderation/store.ts';
import { speechOf } from '../moderation/words.ts';
import type { DialogueNeeds } from '../needs.ts';
import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import type { Able, CarryingOut } from './doing.ts';
import { count, machine, setMatch } from './store.ts';

export const ableAt = async (needs: DialogueNeeds, row: Parameters<typeof reachOf>[1]): Promise<Able | null> => {
	const netiquette = await needs.policy.netiquette();
	if (netiquette === null) return null;
	return { reach: await reachOf(needs, row), netiquette, zone: (await needs.people.authority()).zone };
};

/**
 * Hides one message by a rule, on the same way as a person: evidence first, the reasons, the notice, the record. Nothing
 * happens where the unit has not switched it on; then, and whenever in doubt, the match stays a proposal.
 */
export const hideByRule = async (needs: DialogueNeeds, tx: Tx, doing: CarryingOut): Promise<readonly Leaf[]> => {
	const { match, message, heard, able } = doing;
	const { rule } = match;
	const row = await lockConversation(tx, message.conversation_id);
	const cited = rule.effects.propose?.rule;
	if (!row || able === null || !isByForm(rule.conditions)) return [];
	const { reach, netiquette, zone } = able;
	if (cited === undefined || !netiquette.rules.some(({ number }) => number === cited)) return [];
	const at = needs.clock.now();
	const about = { able: reach.can?.hide === true, emergency: heard.hints.includes('emergency') };
	const asked = { ...about, answered: row.answered_at !== null, sentAt: message.sent_at.getTime(), now: at };
	if (keptVisible(asked) !== null) return [];
	const room = await roomIn(needs, tx, { unitId: row.unit_id, at });
	if (room !== 'some') return room;
	const evidence = await captureEvidence(tx, needs, { row, message, at });
	const dueAt = await reviewedBy(tx, { doing, at });
	const said = statement(speechOf(message.language), rule.name);
	const act = await keepAct(tx, needs, {
		...{ row, message, evidence, byId: RULES, at, step: 'hide', means: 'hide', rule: cited, ...said },
		...{ netiquette: netiquette.version, until: null, expires: null },
		byRule: { id: rule.id, version: rule.version, dueAt },
	});
	await enforce(needs, tx, { act, row, message, reach, netiquette, zone, actor: machine, at });
	await setMatch(tx, { messageId: message.id, ruleId: rule.id }, 'hidden');
	await count(tx, rule.id, ['hidden', 1]);
	const payload = {
		...{ act: act.id, message: message.id, step: 'hide', means: 'hide', rule: cited, netiquette: netiquette.version },
		...{ byRule: rule.id, ruleVersion: rule.version, because: match.why.map(({ is }) => is) },
		...{ evidence: evidence.id, reviewDue: toDate(dueAt).toISOString(), ...said },
	};
	return [evidence.leaf, { kind: 'moderation.ordered-by-rule', subject: row.id, unitId: row.unit_id, payload }];
};

/** A day of service: until then a person has looked at it. */
const reviewedBy = async (
	tx: Tx,
	{ doing: { about }, at }: { readonly doing: CarryingOut; readonly at: Instant },
): Promise<Instant> => {
	const { land, zone } = about.house;
	const opening = await openingOf(tx, about.path);
	return deadlineFor(at, { ...opening, land: opening.land ?? land, zone });
};

type Room = 'some' | readonly Leaf[];

/** Whether a rule may hide one more in this unit now. The row is locked: two processes count one after the other. */
const roomIn = async (
	needs: DialogueNeeds,
	tx: Tx,
	{ unitId, at }: { readonly unitId: string; readonly at: Instant },
): Promise<Room> => {
	const hiding = await dialogue(tx)
		.selectFrom('dialogue_rule_hiding')
		.selectAll()
		.where('unit_id', '=', unitId)
		.forUpdate()
		.executeTakeFirst();
	if (!hiding?.is_on || hiding.stopped_at !== null) return [];
	const lately = await dialogue(tx)
		.selectFrom('dialogue_moderation')
		.select('at')
		.where('unit_id', '=', unitId)
		.where('rule_id', 'is not', null)
		.where('at', '>', toDate(plus(at, -hours(1))))
		.orderBy('at', 'desc')
		.limit(hiding.per_hour)
		.execute();
	if (lately.length < hiding.per_hour) return 'some';
	return stop(needs, tx, { unitId, perHour: hiding.per_hour, at });
};

interface Stopping {
	readonly unitId: string;
	readonly perHour: number;
	readonly at: Instant;
}

/** A flood or a mistake: a person has to say which before a rule goes on. */
const stop = async (
	{ people, notices, events }: DialogueNeeds,
	tx: Tx,
	{ unitId, perHour, at }: Stopping,
): Promise<readonly Leaf[]> => {
	await dialogue(tx)
		.updateTable('dialogue_rule_hiding')
		.set((set) => ({ stopped_at: toDate(at), version: set('version', '+', 1) }))
		.where('unit_id', '=', unitId)
		.execute();
	const roles: readonly string[] = permissionMatrix['rule.manage'];
	const holders = await people.holdersIn(unitId);
	const to = holders.flatMap((one) => (one.roles.some((role) => roles.includes(role)) ? [one.personId] : []));
	const about = { to, postId: unitId, unitId, title: String(perHour), byId: null };
	await notices.tell(tx, { ...about, kind: 'hiding-stopped' });
	await events.announce(tx, { topic: 'setting', id: unitId, unitId });
	return [{ kind: 'rule.hiding-stopped', subject: unitId, unitId, payload: { perHour, told: [...to] } }];
};

/** How long a message that a rule has hidden has waited is seen from this. */
export const isLate = (due: Date | null, now: Instant): boolean => due !== null && fromDate(due) <= now;
