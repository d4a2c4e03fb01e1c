import { freshTraining, type Shown, type Training } from '../practice.ts';

export interface Account {
	readonly id: string;
	readonly username: string;
	/** Null for accounts of this server. */
	readonly domain: string | null;
	readonly name: string;
	readonly official: boolean;
	/** Named in the profile. */
	website?: string;
	readonly at: number;
}

export interface Status {
	readonly id: string;
	readonly accountId: string;
	text: string;
	readonly language: string | null;
	readonly visibility: 'public' | 'unlisted' | 'private' | 'direct';
	readonly inReplyTo: string | null;
	media: readonly string[];
	readonly at: number;
	editedAt: number | null;
	deleted: boolean;
	/** This server has not heard of it yet. */
	late?: boolean;
	deletedAt?: number;
	/** What it said before each change. */
	earlier?: string[];
	likes: number;
	/** Stands before it; everything below is folded. */
	spoiler?: string;
	sensitive?: boolean;
	quotes?: string;
	poll?: Poll | null;
}

export interface Poll {
	readonly options: readonly string[];
	readonly multiple: boolean;
	readonly expiresAt: number;
	readonly votes: number;
}

export interface Media {
	readonly id: string;
	readonly accountId: string;
	readonly mime: string;
	description: string;
	/** `x,y` from -1 to 1; absent: nobody said. */
	focus?: string;
	statusId: string | null;
	/** A film is worked on until then. */
	readonly readyAt?: number;
	/** It came with a picture that stands for it. */
	readonly thumbnail?: true;
}

export interface MastodonState extends Training {
	mood: string;
	sequence: number;
	accounts: Account[];
	apps: { id: string; name: string; clientId: string; clientSecret: string; redirectUris: string[]; scopes: string }[];
	codes: {
		code: string;
		clientId: string;
		accountId: string;
		scope: string;
		redirectUri: string;
		challenge: string;
		until: number;
	}[];
	tokens: { token: string; accountId: string; scope: string; revoked: boolean }[];
	statuses: Status[];
	media: Media[];
	notifications: { id: string; accountId: string; statusId: string; at: number }[];
	/** Idempotency keys, remembered for an hour. */
	keys: { accountId: string; key: string; statusId: string; at: number }[];
	blocks: { by: string; who: string }[];
	buckets: Record<string, { from: number; used: number }>;
}

export const freshMastodon = (): MastodonState => ({
	...freshTraining(),
	mood: 'well',
	sequence: 0,
	accounts: [],
	apps: [],
	codes: [],
	tokens: [],
	statuses: [],
	media: [],
	notifications: [],
	keys: [],
	blocks: [],
	buckets: {},
});

export const DOMAIN = 'uebung.example';

export const acctOf = ({ username, domain }: Account): string => (domain === null ? username : `${username}@${domain}`);

export const shownVisibility: Readonly<Record<Status['visibility'], Shown['visibility']>> = {
	public: 'public',
	unlisted: 'unlisted',
	private: 'followers',
	direct: 'private',
};
