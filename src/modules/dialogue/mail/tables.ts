import type { MailKind } from '../domain/mail.ts';

export interface MailTables {
	dialogue_mail_file: MailFileTable;
	/** A mailbox of a unit that is read, never changed. */
	dialogue_mailbox: {
		id: string;
		unit_id: string;
		/** The name its answers carry. */
		name: string;
		address: string;
		host: string;
		port: number;
		security: 'tls' | 'starttls' | 'none';
		login: string;
		/** Sealed; empty once it was disconnected. */
		password: Buffer;
		folder: string;
		/** Numbers of mails mean something only together with this. */
		uid_validity: number;
		/** Everything up to this number was read. */
		last_uid: number;
		polled_at: Date | null;
		next_poll_at: Date | null;
		failures: number;
		failure: string | null;
		/** Another process reads it until then at the latest. */
		lease_until: Date | null;
		connected_at: Date;
		ended_at: Date | null;
	};
	/** Each mail once, by the keyed fingerprint of its Message-ID; it stays when the words have gone. */
	dialogue_mail: {
		mailbox_id: string;
		key: string;
		kind: MailKind | 'sent' | 'too-large' | 'unreadable';
		/** The message it became, or from which it was made. */
		message_id: string | null;
		at: Date;
		/** Who, about what, and what came along: sealed. */
		about: Buffer | null;
		/** Of an answer that came back: when, and why, sealed. */
		returned_at: Date | null;
		returned: Buffer | null;
	};
}

/** What hung on a mail, sealed; it goes with its message. */
interface MailFileTable {
	message_id: string;
	/** Which of its files. */
	place: number;
	/** Null once it was found harmful. */
	bytes: Buffer | null;
	/** What the scanner called it. */
	infected: string | null;
}

export interface MailColumns {
	/** The mailbox it came to; null elsewhere. */
	mailbox_id: string | null;
}
