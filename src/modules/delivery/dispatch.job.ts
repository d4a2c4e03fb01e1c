import { type Clock, type Instant, plus, seconds } from '#kernel/time.ts';
import type { Background } from '#platform/background.ts';
import { errorFields, type Log } from '#platform/log.ts';

import type { Attempt } from './carry.ts';
import type { Claim, Claimed } from './claim.ts';
import { namesMoment } from './domain/breaker.ts';

export interface DispatchNeeds {
	readonly clock: Clock;
	readonly background: Background;
	readonly log: Log;
	readonly claim: (asking: { owner: string; now: Instant; room: number }) => Promise<Claim>;
	readonly carry: (claimed: Claimed) => Promise<Attempt>;
	readonly record: (attempts: readonly Attempt[]) => Promise<void>;
	/** Frees what was claimed without our hearing of it: everything of ours but what is in hand. */
	readonly putBack: (owner: string, inHand: readonly string[]) => Promise<void>;
}

export interface Dispatcher {
	/** Looks for due deliveries now. Cheap when there are none; many calls at once are one look. */
	kick(): void;
	/** Something will be due at `at`: look again then. */
	expect(at: Instant): void;
	/** Takes nothing new, and resolves when what was under way is written down. */
	stop(): Promise<void>;
}

/** So many requests of this process under way at a time. */
const MOST = 1024;
/** A look that failed (the database is away) is repeated after this. */
const AGAIN_MS = seconds(1);

/** The one loop of a process: claims due deliveries, carries each beside the others, writes down outcomes in batches. */
export const startDispatcher = (owner: string, needs: DispatchNeeds): Dispatcher => {
	const { background, clock, log } = needs;
	const alarm = createAlarm(clock, () => kick());
	/** From the claim until the outcome is written. */
	const inHand = new Set<string>();
	const record = async (attempts: readonly Attempt[]): Promise<void> => {
		await needs.record(attempts);
		for (const { claimed } of attempts) inHand.delete(claimed.row.id);
	};
	const writer = createWriter({ ...needs, record }, () => kick());
	const underWay = new Set<Promise<void>>();
	let stopped = false;
	let looking = false;
	let lookAgain = false;
	/** A claim failed: whether it was committed before its connection broke, nobody can say. */
	let isUnsure = false;

	const kick = (): void => {
		lookAgain = true;
		if (looking || stopped) return;
		looking = true;
		background.run('delivery.dispatch', look);
	};
	const hasRoom = (): boolean => !stopped && underWay.size < MOST;
	const claimAll = async (): Promise<void> => {
		if (isUnsure) await needs.putBack(owner, [...inHand]);
		isUnsure = false;
		while (lookAgain && hasRoom()) {
			lookAgain = false;
			await writer.restsNoted();
			const room = MOST - underWay.size;
			const { claimed, next } = await needs.claim({ owner, now: clock.now(), room });
			for (const one of claimed) start(one);
			alarm.plan(next);
		}
	};
	const look = async (): Promise<void> => {
		await claimAll().catch((thrown: unknown) => {
			log.error('deliveries could not be claimed', errorFields(thrown));
			isUnsure = true;
			alarm.plan(plus(clock.now(), AGAIN_MS));
		});
		looking = false;
		if (stopped) alarm.off();
		else if (lookAgain && hasRoom()) kick();
	};
	const start = (claimed: Claimed): void => {
		inHand.add(claimed.row.id);
		const task = needs.carry(claimed).then((attempt) => {
			underWay.delete(task);
			writer.add(attempt);
		});
		underWay.add(task);
		background.run('delivery.carry', () => task);
	};
	const stop = async (): Promise<void> => {
		stopped = true;
		alarm.off();
		while (underWay.size > 0) await Promise.allSettled(underWay);
		await writer.close();
	};
	return { kick, expect: alarm.expect, stop };
};

/** The network named a moment before which nothing more is to come. */
const isTold = ({ result }: Attempt): boolean =>
	result.ok ? result.value.lack?.again !== undefined : namesMoment(result.error);

/** Writes outcomes down in batches; what fails is tried one by one and again later, never dropped. */
const createWriter = ({ background, clock, log, record }: DispatchNeeds, written: () => void) => {
	let waiting: Attempt[] = [];
	let later: Attempt[] = [];
	let writing: Promise<void> | null = null;
	let closed = false;
	/** Whether something that waits, or is being written, names a moment from which more may go there. */
	let namesRest = false;

	const each = async (batch: readonly Attempt[]): Promise<readonly Attempt[]> => {
		const failed: Attempt[] = [];
		for (const attempt of batch) {
			await record([attempt]).catch((thrown: unknown) => {
				log.error('delivery outcome could not be recorded', errorFields(thrown));
				failed.push(attempt);
			});
		}
		return failed;
	};
	const writeAll = async (): Promise<void> => {
		while (waiting.length > 0) {
			const batch = waiting;
			waiting = [];
			namesRest = batch.some(isTold);
			await record(batch).catch(async () => later.push(...(await each(batch))));
			written();
		}
		writing = null;
		namesRest = false;
		if (later.length > 0 && !closed) clock.wake(plus(clock.now(), AGAIN_MS), tryLater);
	};
	const tryLater = (): void => {
		waiting.push(...later);
		later = [];
		write();
	};
	const write = (): void => {
		if (writing !== null || waiting.length === 0) return;
		const run = writeAll();
		writing = run;
		background.run('delivery.record', () => run);
	};
	return {
		add(attempt: Attempt): void {
			waiting.push(attempt);
			write();
		},
		/** What a network said of its patience is in the books: only then is looked for what may go there. */
		async restsNoted(): Promise<void> {
			while (writing !== null && (namesRest || waiting.some(isTold))) await writing;
		},
		async close(): Promise<void> {
			closed = true;
			while (writing !== null) await writing;
		},
	};
};

/** Wakes at the earliest of what was planned at the last look and what was announced since. */
const createAlarm = (clock: Clock, ring: () => void) => {
	const expected = new Set<Instant>();
	let planned: Instant | null = null;
	let armedAt: Instant | null = null;
	let cancel: (() => void) | null = null;

	const off = (): void => {
		cancel?.();
		cancel = null;
		armedAt = null;
	};
	const fire = (): void => {
		off();
		planned = null;
		for (const at of expected) if (at <= clock.now()) expected.delete(at);
		ring();
	};
	const arm = (): void => {
		const at = [...expected].reduce((first, next) => (first === null || next < first ? next : first), planned);
		if (at === armedAt) return;
		off();
		if (at === null) return;
		armedAt = at;
		cancel = clock.wake(at, fire);
	};
	return {
		plan(at: Instant | null): void {
			planned = at;
			arm();
		},
		expect(at: Instant): void {
			expected.add(at);
			arm();
		},
		off,
	};
};
