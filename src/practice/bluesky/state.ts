import { freshTraining, type Training } from '../practice.ts';

export interface Account {
	readonly did: string;
	readonly handle: string;
	readonly name: string;
	readonly official: boolean;
}

export interface Blob {
	readonly $type: 'blob';
	readonly ref: { readonly $link: string };
	readonly mimeType: string;
	readonly size: number;
}

export interface Ref {
	readonly uri: string;
	readonly cid: string;
}

/** SPEC: app.bsky.feed.post, as far as our office and the citizens here write it. */
export interface PostRecord {
	readonly $type: 'app.bsky.feed.post';
	readonly text: string;
	readonly createdAt: string;
	readonly langs?: readonly string[];
	readonly facets?: readonly unknown[];
	readonly labels?: { readonly $type: string; readonly values: readonly { readonly val: string }[] };
	readonly reply?: { readonly root: Ref; readonly parent: Ref };
	readonly embed?: {
		readonly $type: string;
		readonly images?: readonly { readonly image: Blob; readonly alt: string }[];
		/** SPEC: app.bsky.embed.video. */
		readonly video?: Blob;
		readonly alt?: string;
		readonly captions?: readonly { readonly lang: string; readonly file: Blob }[];
		readonly external?: { readonly uri: string; readonly title: string; readonly description: string };
	};
}

export interface Post {
	readonly uri: string;
	readonly rkey: string;
	readonly did: string;
	cid: string;
	record: PostRecord;
	readonly at: number;
	deleted: boolean;
	deletedAt?: number;
	likes: number;
}

export interface Session {
	readonly access: string;
	readonly refresh: string;
	readonly did: string;
	accessUntil: number;
	refreshUntil: number;
}

export interface BlueskyState extends Training {
	mood: string;
	sequence: number;
	accounts: Account[];
	passwords: { did: string; password: string }[];
	sessions: Session[];
	posts: Post[];
	blobs: { cid: string; did: string; mime: string; size: number }[];
	notifications: { did: string; uri: string; reason: 'reply' | 'mention'; at: number }[];
	/** Gates of threads and blocks, by address. */
	records: Record<string, { cid: string; value: Readonly<Record<string, unknown>> }>;
	buckets: Record<string, { from: number; used: number }>;
}

export const freshBluesky = (): BlueskyState => ({
	...freshTraining(),
	mood: 'well',
	sequence: 0,
	accounts: [],
	passwords: [],
	sessions: [],
	posts: [],
	blobs: [],
	notifications: [],
	records: {},
	buckets: {},
});

/** SPEC: `.test` is reserved, no handle of the open network ends so. */
export const HANDLES = '.uebung.test';
export const POSTS = 'app.bsky.feed.post';
