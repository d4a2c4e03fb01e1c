import { sql } from 'kysely';

import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Step } from '../domain/ladder.ts';
import { dialogue } from '../tables.ts';
import { type ActRow, changeAct } from './store.ts';

/** A person took a step about a message: rules that had proposed it were right, others were not. Counted for the rule, of no person. */
export const noteStep = async (
	tx: Tx,
	{ messageId, step }: { readonly messageId: string; readonly step: Step },
): Promise<void> => {
	const { rows } = await sql<{ rule_id: string; state: string }>`update dialogue_rule_match
		set state = case when proposes = ${step} then 'followed' else 'otherwise' end
		where message_id = ${messageId} and state = 'open' and proposes is not null returning rule_id, state`.execute(
		dialogue(tx),
	);
	const right = rows.flatMap((one) => (one.state === 'followed' ? [one.rule_id] : []));
	if (right.length > 0) await raise(tx, 'followed', right);
};

/** What a rule did is taken back, by whatever way. */
export const ruleWasWrong = async (tx: Tx, act: ActRow, at: Instant): Promise<void> => {
	if (act.rule_id === null || act.review === 'reverted') return;
	await changeAct(tx, act.id, { review: 'reverted', reviewed_at: act.reviewed_at ?? toDate(at) });
	await raise(tx, 'reverted', [act.rule_id]);
};

const raise = (tx: Tx, what: 'followed' | 'reverted', ids: readonly string[]) =>
	dialogue(tx)
		.updateTable('dialogue_rule')
		.set((set) => ({ [what]: set(what, '+', 1) }))
		.where('id', 'in', [...ids])
		.execute();
