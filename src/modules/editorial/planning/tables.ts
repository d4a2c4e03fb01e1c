import type { Generated, Selectable } from 'kysely';

import type { Language } from '#kernel/language.ts';
import { tables } from '#platform/db/database.ts';

import type { PitchState } from '../domain/planning/pitch.ts';
import type { EditorialTables, PostTable } from '../tables.ts';

/** What planning keeps with a post. Writing never touches it, so planning never voids an approval. */
interface PlannedPostTable extends PostTable {
	plan_local: string | null;
	plan_zone: string | null;
	plan_occurrence: 'earlier' | 'later' | null;
	plan_at: Date | null;
	campaign_id: string | null;
	target_groups: Generated<string[]>;
}

interface PlanningTables extends Pick<EditorialTables, 'editorial_rendition'> {
	editorial_post: PlannedPostTable;
	/** A time of the week at which a presence likes to speak, in the authority's wall time. */
	editorial_slot: { id: string; presence_id: string; weekday: number; local_time: string };
	editorial_target_group: {
		id: string;
		name: string;
		age_from: number | null;
		age_until: number | null;
		archived: boolean;
	};
	/** A topic somebody proposes, on its way to a draft. */
	editorial_pitch: {
		id: string;
		unit_id: string;
		title: string;
		note: string;
		topic: string | null;
		target_groups: string[];
		state: PitchState;
		/** `2026-11-24`. */
		wished_on: string | null;
		reason: string | null;
		assignee_id: string | null;
		post_id: string | null;
		created_by: string;
		created_at: Date;
		changed_at: Date;
	};
	editorial_campaign: {
		id: string;
		unit_id: string;
		name: string;
		goal: string;
		first_day: string;
		last_day: string;
		created_at: Date;
	};
	/** One secret per person who subscribes to the plan; only its hash is kept. */
	editorial_calendar_link: { person_id: string; secret_hash: string; created_at: Date };
	/** Tables that were read in: the same one is not read twice. */
	editorial_import: { hash: string; unit_id: string; at: Date };
	/** An address from whose entries drafts are made. */
	editorial_source: {
		id: string;
		unit_id: string;
		name: string;
		url: string;
		/** In which language its drafts are written. */
		language: Language;
		added_by: string;
		added_at: Date;
		asked_at: Date | null;
		failure: string | null;
	};
	/** After so many days without a post a presence counts as silent; null: never. */
	editorial_silence: { presence_id: string; days: number | null };
	/** Entries that were seen, with the draft that came of them. */
	editorial_source_item: { source_id: string; item_key: string; seen_at: Date; post_id: string | null };
	/** Days of every year (`11-25`) or of one (`2026-10-19`). */
	editorial_day: {
		id: string;
		name: string;
		kind: 'awareness' | 'school-holiday' | 'own';
		first_day: string;
		last_day: string;
		source: string;
	};
}

export const planning = tables<PlanningTables>();

export type PitchRow = Selectable<PlanningTables['editorial_pitch']>;
export type CampaignRow = Selectable<PlanningTables['editorial_campaign']>;
export type SourceRow = Selectable<PlanningTables['editorial_source']>;
