import type { Generated } from 'kysely';

/** What an answer keeps that leaves later. */
export interface PlannedColumns {
	/** When it leaves, or would have left had the citizen not written on; null: at once, or taken back by us. */
	planned_for: Date | null;
	/** Once it left it is the citizen's turn. */
	awaits: Generated<boolean>;
}
