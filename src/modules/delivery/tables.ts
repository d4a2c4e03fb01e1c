import type { ColumnType, Generated } from 'kysely';

import { tables } from '#platform/db/database.ts';

import type { DeliverySource, DeliveryState, Operation, PauseKind } from './delivery.ts';
import type { MissedWhy } from './domain/counts.ts';

export interface DeliveryRow {
	id: string;
	position: Generated<number>;
	source: DeliverySource;
	subject: string;
	unit_id: string;
	presence_id: string;
	channel: string;
	operation: Operation;
	state: DeliveryState;
	title: string;
	topic: string | null;
	/** How many pictures go with it: networks count them. */
	pictures: number;
	rendition: string;
	rendition_hash: string;
	content_hash: string;
	hold_for: 'newsroom' | null;
	held: 'review' | null;
	due_at: Date;
	next_at: Date | null;
	attempts: number;
	looks: number;
	looked_at: Date | null;
	sent_at: Date | null;
	doubt_at: Date | null;
	owner: string | null;
	target: string | null;
	remote_id: string | null;
	remote_url: string | null;
	remote_extra: string | null;
	reason: string | null;
	help_rank: number | null;
	help_at: Date | null;
	alarmed_at: Date | null;
	/** What became of it, when whoever ordered it did not take that in. */
	untold: string | null;
	/** A person said that it goes whatever the budget says. */
	over_budget: Generated<boolean>;
	/** Its place in a thread; 1 of 1 where it is none. */
	part: Generated<number>;
	parts: Generated<number>;
	ordered_at: Date;
	settled_at: Date | null;
}

/** How a presence has been answering the dispatcher. */
export interface PresenceRow {
	presence_id: string;
	channel: string;
	failures: number;
	open_until: Date | null;
	reason: string | null;
	since_at: Date | null;
	/** The server it speaks to, and the allowances its requests take from; known once it was answered. */
	host: Generated<string | null>;
	buckets: Generated<string[]>;
}

/** How a server has been answering, whichever presence asked. */
export interface HostRow {
	host: string;
	failures: number;
	open_until: Date | null;
	reason: string | null;
	since_at: Date | null;
}

/** What a network still allows an account (or an application as a whole), as its newest answer said. */
export interface BucketRow {
	app: string;
	/** Empty where the application as a whole is counted. */
	account: string;
	bucket: string;
	key: string;
	most: number;
	remaining: number;
	spare: number;
	costs: string;
	reset_at: Date;
	read_at: Date;
}

/** One switch; its scope is `all`, or kind and target. */
export interface PauseRow {
	scope: string;
	kind: PauseKind;
	target: string | null;
	/** Of a unit: it and all below, and the presences of these. */
	units: string[];
	presences: string[];
	paused_at: Date | null;
	paused_by: string | null;
	reason: string | null;
}

/** A running dispatcher. It holds the advisory lock `lock_key` for as long as it lives. */
export interface OwnerRow {
	owner: string;
	lock_key: number;
	started_at: Date;
}

/** What a network counted of a copy on one day, under its own name and as it counted then. */
interface CountRow {
	delivery_id: string;
	name: string;
	definition: string;
	/** In the zone of the office. */
	day: string;
	value: number;
}

export interface CountMissed {
	readonly name: string;
	readonly why: MissedWhy;
}

/** On which day a copy was counted last, and what its network did not tell then. */
interface CountTurnRow {
	delivery_id: string;
	day: string;
	missed: ColumnType<readonly CountMissed[], string, string>;
}

export interface DeliveryTables {
	delivery_count: CountRow;
	delivery_count_turn: CountTurnRow;
	delivery_delivery: DeliveryRow;
	delivery_presence: PresenceRow;
	delivery_pause: PauseRow;
	delivery_host: HostRow;
	delivery_bucket: BucketRow;
	delivery_owner: OwnerRow;
}

export const delivery = tables<DeliveryTables>();
