import { z } from 'zod';

import { ConversationState } from './conversation-list.ts';
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

export const othersEndpoint = endpoint({
	method: 'GET',
	path: '/api/conversations/:conversationId/others',
	allow: 'conversation.read',
	summary: 'What else the same person said on the same network: the newest 20 conversations one may read.',
	input: z.object({ conversationId: IdText }),
	output: z.object({
		items: z.array(
			z.object({
				id: IdText,
				version: z.number().int(),
				state: ConversationState,
				excerpt: z.string(),
				lastAt: Moment,
				/** It can be merged into the conversation that was asked about. */
				mergeable: z.boolean(),
			}),
		),
	}),
});

/** Both by the version that was read. */
const Pair = z.object({
	conversationId: IdText,
	seenVersion: z.number().int(),
	other: IdText,
	otherVersion: z.number().int(),
});
const Merged = z.object({ version: z.number().int(), otherVersion: z.number().int() });

export const mergeEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/merge',
	allow: 'conversation.answer',
	summary: 'Brings the messages of another conversation of the same person at the same presence into this one.',
	input: Pair,
	output: Merged,
});

export const unmergeEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/unmerge',
	allow: 'conversation.answer',
	summary: 'Gives a merged conversation its messages back.',
	input: Pair.omit({ otherVersion: true }),
	output: Merged,
});

export const splitEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/split',
	allow: 'conversation.answer',
	summary: 'Makes a conversation of its own from one message; merging takes it back.',
	input: z.object({ conversationId: IdText, seenVersion: z.number().int(), messageId: IdText }),
	output: z.object({ id: IdText, version: z.number().int(), otherVersion: z.number().int() }),
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
