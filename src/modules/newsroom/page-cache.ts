import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Clock, Instant } from '#kernel/time.ts';

import { headerLists, type Made, makeReady, type Ready, type Shelved, send } from './ready.ts';

/** What a page was made from: the statements and settings; or those and the log, or what others say. */
export type Source = 'content' | 'log' | 'talk';

interface Entry extends Shelved {
	readonly source: Source;
	readonly version: number;
	/** Until then words like „heute“ are true. Absent: as long as its data. */
	readonly until: Instant | null;
}

export interface PageCache {
	/** Answers from memory if it can, before the app sees the request. Never waits. */
	answer(request: IncomingMessage, response: ServerResponse): boolean;
	/** The ready answer for an address of ours. Many askers at once make it once; what is not there is never kept. */
	ready(address: string, make: () => Promise<Fresh | Passing>): Promise<Ready | Passing>;
	/** Keeps something for ever: style sheet, fonts, scripts. */
	keep(address: string, made: Made): void;
	/** The data behind changed: what was made from them counts no more. */
	changed(source: Source): void;
	readonly size: number;
}

export interface Fresh extends Made {
	readonly source: Source;
	readonly until?: Instant;
}

/** What stands in the place of a page that is not there. */
export interface Passing {
	readonly status: 404 | 410;
	readonly body: string;
}

interface Bounds {
	readonly clock: Pick<Clock, 'now'>;
	readonly mostEntries?: number;
	readonly mostBytes?: number;
}

const MOST_ENTRIES = 4_000;
const MOST_BYTES = 96 * 1024 * 1024;

/** SPEC: ActivityPub 3.2. Such a request asks for another form of the page, which is not kept here. */
const isMachine = (accept: string | undefined): boolean =>
	accept !== undefined && /application\/(activity|ld)\+json/i.test(accept);

export const createPageCache = ({ clock, mostEntries = MOST_ENTRIES, mostBytes = MOST_BYTES }: Bounds): PageCache => {
	const entries = new Map<string, Entry>();
	const kept = new Map<string, Shelved>();
	const making = new Map<string, Promise<Ready | Passing>>();
	const versions = { content: 0, log: 0, talk: 0 };
	let bytes = 0;

	const versionOf = (source: Source): number =>
		source === 'content' ? versions.content : versions.content + versions[source];
	const find = (address: string): Shelved | undefined => {
		const entry = entries.get(address);
		if (entry === undefined) return kept.get(address);
		const fresh = entry.version === versionOf(entry.source) && (entry.until === null || clock.now() < entry.until);
		return fresh ? entry : undefined;
	};
	const drop = (address: string): void => {
		bytes -= entries.get(address)?.ready.weight ?? 0;
		entries.delete(address);
	};
	const put = (address: string, entry: Entry): void => {
		drop(address);
		entries.set(address, entry);
		bytes += entry.ready.weight;
		for (const oldest of entries.keys()) {
			if (entries.size <= mostEntries && bytes <= mostBytes) break;
			drop(oldest);
		}
	};
	const build = async (address: string, make: () => Promise<Fresh | Passing>): Promise<Ready | Passing> => {
		// The version is read before the data are: what changes meanwhile makes this answer old at once.
		const before = { ...versions };
		const made = await make();
		if ('status' in made) return made;
		const { source, until } = made;
		const ready = makeReady(made);
		const version = source === 'content' ? before.content : before.content + before[source];
		put(address, { ready, lists: headerLists(ready), source, version, until: until ?? null });
		return ready;
	};

	return {
		answer(request, response) {
			if (request.method !== 'GET' && request.method !== 'HEAD') return false;
			if (isMachine(request.headers.accept)) return false;
			const found = find(request.url ?? '');
			if (found === undefined) return false;
			send(found, request, response);
			return true;
		},
		ready(address, make) {
			const found = find(address);
			if (found !== undefined) return Promise.resolve(found.ready);
			const key = `${versions.content}.${versions.log}.${versions.talk} ${address}`;
			const running = making.get(key);
			if (running !== undefined) return running;
			const started = build(address, make).finally(() => making.delete(key));
			making.set(key, started);
			return started;
		},
		keep(address, made) {
			const ready = makeReady({ ...made, effort: 11 });
			kept.set(address, { ready, lists: headerLists(ready) });
		},
		changed(source) {
			versions[source] += 1;
		},
		get size() {
			return entries.size;
		},
	};
};
