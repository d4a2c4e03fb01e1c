import { z } from 'zod';

import { endpoint, IdText, Moment } from './endpoint.ts';

export const answerHelpEndpoint = endpoint({
	method: 'GET',
	path: '/api/conversations/:conversationId/help',
	allow: 'conversation.answer',
	summary: 'Text blocks of the unit in the form of the network, and earlier answers to questions like the last one.',
	input: z.object({ conversationId: IdText }),
	output: z.object({
		/** Gaps that are known here are filled; others stand in double brackets. */
		blocks: z.array(z.object({ id: IdText, name: z.string(), text: z.string() })),
		earlier: z.array(
			z.object({
				id: IdText,
				/** Where it was said. */
				conversationId: IdText,
				unitId: IdText,
				question: z.string(),
				answer: z.string(),
				saidAt: Moment,
			}),
		),
	}),
});
