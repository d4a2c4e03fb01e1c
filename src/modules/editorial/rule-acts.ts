import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { mailboxOf } from '#kernel/text.ts';
import { toDate } from '#kernel/time.ts';
import { done, type Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { ruleVersions } from './approval-rules.ts';
import type { ApprovalRule, RuleBody, StepRule } from './domain/approval-rule.ts';
import type { EditorialNeeds } from './needs.ts';
import { editorial } from './tables.ts';

export type RuleFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'approval.rule-not-found' }
	| { readonly type: 'approval.rule-changed-meanwhile' }
	/** Nobody is named who could decide in a step. */
	| { readonly type: 'approval.step-without-deciders'; readonly step: string }
	/** A guest has an account here: they decide on the desk, under their own name. */
	| { readonly type: 'approval.guest-works-here'; readonly name: string };

interface SaveRule {
	/** Null makes a new rule, in the unit the body names; a rule never moves to another. */
	readonly id: string | null;
	/** The version that was read. */
	readonly version: number;
	readonly body: Omit<RuleBody, 'unitId'> & { readonly unitId?: string | null };
}

/** A rule of a unit belongs to who manages approval there; one that holds everywhere, to who does so everywhere. */
export const mayManage = (actor: Actor, unitId: string | null): boolean => {
	if (unitId !== null) return may(actor, 'approval.manage', unitId);
	return may({ ...actor, grants: actor.grants.filter(({ units }) => units === 'all') }, 'approval.manage');
};

/** Makes a rule or a new version of it. Posts already asked for keep the plan they were asked under. */
export const saveRule =
	(needs: EditorialNeeds) =>
	async ({ id, version, body }: SaveRule, actor: Actor): Promise<Result<ApprovalRule, RuleFailure>> => {
		const sound = await soundSteps(needs, body.steps);
		return needs.act<ApprovalRule, RuleFailure>('save approval rule', actor, async (tx) => {
			const before = id === null ? null : await lockRule(tx, id);
			const base = startFrom({ id, version, body }, before, actor);
			if (!base.ok) return base;
			if (sound !== null) return fail(sound);
			const steps = body.steps.map((step) => withGuestIds(needs, step));
			const rule = { ...body, ...base.value, steps, id: id ?? needs.ids.next('rule') };
			await writeRule(needs, tx, { rule, actor, ended: false });
			return done<ApprovalRule>(rule, leafOf(rule, 'approval.rule-saved'));
		});
	};

/** A guest is their mailbox: named twice, they are still one pair of eyes. */
const withGuestIds = ({ sealer }: EditorialNeeds, step: StepRule): StepRule => {
	const idOf = (mail: string): string => sealer.fingerprint('approval guest', mailboxOf(mail)).slice(0, 22);
	const guests = step.deciders.guests.map((guest) => ({ ...guest, id: idOf(guest.mail) }));
	return { ...step, deciders: { ...step.deciders, guests } };
};

/** Unit and number of the version to write, or why it may not be written. */
const startFrom = (
	{ id, version, body }: SaveRule,
	before: ApprovalRule | null,
	actor: Actor,
): Result<Pick<ApprovalRule, 'unitId' | 'version'>, RuleFailure> => {
	if (id !== null && before === null) return fail({ type: 'approval.rule-not-found' });
	const unitId = before === null ? (body.unitId ?? null) : before.unitId;
	if (!mayManage(actor, unitId)) return fail({ type: 'access.denied' });
	if (before !== null && before.version !== version) return fail({ type: 'approval.rule-changed-meanwhile' });
	return ok({ unitId, version: (before?.version ?? 0) + 1 });
};

/** Ends a rule: from now on the others decide, or the one the program brings along. */
export const endRule =
	(needs: EditorialNeeds) =>
	({ id }: { readonly id: string }, actor: Actor): Promise<Result<{ id: string }, RuleFailure>> =>
		needs.act<{ id: string }, RuleFailure>('end approval rule', actor, async (tx) => {
			const before = await lockRule(tx, id);
			if (before === null) return fail({ type: 'approval.rule-not-found' });
			if (!mayManage(actor, before.unitId)) return fail({ type: 'access.denied' });
			const rule = { ...before, id, version: before.version + 1 };
			await writeRule(needs, tx, { rule, actor, ended: true });
			return done({ id }, leafOf(rule, 'approval.rule-ended'));
		});

const soundSteps = async ({ people }: EditorialNeeds, steps: RuleBody['steps']): Promise<RuleFailure | null> => {
	for (const { name, deciders } of steps) {
		if (deciders.roles.length + deciders.persons.length + deciders.guests.length === 0)
			return { type: 'approval.step-without-deciders', step: name };
		for (const guest of deciders.guests)
			if (await people.isStaffAddress(guest.mail)) return { type: 'approval.guest-works-here', name: guest.name };
	}
	return null;
};

const lockRule = async (tx: Tx, id: string): Promise<ApprovalRule | null> => {
	const held = editorial(tx).selectFrom('editorial_approval_rule').select('id').where('id', '=', id);
	await held.where('latest', '=', true).forUpdate().execute();
	const [newest] = await ruleVersions(tx, id);
	return newest === undefined || newest.ended ? null : newest.rule;
};

interface Write {
	readonly rule: ApprovalRule & { readonly id: string };
	readonly actor: Actor;
	readonly ended: boolean;
}

const writeRule = async ({ clock, events }: EditorialNeeds, tx: Tx, { rule, actor, ended }: Write): Promise<void> => {
	const { id, version, ...body } = rule;
	const before = editorial(tx).updateTable('editorial_approval_rule').set({ latest: false });
	await before.where('id', '=', id).execute();
	const at = toDate(clock.now());
	await editorial(tx)
		.insertInto('editorial_approval_rule')
		.values({ id, version, unit_id: body.unitId, body: JSON.stringify(body), by_id: actor.id, at, latest: true, ended })
		.execute();
	await events.announce(tx, { topic: 'setting', id });
};

const leafOf = ({ id, ...body }: Write['rule'], kind: Leaf['kind']): Leaf => ({
	kind,
	subject: id,
	...(body.unitId === null ? {} : { unitId: body.unitId }),
	payload: JSON.parse(JSON.stringify(body)),
});
