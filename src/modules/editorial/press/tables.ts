import type { Language } from '#kernel/language.ts';
import { tables } from '#platform/db/database.ts';

import type { PostTable } from '../tables.ts';

export interface ContactTable {
	id: string;
	unit_id: string;
	name: string;
	outlet: string;
	mail: string;
	/** By what the list is sorted: outlet and name in small letters. */
	sort_name: string;
	language: Language;
	source: string;
	since: string;
	state: 'active' | 'paused' | 'bounced';
	bounce: string | null;
	version: number;
	changed_by: string;
	changed_at: Date;
}

export interface RecipientTable {
	id: string;
	post_id: string;
	/** Leads nowhere once the contact is deleted. */
	contact_id: string;
	/** What proves to whom it went without keeping the address. */
	fingerprint: string;
	masked: string;
	state: 'waiting' | 'sending' | 'sent' | 'practice' | 'refused' | 'unclear' | 'stopped';
	attempts: number;
	due_at: Date | null;
	lease_until: Date | null;
	reason: string | null;
	content_hash: string | null;
	settled_at: Date | null;
	said_by: string | null;
}

export interface MailingTable {
	post_id: string;
	unit_id: string;
	/** The delivery to the own house that it follows: switches that stop this one stop the mails. */
	delivery_id: string;
	presence_id: string;
	list_ids: string[];
	ordered_at: Date;
	/** Since when it may go out: ordered, or released by a person. */
	ready_at: Date;
	/** Null until everybody on the lists was written down. */
	spread_at: Date | null;
	/** A switch stopped it; what stood still for long waits for a person. */
	switched_off_at: Date | null;
	held_at: Date | null;
}

export interface PressTables {
	editorial_press_contact: ContactTable;
	editorial_press_list: { id: string; unit_id: string; name: string; made_at: Date };
	editorial_press_member: { list_id: string; contact_id: string; sort_name: string };
	/** Who unsubscribed is kept as a fingerprint, so that no table brings them back. */
	editorial_press_refusal: { unit_id: string; fingerprint: string; at: Date };
	editorial_press_mailing: MailingTable;
	editorial_press_recipient: RecipientTable;
	editorial_post: Pick<
		PostTable,
		'id' | 'unit_id' | 'author_id' | 'state' | 'title' | 'published' | 'published_hash' | 'published_at'
	>;
}

export const press = tables<PressTables>();
