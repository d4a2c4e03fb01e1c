/** One version of a foreign statement, as an activity brought it. */
export interface Version {
	/** When its author made it; milliseconds. */
	readonly at: number;
	readonly isUpdate: boolean;
	readonly activityId: string;
}

/** The version that was passed on last. */
export interface Standing {
	readonly author: string;
	readonly presenceId: string;
	readonly version: Version;
}

/** Somebody says something, or says it anew. */
export interface Saying<T> {
	readonly kind: 'said';
	readonly id: string;
	readonly author: string;
	/** Whom of ours it is for; null when nobody: then only an earlier version can tell. */
	readonly presenceId: string | null;
	readonly version: Version;
	readonly message: T;
}

/** Somebody takes something back. */
export interface TakingBack {
	readonly kind: 'gone';
	readonly id: string;
	readonly by: string;
}

export type Happening<T> = Saying<T> | TakingBack;

export interface Known {
	readonly said: ReadonlyMap<string, Standing>;
	/** By `goneKey`. */
	readonly gone: ReadonlySet<string>;
}

export type Arrival<T> =
	| { readonly kind: 'message'; readonly presenceId: string; readonly message: T }
	| { readonly kind: 'deleted'; readonly presenceId: string; readonly id: string };

export interface Weighed<T> {
	readonly arrivals: readonly Arrival<T>[];
	/** Which versions stand from now on; null for what was taken back. */
	readonly said: ReadonlyMap<string, Standing | null>;
}

export const goneKey = (id: string, by: string): string => `${by} ${id}`;

/** One of two versions is always the newer one, whoever comes first: by moment, an update before what it updates, by name. */
export const isNewer = (a: Version, b: Version): boolean => {
	if (a.at !== b.at) return a.at > b.at;
	return a.isUpdate === b.isUpdate ? a.activityId > b.activityId : a.isUpdate;
};

/**
 * Decides what of a batch is passed on. However its happenings are ordered, repeated or cut into batches, the end is the
 * same: what its author took back stays away, everything else ends in its newest version.
 */
export const weigh = <T>(known: Known, happenings: readonly Happening<T>[]): Weighed<T> => {
	const said = new Map<string, Standing | null>();
	const arrivals: Arrival<T>[] = [];
	const standing = (id: string): Standing | null => {
		const now = said.get(id);
		return now === undefined ? (known.said.get(id) ?? null) : now;
	};
	const gone = new Set(known.gone);
	const takeBack = ({ id, by }: TakingBack): void => {
		gone.add(goneKey(id, by));
		const before = standing(id);
		if (before === null || before.author !== by) return;
		said.set(id, null);
		arrivals.push({ kind: 'deleted', presenceId: before.presenceId, id });
	};
	const say = ({ id, author, presenceId, version, message }: Saying<T>): void => {
		const before = standing(id);
		const to = before?.presenceId ?? presenceId;
		if (to === null || gone.has(goneKey(id, author)) || gone.has(goneKey(id, ''))) return;
		if (before !== null && (before.author !== author || !isNewer(version, before.version))) return;
		said.set(id, { author, presenceId: to, version });
		arrivals.push({ kind: 'message', presenceId: to, message });
	};
	for (const happening of happenings) {
		if (happening.kind === 'gone') takeBack(happening);
		else say(happening);
	}
	return { arrivals, said };
};
