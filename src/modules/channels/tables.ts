import type { ColumnType, Selectable } from 'kysely';
import type { NetworkName, WakingNetwork } from '#kernel/channel-name.ts';
import type { FilmList } from '#kernel/film-list.ts';
import type { PriceKind, Prices } from '#kernel/prices.ts';
import type { QuotePolicy } from '#kernel/quoting.ts';

import { tables } from '#platform/db/database.ts';

import type { Capabilities, ChannelKind } from './channel.ts';
import type { Opening } from './domain/opening.ts';
import type { PresenceState } from './domain/presence-state.ts';
import type { Latency } from './domain/probing.ts';
import type { Tier } from './domain/tier.ts';

/** What is known of a real account while its presence practises in its place. */
export interface Resting {
	readonly handle: string | null;
	readonly url: string | null;
	readonly capabilities: Capabilities | null;
	readonly capabilitiesReadAt: string | null;
}

export type TaskKind = 'key-ends' | 'not-well' | 'answers-differ' | 'budget-near' | 'rights-missing';

export interface ChannelsTables {
	channels_presence: {
		id: string;
		unit_id: string;
		channel: ChannelKind;
		name: string;
		/** The network's own id of the account; null in the own house. */
		remote_id: string | null;
		handle: string | null;
		url: string | null;
		state: PresenceState;
		shared_below: boolean;
		/** Who may quote what is said there; null: as the account has it. */
		quotes: ColumnType<QuotePolicy | null, undefined, QuotePolicy | null>;
		/** The list of the account that films are put into unless a post says otherwise; null: none. */
		film_list: ColumnType<FilmList | null, undefined, string | null>;
		practice: boolean;
		capabilities: ColumnType<Capabilities | null, string | null, string | null>;
		capabilities_read_at: Date | null;
		health: 'unknown' | 'well' | 'ill' | 'unauthorised';
		health_reason: string | null;
		health_at: Date | null;
		credentials: Buffer | null;
		/** Whether the account's profile leads back to this installation. */
		link_back: ColumnType<'unknown' | 'stands' | 'missing', 'unknown' | 'stands' | 'missing' | undefined>;
		link_back_at: ColumnType<Date | null, Date | undefined>;
		retired_at: ColumnType<Date | null, Date | undefined>;
		resting: ColumnType<Resting | null, string | undefined, string | null>;
		/** The sealed key of the account that rests. */
		resting_credentials: ColumnType<Buffer | null, Buffer | undefined, Buffer | null>;
		created_at: Date;
		/** Another process renews the key until then at the latest. */
		renewing_until: ColumnType<Date | null, Date | undefined, Date | null>;
		/** What was agreed before it was opened; null where nobody stated it. */
		opening: ColumnType<Opening | null, string | null | undefined, string | null>;
		/** When its key ends for good; null where it renews itself or never ends. */
		key_ends_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
		/** When its network was last asked in its turn. */
		probed_at: ColumnType<Date | null, Date | undefined, Date | null>;
		tier: ColumnType<Tier, Tier | undefined>;
		/** What a month may cost; null: nobody said. */
		budget_micro: ColumnType<number | null, number | undefined, number | null>;
		/** Whether copies lead back to the house unless their writer says otherwise. */
		with_link: ColumnType<boolean, boolean | undefined>;
		/** Whether copies are counted where counting costs. */
		counts: ColumnType<boolean, boolean | undefined>;
	};
	channels_cost: {
		id: string;
		presence_id: string;
		practice: boolean;
		at: Date;
		kind: PriceKind;
		count: number;
		unit_micro: number;
		micro: number;
		/** `possible`: nobody knows yet whether the network charged it. */
		state: 'certain' | 'possible';
		/** The delivery it pays for; null: a reading. */
		delivery_id: string | null;
	};
	channels_price: {
		id: string;
		network: NetworkName;
		as_of: string;
		prices: ColumnType<Prices, string, never>;
		changed_by: string;
		changed_at: Date;
	};
	channels_proxy: {
		network: NetworkName;
		/** Its address with whatever opens it. */
		sealed: Buffer;
		/** The same without. */
		shown: string;
		changed_by: string;
		changed_at: Date;
	};
	/** How a presence answered when it was looked at. */
	channels_look: {
		presence_id: string;
		at: Date;
		outcome: 'well' | 'ill' | 'unauthorised';
		reason: string | null;
		latency: Latency;
	};
	/** Where its network answered otherwise than agreed. */
	channels_surprise: {
		presence_id: string;
		field: string;
		count: number;
		first_at: Date;
		last_at: Date;
	};
	/** What waits for somebody; gone when it is done. */
	channels_task: {
		presence_id: string;
		kind: TaskKind;
		/** How much of it was told. */
		stage: string | null;
		opened_at: Date;
	};
	channels_app: {
		network: NetworkName;
		client_id: string;
		/** The sealed secret. */
		secret: Buffer;
		/** Origin requests go to instead of the network's own; null: its own. */
		server: string | null;
		changed_by: string;
		changed_at: Date;
	};
	/** What an app was set up with, so that its network calls this house. */
	channels_wake_app: {
		network: WakingNetwork;
		/** SHA-256 of the word by which the network asks whether it is us. */
		token_hash: Buffer;
		prepared_at: Date;
		/** When the network asked so, last. */
		verified_at: ColumnType<Date | null, undefined, Date | null>;
		/** Calls that were not the network's, or made no sense. */
		refused: ColumnType<number, undefined, number>;
		refused_at: ColumnType<Date | null, undefined, Date | null>;
	};
	channels_wake: {
		presence_id: string;
		/** Since when the network was asked to call for it; null: it is yet to be asked. */
		subscribed_at: Date | null;
		failures: ColumnType<number, number | undefined, number>;
		reason: ColumnType<string | null, string | null | undefined, string | null>;
		/** When to ask again. */
		next_at: Date | null;
		heard_at: ColumnType<Date | null, Date | undefined, Date | null>;
	};
	/** What a hub was asked to push for a presence. */
	channels_websub: {
		presence_id: string;
		topic: string;
		/** SHA-256 of the word in the address it pushes to. */
		token_hash: Buffer;
		/** That word, and the secret it signs with. */
		sealed: Buffer;
		/** When it was asked last; it asks back a short while after. */
		asked_at: Date | null;
		lease_until: Date | null;
		/** When to ask again. */
		next_at: Date;
		failures: number;
		reason: string | null;
		heard_at: Date | null;
		/** The presence is given up. */
		ending: boolean;
	};
	channels_note: {
		delivery_id: string;
		sealed: Buffer;
		noted_at: Date;
	};
	channels_authorisation: {
		state: string;
		sealed: Buffer;
		expires_at: Date;
	};
}
export type PresenceRow = Selectable<ChannelsTables['channels_presence']>;
export type { PresenceState } from './domain/presence-state.ts';

export const channels = tables<ChannelsTables>();
