import { z } from 'zod';

import { FindingShape } from './editorial-findings.ts';
import { endpoint, IdText } from './endpoint.ts';

export const AnswerText = z.string().trim().min(1).max(20_000);
const InConversation = z.object({ conversationId: IdText });
const Language = z.string().min(2).max(35).default('de');

export const lookAtReplyEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/look',
	allow: 'conversation.answer',
	summary: 'Looks at an answer as it is being written: what blocks, what warns, and how it will stand there.',
	input: InConversation.extend({ text: z.string().max(20_000), language: Language }),
	output: z.object({
		findings: z.array(FindingShape),
		/** As it will stand there, with the mention in front where the network needs it. */
		shown: z.string(),
		/** By the network's own count; null where nothing is counted. */
		measure: z.object({ length: z.number(), most: z.number(), over: z.boolean() }).nullable(),
		/** Under whose name it will stand; null: the page behind the receipt. */
		account: z.object({ channel: z.string(), name: z.string(), handle: z.string().nullable() }).nullable(),
	}),
});
