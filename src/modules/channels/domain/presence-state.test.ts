import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mayBecome, meaningOf, presenceStates, takingPart } from './presence-state.ts';

const state = fc.constantFrom(...presenceStates);

describe('the states of a presence', () => {
	it('are never left once it is retired, and never lead back to planned', () => {
		fc.assert(
			fc.property(state, state, (before, after) => {
				if (before === 'retired' || after === 'planned' || before === after)
					expect(mayBecome(before, after)).toBe(false);
			}),
		);
	});

	it('all lead to retired, and among those in use each leads to each', () => {
		const inUse = ['live', 'restrained', 'paused'] as const;
		for (const before of ['planned', ...inUse] as const) expect(mayBecome(before, 'retired')).toBe(true);
		for (const before of inUse) for (const after of inUse) expect(mayBecome(before, after)).toBe(before !== after);
		expect(mayBecome('planned', 'paused')).toBe(false);
	});

	it('say what leaves and what comes in: a restrained one reads and answers, and publishes what a lead lets pass', () => {
		expect(meaningOf.restrained).toEqual({ publishes: 'released', reads: true, answers: true });
		expect(takingPart).toEqual(['live', 'restrained']);
		for (const still of ['planned', 'paused', 'retired'] as const) expect(meaningOf[still].publishes).toBe('never');
	});
});
