import { ok } from '#kernel/result.ts';
import { hours, plus, toDate } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { endConversations } from './end-conversations.ts';
import { expireEvidence } from './expire-evidence.ts';
import { keyNames, maskNames } from './mask-names.ts';
import { cutOff, type Round } from './round.ts';
import { termsOfSources } from './settings.ts';

/** A round a day, at whatever hour the office was opened. */
const ROUND_MS = hours(20);

/** Carries out the terms: names, then evidence, then whole conversations, each page by page in acts of its own. */
export const privacyChore = (needs: DialogueNeeds): Chore => ({
	name: 'dialogue.privacy',
	everyMs: hours(6),
	async run() {
		const at = needs.clock.now();
		const sources = await needs.db.read('terms', termsOfSources);
		const due = sources.filter(({ row }) => !row?.run_at || row.run_at <= toDate(plus(at, -ROUND_MS)));
		if (due.length === 0) return;
		await keyNames(needs);
		for (const { source, terms } of due) await carryOut(needs, { source, terms, at });
	},
});

const carryOut = async (needs: DialogueNeeds, round: Round): Promise<void> => {
	const names = await maskNames(needs, round);
	const evidence = await expireEvidence(needs, round);
	const conversations = await endConversations(needs, round);
	if (round.source === 'mail') await forgetSetAside(needs, round);
	await needs.db.transact('note a round', async (tx) => {
		await noteRound(tx, round, { run_names: names, run_evidence: evidence, run_conversations: conversations });
		return ok(undefined);
	});
};

/** Who wrote what became no conversation; that it came stays. */
const forgetSetAside = async ({ db }: DialogueNeeds, round: Round): Promise<void> => {
	await db.transact('forget mail set aside', async (tx) => {
		await dialogue(tx)
			.updateTable('dialogue_mail')
			.set({ about: null })
			.where('message_id', 'is', null)
			.where('about', 'is not', null)
			.where('at', '<', cutOff(round, round.terms.nameDays))
			.execute();
		return ok(undefined);
	});
};

interface Counts {
	readonly run_names: number;
	readonly run_conversations: number;
	readonly run_evidence: number;
}

const noteRound = async (tx: Tx, { source, at }: Round, counts: Counts): Promise<void> => {
	const ran = { run_at: toDate(at), ...counts };
	await dialogue(tx)
		.insertInto('dialogue_retention')
		.values({ source, name_days: null, word_days: null, evidence_days: null, version: 0, ...ran })
		.onConflict((there) => there.column('source').doUpdateSet(ran))
		.execute();
};
