import { tables } from '#platform/db/database.ts';

import type { EditorialTables, PostTable } from '../tables.ts';

/** What planning keeps with a post. Writing never touches it, so planning never voids an approval. */
interface PlannedPostTable extends PostTable {
	plan_local: string | null;
	plan_zone: string | null;
	plan_occurrence: 'earlier' | 'later' | null;
	plan_at: Date | null;
}

interface PlanningTables extends Pick<EditorialTables, 'editorial_rendition'> {
	editorial_post: PlannedPostTable;
	/** A time of the week at which a presence likes to speak, in the authority's wall time. */
	editorial_slot: { id: string; presence_id: string; weekday: number; local_time: string };
}

export const planning = tables<PlanningTables>();
