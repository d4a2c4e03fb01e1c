import { describe, expect, it } from 'vitest';

import { type Mergeable, mayMerge, type Traits, together } from './merge.ts';

const one: Mergeable = {
	...{ id: 'a', counterpartId: 'p', presenceId: 'here', practice: false, mergedInto: null, sealed: false },
	moderated: false,
};
const two = { ...one, id: 'b' };
const refusal = (given: Partial<Mergeable>) => {
	const decided = mayMerge(one, { ...two, ...given });
	return decided.ok ? null : decided.error.type;
};

describe('merging two conversations', () => {
	it('joins only what one person said at one presence', () => {
		expect(refusal({})).toBeNull();
		expect(refusal({ counterpartId: 'q' })).toBe('conversation.not-alike');
		expect(refusal({ presenceId: 'there' })).toBe('conversation.not-alike');
		expect(refusal({ practice: true })).toBe('conversation.not-alike');
		expect(refusal({ id: 'a' })).toBe('conversation.not-alike');
		expect(refusal({ mergedInto: 'c' })).toBe('conversation.merged-already');
		expect(refusal({ moderated: true })).toBe('conversation.moderated');
		expect(refusal({ sealed: true })).toBe('conversation.handed-over');
		expect(mayMerge({ ...one, presenceId: null }, { ...two, presenceId: null }).ok).toBe(false);
	});

	const plain: Traits = {
		...{ state: 'answered', visibility: 'public', priority: 'normal', labels: ['x'] },
		...{ assigneeId: null, postId: null, dueAt: null },
	};

	it('is open if one of them is, due when the first is, and never wider', () => {
		const urgent: Traits = {
			...plain,
			state: 'open',
			priority: 'urgent',
			visibility: 'private',
			dueAt: 5,
			labels: ['y'],
		};
		expect(together(plain, urgent)).toMatchObject({
			...{ state: 'open', clockOf: 'b', priority: 'urgent', visibility: 'private', labels: ['x', 'y'] },
		});
		expect(together({ ...urgent, dueAt: 3 }, urgent).clockOf).toBe('a');
		expect(together({ ...plain, state: 'waiting' }, plain)).toMatchObject({ state: 'waiting', clockOf: 'a' });
	});
});
