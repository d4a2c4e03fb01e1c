import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { days, plus, seconds, toDate } from '#kernel/time.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from '../needs.ts';
import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import type { Surroundings } from './doing.ts';
import { carryOutRule, surroundings } from './effects.ts';
import { type HeardRow, type Known, matchesOf, strangers, toKnown } from './heard.ts';
import { ableAt } from './hide.ts';
import { fromTheTop, machine, type RuleRow, rulesOf } from './store.ts';

const BATCH = 50;
/** More than this waits for the next round. */
const ROUNDS = 100;
const FORGOTTEN_AT_ONCE = 1000;

/** Holds what came in against the rules of its unit and of those above: each message once, in the order they came. */
export const applyRules = (needs: DialogueNeeds): Chore => ({
	name: 'dialogue.rules',
	everyMs: seconds(10),
	async run() {
		for (let round = 0; round < ROUNDS && (await applySome(needs)) === BATCH; round += 1);
		await forgetPrints(needs);
	},
});

const applySome = async (needs: DialogueNeeds): Promise<number> => {
	const due = await needs.db.read('messages for the rules', dueRows);
	const around = new Map<string, Promise<Around>>();
	const aroundOf = (unitId: string) => {
		const known = around.get(unitId) ?? readAround(needs, unitId);
		around.set(unitId, known);
		return known;
	};
	for (const row of due) await apply(needs, row, await aroundOf(row.unit_id));
	return due.length;
};

const dueRows = (tx: Tx): Promise<HeardRow[]> =>
	dialogue(tx)
		.selectFrom(
			sql<{
				message_id: string;
				arrival: number;
			}>`(select * from dialogue_rule_due order by arrival limit ${BATCH})`.as('d'),
		)
		.innerJoin('dialogue_message as m', 'm.id', 'd.message_id')
		.innerJoin('dialogue_conversation as c', 'c.id', 'm.conversation_id')
		.leftJoin('dialogue_reading as r', 'r.message_id', 'm.id')
		.select(['m.id', 'm.conversation_id', 'm.text', 'm.sent_at', 'r.hints'])
		.select(['c.unit_id', 'c.channel', 'c.counterpart_id', 'c.presence_id', 'c.post_id', 'c.visibility'])
		.select(['c.answered_at', sql<boolean>`(m.direction = 'in' and ${strangers})`.as('stranger')])
		.orderBy('d.arrival')
		.execute();

interface Around {
	readonly rules: readonly RuleRow[];
	readonly surroundings: Surroundings;
}

const readAround = async (needs: DialogueNeeds, unitId: string): Promise<Around> => {
	const path = await needs.people.unitPath(unitId);
	const all = await needs.db.read('rules in force', (tx) => rulesOf(tx, path));
	const rules = fromTheTop(
		all.filter(({ is_on }) => is_on),
		path,
	);
	return { rules, surroundings: await surroundings(needs, path) };
};

const apply = async (needs: DialogueNeeds, row: HeardRow, { rules, surroundings: about }: Around): Promise<void> => {
	const keyed = (words: string): string => needs.sealer.fingerprint('rule-print', words);
	const own = new URL(needs.origin).hostname;
	const known = await needs.db.read('what rules may know', (tx) => toKnown(tx, row, { keyed, own }));
	const found = matchesOf(rules, known.heard);
	const able = found.some(({ rule }) => rule.effects.hides) ? await ableAt(needs, row) : null;
	await needs.act<void, never>('apply rules', machine, async (tx) => {
		const conversation = await lockConversation(tx, row.conversation_id);
		if (!(await isTaken(tx, row.id)) || !conversation) return unchanged(undefined);
		const message = dialogue(tx).selectFrom('dialogue_message').selectAll().where('id', '=', row.id);
		const said = await message.where('direction', '=', 'in').executeTakeFirst();
		if (!said || said.text === '') return unchanged(undefined);
		await keepPrint(tx, row, known);
		const leaves: Leaf[] = [];
		for (const match of found)
			leaves.push(...(await carryOutRule(needs, tx, { match, message: said, heard: known.heard, about, able })));
		const [leaf, ...more] = leaves;
		return leaf ? done(undefined, leaf, ...more) : unchanged(undefined);
	});
};

/** False where another process was faster. */
const isTaken = async (tx: Tx, messageId: string): Promise<boolean> =>
	(await dialogue(tx).deleteFrom('dialogue_rule_due').where('message_id', '=', messageId).executeTakeFirst())
		.numDeletedRows === 1n;

const keepPrint = async (tx: Tx, { id, counterpart_id: author, sent_at: at }: HeardRow, { print }: Known) => {
	if (print === null) return;
	const set = { print, author_id: author, at };
	await dialogue(tx)
		.insertInto('dialogue_rule_print')
		.values({ message_id: id, ...set })
		.onConflict((conflict) => conflict.column('message_id').doUpdateSet(set))
		.execute();
};

const forgetPrints = async ({ db, clock }: DialogueNeeds): Promise<void> => {
	const before = toDate(plus(clock.now(), -days(2)));
	await db.transact('forget prints', async (tx) => {
		await sql`delete from dialogue_rule_print where message_id in (
			select message_id from dialogue_rule_print where at < ${before} order by at limit ${FORGOTTEN_AT_ONCE})`.execute(
			dialogue(tx),
		);
		return ok(undefined);
	});
};
