import { z } from 'zod';

import { networkNames } from '#kernel/channel-name.ts';

import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';
import { legalBases } from './records.ts';

/** Where words of others come from; each has terms of its own. */
export const KeptSource = z.enum(['form', ...networkNames, 'activitypub', 'mail']);

const FoundCounterpart = z.object({
	id: IdText,
	channel: z.string(),
	/** What stands on the desk for them. */
	label: z.string(),
	/** The name is not kept any more. */
	masked: z.boolean(),
	/** False: only the name is the same, not the server behind it. */
	whole: z.boolean(),
	conversations: z.number().int(),
	firstAt: Moment.nullable(),
	lastAt: Moment.nullable(),
	/** The newest of them, to tell whether it is the person who asks. */
	newest: z.array(z.object({ id: IdText, excerpt: z.string(), lastAt: Moment })),
	/** The open request to erase. */
	erasureId: z.string().nullable(),
});
export type FoundCounterpart = z.infer<typeof FoundCounterpart>;

export const findCounterpartsEndpoint = endpoint({
	method: 'POST',
	path: '/api/counterparts/find',
	allow: 'counterpart.find',
	elevated: true,
	summary:
		'Looks for a name on one network (or a mail address at the form) by keyed fingerprint; the record keeps why.',
	input: z.object({
		channel: KeptSource,
		handle: z.string().trim().min(1).max(300),
		/** Why it is looked for: the file of the request, say. */
		reason: z.string().trim().min(3).max(300),
	}),
	output: z.object({ items: z.array(FoundCounterpart) }),
});

export const exportCounterpartEndpoint = endpoint({
	method: 'POST',
	path: '/api/counterparts/:counterpartId/export',
	allow: 'counterpart.export',
	elevated: true,
	summary: 'All that is kept about one counterpart, as a file to hand out; no name of staff is in it.',
	input: z.object({ counterpartId: IdText, reason: z.string().trim().min(3).max(300) }),
	output: z.object({ name: z.string(), file: z.string() }),
});

export const askErasureEndpoint = endpoint({
	method: 'POST',
	path: '/api/counterparts/:counterpartId/erasure',
	allow: 'counterpart.erase',
	elevated: true,
	summary: 'Asks to erase all that one counterpart said; nothing goes before another person confirms.',
	input: z.object({
		counterpartId: IdText,
		legalBasis: z.enum(legalBases),
		reason: z.string().trim().min(3).max(500),
	}),
	output: z.object({ id: IdText }),
	creates: true,
});

const Erasure = z.object({
	id: IdText,
	counterpartId: IdText,
	/** How the desk names them now; null once nothing of them is left. */
	label: z.string().nullable(),
	channel: z.string(),
	legalBasis: z.enum(legalBases),
	reason: z.string(),
	state: z.enum(['open', 'done', 'declined']),
	/** How many conversations it is or was about. */
	conversations: z.number().int(),
	requestedAt: Moment,
	decidedAt: Moment.nullable(),
	own: z.boolean(),
});
export type CounterpartErasure = z.infer<typeof Erasure>;

export const erasuresEndpoint = endpoint({
	method: 'GET',
	path: '/api/counterpart-erasures',
	allow: 'counterpart.erase',
	summary: 'Requests to erase what counterparts said, newest first.',
	input: PageQuery,
	output: pageOf(Erasure),
});

export const decideErasureEndpoint = endpoint({
	method: 'POST',
	path: '/api/counterpart-erasures/:id/decide',
	allow: 'counterpart.erase',
	elevated: true,
	summary: 'Another person erases for good, or turns the request down; who asked may take it back.',
	input: z.object({ id: IdText, decision: z.enum(['confirm', 'decline']) }),
	output: z.object({ conversations: z.number().int() }),
});

export const revealEndpoint = endpoint({
	method: 'POST',
	path: '/api/conversations/:conversationId/reveal',
	allow: 'conversation.reveal',
	summary: 'One message with the personal data in it; the record keeps who looked.',
	input: z.object({ conversationId: IdText, messageId: IdText }),
	/** Null: no such message is there any more. */
	output: z.object({ text: z.string().nullable() }),
});

const Days = z.coerce.number().int().min(1).max(3_650);
export const RetentionTerms = z.object({
	nameDays: Days,
	wordDays: Days.min(30),
	/** At least as long as one may object. */
	evidenceDays: Days.min(184),
});

export const retentionEndpoint = endpoint({
	method: 'GET',
	path: '/api/retention',
	allow: 'retention.manage',
	summary: 'How long names, words and evidence of others are kept, per source, and what the last round did.',
	input: Nothing,
	output: z.object({
		items: z.array(
			RetentionTerms.extend({
				source: KeptSource,
				version: z.number().int(),
				/** What the network itself allows at most, whatever the house has set: names, and words. */
				most: z.object({ nameHours: z.number().int(), wordHours: z.number().int() }).nullable(),
				ran: z
					.object({ at: Moment, names: z.number().int(), conversations: z.number().int(), evidence: z.number().int() })
					.nullable(),
			}),
		),
	}),
});
export type Retention = z.output<typeof retentionEndpoint.output>['items'][number];

export const saveRetentionEndpoint = endpoint({
	method: 'PUT',
	path: '/api/retention/:source',
	allow: 'retention.manage',
	elevated: true,
	summary: 'Sets the terms of one source; what is over goes in the next round.',
	input: RetentionTerms.extend({ source: KeptSource, seenVersion: z.number().int() }),
	output: z.object({ version: z.number().int() }),
});
