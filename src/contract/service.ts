import { z } from 'zod';

import { endpoint, IdText } from './endpoint.ts';

export const Priority = z.enum(['low', 'normal', 'high', 'urgent']);
export const AskingKind = z.enum(['question', 'comment', 'mention', 'direct', 'form']);

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const Span = z.tuple([Time, Time]).readonly();
const Day = z.array(Span).max(4).readonly();

const ServiceShape = z.object({
	/** Monday first; no span: closed. */
	week: z.tuple([Day, Day, Day, Day, Day, Day, Day]).readonly(),
	/** ISO 3166-2; null: the Land of the authority. */
	land: z
		.string()
		.regex(/^DE-[A-Z]{2}$/)
		.nullable(),
	closures: z
		.array(z.object({ from: z.iso.date(), until: z.iso.date(), note: z.string().trim().max(120) }))
		.max(60)
		.readonly(),
	/** How soon a first answer comes; null stands for every one, the row that says most counts. */
	promises: z
		.array(
			z.object({
				presenceId: IdText.nullable(),
				kind: AskingKind.nullable(),
				priority: Priority.nullable(),
				clock: z.enum(['open', 'wall']),
				minutes: z.number().int().min(5).max(43_200),
			}),
		)
		.max(60)
		.readonly(),
	/** Percent of the time after which those who answer are reminded. */
	warnShare: z.number().int().min(10).max(95),
	mailbox: z.union([z.literal(''), z.email().max(200)]),
});
export type ServiceView = z.output<typeof ServiceShape>;

export const serviceEndpoint = endpoint({
	method: 'GET',
	path: '/api/service',
	allow: 'service.manage',
	summary: 'When a unit is there and how soon it promises to answer.',
	input: z.object({ unit: IdText }),
	output: z.object({
		own: z.boolean(),
		/** Whose hours it inherits, or would; null: nobody above has set any. */
		from: IdText.nullable(),
		version: z.number().int(),
		service: ServiceShape,
		presences: z.array(z.object({ id: IdText, name: z.string() })),
	}),
});

export const saveServiceEndpoint = endpoint({
	method: 'PUT',
	path: '/api/service',
	allow: 'service.manage',
	summary: 'Gives a unit its own hours and promises, or with null those of the unit above.',
	input: z.object({ unit: IdText, version: z.number().int(), service: ServiceShape.nullable() }),
	output: z.object({ version: z.number().int() }),
});

export const prioritiseEndpoint = endpoint({
	method: 'PUT',
	path: '/api/conversations/:conversationId/priority',
	allow: 'conversation.answer',
	summary: 'Says how urgent a conversation is; its deadline follows.',
	input: z.object({ conversationId: IdText, priority: Priority }),
	output: z.object({ version: z.number().int() }),
});
