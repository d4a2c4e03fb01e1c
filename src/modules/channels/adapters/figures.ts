import type { Result } from '#kernel/result.ts';

import type { ChannelFailure, Metric, Metrics } from '../channel.ts';
import { unlike } from './read-as.ts';

/** A figure under the network's own name. */
export interface Figure {
	readonly name: string;
	/** The day on which the network last changed what it means; absent where it never said so. */
	readonly since?: string;
	/** Stands in every answer; where it is not told otherwise, nobody counted it. */
	readonly always?: true;
}

type Told = Readonly<Record<string, number>>;

/** Figures that stand in one answer. */
export interface Asking {
	readonly from: string;
	readonly figures: readonly Figure[];
	ask(names: readonly string[]): Promise<Result<Told, ChannelFailure>>;
}

/** Where nothing comes for one question, nothing comes for the next. */
const OUTAGES: ReadonlySet<string> = new Set([
	...['channel.throttled', 'channel.exhausted', 'channel.unreachable', 'channel.expired', 'channel.unclear'],
]);
/** What is asked for may be to blame. */
const ASKED_WRONGLY: ReadonlySet<string> = new Set(['channel.changed', 'channel.rejected']);

type Missed = Metrics['missed'];

/**
 * Asks for what stands in one answer at once. A name that the network does not know costs all that were asked for with it, so
 * that each is asked for by itself then, and only that one is missed.
 */
export const readFigures = async (version: string, askings: readonly Asking[]): Promise<Metrics> => {
	const read: Metric[] = [];
	const missed: Missed[number][] = [];
	const waiting = [...askings];
	for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
		const { figures } = next;
		const told = await next.ask(figures.map(({ name }) => name));
		if (told.ok) {
			read.push(...readIn(version, next, told.value));
			missed.push(...untold(figures, told.value));
		} else if (OUTAGES.has(told.error.type)) {
			missed.push(...allMissed([next, ...waiting], told.error));
			break;
		} else if (figures.length > 1 && ASKED_WRONGLY.has(told.error.type)) waiting.unshift(...oneByOne(next));
		else missed.push(...allMissed([next], told.error));
	}
	return { read, missed };
};

const readIn = (version: string, { figures, from }: Asking, told: Told): readonly Metric[] =>
	figures.flatMap(({ name, since }) => {
		const value = told[name];
		const definition = since === undefined ? version : `${version} ${since}`;
		return value === undefined ? [] : [{ name, definition, value, from }];
	});

const untold = (figures: readonly Figure[], told: Told): Missed =>
	figures
		.filter(({ name, always }) => always && told[name] === undefined)
		.map(({ name }) => ({ name, failure: { type: 'channel.changed', reason: unlike(name) } }));

const allMissed = (askings: readonly Asking[], failure: ChannelFailure): Missed =>
	askings.flatMap(({ figures }) => figures.map(({ name }) => ({ name, failure })));

const oneByOne = (asking: Asking): readonly Asking[] => asking.figures.map((one) => ({ ...asking, figures: [one] }));

/** Numbers among what an answer says; anything else stays untold. */
export const numbersIn = (body: unknown, names: readonly string[]): Told => {
	const fields: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {};
	const found = names.map((name) => [name, fields[name]] as const);
	return Object.fromEntries(found.filter((one): one is readonly [string, number] => isCount(one[1])));
};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
