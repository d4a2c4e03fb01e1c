/** What a network counted of a copy under one name, as long as it counted in one way. */
export interface Span {
	readonly name: string;
	readonly definition: string;
	/** First and last day on which it was read so. */
	readonly first: string;
	readonly last: string;
	/** As on the last day. */
	readonly value: number;
}

export interface CountedFigure {
	readonly name: string;
	readonly value: number;
	readonly day: string;
	readonly definition: string;
	/** It was counted otherwise before that day; null where it never was. */
	readonly changed: { readonly day: string; readonly before: string } | null;
}

/** The newest reading under each name, and where the way of counting broke last. Readings of two ways are never joined. */
export const figuresOf = (spans: readonly Span[]): readonly CountedFigure[] =>
	[...Map.groupBy(spans, ({ name }) => name).values()].flatMap((mine) => {
		const [newest, before] = mine.toSorted((a, b) => (a.last < b.last ? 1 : -1));
		if (newest === undefined) return [];
		const { name, value, last: day, definition, first } = newest;
		const changed = before === undefined ? null : { day: first, before: before.definition };
		return [{ name, value, day, definition, changed }];
	});

/** Why a figure is not there: the network knows no such name any more, our access does not allow it, or it was not told. */
export type MissedWhy = 'unknown' | 'not-allowed' | 'not-told';

const whys: Readonly<Record<string, MissedWhy>> = {
	'channel.changed': 'unknown',
	'channel.unauthorised': 'not-allowed',
};

export const whyMissed = (failure: string): MissedWhy => whys[failure] ?? 'not-told';

const outages: ReadonlySet<string> = new Set([
	...['channel.throttled', 'channel.exhausted', 'channel.unreachable', 'channel.expired', 'channel.unclear'],
]);
/** The network does not answer now; what it counted is asked for another time. */
export const isOutage = (failure: string): boolean => outages.has(failure);

/** What is left for others is worth more than a figure: this share of what a network allows is never taken for counting. */
const KEPT_SHARE = 0.5;

/** Whether a network still allows enough that some of it may go into counting. */
export const mayCount = (
	allowances: readonly { readonly most: number; readonly remaining: number; readonly resetAt: string }[],
	now: string,
): boolean => allowances.every(({ most, remaining, resetAt }) => resetAt <= now || remaining > most * KEPT_SHARE);
