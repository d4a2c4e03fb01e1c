export interface Reason {
	/** Which part says it: `delivery`, `database`, `mail` ... */
	readonly part: string;
	/** `part.what`, the key of the sentence a person reads. */
	readonly type: string;
	readonly detail?: Readonly<Record<string, string | number>>;
}

export interface Health {
	readonly state: 'starting' | 'ready' | 'degraded';
	readonly at: string;
	readonly reasons: readonly Reason[];
}

/** A part's own look at itself; an empty list means it is well. Must answer fast and never throw for an expected fault. */
export type Check = () => Promise<readonly Reason[]>;
