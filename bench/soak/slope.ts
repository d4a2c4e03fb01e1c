export interface Point {
	readonly at: number;
	readonly value: number;
}

export interface Slope {
	readonly slope: number;
	/** 95 of 100 times the true slope lies between these. */
	readonly low: number;
	readonly high: number;
}

/**
 * SPEC: Theil-Sen with Sen's interval (1968): the median of the slopes between all pairs. A spike, or a third of wild points,
 * does not move it, where a least-squares line would tilt.
 */
export const slopeOf = (points: readonly Point[]): Slope => {
	const slopes: number[] = [];
	for (const [n, a] of points.entries())
		for (const b of points.slice(n + 1)) if (b.at > a.at) slopes.push((b.value - a.value) / (b.at - a.at));
	slopes.sort((a, b) => a - b);
	const count = points.length;
	const spread = 1.96 * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18);
	const pick = (rank: number): number =>
		slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(rank)))] ?? Number.NaN;
	return {
		slope: pick((slopes.length - 1) / 2),
		low: pick((slopes.length - spread) / 2),
		high: pick((slopes.length + spread) / 2),
	};
};
