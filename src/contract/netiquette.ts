import { z } from 'zod';

import { endpoint, IdText, Moment, Nothing } from './endpoint.ts';

const Said = z.object({ title: z.string().trim().min(1).max(120), text: z.string().trim().min(1).max(1_500) });

/** What holds for those who write to us: numbered rules in both languages. Every change makes a new version. */
export const NetiquetteShape = z.object({
	intro: z.object({ de: z.string().trim().min(1).max(2_000), en: z.string().trim().min(1).max(2_000) }),
	rules: z
		.array(z.object({ number: z.string().trim().min(1).max(20), de: Said, en: Said }))
		.min(1)
		.max(40),
});

export const netiquetteEndpoint = endpoint({
	method: 'GET',
	path: '/api/policy/netiquette',
	allow: 'policy.read',
	summary: 'The netiquette in force.',
	input: Nothing,
	output: z.object({
		/** 0 is what the house came with. */
		number: z.number().int(),
		at: Moment.nullable(),
		by: z.object({ id: IdText, name: z.string() }).nullable(),
		note: z.string(),
		document: NetiquetteShape,
		mayChange: z.boolean(),
	}),
});

export const changeNetiquetteEndpoint = endpoint({
	method: 'PUT',
	path: '/api/policy/netiquette',
	allow: 'policy.manage',
	elevated: true,
	summary: 'Puts a new version of the netiquette in force; acts keep citing the version of their day.',
	input: z.object({
		base: z.number().int().min(0),
		note: z.string().trim().min(3).max(500),
		document: NetiquetteShape,
	}),
	output: z.object({ number: z.number() }),
});
