import { z } from 'zod';

import { endpoint, IdText, Nothing } from './endpoint.ts';
import { HeldRoleShape } from './people.ts';

const Seat = z.object({
	id: IdText,
	name: z.string(),
	initials: z.string(),
	roles: z.array(HeldRoleShape.extend({ unit: z.string().nullable() })),
	/** What this person does here. */
	does: z.object({ de: z.string(), en: z.string() }).nullable(),
});
export type Seat = z.infer<typeof Seat>;

export const sampleEndpoint = endpoint({
	method: 'GET',
	path: '/api/sample',
	allow: 'everybody',
	summary: 'Whether this installation is the sample city, and whose seat one can take there.',
	input: Nothing,
	output: z.object({ sample: z.boolean(), seats: z.array(Seat) }),
});

export const takeSeatEndpoint = endpoint({
	method: 'POST',
	path: '/api/sample/seat',
	allow: 'everybody',
	summary: 'Signs in as one of the people of the sample city, without a password. Only there.',
	input: z.object({ personId: IdText }),
	output: Nothing,
});

export const buildSampleEndpoint = endpoint({
	method: 'POST',
	path: '/api/setup/sample',
	allow: 'everybody',
	summary: 'Builds the sample city in a new installation, with the set-up code from the console.',
	input: z.object({ code: z.string().trim().min(4).max(100) }),
	output: Nothing,
});

export const clearSampleEndpoint = endpoint({
	method: 'POST',
	path: '/api/sample/clear',
	allow: 'signed-in',
	summary: 'Removes the whole sample city; a new installation waits for its set-up afterwards.',
	input: Nothing,
	output: Nothing,
});
