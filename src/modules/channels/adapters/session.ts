import type { Result } from '#kernel/result.ts';

import type { ChannelFailure } from '../channel.ts';
import type { Credentials } from './keys.ts';

/** The token of one account; whoever keeps it refreshes it, one at a time. */
export interface Session {
	accessToken(): string;
	/** Trades an access token that ran out for a fresh one. */
	refresh(expired: string): Promise<Result<string, ChannelFailure>>;
}

/** How the tokens of one network are told apart and renewed. */
export interface Renewal<C extends Credentials> {
	/** The key to the same account of the same network, or null: a presence that practises holds two. */
	same(other: Credentials): C | null;
	accessToken(credentials: C): string;
	/** Asks the network; answers the whole new key. */
	renew(credentials: C): Promise<Result<C, ChannelFailure>>;
}

export type OpenSession = <C extends Credentials>(presenceId: string, credentials: C, renewal: Renewal<C>) => Session;
