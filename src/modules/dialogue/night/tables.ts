import type { NightMode } from '../domain/night.ts';

export interface NightTables {
	/** What a presence says while its unit is closed; no row: nothing. */
	dialogue_night: { presence_id: string; mode: NightMode; extra: string };
	/** Said in this conversation in the time before this opening: never a second time. */
	dialogue_night_note: { conversation_id: string; opens_at: Date; message_id: string };
}
