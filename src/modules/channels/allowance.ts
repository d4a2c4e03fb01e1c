import type { Instant } from '#kernel/time.ts';

/** What a network's answer said is left of one bucket of requests. */
export interface Allowance {
	/** As which application at which server we are counted. */
	readonly app: string;
	/** Null where the application as a whole is counted. */
	readonly account: string | null;
	readonly bucket: string;
	readonly most: number;
	readonly remaining: number;
	/** From then on everything anew. */
	readonly resetAt: Instant;
	/** Not for sending: kept for reading the answers. */
	readonly spare: number;
	/** What one delivery takes, by what it does, and for each picture. */
	readonly costs: {
		readonly publish: number;
		readonly edit: number;
		readonly withdraw: number;
		readonly picture: number;
	};
}
