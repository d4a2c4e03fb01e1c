import type { ColumnType, Generated, Selectable } from 'kysely';

import type { JsonObject } from '#kernel/json.ts';
import type { InboundChange } from '#modules/channels/index.ts';
import { tables } from '#platform/db/database.ts';

/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

export interface FederationTables {
	/** One row, made when the Fediverse is first switched on: addresses and keys belong to this origin for ever. */
	federation_house: { id: string; origin: string; secure: boolean; opened_at: Date };
	federation_actor: {
		identifier: string;
		kind: 'unit' | 'house';
		unit_id: string | null;
		presence_id: string | null;
		rsa_public: string;
		rsa_sealed: Buffer;
		ed_public: string;
		ed_sealed: Buffer;
		made_at: Date;
	};
	federation_object: {
		id: string;
		identifier: string;
		presence_id: string;
		key: string;
		kind: 'post' | 'reply' | 'announce';
		audience: 'public' | 'unlisted' | 'followers' | 'private';
		document: Json<JsonObject>;
		/** Foreign inboxes that got it beside the followers: they get its changes as well. */
		people: Json<readonly string[]>;
		published_at: Date;
		deleted_at: Date | null;
	};
	federation_activity: {
		id: string;
		position: Generated<number>;
		identifier: string;
		object_id: string | null;
		/** The delivery it carries out; the same key never writes two. */
		key: string | null;
		type: string;
		public: boolean;
		body: string;
		made_at: Date;
		sent: Generated<number>;
		failed: Generated<number>;
		/** Some of its copies are held back by a switch. */
		held: Generated<boolean>;
	};
	federation_recipient: {
		id: Generated<number>;
		activity_id: string;
		/** Whose switch holds it back; empty for what is no statement (an answer to a follower). */
		presence_id: string;
		inbox: string;
		host: string;
		attempts: Generated<number>;
		/** How often in a row the server said that there is no such inbox. */
		missing: Generated<number>;
		next_at: Date;
		/** The process that is sending it; it counts as long as that process holds its lock. */
		owner: number | null;
		/** Held back by a switch of its topic or unit. */
		held: Generated<boolean>;
		made_at: Date;
	};
	/** One row per server and presence that something waits for, and when it is worth looking into. */
	federation_lane: { host: string; presence_id: string; next_at: Date };
	federation_host: {
		host: string;
		failures: number;
		failing_since_at: Date | null;
		/** Until then it is left alone, because it does not answer. */
		open_at: Date | null;
		/** Until then it asked to be left alone. */
		asks_until_at: Date | null;
		/** Silent for a week: its followers were forgotten then. */
		forgotten_at: Date | null;
		reason: string | null;
		signature: 'cavage' | 'rfc9421';
	};
	federation_follower: {
		identifier: string;
		follower: string;
		inbox: string;
		shared_inbox: string | null;
		host: string;
		since_at: Date;
	};
	federation_inbound: {
		position: Generated<number>;
		presence_id: string;
		change: Json<InboundChange>;
		arrived_at: Date;
	};
	federation_seen: { id: string; seen_at: Date };
	/** What was taken back, and by whom; an empty name (older rows) stands for everybody. */
	federation_gone: { id: string; gone_at: Date; by_actor: string };
	/** The version of each foreign statement that was passed on last. */
	federation_said: {
		id: string;
		author: string;
		presence_id: string;
		said_at: Date;
		is_update: boolean;
		activity_id: string;
		arrived_at: Date;
	};
	federation_reaction: { object_id: string; kind: 'like' | 'announce'; who: string; at: Date };
	/** That a post of somebody may quote one of ours: the stamp, and whom to tell when it is taken back. */
	federation_quote: {
		id: string;
		object_id: string;
		quoting: string;
		who: string;
		inbox: string;
		stamped_at: Date;
		revoked_at: Date | null;
	};
	federation_block: { host: string; reason: string; blocked_at: Date };
	/** Whom a presence does not hear any more: a keyed fingerprint, and the activity that said so. */
	federation_actor_block: { presence_id: string; who: string; activity_id: string; blocked_at: Date };
	federation_report: {
		id: string;
		presence_id: string | null;
		host: string;
		text: string;
		objects: Json<readonly string[]>;
		reported_at: Date;
	};
}
export type ActorRow = Selectable<FederationTables['federation_actor']>;
export type ObjectRow = Selectable<FederationTables['federation_object']>;
export type HostRow = Selectable<FederationTables['federation_host']>;

export const federation = tables<FederationTables>();
