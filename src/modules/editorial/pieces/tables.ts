import type { PostKind } from '#kernel/post-kind.ts';
import { tables } from '#platform/db/database.ts';

export type PieceKind = 'template' | 'block' | 'signature';

export interface PieceTable {
	id: string;
	unit_id: string;
	kind: PieceKind;
	name: string;
	title: string;
	text: string;
	post_kind: PostKind | null;
	topic: string | null;
	/** Own words per channel, as JSON. */
	forms: string;
	presence_id: string | null;
	version: number;
	changed_by: string;
	changed_at: Date;
	removed_at: Date | null;
}

export const pieces = tables<{ editorial_piece: PieceTable }>();
