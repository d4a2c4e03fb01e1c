import { z } from 'zod';

import { endpoint, IdText, Moment, Nothing } from './endpoint.ts';
import { Priority } from './service.ts';

/** What can be done with one conversation or many. */
export const TriageAct = z.discriminatedUnion('do', [
	z.object({ do: z.literal('assign'), personId: IdText.nullable() }),
	z.object({ do: z.literal('label'), add: z.array(IdText).max(10), remove: z.array(IdText).max(10) }),
	z.object({ do: z.literal('prioritise'), priority: Priority }),
	z.object({ do: z.literal('snooze'), until: Moment, reason: z.string().trim().max(300) }),
	z.object({ do: z.literal('wake') }),
	z.object({ do: z.literal('close'), reason: z.string().trim().max(500) }),
	/** `waiting`: it is the citizen's turn, the clock rests. `open`: it is ours again, the clock goes on. */
	z.object({ do: z.literal('turn'), state: z.enum(['open', 'waiting', 'answered']) }),
]);
export type TriageAct = z.output<typeof TriageAct>;

export const triageFailures = [
	'conversation.not-found',
	'access.denied',
	'conversation.moved-on',
	'conversation.closed',
	'conversation.nobody-there',
	'conversation.no-such-label',
	'conversation.too-many-labels',
	'conversation.snooze-past',
	'conversation.not-answered',
] as const;

export const triageEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/triage',
	allow: 'conversation.answer',
	summary: 'Does something with each of up to 100 conversations, by the version that was read; answers for each alone.',
	input: z.object({
		items: z
			.array(z.object({ conversationId: IdText, version: z.number().int(), act: TriageAct }))
			.min(1)
			.max(100),
	}),
	output: z.object({
		results: z.array(
			z.object({
				conversationId: IdText,
				/** Null: nothing was done. */
				version: z.number().int().nullable(),
				failure: z.enum(triageFailures).nullable(),
				/** What takes it back, as long as the conversation stays at this version; null: nothing to take back. */
				undo: TriageAct.nullable(),
			}),
		),
	}),
});

export const labelsEndpoint = endpoint({
	method: 'GET',
	path: '/api/conversation-labels',
	allow: 'conversation.read',
	summary: 'The labels of the house; retired ones still name what carries them.',
	input: Nothing,
	output: z.object({ items: z.array(z.object({ id: IdText, name: z.string(), retired: z.boolean() })) }),
});

export const addLabelEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversation-labels',
	allow: 'label.manage',
	creates: true,
	summary: 'Adds a label for the whole house, or takes a retired one of that name into use again.',
	input: z.object({ name: z.string().trim().min(1).max(40) }),
	output: z.object({ id: IdText }),
});

export const retireLabelEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversation-labels/retire',
	allow: 'label.manage',
	summary: 'Takes a label out of use; what carries it keeps it.',
	input: z.object({ id: IdText }),
	output: z.object({ id: IdText }),
});
