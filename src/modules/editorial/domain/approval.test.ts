import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Role } from '#kernel/permission.ts';
import { type Instant, minutes, plus } from '#kernel/time.ts';

import {
	type Approval,
	type Asked,
	type Decider,
	guestId,
	isApproved,
	isAsked,
	lackingStep,
	mayApprove,
	standingOf,
	unseenChange,
	validApprovals,
} from './approval.ts';
import type { StepRule } from './approval-rule.ts';

const start = 1_700_000_000_000 as Instant;
const people = ['anna', 'ben', 'cem', 'dora', guestId('g1')];
const roles: readonly Role[] = ['approver', 'lead', 'author'];

const stepOf = (id: string, more: Partial<StepRule> = {}): StepRule => ({
	...{ id, name: id, eyes: 1, deadlineMinutes: null, remindMinutes: null, substituteId: null, escalateTo: [] },
	deciders: {
		roles: ['approver', 'lead'],
		persons: [],
		guests: [{ id: 'g1', name: 'Gast', mail: 'g@x.example', office: 'Feuerwehr' }],
	},
	...more,
});
/** Few names, few hashes, few steps: what must never meet meets often. */
const step = (id: string): fc.Arbitrary<StepRule> =>
	fc
		.record({
			eyes: fc.constantFrom(1, 1, 2),
			deadlineMinutes: fc.constantFrom(null, 60),
			substituteId: fc.constantFrom(null, ...people),
			persons: fc.subarray(people),
			asked: fc.subarray([...roles]),
		})
		.map(({ persons, asked, ...rest }) => {
			const plain = stepOf(id);
			return { ...plain, ...rest, deciders: { ...plain.deciders, persons, roles: asked } };
		});
const approval: fc.Arbitrary<Approval> = fc.record({
	personId: fc.constantFrom(...people),
	contentHash: fc.constantFrom('h1', 'h1', 'h2'),
	voidAt: fc.constantFrom(null, null, null, 1),
	step: fc.constantFrom('one', 'one', 'two', 'three'),
	at: fc.integer({ min: 0, max: 300 }).map((n) => plus(start, minutes(n))),
	way: fc.constantFrom('desk', 'desk', 'link', 'change'),
	acceptedBy: fc.constantFrom(null, null, ...people),
});
const asked: fc.Arbitrary<Asked> = fc.record({
	contentHash: fc.constantFrom('h1', 'h1', 'h1', null),
	approvals: fc.array(approval, { maxLength: 7 }),
	plan: fc.record({
		...{
			ruleId: fc.constant('r'),
			ruleVersion: fc.constant(1),
			ruleName: fc.constant(''),
			askedAt: fc.constant(start),
		},
		order: fc.constantFrom('in-turn', 'at-once'),
		steps: fc.oneof(
			step('one').map((one) => [one]),
			fc.tuple(step('one'), step('two')),
		),
		wrote: fc.subarray(people, { minLength: 1, maxLength: 3 }),
	}),
});
const decider: fc.Arbitrary<Decider> = fc
	.constantFrom(...people)
	.chain((id) =>
		fc
			.subarray([...roles])
			.map((held) => (id.startsWith('guest:') ? { id, roles: [], guest: true } : { id, roles: held })),
	);
const often = { numRuns: 3000 };

describe('a yes', () => {
	it('never counts of anybody who wrote, void, to other content, outside the steps, or twice', () => {
		fc.assert(
			fc.property(asked, (post) => {
				const valid = validApprovals(post);
				for (const one of valid) {
					expect(post.plan.wrote).not.toContain(one.personId);
					expect(one.contentHash).toBe(post.contentHash);
					expect(one.voidAt).toBeNull();
					expect(post.plan.steps.map(({ id }) => id)).toContain(one.step);
				}
				expect(new Set(valid.map(({ personId }) => personId)).size).toBe(valid.length);
			}),
			often,
		);
	});

	it('is never taken from who wrote: not by role, by name, as a substitute, as a guest, or with a change', () => {
		fc.assert(
			fc.property(asked, decider, fc.integer({ min: 0, max: 200 }), (post, by, later) => {
				const answer = mayApprove(post, { by, hash: 'h1', now: plus(start, minutes(later)) });
				if (post.plan.wrote.includes(by.id)) expect(answer).toMatchObject({ error: { type: 'post.own-approval' } });
				else if (post.contentHash !== 'h1') expect(answer).toMatchObject({ error: { type: 'post.content-differs' } });
			}),
			often,
		);
	});

	it('is taken in an open step that asks this person, and in no other', () => {
		fc.assert(
			fc.property(asked, decider, fc.integer({ min: 0, max: 200 }), (post, by, later) => {
				const now = plus(start, minutes(later));
				const answer = mayApprove(post, { by, hash: 'h1', now });
				if (!answer.ok) return;
				const standing = standingOf(post).find(({ step: { id } }) => id === answer.value.id);
				expect(standing?.state).toBe('open');
				expect(standing && isAsked(standing, by, now)).toBe(true);
			}),
			often,
		);
	});
});

describe('an approved content', () => {
	it('was seen by as many different people as its steps ask, none of whom wrote it', () => {
		fc.assert(
			fc.property(asked, (post) => {
				if (!isApproved(post)) return;
				const eyes = post.plan.steps.reduce((sum, one) => sum + one.eyes, 0);
				const said = new Set(
					post.approvals
						.filter(({ contentHash, voidAt }) => contentHash === post.contentHash && voidAt === null)
						.map(({ personId }) => personId)
						.filter((id) => !post.plan.wrote.includes(id)),
				);
				expect(said.size).toBeGreaterThanOrEqual(eyes);
				expect(post.contentHash).not.toBeNull();
			}),
			often,
		);
	});

	it('holds no word that only one person has seen', () => {
		fc.assert(
			fc.property(asked, (post) => {
				if (!isApproved(post)) return;
				for (const change of validApprovals(post).filter(({ way }) => way === 'change')) {
					const seen = validApprovals(post).filter(({ personId }) => personId !== change.personId);
					const agreed = change.acceptedBy !== null && post.plan.wrote.includes(change.acceptedBy);
					expect(seen.length > 0 || agreed).toBe(true);
				}
			}),
			often,
		);
	});

	it('waits for the author where the only approver changed it', () => {
		const plan = {
			ruleId: null,
			ruleVersion: 1,
			ruleName: '',
			order: 'in-turn',
			steps: [stepOf('one')],
			wrote: ['anna'],
		} as const;
		const change: Approval = {
			...{ personId: 'cem', contentHash: 'h1', voidAt: null, step: 'one', at: start, way: 'change', acceptedBy: null },
		};
		const post = { plan: { ...plan, askedAt: start }, contentHash: 'h1', approvals: [change] };
		expect(isApproved(post)).toBe(false);
		expect(unseenChange(post)?.personId).toBe('cem');
		expect(isApproved({ ...post, approvals: [{ ...change, acceptedBy: 'cem' }] })).toBe(false);
		expect(isApproved({ ...post, approvals: [{ ...change, acceptedBy: 'anna' }] })).toBe(true);
	});
});

describe('steps in turn', () => {
	it('open one after the other, each with its own deadline', () => {
		const steps = [stepOf('one', { deadlineMinutes: 30 }), stepOf('two', { deadlineMinutes: 60 })];
		const plan = {
			ruleId: null,
			ruleVersion: 1,
			ruleName: '',
			order: 'in-turn',
			steps,
			wrote: ['anna'],
			askedAt: start,
		} as const;
		const waiting = { plan, contentHash: 'h1', approvals: [] };
		expect(standingOf(waiting).map(({ state, dueAt }) => [state, dueAt])).toEqual([
			['open', plus(start, minutes(30))],
			['waits', null],
		]);
		const at = plus(start, minutes(10));
		const yes: Approval = {
			...{ personId: 'ben', contentHash: 'h1', voidAt: null, step: 'one', at, way: 'desk', acceptedBy: null },
		};
		const second = standingOf({ ...waiting, approvals: [yes] })[1];
		expect(second).toMatchObject({ state: 'open', openedAt: at, dueAt: plus(at, minutes(60)) });
		const cem = { id: 'cem', roles: ['lead'] } as const;
		const leadOnly = [stepOf('one'), stepOf('two', { deciders: { roles: ['lead'], persons: [], guests: [] } })];
		const early = { ...waiting, plan: { ...plan, steps: leadOnly } };
		expect(mayApprove(early, { by: { id: 'dora', roles: ['author'] }, hash: 'h1', now: start })).toMatchObject({
			error: { type: 'post.not-asked' },
		});
		const done = { ...early, approvals: [yes] };
		expect(mayApprove(done, { by: cem, hash: 'h1', now: start })).toMatchObject({ ok: true, value: { id: 'two' } });
		const named = [
			stepOf('one', { deciders: { roles: ['approver'], persons: [], guests: [] } }),
			leadOnly[1] ?? stepOf('two'),
		];
		expect(
			mayApprove({ ...early, plan: { ...plan, steps: named } }, { by: cem, hash: 'h1', now: start }),
		).toMatchObject({
			error: { type: 'post.step-waits' },
		});
	});

	it('ask the substitute once the deadline has passed, and not before', () => {
		const dueAt = plus(start, minutes(30));
		const standing = { step: stepOf('one', { substituteId: 'lars', deadlineMinutes: 30 }), dueAt };
		const lars = { id: 'lars', roles: [] };
		expect(isAsked(standing, lars, plus(dueAt, -1))).toBe(false);
		expect(isAsked(standing, lars, dueAt)).toBe(true);
	});
});

describe('a plan', () => {
	it('is only asked for when different people can fulfil it', () => {
		const [one, two] = [stepOf('one'), stepOf('two', { eyes: 2 })];
		const enough = new Map([
			['one', ['cem']],
			['two', ['cem', 'ben', 'dora']],
		]);
		expect(lackingStep([one, two], enough)).toBeNull();
		expect(lackingStep([two, one], enough)).toBeNull();
		expect(lackingStep([one, two], new Map([...enough, ['two', ['cem', 'ben']]]))?.id).toBe('two');
	});
});
