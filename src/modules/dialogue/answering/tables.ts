export interface AnsweringTables {
	/** What was asked and answered before, by the words of the question; gone with either message. */
	dialogue_precedent: {
		answer_id: string;
		question_id: string;
		unit_id: string;
		practice: boolean;
		/** The words that say what the question is about; never the question itself. */
		words: string;
		said_at: Date;
	};
	/** What was changed about an answer of ours after it had left. */
	dialogue_change: {
		id: string;
		message_id: string;
		what: 'edit' | 'withdraw';
		by_id: string;
		at: Date;
		before: string;
		text: string | null;
		state: 'waiting' | 'done' | 'refused' | 'unclear';
		/** What carries it to the network; null where it was ours to do. */
		delivery_id: string | null;
	};
}
