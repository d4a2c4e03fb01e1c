export interface ApprovalTables {
	editorial_approval: {
		id: string;
		post_id: string;
		/** A person, or `guest:` and the id under which the rule names them. */
		person_id: string;
		content_hash: string;
		at: Date;
		void_at: Date | null;
		void_reason: string | null;
		step: string;
		way: 'desk' | 'link' | 'change';
		accepted_by: string | null;
		accepted_at: Date | null;
		/** Name and capacity of a guest; null for who has an account. */
		guest_name: string | null;
		guest_office: string | null;
	};
	/** Every version of every rule; the newest that has not ended is in force. */
	editorial_approval_rule: {
		id: string;
		version: number;
		unit_id: string | null;
		body: string;
		by_id: string;
		at: Date;
		latest: boolean;
		ended: boolean;
	};
	/** What a post passes, per content asked for. */
	editorial_approval_plan: { post_id: string; content_hash: string; plan: string };
	/** Who was told what about a step, so that nobody is told twice. */
	editorial_approval_call: { post_id: string; content_hash: string; step: string; what: string; at: Date };
	editorial_approval_link: {
		id: string;
		post_id: string;
		content_hash: string;
		step: string;
		guest_id: string;
		guest_name: string;
		guest_office: string;
		guest_mail: string;
		token_hash: string;
		code_hash: string;
		asked_by: string;
		at: Date;
		expires_at: Date;
		tries: number;
		ended_at: Date | null;
		ended: 'used' | 'declined' | 'taken-back' | 'too-many-tries' | null;
	};
	/** Released before anybody approved; somebody looks at it afterwards. */
	editorial_emergency: {
		id: string;
		post_id: string;
		unit_id: string;
		content_hash: string;
		by_id: string;
		wrote: string[];
		reason: string;
		at: Date;
		void_at: Date | null;
		checked_by: string | null;
		checked_at: Date | null;
		verdict: 'fine' | 'not-fine' | null;
		note: string | null;
	};
	editorial_comment: {
		id: string;
		post_id: string;
		/** The comment it answers; null for the first of a thread. */
		parent_id: string | null;
		by_id: string;
		at: Date;
		body: string;
		/** `title`, `text`, or the presence whose rendition it speaks of; null: the whole post. */
		field: string | null;
		quote: string | null;
		start_at: number | null;
		before: string | null;
		after: string | null;
		mentions: string[];
		/** Who is to do what the comment says. */
		task_for: string | null;
		done_at: Date | null;
		resolved_at: Date | null;
		resolved_by: string | null;
		discarded_at: Date | null;
	};
}
