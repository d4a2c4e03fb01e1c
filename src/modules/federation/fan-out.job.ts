import { ok } from '#kernel/result.ts';
import { type Instant, plus, seconds } from '#kernel/time.ts';
import { isScope } from '#modules/delivery/index.ts';
import type { LiveEvent } from '#platform/events.ts';
import { errorFields } from '#platform/log.ts';

import { type Copy, claimRecipients } from './claim-recipients.ts';
import { createGlance, type Glancing, nextLane } from './glance.ts';
import { freeOrphans, openLifeSign } from './life-sign.ts';
import type { FederationNeeds } from './needs.ts';
import { putBack } from './put-back.ts';
import { recordAttempts } from './record-attempts.ts';
import type { Attempt, Carried } from './send-copy.ts';

export interface FanOut {
	/** Looks for due copies now. Many calls at once are one look. */
	kick(): void;
	/** Takes nothing new, and resolves when what was under way is written down. */
	stop(): Promise<void>;
}

/** So many copies of this process under way at a time, over all servers that answer. */
const MOST = 512;
/** What has been under way for so long waits for a slow or dead server; it takes no room from the others. */
const SLOW_MS = 500;
/** Slow ones included. */
const MOST_OF_ALL = 1_536;
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
	const traffic = createTraffic(clock, () => kick());
	const writer = createWriter(needs, () => kick());
	const free = () => needs.db.transact('free orphans', async (tx) => ok(await freeOrphans(tx, clock.now())));
	let [stopped, looking, again] = [false, false, false];
	/** A claim failed: whether it was committed before its connection broke, nobody can say. */
	let unsure = false;
	let calm: (() => void) | null = null;

	const kick = (): void => {
		again = true;
		if (looking || stopped) return;
		looking = true;
		background.run('federation.fan-out', look);
	};
	/** Answers whether lanes were due that had nothing to give: their server is full, or another process was faster. */
	const claimOnce = async (): Promise<boolean> => {
		const asking = { owner: sign.owner, room: traffic.room(), busy: traffic.busy, answers: traffic.answers };
		const { copies, lanes, moved } = await claimRecipients(needs, asking);
		for (const copy of copies) carry(needs, copy, { traffic, writer });
		again ||= copies.length > 0 || moved;
		return copies.length === 0 && !moved && lanes > 0;
	};
	const claimAll = async (): Promise<void> => {
		if (unsure) await putBack(needs, sign.owner, writer.inHand());
		unsure = false;
		let inVain = false;
		while (again && !stopped && traffic.room() >= BATCH) {
			again = false;
			inVain = await claimOnce();
		}
		if (!stopped) plan(inVain ? plus(clock.now(), AGAIN_MS) : await nextLane(needs, clock.now()));
	};
	const look = async (): Promise<void> => {
		await claimAll().catch((thrown: unknown) => {
			log.error('fediverse: copies could not be claimed', errorFields(thrown));
			unsure = true;
			plan(plus(clock.now(), AGAIN_MS));
		});
		looking = false;
		if (again && !stopped && traffic.room() >= BATCH) kick();
	};
	const plan = (at: Instant | null): void => {
		calm?.();
		calm = at === null || stopped ? null : clock.wake(at, kick);
	};
	const off = events.subscribe(heard(needs, { traffic, writer }, { kick, plan, isBusy: () => looking }), kick);
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
			await writer.close(traffic.underWay);
			await sign.close();
		},
	};
};

/**
 * A switch may have been turned: on again, then there may be something to bring; or off, then somebody waits for what is
 * under way. Other news may mean that another process has something to bring.
 */
const heard = (needs: Needs, { traffic, writer }: Way, looks: Glancing): ((event: LiveEvent) => void) => {
	const glance = createGlance(needs, looks);
	return ({ topic, id }) => {
		if (topic !== 'delivery') return;
		if (isScope(id)) writer.tellWhenWritten();
		if (traffic.underWay() > 0) return;
		if (isScope(id)) looks.kick();
		else glance();
	};
};

interface Way {
	readonly traffic: ReturnType<typeof createTraffic>;
	readonly writer: ReturnType<typeof createWriter>;
}

/** What is free afterwards is filled again once the outcome is written: many outcomes are one look. */
const carry = (needs: Needs, copy: Copy, { traffic, writer }: Way): void => {
	const leave = traffic.enter(copy.host);
	writer.take(copy);
	needs.background.run('federation.send', async () => {
		const carried = await sendSafely(needs, copy);
		leave(carried.kind !== 'later' || carried.alive);
		writer.add({ copy, carried });
	});
};

const sendSafely = ({ send, log }: Needs, copy: Copy): Promise<Carried> =>
	send(copy).catch((thrown: unknown): Carried => {
		log.error('fediverse: a copy could not be sent', errorFields(thrown));
		// What fails in our own house does not get better by itself.
		return copy.attempts + 1 >= MOST_OWN_FAILURES
			? { kind: 'refused', reason: 'broken' }
			: { kind: 'later', reason: 'broken', alive: true };
	});

/** So many servers are remembered as living; the ones that answered longest ago are heard of anew. */
const MOST_HEARD = 20_000;

/** What is under way, in all and to each server. */
const createTraffic = (clock: FederationNeeds['clock'], freed: () => void) => {
	const busy = new Map<string, number>();
	const heard = new Set<string>();
	let [underWay, slow] = [0, 0];
	const count = (host: string, change: number): void => {
		const now = (busy.get(host) ?? 0) + change;
		underWay += change;
		if (now > 0) busy.set(host, now);
		else busy.delete(host);
	};
	const hear = (host: string, alive: boolean): void => {
		heard.delete(host);
		if (!alive) return;
		const [oldest] = heard;
		if (heard.size >= MOST_HEARD && oldest !== undefined) heard.delete(oldest);
		heard.add(host);
	};
	return {
		busy,
		answers: (host: string): boolean => heard.has(host),
		underWay: () => underWay,
		/** For how many more there is room. */
		room: () => Math.min(MOST - (underWay - slow), MOST_OF_ALL - underWay),
		/** One more to this server; answers how to say that it is over, and whether anybody answered. */
		enter(host: string): (alive: boolean) => void {
			let isSlow = false;
			count(host, 1);
			const prompt = clock.wake(plus(clock.now(), SLOW_MS), () => {
				isSlow = true;
				slow += 1;
				freed();
			});
			return (alive) => {
				prompt();
				hear(host, alive);
				if (isSlow) slow -= 1;
				count(host, -1);
			};
		},
	};
};

const sayOver = ({ db, events, log }: Needs): Promise<unknown> =>
	db
		.transact('copies are over', async (tx) => {
			await events.announce(tx, { topic: 'delivery', id: 'fediverse' });
			return ok(undefined);
		})
		.catch((thrown: unknown) => log.warn('fediverse: nobody heard that copies are over', errorFields(thrown)));

/** Gathers outcomes while the last batch is being written; what cannot be written is tried again, never dropped. */
const createWriter = (needs: Needs, written: () => void) => {
	let waiting: Attempt[] = [];
	let writing: Promise<void> | null = null;
	/** From the claim until the outcome is written. */
	const inHand = new Set<number>();
	/** What was in hand when a switch was turned: whoever turned it waits to hear that it is written. */
	const awaited = new Set<number>();
	const settle = async (batch: readonly Attempt[]): Promise<void> => {
		const isAwaited = awaited.size > 0;
		for (const { copy } of batch) {
			inHand.delete(copy.id);
			awaited.delete(copy.id);
		}
		if (isAwaited && awaited.size === 0) await sayOver(needs);
	};

	const writeAll = async (): Promise<void> => {
		while (waiting.length > 0) {
			const batch = waiting;
			waiting = [];
			const failed = await recordAttempts(needs, batch).then(
				() => null,
				(thrown: unknown) => thrown,
			);
			if (failed === null) await settle(batch);
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
		inHand: (): readonly number[] => [...inHand],
		tellWhenWritten(): void {
			for (const id of inHand) awaited.add(id);
		},
		take: ({ id }: Copy): void => void inHand.add(id),
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
