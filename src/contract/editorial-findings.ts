import { z } from 'zod';

import { Moment } from './endpoint.ts';

/** Something a check found. */
export const FindingShape = z.object({
	rule: z.string(),
	severity: z.enum(['block', 'warning', 'hint']),
	paragraph: z.string().nullable(),
	field: z.string(),
	presenceId: z.string().nullable(),
	range: z.tuple([z.number(), z.number()]).nullable(),
	found: z.string().nullable(),
	mend: z.string().nullable(),
	values: z.record(z.string(), z.union([z.string(), z.number()])),
	/** The number of the house's guideline that the check rests on. */
	guideline: z.object({ number: z.string(), title: z.string() }).nullable(),
	/** Roles that may let this block pass. */
	waivableBy: z.array(z.string()),
	waived: z.object({ by: z.string(), at: Moment, reason: z.string() }).nullable(),
});

/** By which versions of the rules a content was checked, and what stood beside it. */
export const VerdictShape = z.object({
	checks: z.number(),
	profile: z.number(),
	warnings: z.number(),
	hints: z.number(),
	waived: z.number(),
	at: Moment,
});
