import { expect, it } from 'vitest';

import { decideProposal, holdsFor, noRule } from './reply-rule.ts';

const written = { presenceId: 'p1', kind: 'question', warnings: 1, answered: 3 } as const;

it('holds an answer for each reason of the rule, and for none without a rule', () => {
	expect(holdsFor(noRule, written)).toEqual([]);
	const strict = { always: true, presences: ['p1'], kinds: ['question'], risk: true, first: 4 } as const;
	expect(holdsFor(strict, written)).toEqual(['always', 'presence', 'kind', 'risk', 'new']);
	const mild = { ...strict, always: false };
	expect(holdsFor(mild, { presenceId: null, kind: 'form', warnings: 0, answered: 4 })).toEqual([]);
	expect(holdsFor({ ...noRule, risk: true }, { ...written, warnings: 0 })).toEqual([]);
	expect(holdsFor({ ...noRule, first: 3 }, written)).toEqual([]);
});

it('lets nobody approve their own words, no program, nothing that changed, and nothing twice', () => {
	const proposal = { state: 'waiting', hash: 'h', byId: 'anna' } as const;
	const word = (by: { id: string; kind: string }, seen = 'h', state: 'waiting' | 'approved' = 'waiting') => {
		const decided = decideProposal({ ...proposal, state }, by, seen);
		return decided.ok ? 'yes' : decided.error.type;
	};
	expect(word({ id: 'ben', kind: 'person' })).toBe('yes');
	expect(word({ id: 'anna', kind: 'person' })).toBe('proposal.own');
	expect(word({ id: 'key', kind: 'token' })).toBe('proposal.own');
	expect(word({ id: 'ben', kind: 'person' }, 'other')).toBe('proposal.changed');
	expect(word({ id: 'ben', kind: 'person' }, 'h', 'approved')).toBe('proposal.over');
});
