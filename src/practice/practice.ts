import type { NetworkName } from '#kernel/channel-name.ts';
import type { ReplyControl } from '#kernel/reply-control.ts';
import type { Clock } from '#kernel/time.ts';

/** How a practice network feels: what it does to the requests it gets. `well` is as the real one on a good day. */
export const moods = [
	'well',
	/** 429, and the wait is named in seconds, as a date, or as the moment of the reset: one after the other. */
	'throttling',
	'throttling-seconds',
	'throttling-date',
	'throttling-reset',
	/** 429 without a word about how long. */
	'throttling-silent',
	/** 503: nothing was done. */
	'failing',
	/** 500: something was done. */
	'broken',
	'slow',
	/** Takes the request and never answers. */
	'hanging',
	/** Takes the request and cuts the line without acting. */
	'reset',
	/** Acts, then cuts the line: the post stands, the confirmation is gone. */
	'answers-get-lost',
	/** Acts and breaks off in the middle of the answer. */
	'truncated',
	/** Acts and answers 200 in a shape nobody knows. */
	'lying',
	/** Acts and answers letter by letter, for as long as anybody listens. */
	'dripping',
	/** Acts and answers 200 with JSON that is none. */
	'garbled',
	/** Acts and sends the answer twice over the same line. */
	'answers-twice',
	/** Does nothing and sends the caller to the very address it came to. */
	'redirecting',
	/** Lists every message twice. */
	'duplicates',
	/** Lists messages in the wrong order. */
	'reordering',
	/** Access tokens have run out; where there is a refresh, it works. */
	'expired-token',
	/** The owner took back the permission: every key given out so far is dead. */
	'revoked',
	/** 403 to everything. */
	'forbidden',
	/** Takes no pictures. */
	'refusing',
] as const;
export type Mood = (typeof moods)[number];

export type PracticeKind = NetworkName;

/** A post as anybody reads it on the practice network. */
export interface Shown {
	readonly id: string;
	readonly text: string;
	/** Stands before it; one opens the rest oneself. Empty words: the network's own mark on its pictures. */
	readonly warning?: string;
	/** Who may quote it, where the author said so. */
	readonly quotes?: string;
	/** To whom its author keeps the answers; and that nobody who lives here is among them. */
	readonly replyControl?: ReplyControl;
	readonly closed?: true;
	readonly author: { readonly name: string; readonly handle: string; readonly official: boolean };
	readonly at: number;
	readonly editedAt: number | null;
	readonly likes: number;
	readonly replyTo: string | null;
	readonly media: readonly {
		readonly id: string;
		readonly alt: string;
		readonly focus?: string;
		readonly film?: boolean;
	}[];
	/** A document to take along. */
	readonly document?: { readonly id: string; readonly title: string };
	/** Link cards the author made; links in the text stand in the text. */
	readonly card: { readonly url: string; readonly title: string } | null;
	/** Answers of a poll to choose from. */
	readonly options?: readonly string[];
	/** Titles of the lists it stands in, once for each time. */
	readonly lists?: readonly string[];
	readonly visibility: 'public' | 'unlisted' | 'followers' | 'private';
	/** What it said before it was changed, oldest first. */
	readonly earlier?: readonly string[];
	/** When its author took it away; `timeline` no longer lists it then. */
	readonly deletedAt?: number;
	/** Reports that reached the network's own moderation. */
	readonly reports?: readonly Report[];
}

/** A film as its owner sees it, with what goes with it. */
export interface OwnFilm {
	readonly id: string;
	readonly text: string;
	/** Nobody else sees it. */
	readonly isPrivate: boolean;
	/** The language of each track. */
	readonly captions: readonly string[];
	/** A picture of its owner's stands for it. */
	readonly poster: boolean;
	/** Titles of the lists it stands in, once for each time. */
	readonly lists: readonly string[];
}

/** What a citizen told the moderation of the network; its author never hears of it. */
export interface Report {
	readonly post: string;
	readonly reason: string;
	readonly by: string;
	readonly at: number;
}

/** What every network of ours remembers besides its own things. */
export interface Training {
	reports: Report[];
	/** Which task of the training is on; the first is 0. */
	task: number;
}

export const freshTraining = (): Training => ({ reports: [], task: 0 });

export interface Reporting {
	readonly id: string;
	readonly reason: string;
	/** Citizen's name on the network. */
	readonly as?: string;
}

/** One request that was let in: what tests hold the adapters to. */
export interface Received {
	readonly method: string;
	readonly path: string;
	readonly status: number;
	readonly key: string | null;
	readonly bodyHash: string;
}

export interface Said {
	/** Id of the post it answers; without it, it stands alone and mentions `mentions`. */
	readonly to?: string;
	readonly text: string;
	/** Citizen's name on the network, for example `waldkauz`. */
	readonly as?: string;
	/** Handle of the account that is mentioned when nothing is answered. */
	readonly mentions?: string;
	readonly visibility?: Shown['visibility'];
	/** Its own server is late: nobody hears of it, and what answers it cannot be told from what answers nothing. */
	readonly late?: boolean;
}

/** A server on loopback that behaves like the real network, remembers everything, and can be put into moods. */
export interface PracticeNetwork {
	readonly kind: PracticeKind;
	readonly origin: string;
	readonly citizens: readonly { readonly name: string; readonly handle: string }[];
	feel(mood: Mood): void;
	mood(): Mood;
	/** What stands there now, oldest first; what was deleted is gone. */
	timeline(): readonly Shown[];
	/** All that ever stood there, what was deleted with it, without its words. */
	everything(): readonly Shown[];
	received(): readonly Received[];
	/** A citizen says something; answers its id. Null when there is nothing to answer any more, or when they may not. */
	reply(said: Said): string | null;
	/** What was late comes in; absent where nothing is. */
	arrive?(id: string): void;
	editReply(id: string, text: string): void;
	deleteReply(id: string): void;
	like(id: string): void;
	/** From now on it knows no figure of this name; absent where figures have no names to ask by. */
	readonly forget?: (metric: string) => void;
	/** The owner takes one right back from every key to the account; absent where keys hold all or nothing. */
	readonly withhold?: (right: string) => void;
	/** Tells the network's moderation about a post. */
	report(reporting: Reporting): void;
	/** Whom our accounts block, by handle, and which answers they hid, by id. */
	moderated(): { readonly blocked: readonly string[]; readonly hidden: readonly string[] };
	/** Which task of the training is on, and how to go to another. */
	task(): number;
	setTask(task: number): void;
	media(id: string): { readonly bytes: Buffer; readonly mime: string } | null;
	/** Opens an account (or finds it) and answers a fresh key to it. Its profile names `website` from now on, where the network has a field for it. */
	openAccount(account: {
		readonly name: string;
		readonly handle: string;
		readonly website?: string;
	}): Promise<{ handle: string; secret: string }>;
	/** Every request and answer, for holding them to the official contract. */
	listen(ear: (exchange: Exchange) => void): void;
	/** What the owner of an app enters at the network, so that it calls when something comes in; absent where it never does. */
	readonly hooks?: {
		/** False: whoever answers there does not know the word. */
		enter(hook: {
			readonly app: string;
			readonly address: string;
			readonly token: string;
			readonly secret: string;
		}): Promise<boolean>;
		/** What was answered to each call. */
		answered(): readonly number[];
	};
	/** Films that were brought there whole, those that are not public yet among them; absent where they are posts like others. */
	readonly films?: () => readonly OwnFilm[];
	/** The hub that tells who subscribed of new films; absent where there is none. */
	readonly hub?: {
		/** The owner of an account puts a film up without the office: to whom it was told, and how they answered. */
		putUp(handle: string, title: string): Promise<{ readonly id: string; readonly answers: readonly number[] }>;
		/** Leases end after this many seconds from now on. */
		grant(seconds: number): void;
		subscribers(): readonly { readonly topic: string; readonly callback: string; readonly until: number }[];
	};
	/** The lines it keeps open to whoever wants to hear at once; absent where the network has none. */
	readonly lines?: { cut(): void; count(): number };
	close(): Promise<void>;
}

export interface Exchange {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly contentType: string;
	readonly body: unknown;
	readonly status: number;
	readonly answer: unknown;
	readonly answerType: string;
}

/** What lies at an address that the network was given; null where nothing does. */
export type FetchMedia = (url: string) => Promise<{ readonly bytes: Buffer; readonly mime: string } | null>;

export interface PracticeOptions {
	readonly clock: Pick<Clock, 'now'>;
	/** Where its memory is kept across restarts; without it, it forgets. */
	readonly file?: string;
	readonly port?: number;
	/** Address under which people read its pages, without a trailing slash. */
	readonly pages?: string;
	/** The mood one request is met with; null leaves it to the mood of the whole network. */
	readonly moodOf?: (asked: { readonly method: string; readonly path: string }) => Mood | null;
	/** How networks that fetch media themselves do it; without it they find nothing. */
	readonly fetchMedia?: FetchMedia;
	/** How long a throttled caller is told to wait; five minutes when absent. */
	readonly throttleMs?: number;
}
