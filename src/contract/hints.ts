import { z } from 'zod';

import { endpoint, IdText } from './endpoint.ts';

export const HintType = z.enum(['emergency', 'pressing', 'insult', 'personal', 'kind', 'language']);
/** What a list can be narrowed by. */
export const HintKey = z.enum([
	'emergency',
	'pressing',
	'insult',
	'personal',
	'foreign',
	'question',
	'suggestion',
	'complaint',
	'praise',
]);

/** What a machine of the house believes to see: it decides nothing, goes nowhere, and goes with the message. */
export const Hint = z.object({
	type: HintType,
	/** Which kind, language or personal data. */
	values: z.array(z.string()),
	/** The words it rests on. */
	words: z.array(z.string()),
});
export type Hint = z.infer<typeof Hint>;
export const MessageHint = Hint.extend({ dismissed: z.boolean() });

export const dismissHintEndpoint = endpoint({
	method: 'PUT',
	path: '/api/conversations/:conversationId/messages/:messageId/hints/:type',
	allow: 'conversation.answer',
	summary: 'Says that a hint is wrong, or takes that back.',
	input: z.object({ conversationId: IdText, messageId: IdText, type: HintType, dismissed: z.boolean() }),
	output: z.object({ version: z.number().int() }),
});
