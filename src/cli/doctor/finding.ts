import type { Sentence } from '../terminal.ts';

/** One thing the doctor looked at. `bad` needs mending before the office can be relied on, `look` deserves a look. */
export interface Finding extends Sentence {
	readonly state: 'good' | 'look' | 'bad';
}

export const good = (de: string, en: string): Finding => ({ state: 'good', de, en });
export const look = (de: string, en: string): Finding => ({ state: 'look', de, en });
export const bad = (de: string, en: string): Finding => ({ state: 'bad', de, en });
