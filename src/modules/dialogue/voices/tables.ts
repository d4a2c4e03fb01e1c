import type { VoiceMode, VoiceState } from '../domain/voice.ts';

export interface VoiceTables {
	/** A message of somebody else under a post of ours. Its words lie with the message, and it goes with it. */
	dialogue_voice: {
		message_id: string;
		post_id: string;
		said_at: Date;
		state: VoiceState;
		/** Checksum of the words that `state` is about; null: not looked at yet. */
		words: string | null;
		reason: string;
		decided_by: string | null;
		decided_at: Date | null;
	};
	/** What a unit has set itself; all others inherit. */
	dialogue_voice_rule: { unit_id: string; mode: VoiceMode; version: number };
	/** Posts whose page shows no voices, whatever the unit says. */
	dialogue_voice_closed: { post_id: string; closed_at: Date };
}
