import type { ColumnType, Generated } from 'kysely';

import type { ContentWarning } from '#kernel/content-warning.ts';
import type { AttachedDocument } from '#kernel/document.ts';
import type { FilmList } from '#kernel/film-list.ts';
import type { PostKind } from '#kernel/post-kind.ts';
import type { QuotePolicy } from '#kernel/quoting.ts';
import type { ReplyControl } from '#kernel/reply-control.ts';
import { tables } from '#platform/db/database.ts';

import type { ApprovalTables } from './approval-tables.ts';
import type { CorrectionState, PostState, Tray } from './domain/post.ts';
import type { MediaTable } from './library/tables.ts';

export interface PostTable {
	id: string;
	unit_id: string;
	author_id: string;
	state: PostState;
	correction: CorrectionState | null;
	correction_reason: string | null;
	/** Derived: which list it lies in, and where in it. Kept so that every list has an index. */
	tray: Tray;
	sort_at: Date;
	kind: PostKind;
	topic: string | null;
	title: string;
	text: string;
	language: string;
	/** Event, vacancy or press release: their facts as JSON. */
	details: string | null;
	/** Further language versions as JSON. */
	translations: string;
	warning: ColumnType<ContentWarning | null, string | null, string | null>;
	quotes: QuotePolicy | null;
	document: ColumnType<AttachedDocument | null, string | null, string | null>;
	slug: string | null;
	wall_local: string | null;
	wall_zone: string | null;
	wall_occurrence: 'earlier' | 'later' | null;
	due_at: Date | null;
	versions: string;
	revision: number;
	editors: string[];
	content_hash: string | null;
	frozen: string | null;
	asked_at: Date | null;
	published: string | null;
	published_hash: string | null;
	published_at: Date | null;
	published_revision: number | null;
	withdrawn_at: Date | null;
	withdrawn_note: string | null;
	created_at: Date;
	changed_at: Date;
}

export interface EditorialTables extends ApprovalTables {
	editorial_post: PostTable;
	editorial_rendition: {
		post_id: string;
		presence_id: string;
		position: number;
		text: string | null;
		/** The language version it sends; null for the original. */
		language: Generated<string | null>;
		/** Whether it leads back to the house; null: as its presence does. */
		leads_back: Generated<boolean | null>;
		/** Who may answer it there; null: everybody. */
		reply_control: Generated<ReplyControl | null>;
		/** The list of the account its film is put into. */
		list: ColumnType<FilmList | null, string | null | undefined, string | null>;
	};
	editorial_media: MediaTable;
	editorial_media_folder: { id: string; unit_id: string; name: string; created_at: Date };
	/** What happened to a picture of the library, for its history on the desk. */
	editorial_media_step: {
		id: string;
		media_id: string;
		at: Date;
		by_id: string;
		what: string;
		detail: string;
		position: Generated<number>;
	};
	/** A picture as one set of limits asks for it, made before approval so that the hash covers its very bytes. */
	editorial_media_fit: { media_id: string; profile: string; hash: string; mime: string; width: number; height: number };
	editorial_post_media: { post_id: string; media_id: string; position: number; alt: string };
	/** What can go along with posts of a unit to be taken home: its bytes by hash, never changed. */
	editorial_document: {
		id: string;
		unit_id: string;
		hash: string;
		bytes: number;
		name: string;
		uploaded_by: string;
		uploaded_at: Date;
	};
	editorial_revision: {
		post_id: string;
		number: number;
		by_id: string;
		started_at: Date;
		at: Date;
		fields: string[];
		content: string;
		sealed: Generated<boolean>;
	};
	/** A block that somebody let pass. Keeps a hash of the words, never the words. */
	editorial_waiver: {
		id: string;
		post_id: string;
		unit_id: string;
		subject: string;
		rule: string;
		by_id: string;
		reason: string;
		at: Date;
	};
	/** By which versions of the rules one exact content was checked when approval was asked. */
	editorial_verdict: {
		post_id: string;
		content_hash: string;
		checks_version: number;
		profile_version: number;
		warnings: number;
		hints: number;
		waived: number;
		at: Date;
	};
	/** What a link answered when it was last asked. */
	editorial_link: {
		url: string;
		state: 'well' | 'dead' | 'moved' | 'unknown';
		status: number | null;
		target: string | null;
		asked_at: Date;
	};
	/** A post that comes round again: by which rule, and whose yes to it counts for every time. */
	editorial_series: {
		id: string;
		post_id: string;
		unit_id: string;
		rule: string;
		start_local: string;
		zone: string;
		state: 'running' | 'stopped';
		/** Of the content when it began: a yes to the series holds as long as it is this. */
		content_sha256: string;
		/** Who said it, in which step of their rule; an empty list: every time needs its own approval. */
		yes: string;
		started_by: string;
		started_at: Date;
	};
	/** One time a series comes round; it is known by its wall time, so none is made twice. */
	editorial_occurrence: {
		series_id: string;
		local: string;
		at: Date;
		state: 'planned' | 'asked' | 'done' | 'skipped' | 'missed';
		post_id: string | null;
	};
	/** What happened to a post, for its history on the desk. The log keeps the same, sealed. */
	editorial_step: {
		id: string;
		post_id: string;
		at: Date;
		by_id: string;
		what: string;
		detail: string;
		position: Generated<number>;
	};
}

export const editorial = tables<EditorialTables>();
