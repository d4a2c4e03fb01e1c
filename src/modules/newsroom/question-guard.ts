import { createHmac, timingSafeEqual } from 'node:crypto';

import { createChallenge, verifySolution } from 'altcha-lib/v1';
import { z } from 'zod';

import type { Ids } from '#kernel/ids.ts';
import { type Clock, hours, type Instant, minutes, plus, seconds, toDate } from '#kernel/time.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';

/** A person needs at least this long to read the second step. */
const SHORTEST_MS = seconds(3);
const LONGEST_MS = hours(24);
const TASK_MS = minutes(20);
/** About half a second on a phone, and dear for whoever sends thousands. */
const HARDEST = 20_000;
const MOST_USED = 20_000;

const Solved = z.object({
	algorithm: z.literal('SHA-256'),
	challenge: z.string().regex(/^[0-9a-f]{64}$/),
	number: z.number().int().min(0).max(HARDEST),
	salt: z.string().max(200),
	signature: z.string().max(200),
});

export type Stamp = 'good' | 'early' | 'late' | 'forged';

/** Tells people from programs without asking anybody who they are. */
export interface QuestionGuard {
	/** A signed time for the second step, good once. */
	stamp(): string;
	check(stamp: string): Stamp;
	/** A task for the reader's own machine. */
	task(): Promise<object>;
	/** True when the task is ours, solved, and in time. */
	isSolved(answer: string): Promise<boolean>;
	/** What was sent with this stamp or solution before: sending twice gives the same receipt. */
	earlier(proof: string): string | undefined;
	/** Marks a stamp or solution as used up by this receipt. */
	spend(proof: string, receipt: string): void;
}

interface Needs {
	readonly clock: Pick<Clock, 'now'>;
	readonly ids: Ids;
	readonly sealer: Sealer;
}

export const createQuestionGuard = ({ clock, ids, sealer }: Needs): QuestionGuard => {
	const stampKey = sealer.derive('newsroom: question stamp');
	const taskKey = sealer.derive('newsroom: question task').toString('hex');
	const spent = new Map<string, { readonly receipt: string; readonly until: Instant }>();
	const sign = (text: string): Buffer => createHmac('sha256', stampKey).update(text).digest();
	const nameOf = (proof: string): string => sign(`spent ${proof}`).toString('base64url');

	return {
		stamp() {
			const text = `${clock.now()}.${ids.secret().slice(0, 16)}`;
			return `${text}.${sign(text).toString('base64url')}`;
		},
		check(stamp) {
			const [, text = '', at = '', signature = ''] = /^((\d{1,15})\.[\w-]{16})\.([\w-]{43})$/.exec(stamp) ?? [];
			if (text === '' || !timingSafeEqual(sign(text), Buffer.from(signature, 'base64url'))) return 'forged';
			const age = clock.now() - Number(at);
			if (age < SHORTEST_MS) return 'early';
			return age > LONGEST_MS ? 'late' : 'good';
		},
		task: () => createChallenge({ hmacKey: taskKey, maxnumber: HARDEST, expires: toDate(plus(clock.now(), TASK_MS)) }),
		async isSolved(answer) {
			const solved = readSolution(answer);
			if (solved === null) return false;
			const expires = Number(new URLSearchParams(solved.salt.split('?')[1]).get('expires')) * 1000;
			// NOTE: the library compares with the machine's clock; ours is the office's.
			return expires > clock.now() && (await verifySolution(solved, taskKey, false));
		},
		earlier(proof) {
			return spent.get(nameOf(proof))?.receipt;
		},
		spend(proof, receipt) {
			const now = clock.now();
			for (const [name, { until }] of spent) {
				if (until > now && spent.size < MOST_USED) break;
				spent.delete(name);
			}
			spent.set(nameOf(proof), { receipt, until: plus(now, LONGEST_MS) });
		},
	};
};

const readSolution = (answer: string): z.infer<typeof Solved> | null => {
	try {
		const read = Solved.safeParse(JSON.parse(Buffer.from(answer, 'base64').toString('utf8')));
		return read.success ? read.data : null;
	} catch {
		return null;
	}
};
