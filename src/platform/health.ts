export interface Reason {
	/** Which part says it: `delivery`, `database`, `mail` ... */
	readonly part: string;
	/** `part.what`, the key of the sentence a person reads. */
	readonly type: string;
	readonly detail?: Readonly<Record<string, string | number>>;
}

/** How far a long task is. */
export interface Progress {
	readonly done: number;
	readonly of: number;
}

export interface Health {
	readonly state: 'starting' | 'ready' | 'degraded';
	readonly at: string;
	readonly reasons: readonly Reason[];
}

/** A part's own look at itself; an empty list means it is well. Must answer fast and never throw for an expected fault. */
export type Check = () => Promise<readonly Reason[]>;

/** Puts the checks together: ready when none complains. A check that itself breaks is a complaint too. */
export const healthOf =
	(now: () => string, checks: readonly Check[]): (() => Promise<Health>) =>
	async () => {
		const found = await Promise.allSettled(checks.map((check) => check()));
		const reasons = found.flatMap((result) =>
			result.status === 'fulfilled' ? result.value : [{ part: 'office', type: 'office.part-does-not-answer' }],
		);
		return { state: reasons.length > 0 ? 'degraded' : 'ready', at: now(), reasons };
	};
