import { sql } from 'kysely';

import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { hostOf, identifierOf } from './domain/addresses.ts';
import { isQuoteRequest } from './domain/quoting.ts';
import { idOf, idsOf, textOf, typesOf } from './domain/read.ts';
import { goneKey } from './domain/versions.ts';
import { follow, unfollow } from './follow.ts';
import { hear, keepHeard, readKnown } from './hear.ts';
import type { FederationNeeds } from './needs.ts';
import { reviveHosts } from './note-hosts.ts';
import { answerQuote, forgetQuotes, forgetQuotesOf } from './quotes.ts';
import { noteReactions, noteReport, type Reaction, withdrawReaction } from './reactions.ts';
import { federation } from './tables.ts';
import type { Taken } from './taken.ts';
import { type NewActivity, writeActivity } from './write-activity.ts';

export interface BatchOutcome {
	/** Presences that something came in for. */
	readonly heard: readonly string[];
	/** Whether we have something to answer. */
	readonly answers: boolean;
}

/** Does what a batch of proved activities says, each once, in the caller's transaction. One batch at a time, over all processes. */
export const takeBatch = async (tx: Tx, needs: FederationNeeds, batch: readonly Taken[]): Promise<BatchOutcome> => {
	const fresh = await unseen(tx, needs, batch);
	if (fresh.length === 0) return { heard: [], answers: false };
	const known = await readKnown(tx, needs, fresh);
	const weighed = hear(needs, fresh, known);
	const gone = goneIn(fresh);
	await keepHeard(tx, needs, { weighed, gone });
	await forgetQuotes(tx, gone);
	const undone = new Set([...known.gone, ...gone.map(({ id, by }) => goneKey(id, by))]);
	const standing = fresh.filter(({ id, sender }) => !undone.has(goneKey(id, sender.id)));
	await noteReactions(tx, needs, standing.flatMap(reactionIn));
	const answers = await carryOutInTurn(tx, needs, standing);
	await answer(tx, needs, answers);
	return { heard: [...new Set(weighed.arrivals.map(({ presenceId }) => presenceId))], answers: answers.length > 0 };
};

const goneIn = (batch: readonly Taken[]) =>
	batch.flatMap(({ takesBack: id, sender }) => (id === null ? [] : [{ id, by: sender.id }]));

/** Those never taken before, each once. From here on the transaction is the only one that takes letters in. */
const unseen = async (tx: Tx, { clock }: FederationNeeds, batch: readonly Taken[]): Promise<readonly Taken[]> => {
	const byId = new Map(batch.toReversed().map((taken) => [taken.id, taken]));
	const { rows } = await sql<{ id: string }>`insert into federation_seen (id, seen_at)
		select id, ${toDate(clock.now())} from unnest(${[...byId.keys()]}::text[]) as id,
			(select pg_advisory_xact_lock(hashtext('amtsfunk.federation.inbound'))) as alone
		on conflict do nothing returning id`.execute(federation(tx));
	const fresh = new Set(rows.map(({ id }) => id));
	return batch.filter((taken) => fresh.has(taken.id) && byId.get(taken.id) === taken);
};

const reactionIn = ({ types, objectId, sender }: Taken): readonly Reaction[] => {
	if (types.includes('Like')) return [{ kind: 'like', objectId, who: sender.id }];
	return types.includes('Announce') ? [{ kind: 'announce', objectId, who: sender.id }] : [];
};

/** What is rare goes one after the other, as it came. Answers what we have to say to it. */
const carryOutInTurn = async (
	tx: Tx,
	needs: FederationNeeds,
	batch: readonly Taken[],
): Promise<readonly NewActivity[]> => {
	const answers: NewActivity[] = [];
	for (const taken of batch) {
		const { types } = taken;
		if (types.includes('Follow')) answers.push(...(await follow(tx, needs, taken)));
		else if (isQuoteRequest(types)) answers.push(...(await answerQuote(tx, needs, taken)));
		else if (types.includes('Undo')) await undo(tx, needs, taken);
		else if (types.includes('Delete') && taken.objectId === taken.sender.id) await forgetActor(tx, taken.sender.id);
		else if (types.includes('Flag')) await report(tx, needs, taken);
	}
	return answers;
};

const report = (tx: Tx, needs: FederationNeeds, { activity, sender }: Taken): Promise<void> =>
	noteReport(tx, needs, {
		sender: sender.id,
		objects: idsOf(activity['object']),
		text: textOf(activity['content']) ?? '',
	});

/** Only what the sender did can the sender undo. */
const undo = async (tx: Tx, needs: FederationNeeds, { object, sender }: Taken): Promise<void> => {
	const by = idOf(object['actor']);
	if (by !== null && by !== sender.id) return;
	const target = idOf(object['object']) ?? '';
	const types = typesOf(object);
	if (types.includes('Follow'))
		await unfollow(tx, { identifier: identifierOf(needs.origin, target), follower: sender.id });
	if (types.includes('Like')) await withdrawReaction(tx, needs, { kind: 'like', objectId: target, who: sender.id });
	if (types.includes('Announce'))
		await withdrawReaction(tx, needs, { kind: 'announce', objectId: target, who: sender.id });
};

export const forgetActor = async (tx: Tx, actor: string): Promise<void> => {
	await federation(tx).deleteFrom('federation_follower').where('follower', '=', actor).execute();
	await forgetQuotesOf(tx, actor);
};

/** Servers whose people follow us live. Ordered, because everybody locks lanes in the order of their key. */
const answer = async (tx: Tx, needs: FederationNeeds, answers: readonly NewActivity[]): Promise<void> => {
	if (answers.length === 0) return;
	const hostIn = ({ to }: NewActivity): string => hostOf(to.inboxes[0] ?? '') ?? '';
	const sorted = [...answers].sort((a, b) => (hostIn(a) < hostIn(b) ? -1 : 1));
	await reviveHosts(tx, [...new Set(sorted.map(hostIn))], needs.clock.now());
	for (const one of sorted) await writeActivity(tx, needs, one);
};
