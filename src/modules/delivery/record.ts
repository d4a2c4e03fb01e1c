import type { Ids } from '#kernel/ids.ts';
import { type Clock, fromDate, type Instant, toDate } from '#kernel/time.ts';
import type { RemoteRef } from '#modules/channels/index.ts';
import { type Act, done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';

import type { Book } from './book.ts';
import type { Attempt } from './carry.ts';
import { machinery } from './claim.ts';
import { completeByItself } from './complete.ts';
import { decide, isHarmless, type Next, type Trouble } from './domain/course.ts';
import { noteAllowances, noteAnswer } from './presences.ts';
import {
	type Change,
	change,
	changeAloud,
	helpRank,
	leafOf,
	lockDelivery,
	type Row,
	standingCopy,
	toRemoteColumns,
	writeReason,
} from './store.ts';
import { type Tell, type Tidings, tidingsOf } from './tell.ts';
import { wakeNextPart } from './thread.ts';

export interface RecordNeeds {
	readonly act: Act;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly events: Events;
	readonly tell: Tell;
	readonly book: Book;
}

/** Writes down what a batch of attempts came to, in one transaction. Safe to run twice. */
export const recordAttempts =
	(needs: RecordNeeds) =>
	async (attempts: readonly Attempt[]): Promise<void> => {
		await needs.act('record deliveries', machinery, async (tx) => {
			const leaves: Leaf[] = [];
			const inOrder = [...attempts].sort((a, b) => a.claimed.row.position - b.claimed.row.position);
			for (const attempt of inOrder) {
				const leaf = await recordOne(tx, attempt, needs);
				if (leaf) leaves.push(leaf);
			}
			await noteAnswer(tx, inOrder, needs);
			await noteAllowances(tx, inOrder, needs);
			const [first, ...rest] = leaves;
			return first ? done(undefined, first, ...rest) : unchanged(undefined);
		});
	};

const recordOne = async (tx: Tx, attempt: Attempt, needs: RecordNeeds): Promise<Leaf | null> => {
	const { id, owner } = attempt.claimed.row;
	const row = await lockDelivery(tx, id);
	const isOurs = row?.state === 'sending' && row.owner === owner;
	// A copy that stands is the truth even if somebody took the delivery for lost meanwhile.
	if (row === undefined || !(isOurs || (attempt.result.ok && row.state !== 'published'))) return null;
	const now = needs.clock.now();
	const settled = attempt.result.ok
		? await succeed(tx, row, { remote: attempt.result.value, now, tries: attempt.tries, ids: needs.ids })
		: await fallBack(tx, row, { attempt, trouble: attempt.result.error, now });
	if (settled.tidings) await needs.tell(tx, settled.tidings);
	else if (settled.isUndone) await needs.book.settle(tx, row, false);
	return settled.leaf;
};

interface Settled {
	readonly leaf: Leaf;
	readonly tidings: Tidings | null;
	/** It waits again, and certainly nothing of it is public. */
	readonly isUndone?: boolean;
}

const results = { publish: 'published', edit: 'edited', withdraw: 'withdrawn' } as const;

interface Success {
	readonly remote: RemoteRef;
	readonly now: Instant;
	readonly tries: number;
	readonly ids: Ids;
}

/** The copy stands as asked. An edit or withdrawal also moves the copy it meant; what it lacks for a while is ordered anew. */
export const succeed = async (tx: Tx, row: Row, { tries, ...standing }: Success): Promise<Settled> => {
	const { remote, now } = standing;
	const state = row.operation === 'withdraw' ? 'withdrawn' : 'published';
	const stands = await changeAloud(tx, row, {
		...restful,
		...toRemoteColumns(remote),
		state,
		doubt_at: null,
		looks: row.looks + tries,
		reason: null,
		settled_at: toDate(now),
	});
	const copy = row.operation === 'publish' ? stands : await standingCopy(tx, row);
	const reason = copy && row.operation !== 'withdraw' ? await completeByItself(tx, copy, standing) : null;
	const settled = reason === null ? stands : await change(tx, row.id, { reason });
	if (copy && row.operation !== 'publish') {
		const edited = { ...toRemoteColumns(remote), parts: row.parts, reason };
		await change(tx, copy.id, row.operation === 'edit' ? edited : { state: 'withdrawn', reason: null });
	}
	await wakeNextPart(tx, settled, now);
	const kind = results[row.operation];
	return { leaf: leafOf(settled, `delivery.${kind}`), tidings: tidingsOf(kind, settled) };
};

/** Nobody carries it, nothing is due by itself, nobody is asked for help. */
export const restful = {
	owner: null,
	next_at: null,
	held: null,
	help_rank: null,
	help_at: null,
} as const satisfies Change;

interface Fallen {
	readonly attempt: Attempt;
	readonly trouble: Trouble;
	readonly now: Instant;
}

const fallBack = async (tx: Tx, row: Row, { attempt, trouble, now }: Fallen): Promise<Settled> => {
	const { abilities, doubtSince, tries, claimed } = attempt;
	const next = decide(
		trouble,
		{
			operation: row.operation,
			dueAt: fromDate(row.due_at),
			doubtSince,
			attempts: row.attempts,
			looks: row.looks + tries,
			mayPublish: claimed.mayPublish,
		},
		{ abilities, now },
	);
	const settled = await changeAloud(tx, row, {
		...restful,
		...changeTo(next, now),
		doubt_at: next.state === 'unclear' && doubtSince !== null ? toDate(doubtSince) : null,
		reason: writeReason(trouble),
		looks: row.looks + tries,
		...(tries > 0 ? { looked_at: toDate(now) } : {}),
	});
	const leaf = leafOf(settled, next.state === 'waiting' ? 'delivery.put-off' : `delivery.${next.state}`);
	const tidings = next.state === 'waiting' ? null : tidingsOf(next.state, settled);
	return { leaf, tidings, isUndone: next.state === 'waiting' && isHarmless(trouble) };
};

const changeTo = (next: Next, now: Instant): Change => {
	const at = toDate(now);
	switch (next.state) {
		case 'refused':
			return { state: 'refused', settled_at: at, help_rank: helpRank.refused, help_at: at };
		case 'unclear':
			return {
				state: 'unclear',
				next_at: next.nextAt === null ? null : toDate(next.nextAt),
				help_rank: helpRank.unclear,
				help_at: at,
			};
		default:
			return {
				state: 'waiting',
				next_at: toDate(next.nextAt),
				...(next.review ? { held: 'review' as const, help_rank: helpRank.review, help_at: at } : {}),
			};
	}
};
