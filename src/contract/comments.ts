import { z } from 'zod';

import { ById, Id } from './editorial.ts';
import { endpoint, IdText, Moment, Nothing } from './endpoint.ts';

const CommentShape = z.object({
	id: IdText,
	parentId: IdText.nullable(),
	by: ById,
	at: Moment,
	body: z.string(),
	passage: z
		.object({ field: z.string(), quote: z.string(), range: z.tuple([z.number(), z.number()]).nullable() })
		.nullable(),
	mentions: z.array(ById),
	task: z.object({ who: ById, doneAt: Moment.nullable() }).nullable(),
	resolvedAt: Moment.nullable(),
});
export type CommentView = z.output<typeof CommentShape>;

export const commentsEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/:id/comments',
	allow: 'post.read',
	summary: 'What was said about a post, and who can be named.',
	input: Id,
	output: z.object({ items: z.array(CommentShape), colleagues: z.array(ById) }),
});

export const addCommentEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/comments',
	allow: 'post.read',
	creates: true,
	summary: 'Says something about a post or a passage of it.',
	input: Id.extend({
		body: z.string().trim().min(1).max(4000),
		parentId: IdText.optional(),
		passage: z.object({ field: IdText, start: z.number().int().min(0), end: z.number().int().min(1) }).optional(),
		mentions: z.array(IdText).max(20).default([]),
		taskFor: IdText.optional(),
	}),
	output: Id,
});

export const changeCommentEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/comments/:commentId',
	allow: 'post.read',
	summary: 'Settles, reopens, takes away or restores a comment, or finishes its task.',
	input: Id.extend({
		commentId: IdText,
		change: z.enum(['resolve', 'reopen', 'discard', 'restore', 'do', 'undo']),
	}),
	output: Id,
});

export const openTasksEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/tasks',
	allow: 'post.read',
	summary: 'What others asked this person to do in comments.',
	input: Nothing,
	output: z.object({
		items: z.array(
			z.object({
				...{ commentId: IdText, postId: IdText, unitId: IdText, title: z.string(), body: z.string() },
				...{ by: ById, at: Moment },
			}),
		),
	}),
});
