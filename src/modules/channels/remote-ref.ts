import type { ListObstacle } from '#kernel/film-list.ts';
import type { Instant } from '#kernel/time.ts';

/** Where on the network an earlier message stands; opaque to everybody but the adapter that made it. */
export interface RemoteRef {
	/** The network's own id (status id, at-uri, page id). Unique per presence. */
	readonly id: string;
	readonly url: string;
	/** What else the adapter needs to point there again (a Bluesky cid and thread root, say). */
	readonly extra?: Readonly<Record<string, string>>;
	/** It stands, and this was left undone. */
	readonly lack?: Lack;
}

/** What a copy that stands still lacks. Whoever edits it tries again. */
export type Lack = {
	readonly type: 'channel.not-listed';
	readonly why: ListObstacle;
	/** As the list was called when it was chosen. */
	readonly list: string;
	/** It will pass: worth an edit by itself, not before this moment. Absent where a person has to do something first. */
	readonly again?: Instant;
};
