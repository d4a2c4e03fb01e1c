import type { Capabilities } from '../channel.ts';

/** An account as its network describes it when we connect. */
export interface Account {
	readonly remoteId: string;
	readonly handle: string;
	readonly url: string;
	readonly capabilities: Capabilities;
	/** Addresses the account's public profile names. */
	readonly links: readonly string[];
}
