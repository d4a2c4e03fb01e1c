import { tables } from '#platform/db/database.ts';

interface SharingTables {
	/** A secret link that shows a post as it stands. Only the hash of its secret is kept. */
	editorial_preview_link: {
		id: string;
		post_id: string;
		token_hash: string;
		note: string;
		made_by: string;
		at: Date;
		expires_at: Date;
		ended_at: Date | null;
	};
}

export const sharing = tables<SharingTables>();
