import type { RuleWords } from '#contract/rules.ts';
import type { JsonObject } from '#kernel/json.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { checkRule, type RuleFailure } from '../domain/rules/rule.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { labelsInUse } from '../triage/labels.ts';
import { hidingOf, lockRule, type RuleRow, rulesOf } from './store.ts';

const MOST_RULES = 30;

export type ManageFailure =
	| RuleFailure
	| { readonly type: 'access.denied' }
	| { readonly type: 'rule.not-found' }
	| { readonly type: 'rule.changed-meanwhile' }
	| { readonly type: 'rule.too-many' }
	/** What it would have found has to be seen first. */
	| { readonly type: 'rule.not-tried' }
	| { readonly type: 'conversation.no-such-label' }
	| { readonly type: 'moderation.no-such-rule' };

type Needs = Pick<DialogueNeeds, 'db' | 'act' | 'clock' | 'ids' | 'events' | 'policy'>;

/** Whether a rule may be kept: it finds something, does something, and what it names exists. */
const allowed = async (needs: Needs, rule: RuleWords): Promise<Result<void, ManageFailure>> => {
	const checked = checkRule(rule);
	if (!checked.ok) return checked;
	const { label, propose } = rule.effects;
	if (label !== null && (await needs.db.read('label of a rule', (tx) => labelsInUse(tx, [label]))) === 0)
		return fail({ type: 'conversation.no-such-label' });
	if (propose === null) return ok(undefined);
	const rules = (await needs.policy.netiquette())?.rules ?? [];
	return rules.some(({ number }) => number === propose.rule)
		? ok(undefined)
		: fail({ type: 'moderation.no-such-rule' });
};

const toColumns = ({ name, conditions, effects }: RuleWords) => ({
	...{ name, conditions: JSON.stringify(conditions), effects: JSON.stringify(effects) },
});

const payloadOf = ({ name, conditions, effects }: RuleWords): JsonObject => ({
	name,
	rule: JSON.stringify({ conditions, effects }),
});

/** Adds a rule, switched off. */
export const addRule =
	(needs: Needs) =>
	async ({ unit, rule }: { readonly unit: string; readonly rule: RuleWords }, actor: Actor) => {
		if (!may(actor, 'rule.manage', unit)) return fail({ type: 'access.denied' } as const);
		const checked = await allowed(needs, rule);
		if (!checked.ok) return checked;
		return needs.act<{ id: string }, ManageFailure>('add rule', actor, async (tx) => {
			const there = await rulesOf(tx, [unit]);
			if (there.length >= MOST_RULES) return fail({ type: 'rule.too-many' });
			const id = needs.ids.next('rule');
			const place = Math.max(0, ...there.map((one) => one.place)) + 1;
			const fresh = { id, unit_id: unit, place, is_on: false, version: 1, tried_version: 0, retired_at: null };
			await dialogue(tx)
				.insertInto('dialogue_rule')
				.values({ ...fresh, ...toColumns(rule) })
				.execute();
			await needs.events.announce(tx, { topic: 'setting', id, unitId: unit });
			return done({ id }, { kind: 'rule.added', subject: id, unitId: unit, payload: payloadOf(rule) });
		});
	};

interface One {
	readonly ruleId: string;
	readonly version: number;
}

/** Locks a rule for who may change it, as it was read. */
const findRule = async (
	tx: Tx,
	{ ruleId, version }: { readonly ruleId: string; readonly version?: number },
	actor: Actor,
): Promise<Result<RuleRow, ManageFailure>> => {
	const row = await lockRule(tx, ruleId);
	if (!row) return fail({ type: 'rule.not-found' });
	if (!may(actor, 'rule.manage', row.unit_id)) return fail({ type: 'access.denied' });
	return version === undefined || row.version === version ? ok(row) : fail({ type: 'rule.changed-meanwhile' });
};

const change = async (
	{ events }: Needs,
	tx: Tx,
	{ row, set }: { readonly row: RuleRow; readonly set: object },
): Promise<void> => {
	await dialogue(tx).updateTable('dialogue_rule').set(set).where('id', '=', row.id).execute();
	await events.announce(tx, { topic: 'setting', id: row.id, unitId: row.unit_id });
};

/** A rule that finds or does something else is off until it was tried out; a new name changes nothing about it. */
export const changeRule = (needs: Needs) => async (input: One & { readonly rule: RuleWords }, actor: Actor) => {
	const known = await needs.db.read('rule to change', (tx) => ruleUnit(tx, input.ruleId));
	if (known === undefined) return fail({ type: 'rule.not-found' } as const);
	if (!may(actor, 'rule.manage', known.unit_id)) return fail({ type: 'access.denied' } as const);
	const checked = await allowed(needs, input.rule);
	if (!checked.ok) return checked;
	return needs.act<{ version: number }, ManageFailure>('change rule', actor, async (tx) => {
		const found = await findRule(tx, input, actor);
		if (!found.ok) return found;
		const [row, { rule }] = [found.value, input];
		const version = row.version + 1;
		const same = isSame(row, rule);
		const tried = same && row.tried_version === row.version ? version : row.tried_version;
		const set = { ...toColumns(rule), version, tried_version: tried, is_on: same && row.is_on };
		await change(needs, tx, { row, set });
		const payload = { ...payloadOf(rule), version, on: set.is_on };
		return done({ version }, { kind: 'rule.changed', subject: row.id, unitId: row.unit_id, payload });
	});
};

const ruleUnit = (tx: Tx, id: string) =>
	dialogue(tx).selectFrom('dialogue_rule').select('unit_id').where('id', '=', id).executeTakeFirst();

const isSame = (row: RuleRow, { conditions, effects }: RuleWords): boolean =>
	sorted(row.conditions) === sorted(conditions) && sorted(row.effects) === sorted(effects);

/** The database keeps the keys of an object in its own order. */
const sorted = (value: unknown): string =>
	JSON.stringify(value, (_, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	);

type Nothing = Record<string, never>;

export const switchRule =
	(needs: Needs) =>
	(input: One & { readonly on: boolean }, actor: Actor): Promise<Result<Nothing, ManageFailure>> =>
		needs.act<Nothing, ManageFailure>('switch rule', actor, async (tx) => {
			const found = await findRule(tx, input, actor);
			if (!found.ok) return found;
			const [row, { on }] = [found.value, input];
			if (row.is_on === on) return unchanged({});
			if (on && row.tried_version !== row.version) return fail({ type: 'rule.not-tried' });
			await change(needs, tx, { row, set: { is_on: on } });
			return done({}, switchedLeaf(row, on));
		});

const switchedLeaf = ({ id, unit_id: unitId, version }: RuleRow, on: boolean): Leaf => ({
	kind: on ? 'rule.switched-on' : 'rule.switched-off',
	...{ subject: id, unitId, payload: { version } },
});

export const moveRule =
	(needs: Needs) =>
	({ ruleId, by }: { readonly ruleId: string; readonly by: 'up' | 'down' }, actor: Actor) =>
		needs.act<Nothing, ManageFailure>('move rule', actor, async (tx) => {
			const found = await findRule(tx, { ruleId }, actor);
			if (!found.ok) return found;
			const row = found.value;
			const all = await rulesOf(tx, [row.unit_id]);
			const at = all.findIndex(({ id }) => id === row.id);
			const other = all[by === 'up' ? at - 1 : at + 1];
			if (!other) return unchanged({});
			await change(needs, tx, { row, set: { place: other.place } });
			await change(needs, tx, { row: other, set: { place: row.place } });
			const payload = { before: row.place, place: other.place };
			return done({}, { kind: 'rule.moved', subject: row.id, unitId: row.unit_id, payload });
		});

export const retireRule =
	(needs: Needs) =>
	(input: One, actor: Actor): Promise<Result<Nothing, ManageFailure>> =>
		needs.act<Nothing, ManageFailure>('retire rule', actor, async (tx) => {
			const found = await findRule(tx, input, actor);
			if (!found.ok) return found;
			const row = found.value;
			await change(needs, tx, { row, set: { is_on: false, retired_at: toDate(needs.clock.now()) } });
			const payload = { version: row.version, name: row.name };
			return done({}, { kind: 'rule.retired', subject: row.id, unitId: row.unit_id, payload });
		});

interface Hiding {
	readonly unit: string;
	readonly version: number;
	readonly on: boolean;
	readonly perHour: number;
}

/** The switch of one unit, and of no other: whoever saves it also ends a stop. */
export const saveHiding =
	(needs: Needs) =>
	async ({ unit, version: read, on, perHour }: Hiding, actor: Actor) => {
		if (!may(actor, 'rule.manage', unit)) return fail({ type: 'access.denied' } as const);
		return needs.act<{ version: number }, ManageFailure>('save hiding by rule', actor, async (tx) => {
			await dialogue(tx)
				.selectFrom('dialogue_rule_hiding')
				.select('version')
				.where('unit_id', '=', unit)
				.forUpdate()
				.execute();
			const before = await hidingOf(tx, unit);
			if (before.version !== read) return fail({ type: 'rule.changed-meanwhile' });
			const version = read + 1;
			const set = { is_on: on, per_hour: perHour, stopped_at: null, version };
			await dialogue(tx)
				.insertInto('dialogue_rule_hiding')
				.values({ unit_id: unit, ...set })
				.onConflict((conflict) => conflict.column('unit_id').doUpdateSet(set))
				.execute();
			await needs.events.announce(tx, { topic: 'setting', id: unit, unitId: unit });
			const payload = { on, perHour, before: before.is_on };
			return done({ version }, { kind: 'rule.hiding-set', subject: unit, unitId: unit, payload });
		});
	};
