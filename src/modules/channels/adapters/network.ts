import type { NetworkName } from '#kernel/channel-name.ts';
import type { PriceKind } from '#kernel/prices.ts';
import type { Result } from '#kernel/result.ts';
import type { Rights } from '#kernel/right-use.ts';
import type { Clock } from '#kernel/time.ts';
import type { Outbound } from '#platform/outbound/outbound.ts';

import type { Capabilities, Channel, ChannelFailure, OutgoingMedia } from '../channel.ts';
import type { Account } from './account.ts';
import type { App, Credentials } from './keys.ts';
import type { OpenSession } from './session.ts';

/** How an account is reached before there is a presence for it. */
export interface Key {
	readonly channel: NetworkName;
	/** Origin the network's requests go to. */
	readonly server: string;
	/** Bluesky: whose password it is. Networks that give one key for several accounts: which of them. */
	readonly handle?: string;
	/** Access token, app password, or what a registered app was granted (see `oauth.ts`). */
	readonly secret: string;
	readonly practice: boolean;
}

/** What a look at the network tells. */
export type Probed = Pick<Account, 'capabilities' | 'links'>;

export interface Connected<C extends Credentials = Credentials> {
	readonly account: Account;
	readonly credentials: C;
}

/** What is asked when the owner of an account agrees, and afterwards. */
export interface AgreementAt {
	readonly server: string;
	readonly redirectUri: string;
	readonly verifier: string;
}

/** How the owner of an account lets our app speak for it. */
export interface Agreement {
	/** True: the authority registers its own app at the network first. */
	readonly needsApp: boolean;
	/** The network's own address; absent where there are many servers. */
	readonly server?: string;
	/** What the owner is asked for. */
	readonly rights: Rights;
	/** The network fetches media itself, and this house has no address at which it could. */
	readonly noAddress?: true;
	begin(
		at: AgreementAt & { readonly state: string },
		app: App | null,
	): Promise<Result<{ readonly app: App; readonly authorizeUrl: string }, ChannelFailure>>;
	/** Turns the owner's yes into the secret of a `Key`. */
	finish(at: AgreementAt & { readonly app: App; readonly code: string }): Promise<Result<string, ChannelFailure>>;
}

/** What an adapter knows of a delivery beyond one attempt and one process: where an upload goes on, say. Kept sealed, for two weeks. */
export interface Notes {
	read(delivery: string): Promise<string | null>;
	/** The last word counts. */
	write(delivery: string, note: string): Promise<void>;
}

/**
 * The address at which the network fetches one file of the delivery that is being sent: nobody guesses it, and it ends with the
 * delivery, an hour after it was made at the latest.
 */
export type MediaAddress = (of: {
	readonly presence: string;
	/** The key that `publish` was given. */
	readonly delivery: string;
	readonly media: Pick<OutgoingMedia, 'bytes' | 'mime' | 'film'>;
}) => string;

/** The door a network's adapter uses, and where its pages are read. */
export interface NetworkNeeds {
	readonly outbound: Outbound;
	readonly clock: Pick<Clock, 'now'>;
	readonly openSession: OpenSession;
	/** The authority's own app at a network; null where none is registered here. */
	readonly appOf: (network: NetworkName) => Promise<App | null>;
	readonly notes: Notes;
	/** For networks that fetch media themselves; null where nobody could reach this house: it has no public address under https. */
	readonly mediaAddress: MediaAddress | null;
	/** Books what a network that charges by the call was asked for; counted in what it answered. */
	readonly meter: (presenceId: string, kind: PriceKind, count: number) => Promise<void>;
	/** Where the practice network's pages lie; null opposite the real one. */
	readonly practicePages: string | null;
}

/** The presence an adapter is opened for. */
export interface Opened {
	readonly id: string;
	readonly capabilities: Capabilities | null;
}

/**
 * Everything the module knows of one network of others. `server` overrides the stored address: a practice key works at the
 * practice network of today and nowhere else.
 */
export interface Network<C extends Credentials> {
	/** Absent where a key is typed. */
	readonly agreement?: Agreement;
	/** Asks the network whose key this is and what it may. */
	connect(key: Key): Promise<Result<Connected<C>, ChannelFailure>>;
	/** The adapter that speaks for a presence with its key. */
	open(presence: Opened, credentials: C): Channel;
	/** Reads the limits and the profile anew, and so asks whether the key still opens. */
	probe(presence: Opened, credentials: C): Promise<Result<Probed, ChannelFailure>>;
}

/** Until the limits were read nothing is certain to fit, so nothing does. */
export const nothingFits: Capabilities = {
	text: { most: 0, counting: 'graphemes', linkIsCard: false },
	media: { most: 0, mostBytes: 0, altMost: 0, mimes: [] },
	edit: false,
	withdraw: true,
	visibilities: [],
	remembersKeysForMs: 0,
};
