import { type Clock, type Instant, plus } from '#kernel/time.ts';

/** What was found, and how long it may be believed. */
export interface Found<T> {
	readonly value: T;
	readonly forMs: number;
}

export interface Memory<T> {
	/** What is known, or what `find` finds; many who ask for the same at once are one question. */
	get(name: string, find: () => Promise<Found<T>>): Promise<T>;
	forget(name: string): void;
	clear(): void;
}

interface Entry<T> {
	readonly found: Promise<T>;
	/** Unknown while it is still looked for. */
	until: Instant | null;
}

/** Remembers so many answers at most, the newest; a failed question is not remembered. */
export const createMemory = <T>(clock: Pick<Clock, 'now'>, most: number): Memory<T> => {
	const entries = new Map<string, Entry<T>>();
	const ask = (name: string, find: () => Promise<Found<T>>): Promise<T> => {
		const [oldest] = entries.keys();
		if (entries.size >= most && oldest !== undefined) entries.delete(oldest);
		const looking = find();
		const entry: Entry<T> = { found: looking.then(({ value }) => value), until: null };
		entries.set(name, entry);
		const drop = (): void => {
			if (entries.get(name) === entry) entries.delete(name);
		};
		looking.then(({ forMs }) => {
			entry.until = plus(clock.now(), forMs);
		}, drop);
		return entry.found;
	};
	return {
		get(name, find) {
			const known = entries.get(name);
			if (known !== undefined && (known.until === null || known.until > clock.now())) return known.found;
			entries.delete(name);
			return ask(name, find);
		},
		forget: (name) => void entries.delete(name),
		clear: () => entries.clear(),
	};
};
