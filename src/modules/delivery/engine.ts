import type { Instant } from '#kernel/time.ts';
import { plus, seconds } from '#kernel/time.ts';

import { carry } from './carry.ts';
import { type ClaimNeeds, claimDue } from './claim.ts';
import { type Dispatcher, startDispatcher } from './dispatch.job.ts';
import type { DeliveryNeeds } from './needs.ts';
import { openOwner, takeOver } from './owner.ts';
import { putBack } from './put-back.ts';
import { recordAttempts } from './record.ts';
import { reportLastingTrouble } from './report-trouble.ts';
import { takenAt } from './store.ts';

/** While another dispatcher seems to live, it is asked again this often and this many times after a start. */
const ASK_AGAIN_MS = seconds(1);
const ASK_TIMES = 15;

export interface Engine {
	/** Looks for due deliveries now; nothing where the engine does not run. */
	kick(): void;
	/** Something will be due at `at`. */
	expect(at: Instant): void;
	/** Takes over what dead processes were carrying. */
	nudge(): void;
	start(): Promise<void>;
	stop(): Promise<void>;
}

interface Needs extends DeliveryNeeds, Pick<ClaimNeeds, 'gates' | 'tell'> {}

/** The dispatcher of this process with its sign of life. A process that only serves never starts it. */
export const createEngine = (needs: Needs): Engine => {
	const { background, clock, events } = needs;
	const owner: string = needs.ids.next<'dispatcher'>('dispatcher');
	let running: { readonly dispatcher: Dispatcher; close(): Promise<void> } | null = null;

	const takeOverFrom = async (times: number): Promise<void> => {
		if (running === null) return;
		const alive = await takeOver(needs)(owner);
		running?.dispatcher.kick();
		if (alive > 0 && times > 0) clock.wake(plus(clock.now(), ASK_AGAIN_MS), () => nudge(times - 1));
	};
	const nudge = (times = 0): void => background.run('delivery.take-over', () => takeOverFrom(times));

	return {
		kick: () => running?.dispatcher.kick(),
		expect: (at) => running?.dispatcher.expect(at),
		nudge: () => nudge(),
		async start() {
			const life = await openOwner(owner, needs);
			const record = recordAttempts(needs);
			const dispatcher = startDispatcher(owner, {
				...needs,
				claim: claimDue(needs),
				putBack: putBack(needs),
				carry: carry({ ...needs, taken: (row) => needs.db.read('copies of others', (tx) => takenAt(tx, row)) }),
				async record(attempts) {
					await record(attempts);
					await reportLastingTrouble(attempts, needs);
				},
			});
			const off = events.subscribe(({ topic }) => topic === 'delivery' && dispatcher.kick(), dispatcher.kick);
			const close = async () => {
				off();
				await dispatcher.stop();
				await life.close();
			};
			running = { dispatcher, close };
			await takeOverFrom(ASK_TIMES);
		},
		async stop() {
			const ending = running;
			running = null;
			await ending?.close();
		},
	};
};
