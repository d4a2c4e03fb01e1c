import type { Sending } from '../domain/ladder.ts';

export interface LikingTables {
	dialogue_like: {
		message_id: string;
		presence_id: string;
		practice: boolean;
		by_id: string;
		at: Date;
		/** What is on its way: the like, or its end. */
		course: 'do' | 'undo';
		sending: Sending;
		attempts: number;
		due_at: Date | null;
		reason: string | null;
	};
}
