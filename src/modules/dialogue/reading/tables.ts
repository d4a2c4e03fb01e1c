import type { Generated, JSONColumnType } from 'kysely';

import type { Hint } from '../domain/hints/hint.ts';

export interface ReadingTables {
	/** What came in or was changed and has not been looked through; the database itself puts it here. */
	dialogue_unread: { message_id: string; arrival: number };
	/** What was seen in a message, and the words it is found by; gone with its words, by the database itself. */
	dialogue_reading: {
		message_id: string;
		conversation_id: string;
		arrival: number;
		/** Without positions; with the unit as a word of its own. */
		words: string;
		hints: JSONColumnType<readonly Hint[]>;
		/** From where to where personal data stands in the words, one after the other; null: not looked for. */
		places: Generated<readonly number[] | null>;
		/** By which state of the rules they were found. */
		hidden_by: Generated<number | null>;
	};
	/** Every word that stands in some message, to find compounds and slips by; which message is not said. */
	dialogue_word: { word: string; uses: number };
	/** Words of messages that went: whatever stands in no other one is forgotten. */
	dialogue_word_left: { word: string };
}

export interface ReadingColumns {
	/** What its newest messages hint at; kept by the database itself. */
	hints: Generated<readonly Pick<Hint, 'type' | 'values' | 'words'>[]>;
	hint_keys: Generated<string[]>;
}
