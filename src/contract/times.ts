import { z } from 'zod';

import { endpoint } from './endpoint.ts';

const Minutes = z.object({ median: z.number().int(), p90: z.number().int() });
/** Null: too few to be shown. */
const Figure = z
	.object({
		count: z.number().int(),
		/** By the wall clock. */
		wall: Minutes,
		/** While the office was open. */
		open: Minutes,
	})
	.nullable();

const TimeLine = z.object({ month: z.string(), key: z.string(), answer: Figure, settle: Figure });
export type TimeLine = z.output<typeof TimeLine>;

export const answerTimesEndpoint = endpoint({
	method: 'GET',
	path: '/api/answer-times',
	allow: 'conversation.read',
	summary:
		'How long first answers and ends of conversations took in the last twelve months, by month and unit, presence or kind; never by person.',
	input: z.object({ by: z.enum(['unit', 'presence', 'kind']).default('unit') }),
	output: z.object({
		/** Fewer than this are not shown. */
		least: z.number().int(),
		lines: z.array(TimeLine),
	}),
});
