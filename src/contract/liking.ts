import { z } from 'zod';
import { endpoint, IdText, Nothing } from './endpoint.ts';

export const likeEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/messages/:messageId/like',
	allow: 'conversation.answer',
	summary:
		'Likes what a citizen said, in the name of the authority, or takes that back. Once is enough: a repeat changes nothing.',
	input: z.object({ conversationId: IdText, messageId: IdText, liked: z.boolean() }),
	output: Nothing,
});
