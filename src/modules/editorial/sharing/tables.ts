import { tables } from '#platform/db/database.ts';

export interface ShortLinkTable {
	code: string;
	unit_id: string;
	/** The post it leads to; null for a target a person entered. */
	post_id: string | null;
	name: string;
	target: string | null;
	made_by: string;
	at: Date;
	ended_at: Date | null;
}

interface SharingTables {
	editorial_short_link: ShortLinkTable;
	/** A hashtag or an account a unit used in what it published, and when it last did. */
	editorial_used_word: {
		unit_id: string;
		sign: '#' | '@';
		/** The network an account is spoken to on; empty for hashtags. */
		channel: string;
		word_lower: string;
		word: string;
		used_at: Date;
	};
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
