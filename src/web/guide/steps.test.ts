import { describe, expect, it } from 'vitest';

import { type Facts, stepOf } from './steps.ts';

const nothing: Facts = { post: null, conversation: null, proofSeen: false };

describe('the step of the round', () => {
	it.each([
		[{}, 'write'],
		[{ post: 'draft' }, 'write'],
		[{ post: 'in-approval' }, 'approve'],
		[{ post: 'approved' }, 'publish'],
		[{ post: 'scheduled' }, 'publish'],
		[{ post: 'published' }, 'answer'],
		[{ post: 'published', conversation: 'open' }, 'answer'],
		[{ post: 'published', conversation: 'answered' }, 'prove'],
		[{ post: 'withdrawn', conversation: 'closed' }, 'prove'],
		[{ post: 'published', conversation: 'closed', proofSeen: true }, null],
		// Sent back, or corrected: the round follows the post, also backwards.
		[{ post: 'draft', conversation: 'answered', proofSeen: true }, 'write'],
	] as const)('%j is %j', (facts, step) => expect(stepOf({ ...nothing, ...facts })).toBe(step));
});
