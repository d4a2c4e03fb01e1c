import { afterOpenMinutes, deadlineFor, type OfficeHours, type OpeningHours } from '#kernel/office-hours.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, minutes, plus } from '#kernel/time.ts';

import type { Visibility } from './reply.ts';

export const askingKinds = ['question', 'comment', 'mention', 'direct', 'form'] as const;
export type AskingKind = (typeof askingKinds)[number];
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** So much time a first answer may take. Null stands for every one. */
export interface ServicePromise {
	readonly presenceId: string | null;
	readonly kind: AskingKind | null;
	readonly priority: Priority | null;
	/** `open`: minutes while the office is open. `wall`: minutes of the wall clock on days on which it is open. */
	readonly clock: 'open' | 'wall';
	readonly minutes: number;
}

/** When a unit is there, what it promises, and who hears of a promise that is about to break. */
export interface Service extends OpeningHours {
	readonly land: string | null;
	readonly closures: readonly { readonly from: string; readonly until: string; readonly note: string }[];
	readonly promises: readonly ServicePromise[];
	/** After how much of the time, in percent, those who answer are reminded. */
	readonly warnShare: number;
	/** Where a broken promise is written to beside the leads; empty: nowhere. */
	readonly mailbox: string;
}

export interface Asked {
	readonly presenceId: string | null;
	readonly kind: AskingKind;
	readonly priority: Priority;
}

/** What is promised where no row of the table fits. */
export const USUAL: ServicePromise = {
	...{ presenceId: null, kind: null, priority: null },
	...{ clock: 'wall', minutes: 24 * 60 },
};

/** The row that says most about what was asked: the presence counts before the kind, the kind before the priority. */
export const promiseFor = (promises: readonly ServicePromise[], asked: Asked): ServicePromise => {
	const fits = promises.filter(
		({ presenceId, kind, priority }) =>
			(presenceId === null || presenceId === asked.presenceId) &&
			(kind === null || kind === asked.kind) &&
			(priority === null || priority === asked.priority),
	);
	return fits.toSorted((a, b) => weight(b) - weight(a))[0] ?? USUAL;
};

const weight = ({ presenceId, kind, priority }: ServicePromise): number =>
	(presenceId === null ? 0 : 4) + (kind === null ? 0 : 2) + (priority === null ? 0 : 1);

export interface Due {
	readonly from: Instant;
	readonly warnAt: Instant;
	readonly dueAt: Instant;
	/** Minutes of the promise that had run before, each time the clock was stopped. */
	readonly used: number;
}

interface Winding {
	readonly service: Service;
	readonly zone: string;
	readonly asked: Asked;
	readonly used?: number;
}

/** So many minutes later by the clock of the promise that holds. */
const clockOf = ({ service, zone, asked }: Winding) => {
	const { clock, minutes } = promiseFor(service.promises, asked);
	const office: OfficeHours = { ...service, zone };
	const after = (from: Instant, count: number): Instant =>
		clock === 'open' ? afterOpenMinutes(from, count, office) : deadlineFor(from, office, count / 60);
	return { minutes, after };
};

/** When what was asked then is to be answered, and when to remind of it. What ran before the clock was stopped is gone. */
export const dueOf = (from: Instant, winding: Winding): Due => {
	const { minutes: minuteCount, after } = clockOf(winding);
	const { service, used = 0 } = winding;
	const left = minuteCount - used;
	// What was late when its clock was stopped is as late when it goes on.
	if (left <= 0) return { from, used, warnAt: plus(from, minutes(left)), dueAt: plus(from, minutes(left)) };
	const warned = Math.floor((minuteCount * service.warnShare) / 100);
	return {
		...{ from, used },
		warnAt: after(from, Math.max(1, warned - used)),
		dueAt: after(from, left),
	};
};

/** How many minutes of a promise have run when its clock is stopped. */
export const usedBy = (at: Instant, dueAt: Instant, winding: Winding): number => {
	const { minutes: minuteCount, after } = clockOf(winding);
	if (dueAt <= at) return minuteCount + Math.floor((at - dueAt) / minutes(1));
	// The fewest minutes from now that reach the deadline are what is left of it.
	let [few, many] = [0, minuteCount];
	while (few < many) {
		const half = Math.floor((few + many) / 2);
		if (after(at, half) >= dueAt) many = half;
		else few = half + 1;
	}
	return minuteCount - few;
};

/** A question mark makes a question; below a post of ours it is a comment else, anywhere else a mention. */
export const askingKindOf = (said: {
	readonly channel: string;
	readonly visibility: Visibility;
	readonly postId: string | null;
	readonly text: string;
}): AskingKind => {
	if (said.channel === 'form') return 'form';
	if (said.visibility === 'private') return 'direct';
	if (said.text.includes('?')) return 'question';
	return said.postId === null ? 'mention' : 'comment';
};

export type ServiceFailure =
	| { readonly type: 'service.spans-cross' }
	| { readonly type: 'service.never-open' }
	| { readonly type: 'service.closure-backwards' }
	| { readonly type: 'service.promise-twice' };

/** Refuses hours that overlap or touch, a week without an open hour, and two promises for the same. */
export const checkService = ({ week, closures, promises }: Service): Result<void, ServiceFailure> => {
	const ordered = week.every((spans) =>
		spans.every(([opens, closes], at) => opens < closes && (at === 0 || opens > (spans[at - 1]?.[1] ?? ''))),
	);
	if (!ordered) return fail({ type: 'service.spans-cross' });
	if (week.every((spans) => spans.length === 0)) return fail({ type: 'service.never-open' });
	if (closures.some(({ from, until }) => until < from)) return fail({ type: 'service.closure-backwards' });
	const about = promises.map(({ presenceId, kind, priority }) => JSON.stringify([presenceId, kind, priority]));
	return new Set(about).size === about.length ? ok(undefined) : fail({ type: 'service.promise-twice' });
};
