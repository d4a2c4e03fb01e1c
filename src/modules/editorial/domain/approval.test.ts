import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Approval, isApproved, mayApprove } from './approval.ts';

const people = ['anna', 'ben', 'cem', 'dora'];
const hashes = ['h1', 'h2'];
const approval: fc.Arbitrary<Approval> = fc.record({
	personId: fc.constantFrom(...people),
	contentHash: fc.constantFrom(...hashes),
	voidAt: fc.constantFrom(null, null, 1),
});
const asked = fc.record({
	authorId: fc.constantFrom(...people),
	editors: fc.subarray(people),
	contentHash: fc.constantFrom(...hashes, null),
	approvals: fc.array(approval, { maxLength: 5 }),
});

describe('four eyes', () => {
	it('never count the author, an editor, a void yes, or a yes to other content', () => {
		fc.assert(
			fc.property(asked, (post) => {
				const counts = post.approvals.some(
					({ personId, contentHash, voidAt }) =>
						personId !== post.authorId &&
						!post.editors.includes(personId) &&
						contentHash === post.contentHash &&
						voidAt === null,
				);
				expect(isApproved(post)).toBe(counts);
			}),
			{ numRuns: 1000 },
		);
	});
	it('never let the author or an editor say yes', () => {
		fc.assert(
			fc.property(asked, fc.constantFrom(...people), fc.constantFrom(...hashes), (post, by, hash) => {
				const answer = mayApprove(post, by, hash);
				if (by === post.authorId || post.editors.includes(by))
					expect(answer).toEqual({ ok: false, error: { type: 'post.own-approval' } });
				else if (hash !== post.contentHash)
					expect(answer).toEqual({ ok: false, error: { type: 'post.content-differs' } });
			}),
			{ numRuns: 1000 },
		);
	});
	it('take one yes of another person to the content asked for', () => {
		const post = { authorId: 'anna', editors: ['ben'], contentHash: 'h1', approvals: [] };
		expect(mayApprove(post, 'cem', 'h1').ok).toBe(true);
		const approvals = [{ personId: 'cem', contentHash: 'h1', voidAt: null }];
		expect(isApproved({ ...post, approvals })).toBe(true);
		expect(mayApprove({ ...post, approvals }, 'cem', 'h1')).toEqual({
			ok: false,
			error: { type: 'post.approved-already' },
		});
	});
});
