import { z } from 'zod';

import { Id, PostStateName } from './editorial.ts';
import { endpoint, IdText, Moment, Nothing } from './endpoint.ts';

export const waiveFindingEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/waivers',
	allow: 'post.read',
	summary: 'Lets one block pass, where the configuration says so, by whom it says, with a reason.',
	input: Id.extend({
		rule: z.string().max(60),
		field: z.string().max(120),
		found: z.string().max(50_000).nullable(),
		presenceId: IdText.nullable(),
		reason: z.string().trim().min(10).max(1000),
	}),
	output: z.object({ id: IdText, state: PostStateName }),
});

export const waiversTallyEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/waivers',
	allow: 'post.read',
	summary: 'How often each check was let pass in the last 90 days.',
	input: Nothing,
	output: z.object({
		since: Moment,
		items: z.array(z.object({ rule: z.string(), count: z.number(), posts: z.number() })),
	}),
});
