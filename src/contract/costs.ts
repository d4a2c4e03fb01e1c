import { z } from 'zod';

import { priceKinds } from '#kernel/prices.ts';

import { PresenceShape } from './channels.ts';
import { endpoint, IdText, Moment, Nothing, PageQuery } from './endpoint.ts';

/** Millionths of a US dollar, never a fraction of one. */
const Micro = z.number().int().min(0);
const Kind = z.enum(priceKinds);

const Entry = z.object({
	id: IdText,
	at: Moment,
	kind: Kind,
	count: z.number().int(),
	/** What one cost then. */
	unit: Micro,
	micro: Micro,
	/** Nobody knows yet whether the network charged it. */
	possible: z.boolean(),
});
export type CostEntry = z.infer<typeof Entry>;

export const readCostsEndpoint = endpoint({
	method: 'GET',
	path: '/api/presences/:id/costs',
	allow: 'presence.read',
	summary:
		'How the month of an account stands that its network charges by the call, and what was charged, newest first.',
	input: PageQuery.extend({ id: IdText }),
	output: z.object({
		/** `2026-11`, in the zone of the office. */
		month: z.string(),
		/** False where its access is not paid by the call. */
		charged: z.boolean(),
		/** What practice would have cost; nothing was charged. */
		practice: z.boolean(),
		budget: z.object({
			state: z.enum(['none', 'well', 'warning', 'used-up']),
			budget: Micro.nullable(),
			spent: Micro,
			possible: Micro,
			left: Micro.nullable(),
			forecast: Micro.nullable(),
		}),
		kinds: z.array(z.object({ kind: Kind, count: z.number().int(), micro: Micro })),
		items: z.array(Entry),
		next: z.string().optional(),
	}),
});

export const setTermsEndpoint = endpoint({
	method: 'PUT',
	path: '/api/presences/:id/terms',
	allow: 'presence.manage',
	summary: 'Says how access to X is paid for, what a month may cost, and whether copies lead back by default.',
	input: z.object({
		id: IdText,
		tier: PresenceShape.shape.terms.unwrap().shape.tier,
		/** Null: no budget. At most a million dollars. */
		budget: Micro.max(1_000_000_000_000).nullable(),
		withLink: z.boolean(),
		/** Copies are counted once a day, which is charged as a reading; absent: as it was. */
		counts: z.boolean().exactOptional(),
	}),
	output: PresenceShape,
});

const PriceShape = z.object({
	/** The day the network's list is of. */
	asOf: z.iso.date(),
	prices: z.record(Kind, Micro.max(100_000_000)),
});
export type PriceView = z.infer<typeof PriceShape>;

export const readPricesEndpoint = endpoint({
	method: 'GET',
	path: '/api/prices/x',
	allow: 'presence.read',
	summary: 'What X charges by the call, as this office reckons.',
	input: Nothing,
	output: PriceShape,
});

export const keepPricesEndpoint = endpoint({
	method: 'PUT',
	path: '/api/prices/x',
	allow: 'presence.manage',
	summary: 'Keeps a new price list of X. What was booked keeps the price of its moment.',
	input: PriceShape,
	output: PriceShape,
});
