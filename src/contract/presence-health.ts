import { z } from 'zod';

import { AtPresence, ChannelName } from './channels.ts';
import { endpoint, IdText, Moment, PageQuery, pageOf } from './endpoint.ts';

const Outcome = z.enum(['well', 'ill', 'unauthorised']);

export const presenceHealthEndpoint = endpoint({
	method: 'GET',
	path: '/api/presences/:id/health',
	allow: 'presence.read',
	summary: 'How a presence answered on each of the last ninety days, and what its key was granted.',
	input: AtPresence,
	output: z.object({
		/** The earliest first; null: nobody asked on that day. */
		days: z.array(z.object({ day: z.iso.date(), outcome: Outcome.nullable() })),
		/** Fields by which the network answered otherwise than agreed, never what stood in them. */
		surprises: z.array(z.object({ field: z.string(), count: z.number(), firstAt: Moment, lastAt: Moment })),
		/** Null where the network does not say, or for who does not manage presences. */
		scopes: z.object({ granted: z.array(z.string()), missing: z.array(z.string()) }).nullable(),
		/** Since when its network is asked to call when something comes in, why that failed last, and when it called. Null where it never does. */
		wake: z
			.object({ subscribedAt: Moment.nullable(), reason: z.string().nullable(), heardAt: Moment.nullable() })
			.nullable(),
	}),
});

export const LookShape = z.object({
	at: Moment,
	outcome: Outcome,
	/** What the network said, without secrets. */
	reason: z.string().nullable(),
	latency: z.enum(['quick', 'slow', 'very-slow']),
});

export const presenceLooksEndpoint = endpoint({
	method: 'GET',
	path: '/api/presences/:id/looks',
	allow: 'presence.read',
	summary: 'Every look at a presence of the last ninety days, the latest first.',
	input: AtPresence.extend(PageQuery.shape),
	output: pageOf(LookShape),
});

export const PresenceTaskShape = z.object({
	presenceId: IdText,
	kind: z.enum(['key-ends', 'not-well', 'answers-differ', 'budget-near']),
	/** How urgent: days left, or how it is; of a budget, the month it is for. */
	stage: z.string().nullable(),
	name: z.string(),
	channel: ChannelName,
	practice: z.boolean(),
	unitId: IdText,
	openedAt: Moment,
	keyEndsAt: Moment.nullable(),
});
export type PresenceTask = z.infer<typeof PresenceTaskShape>;

export const presenceTasksEndpoint = endpoint({
	method: 'GET',
	path: '/api/presence-tasks',
	allow: 'presence.read',
	summary: 'What waits at presences for those who manage them or are responsible for them, the oldest first.',
	input: PageQuery,
	output: pageOf(PresenceTaskShape),
});
