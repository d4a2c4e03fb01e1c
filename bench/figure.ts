/** One measured figure, beside the bare floor measured in the same run. */
export interface Figure {
	readonly name: string;
	readonly ours: number;
	readonly floor: number;
	/** As the target counts it: ours / floor, or floor / ours where less is better; the name says which. */
	readonly ratio: number;
	/** For example `>= 0.7` or `<= 2`. */
	readonly target: string;
	readonly pass: boolean;
}

export interface BenchmarkOptions {
	/** How many interleaved rounds; each benchmark has its own default. */
	readonly rounds?: number;
	/** How many rows or requests; each benchmark has its own default. */
	readonly size?: number;
	/** Repeats a run that draws lots. */
	readonly seed?: number;
	/** File in which a long run is kept, so that it can be taken up again. */
	readonly resume?: string;
	/** `main-cached.mjs` of a release, to be run instead of the sources. */
	readonly program?: string;
	/** A folder of its own: to read more from, or to keep large data in from run to run. */
	readonly data?: string;
	/** The least that still says something: for CI, and for machines that do other work. `size` and `rounds` win. */
	readonly small?: boolean;
}

/** Measures ours and the floor in interleaved rounds and reports medians. Cleans up what it started. */
export type Benchmark = (options: BenchmarkOptions) => Promise<readonly Figure[]>;

export const median = (values: readonly number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** So long at most for 95 of 100. SOURCE: nearest rank. */
export const p95 = (values: readonly number[]): number =>
	[...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
