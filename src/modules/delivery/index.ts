import type { Hono } from 'hono';

import type { Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Mount } from '#platform/http/mount.ts';

import { sendWhatWasKeptBack } from './access.ts';
import { allowancesOf } from './allowances.ts';
import { countingChore, forgettingChore } from './counting/round.job.ts';
import { countsOf } from './counting/store.ts';
import type { DeliverySource, Gate, OutcomeListener } from './delivery.ts';
import { readDetails } from './details.ts';
import type { CarriedOn } from './drain.ts';
import { createEngine, type Engine } from './engine.ts';
import { createHolds } from './hold-presence.ts';
import type { DeliveryNeeds } from './needs.ts';
import { orderDeliveries, recallSubject, rescheduleSubject, supersedeWaiting } from './orders.ts';
import { pauseDeliveries, reachAnew, resumeDeliveries, unitsMoved } from './pause.ts';
import { lookAtBudgetAnew, tellingCosts } from './payment.ts';
import { isUnderWay, mendPresence, openDeliveriesAt } from './presences.ts';
import { createQueries, presencesOf } from './queries.ts';
import {
	completeCopy,
	confirmPublished,
	discard,
	lookAgain,
	releaseAll,
	releaseFromReview,
	resendUnclear,
	retryRefused,
} from './resolve.ts';
import { deliveryRoutes } from './routes.ts';
import { type Identify, mountSentPictures } from './sent-pictures.ts';
import { createStatus } from './status.ts';
import { leafOf } from './store.ts';
import { heldBack, stoppedAmong } from './switches.ts';
import { createTell, tellAgain } from './tell.ts';
import { troublesOf } from './troubles.ts';
import { deliveryHealth, watchdogChore } from './watchdog.job.ts';

export type {
	Delivery,
	DeliveryOrder,
	DeliveryReason,
	DeliverySource,
	DeliveryState,
	Gate,
	Held,
	Operation,
	Outcome,
	OutcomeListener,
	Part,
	StoredDocument,
	StoredFilm,
	StoredMedia,
	StoredRendition,
} from './delivery.ts';
export type { CarriedOn } from './drain.ts';
export { deliveryMigrations } from './migrations.ts';
export type { Alarm, DeliveryNeeds, PresenceFacts, UnitFacts } from './needs.ts';
export { isScope } from './switches.ts';

type CountCarriedOn = (tx: Tx) => Promise<readonly CarriedOn[]>;

type Resolving = Parameters<typeof pauseDeliveries>[0] & Parameters<typeof lookAgain>[0];

/** What a person may do about deliveries. */
const actsOf = (resolving: Resolving) => ({
	pause: pauseDeliveries(resolving),
	resume: resumeDeliveries(resolving),
	lookAgain: lookAgain(resolving),
	confirmPublished: confirmPublished(resolving),
	resendUnclear: resendUnclear(resolving),
	retryRefused: retryRefused(resolving),
	completeCopy: completeCopy(resolving),
	releaseFromReview: releaseFromReview(resolving),
	releaseAll: releaseAll(resolving),
	discard: discard(resolving),
});

/** What the accounts tell: what waits for them is tried at once. */
const presenceNews = (needs: DeliveryNeeds, engine: Pick<Engine, 'expect'>) => {
	const tryNow = async (tx: Tx, presenceId: string): Promise<void> => {
		engine.expect(needs.clock.now());
		await needs.events.announce(tx, { topic: 'delivery', id: presenceId });
	};
	const mended = async (tx: Tx, presenceId: string): Promise<void> => {
		await mendPresence(tx, presenceId);
		await tryNow(tx, presenceId);
	};
	return {
		/** The presence speaks through another account. */
		presenceMended: mended,
		/** The presence has a new key to its account: what the old one kept back goes out, on record where it was refused. */
		presenceReconnected: async (tx: Tx, presenceId: string): Promise<readonly Leaf[]> => {
			const again = await sendWhatWasKeptBack(tx, { presenceId, now: needs.clock.now() });
			await mended(tx, presenceId);
			return again.map((row) => leafOf(row, 'delivery.retry-asked'));
		},
		/** What a month may cost at this presence is different now. */
		budgetChanged: async (tx: Tx, presenceId: string): Promise<void> => {
			if ((await lookAtBudgetAnew(tx, presenceId, needs.clock.now())) > 0) await tryNow(tx, presenceId);
		},
	};
};

/** Zustellung: carries finished renditions to presences once, on time, unless somebody stops them. */
export const createDelivery = (needs: DeliveryNeeds) => {
	const gates = new Map<DeliverySource, Gate>();
	const listeners = new Map<DeliverySource, OutcomeListener>();
	const tell = tellingCosts(needs.book, createTell(needs, listeners));
	const engine = createEngine({ ...needs, ...needs.swift, gates, tell });
	const queries = {
		...createQueries(needs),
		...createStatus(needs),
		details: readDetails(needs),
		troublesOf: troublesOf(needs),
		allowances: allowancesOf(needs),
		counts: (ids: readonly string[]) => needs.db.read('figures of copies', (tx) => countsOf(tx, ids)),
	};
	let carriedOn: CountCarriedOn = async () => [];
	const resolving = {
		...{ ...needs, tell, kick: engine.kick, presencesOf: presencesOf(needs) },
		carriedOn: (tx: Tx) => carriedOn(tx),
	};
	const acts = actsOf(resolving);
	const ordering = { ...needs, expect: engine.expect };

	return {
		...queries,
		acts,
		order: orderDeliveries(ordering),
		recall: recallSubject(ordering),
		reschedule: rescheduleSubject(ordering),
		supersedeWaiting: supersedeWaiting(ordering),
		unitsMoved,
		heldBack,
		stoppedAmong,
		/** Names who brings copies on after deliveries; a switch that is turned off waits for those under way. */
		carriesOn(count: CountCarriedOn): void {
			carriedOn = count;
		},
		...presenceNews(needs, engine),
		...createHolds({ ...needs, expect: engine.expect }),
		/** How many deliveries to this presence are not at an end. */
		openAt: openDeliveriesAt,
		isUnderWay,
		/** Names who is asked before deliveries of `source` leave. */
		guard: (source: DeliverySource, gate: Gate): void => void gates.set(source, gate),
		/** Names who hears what became of deliveries of `source`. */
		onOutcome: (source: DeliverySource, listener: OutcomeListener): void => void listeners.set(source, listener),
		health: deliveryHealth(needs),
		chores: [
			...[countingChore(needs), forgettingChore(needs)],
			watchdogChore({
				...needs,
				alarm: needs.alarm,
				nudge: engine.nudge,
				reachAnew: () => reachAnew(needs),
				tellAgain: () => tellAgain(needs, tell),
			}),
		],
		/** The pictures of copies, for who decides about them. */
		mountRaw: (app: Hono, identify: Identify): void => mountSentPictures(app, needs, identify),
		mountRoutes: (mount: Mount): void => deliveryRoutes(mount, { ...needs, queries, acts }),
		/** Begins to carry; a process that only serves does not call it. */
		start: engine.start,
		/** Takes nothing new, and resolves when what was under way is written down. */
		stop: engine.stop,
	};
};

export type DeliveryDoor = ReturnType<typeof createDelivery>;
