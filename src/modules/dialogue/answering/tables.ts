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
}
