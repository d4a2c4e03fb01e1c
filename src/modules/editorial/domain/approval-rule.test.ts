import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type ApprovalRule, DEFAULT_RULE, MENTOR_STEP, type Risk, riskOf, ruleFor, stepsFor } from './approval-rule.ts';

const rule = (id: string, more: Partial<ApprovalRule> = {}): ApprovalRule => ({ ...DEFAULT_RULE, id, ...more });
const about = {
	unitPath: ['amt', 'dezernat', 'stadt'],
	channels: ['newsroom', 'mastodon'],
	kind: 'news',
	risk: 'hint',
} as const;
const pick = (rules: readonly ApprovalRule[], more: object = {}) => ruleFor(rules, { ...about, ...more }).id;

describe('the rule in force', () => {
	it('is the one the program brings along where no other fits: two pairs of eyes within the unit', () => {
		const elsewhere = rule('x', { unitId: 'anderes' });
		expect(ruleFor([elsewhere], about)).toBe(DEFAULT_RULE);
		expect(DEFAULT_RULE.steps).toMatchObject([{ eyes: 1, deciders: { roles: ['approver', 'lead'] } }]);
	});
	it('fits by unit, channel, kind and risk', () => {
		expect(pick([rule('channel', { channels: ['bluesky'] })])).toBeNull();
		expect(pick([rule('channel', { channels: ['mastodon', 'bluesky'] })])).toBe('channel');
		expect(pick([rule('kind', { kinds: ['press-release'] })])).toBeNull();
		expect(pick([rule('kind', { kinds: ['press-release'] })], { kind: 'press-release' })).toBe('kind');
		expect(pick([rule('risk', { risk: 'warning' })])).toBeNull();
		expect(pick([rule('risk', { risk: 'warning' })], { risk: 'warning' })).toBe('risk');
		expect(pick([rule('risk', { risk: 'hint' })], { risk: 'block' })).toBe('risk');
	});
	it('is that for the graver risk, then of the nearer unit, then with channels, then with kinds, then the older', () => {
		const all = [
			rule('a-old'),
			rule('b-new'),
			rule('kinds', { kinds: ['news'] }),
			rule('channels', { channels: ['newsroom'] }),
			rule('far', { unitId: 'stadt' }),
			rule('near', { unitId: 'amt' }),
			rule('grave', { risk: 'hint' }),
		];
		const names = ['grave', 'near', 'far', 'channels', 'kinds', 'a-old', 'b-new'];
		for (let left = 0; left < names.length; left += 1)
			expect(pick(all.filter(({ id }) => names.slice(left).includes(id ?? '')))).toBe(names[left]);
	});
	it('does not hang on the order in which rules are read', () => {
		const any = fc.record({
			unitId: fc.constantFrom(null, 'amt', 'stadt', 'anderes'),
			risk: fc.constantFrom<Risk>('none', 'hint', 'warning'),
			channels: fc.subarray(['newsroom', 'bluesky']),
			kinds: fc.subarray(['news' as const, 'notice' as const]),
		});
		fc.assert(
			fc.property(fc.array(any, { maxLength: 6 }), (made) => {
				const rules = made.map((body, at) => rule(`r${at}`, body));
				expect(pick(rules)).toBe(pick(rules.toReversed()));
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('risk', () => {
	it('is the gravest finding', () => {
		expect(riskOf([])).toBe('none');
		expect(riskOf([{ severity: 'hint' }, { severity: 'warning' }, { severity: 'hint' }])).toBe('warning');
	});
});

describe('a mentor', () => {
	const mentored = rule('m', { mentor: { posts: 3, personId: 'jana' } });
	it('comes first while the author is new, and stays away after', () => {
		expect(stepsFor(mentored, 2).map(({ id }) => id)).toEqual([MENTOR_STEP, 'approval']);
		expect(stepsFor(mentored, 2)[0]?.deciders.persons).toEqual(['jana']);
		expect(stepsFor(mentored, 3).map(({ id }) => id)).toEqual(['approval']);
	});
	it('is anybody who may approve where nobody is named', () => {
		const [first] = stepsFor(rule('m', { mentor: { posts: 1, personId: null } }), 0);
		expect(first?.deciders).toMatchObject({ persons: [], roles: ['approver', 'lead'] });
	});
});
