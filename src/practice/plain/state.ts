import type { ReplyControl } from '#kernel/reply-control.ts';

import { freshTraining, type Training } from '../practice.ts';

export interface Account {
	readonly id: string;
	readonly handle: string;
	readonly name: string;
	readonly official: boolean;
	/** Named in the profile. */
	website?: string;
}

export interface Post {
	readonly id: string;
	readonly by: string;
	text: string;
	readonly title?: string;
	readonly language: string | null;
	readonly replyTo: string | null;
	/** The first post of the conversation. */
	readonly root: string;
	media: readonly string[];
	readonly link?: string;
	readonly options?: readonly string[];
	readonly at: number;
	editedAt: number | null;
	deletedAt: number | null;
	/** What it said before each change. */
	earlier: string[];
	likes: number;
	hidden: boolean;
	/** To whom its author keeps the answers. */
	replyControl?: ReplyControl;
	/** Nobody but its author sees it. */
	isPrivate?: boolean;
	/** Earlier ids, where a change makes a new one. */
	editions: string[];
}

/** A film that is brought in parts, and what is said of it. Nobody sees it before it is public. */
export interface Film {
	/** Of its upload. */
	readonly id: string;
	readonly by: string;
	readonly mime: string;
	readonly size: number;
	readonly medium: string;
	/** So long the upload is remembered. */
	readonly until: number;
	snippet: Readonly<Record<string, unknown>>;
	status: Readonly<Record<string, unknown>>;
	/** The post it became when all of it was there. */
	post: string | null;
	captions: readonly { readonly id: string; readonly language: string; readonly text: string }[];
	poster: boolean;
}

/** A film in a list of its account; the same one may stand there twice. */
export interface Entry {
	readonly id: string;
	readonly list: string;
	readonly title: string;
	readonly film: string;
}

export interface Medium {
	readonly id: string;
	readonly by: string;
	readonly mime: string;
	readonly size: number;
	alt: string;
	/** Everything announced has come. */
	whole: boolean;
	used: boolean;
	/** A film is worked on until then. */
	readyAt: number;
}

/** What is made ready before it is published, where a network works in such steps. */
export interface Container {
	readonly id: string;
	readonly by: string;
	/** A picture or film of several, which is never published by itself. */
	readonly item: boolean;
	readonly text: string;
	readonly media: readonly string[];
	/** Worked on until then. */
	readonly readyAt: number;
	readonly until: number;
	/** What else was said of it. */
	readonly given?: Readonly<Record<string, string>>;
	/** Why nothing can become of it. */
	readonly error?: string;
	/** What it became. */
	post: string | null;
}

export interface Token {
	readonly access: string;
	readonly refresh: string;
	readonly by: string;
	readonly clientId: string;
	scopes: readonly string[];
	/** It speaks for a page; without it for the person who manages pages, where a network tells the two apart. */
	readonly page?: true;
	until: number;
	refreshUntil: number;
	revoked: boolean;
}

export interface Code {
	readonly code: string;
	readonly by: string;
	readonly clientId: string;
	readonly redirectUri: string;
	readonly challenge: string;
	readonly scopes: readonly string[];
	readonly until: number;
}

/** What a hub was asked to push, and where to. */
export interface Subscriber {
	readonly topic: string;
	readonly callback: string;
	readonly secret: string;
	readonly until: number;
}

export interface Hook {
	readonly app: string;
	readonly address: string;
	readonly secret: string;
}

/** What every network of ours without a state of its own remembers. */
export interface PlainState extends Training {
	mood: string;
	sequence: number;
	accounts: Account[];
	posts: Post[];
	media: Medium[];
	films: Film[];
	entries: Entry[];
	containers: Container[];
	tokens: Token[];
	codes: Code[];
	blocks: { by: string; who: string }[];
	/** Apps that want to be called: where, and the word and the secret that go with it. */
	hooks: Hook[];
	/** What our accounts like. */
	liked: { by: string; post: string }[];
	subscribers: Subscriber[];
	/** In seconds; absent: what the hub gives by itself. */
	longestLease?: number;
	/** Accounts that an app is called for, where each has to be named. */
	installed: { app: string; by: string }[];
	buckets: Record<string, { from: number; used: number }>;
	/** Figures that it counts no longer. */
	forgotten: string[];
}

export const freshPlain = (): PlainState => ({
	...freshTraining(),
	mood: 'well',
	sequence: 0,
	accounts: [],
	posts: [],
	media: [],
	films: [],
	entries: [],
	containers: [],
	tokens: [],
	codes: [],
	blocks: [],
	liked: [],
	hooks: [],
	subscribers: [],
	installed: [],
	buckets: {},
	forgotten: [],
});
