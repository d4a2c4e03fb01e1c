import { z } from 'zod';

import { endpoint, Nothing } from './endpoint.ts';
import { OpeningsShape } from './policy.ts';

export const openingsInForceEndpoint = endpoint({
	method: 'GET',
	path: '/api/policy/openings',
	allow: 'policy.read',
	summary: 'Networks on which a presence may be opened without a resolution.',
	input: Nothing,
	output: z.object({
		/** 0 is what the house came with. */
		number: z.number().int(),
		document: OpeningsShape,
		mayChange: z.boolean(),
	}),
});

export const changeOpeningsEndpoint = endpoint({
	method: 'PUT',
	path: '/api/policy/openings',
	allow: 'policy.manage',
	elevated: true,
	summary: 'Puts a new version in force of which networks may be opened without a resolution.',
	input: z.object({
		base: z.number().int().min(0),
		note: z.string().trim().min(3).max(500),
		document: OpeningsShape,
	}),
	output: z.object({ number: z.number() }),
});
