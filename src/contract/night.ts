import { z } from 'zod';

import { endpoint, IdText, Nothing } from './endpoint.ts';

/** `private`: only to messages that were not public. */
const NightMode = z.enum(['off', 'private', 'all']);

const PresenceNight = z.object({
	id: IdText,
	name: z.string(),
	channel: z.string(),
	mode: NightMode,
	extra: z.string(),
});
export type PresenceNight = z.output<typeof PresenceNight>;

export const nightEndpoint = endpoint({
	method: 'GET',
	path: '/api/night-notes',
	allow: 'service.manage',
	summary: 'What the presences of a unit say while it is closed, and how it reads.',
	input: z.object({ unit: IdText }),
	output: z.object({ presences: z.array(PresenceNight), sample: z.string() }),
});

export const saveNightEndpoint = endpoint({
	method: 'PUT',
	path: '/api/night-notes',
	allow: 'service.manage',
	summary: 'Sets whether a presence says at night, once in a conversation, when somebody is there again.',
	input: z.object({ presenceId: IdText, mode: NightMode, extra: z.string().trim().max(100) }),
	output: Nothing,
});
