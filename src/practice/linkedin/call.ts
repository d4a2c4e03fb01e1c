import type { Account, Post } from '../plain/state.ts';

/** Who asks, and the part of the address that names what. */
export interface Call {
	readonly account: Account;
	readonly id: string;
}

export const urnOf = ({ id, official }: Pick<Account, 'id' | 'official'>): string =>
	official ? `urn:li:organization:${id}` : `urn:li:person:${id}`;

export const shareOf = ({ id }: Pick<Post, 'id'>): string => `urn:li:share:${id}`;
/** SPEC: what hangs on a post names its activity, which has a number of its own. */
export const activityOf = (postId: string): string => `urn:li:activity:9${postId}`;
export const commentOf = ({ id, root }: Pick<Post, 'id' | 'root'>): string =>
	`urn:li:comment:(${activityOf(root)},${id})`;

/** The number of what a name means: a post by itself or its activity, or a comment. */
export const numberIn = (urn: string): string | null => {
	const post = /^urn:li:(?:share|ugcPost):(\d+)$/.exec(urn)?.[1] ?? /^urn:li:activity:9(\d+)$/.exec(urn)?.[1];
	return post ?? /^urn:li:comment:\(urn:li:activity:9\d+,(\d+)\)$/.exec(urn)?.[1] ?? null;
};
