import { ok } from '#kernel/result.ts';
import { fromDate, type Instant, plus, seconds } from '#kernel/time.ts';
import { errorFields } from '#platform/log.ts';

import { type Copy, claimRecipients } from './claim-recipients.ts';
import { freeOrphans, openLifeSign } from './life-sign.ts';
import type { FederationNeeds } from './needs.ts';
import { recordAttempts } from './record-attempts.ts';
import type { Attempt, Carried } from './send-copy.ts';
import { federation } from './tables.ts';

export interface FanOut {
	/** Looks for due copies now. Many calls at once are one look. */
	kick(): void;
	/** Takes nothing new, and resolves when what was under way is written down. */
	stop(): Promise<void>;
}

/** So many copies of this process under way at a time, over all servers. */
const MOST = 320;
/** Enough room for a batch that is worth a transaction. */
const BATCH = 64;
const MOST_OWN_FAILURES = 5;
const AGAIN_MS = seconds(1);
/** How often a process looks whether another one died over its work, and whether a switch was turned on again. */
const ROUND_MS = seconds(5);

interface Needs extends FederationNeeds {
	readonly send: (copy: Copy) => Promise<Carried>;
}

/** The one loop of a process: claims due copies in batches, brings each beside the others, writes down outcomes in batches. */
export const startFanOut = async (needs: Needs): Promise<FanOut> => {
	const { clock, background, log, events } = needs;
	const sign = await openLifeSign(needs);
	const busy = createBusy();
	const writer = createWriter(needs, () => kick());
	const free = () => needs.db.transact('free orphans', async (tx) => ok(await freeOrphans(tx)));
	let underWay = 0;
	let [stopped, looking, again] = [false, false, false];
	let calm: (() => void) | null = null;

	const kick = (): void => {
		again = true;
		if (looking || stopped) return;
		looking = true;
		background.run('federation.fan-out', look);
	};
	const carry = (copy: Copy): void => {
		underWay += 1;
		busy.add(copy.host, 1);
		background.run('federation.send', async () => {
			const carried = await sendSafely(needs, copy);
			underWay -= 1;
			busy.add(copy.host, -1);
			// What is free now is filled again once the outcome is written: many outcomes are one look.
			writer.add({ copy, carried });
		});
	};
	const claimAll = async (): Promise<void> => {
		while (again && !stopped && MOST - underWay >= BATCH) {
			again = false;
			const copies = await claimRecipients(needs, { owner: sign.owner, room: MOST - underWay, busy: busy.counts });
			for (const copy of copies) carry(copy);
			if (copies.length > 0) again = true;
		}
		if (!stopped) plan(await nextDue(needs));
	};
	const look = async (): Promise<void> => {
		await claimAll().catch((thrown: unknown) => {
			log.error('fediverse: copies could not be claimed', errorFields(thrown));
			plan(plus(clock.now(), AGAIN_MS));
		});
		looking = false;
		if (again && !stopped && MOST - underWay >= BATCH) kick();
	};
	const plan = (at: Instant | null): void => {
		calm?.();
		calm = at === null || stopped ? null : clock.wake(at, kick);
	};
	const off = events.subscribe(({ topic }) => topic === 'delivery' && underWay === 0 && kick(), kick);
	const round = (): void => {
		if (stopped) return;
		background.run('federation.orphans', async () => {
			await free();
			kick();
		});
		next = clock.wake(plus(clock.now(), ROUND_MS), round);
	};
	// What the process before us left may take a moment to be known as dead.
	let next = clock.wake(plus(clock.now(), AGAIN_MS), round);
	await free();
	kick();
	return {
		kick,
		async stop() {
			stopped = true;
			off();
			calm?.();
			next();
			await writer.close(() => underWay);
			await sign.close();
		},
	};
};

const sendSafely = ({ send, log }: Needs, copy: Copy): Promise<Carried> =>
	send(copy).catch((thrown: unknown): Carried => {
		log.error('fediverse: a copy could not be sent', errorFields(thrown));
		// What fails in our own house does not get better by itself.
		return copy.attempts + 1 >= MOST_OWN_FAILURES
			? { kind: 'refused', reason: 'broken' }
			: { kind: 'later', reason: 'broken', alive: true };
	});

/** How many copies are under way to each server. */
const createBusy = () => {
	const counts = new Map<string, number>();
	return {
		counts,
		add(host: string, change: number): void {
			const count = (counts.get(host) ?? 0) + change;
			if (count > 0) counts.set(host, count);
			else counts.delete(host);
		},
	};
};

/** When the next copy is due, or the next silent server is worth asking again. */
const nextDue = ({ db, clock }: FederationNeeds): Promise<Instant | null> =>
	db.read('next copy', async (tx) => {
		const now = new Date(clock.now());
		const copies = federation(tx)
			.selectFrom('federation_recipient')
			.select((of) => of.fn.min('next_at').as('at'));
		const copy = await copies.where('owner', 'is', null).where('next_at', '>', now).executeTakeFirst();
		const hosts = federation(tx)
			.selectFrom('federation_host')
			.select((of) => of.fn.min('open_at').as('at'));
		const host = await hosts.where('open_at', '>', now).executeTakeFirst();
		const moments = [copy?.at ?? null, host?.at ?? null].filter((at) => at !== null).map(fromDate);
		return moments.sort((one, other) => one - other)[0] ?? null;
	});

/** Gathers outcomes while the last batch is being written; what cannot be written is tried again, never dropped. */
const createWriter = (needs: Needs, written: () => void) => {
	let waiting: Attempt[] = [];
	let writing: Promise<void> | null = null;

	const writeAll = async (): Promise<void> => {
		while (waiting.length > 0) {
			const batch = waiting;
			waiting = [];
			const failed = await recordAttempts(needs, batch).then(
				() => null,
				(thrown: unknown) => thrown,
			);
			if (failed === null) continue;
			needs.log.error('fediverse: outcomes could not be recorded', errorFields(failed));
			waiting.unshift(...batch);
			const { promise, resolve } = Promise.withResolvers<void>();
			needs.clock.wake(plus(needs.clock.now(), AGAIN_MS), resolve);
			await promise;
		}
	};
	const write = (): void => {
		if (writing !== null || waiting.length === 0) return;
		const run = writeAll().finally(() => {
			writing = null;
			written();
		});
		writing = run;
		needs.background.run('federation.record', () => run);
	};
	return {
		add(attempt: Attempt): void {
			waiting.push(attempt);
			write();
		},
		/** Waits for what is under way; each of those writes is short, because every request has its time limit. */
		async close(underWay: () => number): Promise<void> {
			while (underWay() > 0 || writing !== null) await (writing ?? needs.background.idle());
		},
	};
};
