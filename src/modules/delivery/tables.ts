import type { Generated } from 'kysely';

import { tables } from '#platform/db/database.ts';

import type { DeliverySource, DeliveryState, Operation } from './delivery.ts';

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
}

/** The switch that stops everything (`all`), and one per presence. */
export interface PauseRow {
	scope: string;
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

export interface DeliveryTables {
	delivery_delivery: DeliveryRow;
	delivery_presence: PresenceRow;
	delivery_pause: PauseRow;
	delivery_owner: OwnerRow;
}

export const delivery = tables<DeliveryTables>();
