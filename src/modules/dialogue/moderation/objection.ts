import type { Language } from '#kernel/language.ts';
import { deadlineFor } from '#kernel/office-hours.ts';
import { type Actor, system } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { days, fromDate, type Instant, plus, toDate } from '#kernel/time.ts';
import type { NetiquetteOf } from '#modules/policy/index.ts';
import { done } from '#platform/act.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import { openingOf } from '../deadlines/service.ts';
import { type Means, OBJECTION_DAYS, OBJECTION_HOURS, type Step } from '../domain/ladder.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { type DecideFailure, findAct, undo } from './decide.ts';
import { type ActRow, changeAct, objectionHash } from './store.ts';
import { tellDeciders, tellOver } from './tell.ts';

const SEAL = 'dialogue_objection.text';
export const objectionText = (sealer: Sealer, sealed: Buffer): string => sealer.open(sealed, SEAL).toString();

/** What the author of a message finds behind the link of an act: the reasons, and how their objection stands. Never a name. */
export interface ObjectionView {
	readonly step: Step;
	readonly means: Means;
	readonly channel: string;
	readonly rule: NetiquetteOf['rules'][number] | null;
	readonly version: number;
	readonly facts: string;
	readonly proportion: string;
	readonly decidedAt: Instant;
	readonly until: Instant | null;
	readonly ended: boolean;
	/** A program took it, and no person. LAW: Art. 17(3)(c) DSA. */
	readonly automatic: boolean;
	/** Until then an objection is taken. */
	readonly openUntil: Instant;
	readonly objection: {
		readonly at: Instant;
		readonly dueAt: Instant;
		readonly decidedAt: Instant | null;
		readonly upheld: boolean | null;
		readonly answer: string | null;
	} | null;
}

const bySecret = (tx: Tx, secret: string) =>
	dialogue(tx)
		.selectFrom('dialogue_moderation')
		.selectAll()
		.where('objection_hash', '=', objectionHash(secret))
		.where('decided_at', 'is not', null);

/** Null for a link nobody was given, or whose act is only proposed. */
export const readObjection =
	({ db, policy }: Pick<DialogueNeeds, 'db' | 'policy'>) =>
	async (secret: string): Promise<ObjectionView | null> => {
		const found = await db.read('act behind a link', async (tx) => {
			const act = await bySecret(tx, secret).executeTakeFirst();
			const objections = dialogue(tx).selectFrom('dialogue_objection').selectAll();
			return act && { act, objection: await objections.where('moderation_id', '=', act.id).executeTakeFirst() };
		});
		if (!found?.act.decided_at) return null;
		const { act, objection } = found;
		const netiquette = await policy.netiquette(act.netiquette);
		const decidedAt = fromDate(found.act.decided_at ?? act.at);
		return {
			...{ step: act.step, means: act.means, channel: act.channel, version: act.netiquette },
			rule: netiquette?.rules.find(({ number }) => number === act.rule) ?? null,
			...{ facts: act.facts, proportion: act.proportion, decidedAt, ended: act.state === 'ended' },
			automatic: act.rule_id !== null,
			until: act.until_at === null ? null : fromDate(act.until_at),
			openUntil: plus(decidedAt, days(OBJECTION_DAYS)),
			objection: objection
				? {
						...{ at: fromDate(objection.at), dueAt: fromDate(objection.due_at) },
						decidedAt: objection.decided_at === null ? null : fromDate(objection.decided_at),
						...{ upheld: objection.upheld, answer: objection.answer },
					}
				: null,
		};
	};

export type ObjectFailure =
	| { readonly type: 'moderation.no-such-act' }
	| { readonly type: 'moderation.objected-before' }
	| { readonly type: 'moderation.objection-late' };

interface Objecting {
	readonly text: string;
	readonly language: Language;
}

/** Takes an objection, once, from whoever holds the link; it runs by hours of service of its own. */
export const object =
	(needs: DialogueNeeds) =>
	async (secret: string, { text, language }: Objecting): Promise<Result<{ dueAt: Instant }, ObjectFailure>> => {
		const { zone, land } = await needs.people.authority();
		const before = await needs.db.read('act objected to', (tx) => bySecret(tx, secret).executeTakeFirst());
		if (!before) return fail({ type: 'moderation.no-such-act' });
		const path = await needs.people.unitPath(before.unit_id);
		return needs.act<{ dueAt: Instant }, ObjectFailure>('object', system('objection'), async (tx) => {
			const act = await bySecret(tx, secret).forUpdate().executeTakeFirst();
			if (!act?.decided_at) return fail({ type: 'moderation.no-such-act' });
			const at = needs.clock.now();
			if (plus(fromDate(act.decided_at), days(OBJECTION_DAYS)) < at) return fail({ type: 'moderation.objection-late' });
			const opening = await openingOf(tx, path);
			const dueAt = deadlineFor(at, { ...opening, land: opening.land ?? land, zone }, OBJECTION_HOURS);
			const { numInsertedOrUpdatedRows } = await dialogue(tx)
				.insertInto('dialogue_objection')
				.values({
					...{ moderation_id: act.id, text: needs.sealer.seal(text, SEAL), language, at: toDate(at) },
					...{ due_at: toDate(dueAt), decided_at: null, decided_by: null, upheld: null, answer: null },
				})
				.onConflict((conflict) => conflict.doNothing())
				.executeTakeFirst();
			if (numInsertedOrUpdatedRows !== 1n) return fail({ type: 'moderation.objected-before' });
			await changeAct(tx, act.id, { waits: 'objection' });
			await tellDeciders(needs, tx, { act, kind: 'objection-waits', title: text });
			await needs.events.announce(tx, { topic: 'conversation', id: act.conversation_id, unitId: act.unit_id });
			const payload = { act: act.id, text, dueAt: toDate(dueAt).toISOString() };
			const about = { subject: act.conversation_id, unitId: act.unit_id, payload };
			return done({ dueAt }, { kind: 'moderation.objected', ...about });
		});
	};

export type ReviewFailure = DecideFailure | { readonly type: 'moderation.no-objection' };

interface Review {
	readonly conversationId: string;
	readonly actId: string;
	readonly upheld: boolean;
	readonly answer: string;
}

/** Somebody who had no part in the act decides. What is upheld is undone as far as it can be. */
export const reviewObjection =
	(needs: DialogueNeeds) =>
	(input: Review, actor: Actor): Promise<Result<Record<string, never>, ReviewFailure>> =>
		needs.act<Record<string, never>, ReviewFailure>('review objection', actor, async (tx) => {
			const found = await findAct(tx, input, { actor, permission: 'moderation.review' });
			if (!found.ok) return found;
			const { act, row } = found.value;
			const allowed = mayReview(act, actor.id);
			if (!allowed.ok) return allowed;
			const at = needs.clock.now();
			await dialogue(tx)
				.updateTable('dialogue_objection')
				.set({ decided_at: toDate(at), decided_by: actor.id, upheld: input.upheld, answer: input.answer })
				.where('moderation_id', '=', act.id)
				.where('decided_at', 'is', null)
				.execute();
			const over = input.upheld && isStanding(act);
			await (over ? undo(needs, tx, { act: { ...act, waits: null }, at }) : changeAct(tx, act.id, { waits: null }));
			await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
			await tellOver(needs, tx, { act, kind: 'objection-waits' });
			const payload = { act: act.id, upheld: input.upheld, answer: input.answer };
			return done({}, { kind: 'moderation.objection-decided', subject: row.id, unitId: row.unit_id, payload });
		});

const mayReview = ({ waits, by_id, second_id }: ActRow, personId: string): Result<void, ReviewFailure> => {
	if (waits !== 'objection') return fail({ type: 'moderation.no-objection' });
	return by_id === personId || second_id === personId ? fail({ type: 'moderation.same-person' }) : ok(undefined);
};

const isStanding = ({ state, course }: ActRow): boolean => state === 'standing' && course === 'do';
