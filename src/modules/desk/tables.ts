import type { NoticeKind } from '#contract/desk.ts';
import { tables } from '#platform/db/database.ts';

interface DeskTables {
	desk_notice: {
		id: string;
		person_id: string;
		kind: NoticeKind;
		post_id: string;
		unit_id: string;
		title: string;
		by_id: string | null;
		at: Date;
		on_desk: boolean;
		by_mail: boolean;
		read_at: Date | null;
		mailed_at: Date | null;
	};
	/** What somebody wishes other than it comes by default. */
	desk_wish: { person_id: string; kind: NoticeKind; desk: boolean; mail: boolean };
	desk_view: { id: string; person_id: string; place: string; name: string; search: string; at: Date };
}

export const deskTables = tables<DeskTables>();
