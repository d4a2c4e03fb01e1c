import type { Generated, JSONColumnType } from 'kysely';

import type { RemoteRef } from '#modules/channels/index.ts';
import { tables } from '#platform/db/database.ts';

import type { AnsweringTables } from './answering/tables.ts';
import type { ReplyApprovalTables } from './approval/tables.ts';
import type { AskingKind, Priority, Service } from './domain/promise.ts';
import type { Visibility } from './domain/reply.ts';
import type { ConversationState } from './domain/state.ts';
import type { DutyColumns, DutyTables } from './duty/tables.ts';
import type { HandoverTables } from './handover/tables.ts';
import type { InquiryTables } from './inquiry/tables.ts';
import type { LikingTables } from './liking/tables.ts';
import type { MailColumns, MailTables } from './mail/tables.ts';
import type { ModerationTables } from './moderation/tables.ts';
import type { NightTables } from './night/tables.ts';
import type { PlannedColumns } from './planned/tables.ts';
import type { NameColumns, PrivacyTables } from './privacy/tables.ts';
import type { ReadingColumns, ReadingTables } from './reading/tables.ts';
import type { RuleTables } from './rules/tables.ts';
import type { TimeColumns } from './times/tables.ts';
import type { HomeColumn, TriageColumns, TriageTables } from './triage/tables.ts';
import type { VoiceTables } from './voices/tables.ts';

export interface DialogueTables
	extends DutyTables,
		NightTables,
		HandoverTables,
		InquiryTables,
		LikingTables,
		MailTables,
		ModerationTables,
		TriageTables,
		AnsweringTables,
		ReplyApprovalTables,
		PrivacyTables,
		VoiceTables,
		ReadingTables,
		RuleTables {
	/** How far a presence has been read. */
	dialogue_source: {
		presence_id: string;
		cursor: string | null;
		polled_at: Date | null;
		next_poll_at: Date | null;
		failures: number;
		failure: string | null;
	};
	/** Which process keeps a line open on which a source says that something came in. */
	dialogue_listening: {
		presence_id: string;
		line: number | null;
		/** Null until it stands. */
		opened_at: Date | null;
		failures: number;
		next_at: Date;
	};
	/** What could not be fetched any more: a known gap, never a silent one. */
	dialogue_gap: {
		id: string;
		presence_id: string;
		since: Date;
		until: Date;
		reason: string;
		/** Of a row that stands there and cannot be read: which one; without a name one a day and field. */
		row_key: string | null;
		/** The network's id of that row. */
		remote_id: string | null;
	};
	/** Taken back by its author, perhaps before it came: it is not let in any more. */
	dialogue_gone: { presence_id: string; remote_id: string; gone_at: Date };
	dialogue_counterpart: NameColumns & {
		id: string;
		channel: string;
		/** Keyed fingerprint of the network's own id: found again on this network, joined across none. */
		fingerprint: string;
		/** Both empty once the name is not kept any more. */
		handle: string;
		display_name: string;
	};
	dialogue_conversation: TriageColumns &
		TimeColumns &
		DutyColumns &
		MailColumns &
		ReadingColumns & {
			id: string;
			unit_id: string;
			/** Null: the question form of the newsroom. */
			presence_id: string | null;
			channel: string;
			/** The network's id of the first message of the thread. */
			root: string | null;
			post_id: string | null;
			counterpart_id: string;
			state: ConversationState;
			visibility: Visibility;
			assignee_id: string | null;
			excerpt: string;
			version: number;
			opened_at: Date;
			last_at: Date;
			due_at: Date | null;
			answered_at: Date | null;
			/** Said on a practice network. */
			practice: Generated<boolean>;
			priority: Generated<Priority>;
			/** What kind of asking it was. */
			asking: Generated<AskingKind>;
			/** When the clock of the promise began to run. */
			due_from: Date | null;
			warn_at: Date | null;
			warned: Generated<boolean>;
			escalated: Generated<boolean>;
			/** Hours or promises have changed since its deadline was counted. */
			due_stale: Generated<boolean>;
		};
	dialogue_message: HomeColumn &
		PlannedColumns & {
			id: string;
			conversation_id: string;
			arrival: Generated<number>;
			direction: 'in' | 'out' | 'note';
			presence_id: string | null;
			remote_id: string | null;
			remote: JSONColumnType<RemoteRef | Record<string, never>>;
			/** The same once its author's name is not kept any more: it names them. */
			remote_sealed: Generated<Buffer | null>;
			author_id: string | null;
			text: string;
			language: string | null;
			visibility: Visibility;
			media: JSONColumnType<{ url: string; alt: string; mime: string }[]>;
			/** Only of what we said: where it stands on its way out. */
			delivery: 'waiting' | 'published' | 'refused' | 'unclear' | 'withdrawn' | null;
			sent_at: Date;
			edited_at: Date | null;
			deleted_at: Date | null;
			/** Words and pictures once the conversation was handed over; the open fields are empty then. */
			sealed: Generated<Buffer | null>;
			/** As it came: sealed. */
			original: Generated<Buffer | null>;
			/** Deleted by us; the evidence stays. */
			withheld_at: Generated<Date | null>;
		};
	/** What belongs to a question of the form and nobody else may read: sealed. */
	dialogue_question: {
		conversation_id: string;
		receipt_hash: string;
		receipt: Buffer;
		name: Buffer | null;
		mail: Buffer | null;
		/** Keyed fingerprint of the address. */
		mail_key: Generated<string | null>;
		language: string;
		page: string | null;
	};
	/** What a unit has set itself; all others inherit. */
	dialogue_office_hours: {
		unit_id: string;
		week: JSONColumnType<Service['week'], string>;
		land: string | null;
		closures: JSONColumnType<Service['closures'], string>;
		promises: JSONColumnType<Service['promises'], string>;
		warn_share: number;
		mailbox: string;
		version: number;
	};
}

export const dialogue = tables<DialogueTables>();
