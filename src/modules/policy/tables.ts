import { tables } from '#platform/db/database.ts';

export type DocumentArea = 'checks' | 'profile' | 'netiquette' | 'openings';

export interface PolicyTables {
	/** Each change is a row of its own; the highest number is in force. */
	policy_version: {
		area: DocumentArea;
		number: number;
		document: string;
		/** Names of the parts that differ from the version before. */
		changed: string[];
		note: string;
		by_id: string;
		at: Date;
	};
}

export const policy = tables<PolicyTables>();
