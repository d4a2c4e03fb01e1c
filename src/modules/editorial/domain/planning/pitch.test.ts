import fc from 'fast-check';
import { expect, test } from 'vitest';

import { type PitchState, type PitchStep, stepPitch } from './pitch.ts';

const step = fc.constantFrom<PitchStep>('accept', 'decline', 'assign', 'draft');

test('a topic becomes a draft at most once, and only after somebody accepted it', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
			const taken: PitchStep[] = [];
			let state: PitchState = 'pitched';
			for (const one of steps) {
				const next = stepPitch(state, one);
				if (next !== null) taken.push(one);
				state = next ?? state;
			}
			const draft = taken.indexOf('draft');
			if (draft === -1) return true;
			const decided = taken.slice(0, draft).findLast((one) => one === 'accept' || one === 'decline');
			return decided === 'accept' && draft === taken.length - 1;
		}),
		{ numRuns: 1000 },
	);
});

test('the way of a topic', () => {
	expect(stepPitch('pitched', 'assign')).toBeNull();
	expect(stepPitch('declined', 'accept')).toBe('accepted');
	expect(stepPitch('drafted', 'decline')).toBeNull();
});
