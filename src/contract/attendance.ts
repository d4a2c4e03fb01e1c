import { z } from 'zod';

import { endpoint, IdText } from './endpoint.ts';

const doing = z.enum(['reading', 'writing', 'gone']);
const output = z.object({
	others: z.array(z.object({ id: IdText, name: z.string(), doing: z.enum(['reading', 'writing']) })),
});

export const hereAtPostEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/here',
	allow: 'post.read',
	summary: 'Says that one has a post open, every ten seconds; answers who else has. Nothing of it is stored.',
	input: z.object({ id: IdText, doing }),
	output,
});

export const hereAtConversationEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/here',
	allow: 'conversation.read',
	summary: 'Says that one has a conversation open, every ten seconds; answers who else has. Nothing of it is stored.',
	input: z.object({ conversationId: IdText, doing }),
	output,
});
