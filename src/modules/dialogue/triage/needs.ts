import type { DialogueNeeds } from '../needs.ts';

export type TriageNeeds = Pick<DialogueNeeds, 'db' | 'act' | 'clock' | 'ids' | 'events' | 'people' | 'notices'>;
