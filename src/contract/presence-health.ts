import { z } from 'zod';

import { rightUses } from '#kernel/right-use.ts';

import { AtPresence, ChannelName } from './channels.ts';
import { endpoint, IdText, Moment, PageQuery, pageOf } from './endpoint.ts';

/** A right under the network's own name, and what it is needed for. */
export const RightShape = z.object({ right: z.string(), uses: z.array(z.enum(rightUses)) });

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
		/** Null where the network does not say, or for who does not manage presences. `since`: when it was first seen that some are missing. */
		rights: z
			.object({ granted: z.array(z.string()), missing: z.array(RightShape), since: Moment.nullable() })
			.nullable(),
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
	kind: z.enum(['key-ends', 'not-well', 'answers-differ', 'budget-near', 'rights-missing']),
	/** How urgent: days left, or how it is; of a budget, the month it is for; of rights, which are missing. */
	stage: z.string().nullable(),
	/** What does not work while rights are missing. */
	lacks: z.array(z.enum(rightUses)),
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
