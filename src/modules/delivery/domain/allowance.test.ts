import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Instant, minutes, plus } from '#kernel/time.ts';

import { type Bucket, type Candidate, choose, PER_HOST } from './allowance.ts';

const now = 1_800_000_000_000 as Instant;
const until = plus(now, minutes(5));
const costs = { publish: 1, edit: 1, withdraw: 0, picture: 2 };
const bucket = (more: Partial<Bucket>): Bucket => ({
	key: 'all',
	most: 300,
	remaining: 300,
	spare: 30,
	costs,
	resetAt: until,
	...more,
});
const candidate = (id: string, more: Partial<Candidate> = {}): Candidate => ({
	id,
	host: 'a.example',
	operation: 'publish',
	pictures: 0,
	buckets: ['all'],
	isTrial: false,
	...more,
});
const many = (count: number, more: Partial<Candidate> = {}) =>
	Array.from({ length: count }, (_, i) => candidate(`d${i}`, { host: `h${i}.example`, ...more }));
const given = (...buckets: readonly Bucket[]) => new Map(buckets.map((one) => [one.key, one]));
const pick = (candidates: readonly Candidate[], one: Bucket, underWay: readonly Candidate[] = []) =>
	choose(candidates, { buckets: given(one), underWay, now });

describe('what a network still allows', () => {
	it('is kept to before sending, with something spared for reading', () => {
		const { go, wait } = pick(many(10), bucket({ remaining: 34 }));
		expect(go).toHaveLength(4);
		expect(wait).toEqual([]);
		expect(pick(many(2), bucket({ remaining: 30 })).wait.map((one) => one.until)).toEqual([until, until]);
	});

	it('counts what is under way, and waits for its answer rather than for the next window', () => {
		const choice = pick(many(3), bucket({ remaining: 32 }), [candidate('u1'), candidate('u2')]);
		expect(choice).toEqual({ go: [], wait: [] });
	});

	it('begins anew with the next window', () => {
		expect(pick(many(3), bucket({ remaining: 0, resetAt: now })).go).toHaveLength(3);
	});

	it('is counted by what a delivery does and carries', () => {
		const media = bucket({
			key: 'media',
			most: 30,
			remaining: 3,
			spare: 0,
			costs: { publish: 0, edit: 0, withdraw: 0, picture: 1 },
		});
		const of = (id: string, pictures: number) => candidate(id, { pictures, buckets: ['media'] });
		const { go, wait } = pick([of('a', 4), of('b', 2), of('c', 0), of('d', 2)], media);
		expect(go).toEqual(['b', 'c']);
		expect(wait.map((one) => one.candidate.id)).toEqual(['a']);
	});

	it('lets one go alone that never fits beside the spare', () => {
		const small = bucket({ most: 2, remaining: 2, spare: 2 });
		expect(pick(many(2), small).go).toEqual(['d0']);
	});

	it('is never overdrawn, whatever is asked and under way', () => {
		const some = fc.record({
			operation: fc.constantFrom('publish' as const, 'edit' as const, 'withdraw' as const),
			pictures: fc.nat(4),
		});
		fc.assert(
			fc.property(fc.array(some), fc.array(some), fc.integer({ min: 0, max: 60 }), (asked, away, remaining) => {
				const one = bucket({ remaining, spare: 5, most: 61 });
				const candidates = asked.map((more, i) => candidate(`d${i}`, { ...more, host: null }));
				const underWay = away.map((more, i) => candidate(`u${i}`, { ...more, host: null }));
				const { go } = choose(candidates, { buckets: given(one), underWay, now });
				const cost = ({ operation, pictures }: Candidate) =>
					costs[operation] + (operation === 'withdraw' ? 0 : pictures * costs.picture);
				const chosen = candidates.filter(({ id }) => go.includes(id));
				const spent = [...chosen, ...underWay].reduce((sum, next) => sum + cost(next), 0);
				if (chosen.some((next) => cost(next) > 0)) expect(spent).toBeLessThanOrEqual(remaining - 5);
			}),
		);
	});
});

describe('a server', () => {
	it('gets a few requests at a time, and a single one while it is tried out', () => {
		const all = Array.from({ length: 40 }, (_, i) => candidate(`d${i}`, { buckets: [] }));
		expect(pick(all, bucket({})).go).toHaveLength(PER_HOST);
		const trial = all.map((one) => ({ ...one, isTrial: true }));
		expect(pick(trial, bucket({})).go).toEqual(['d0']);
		expect(pick(trial, bucket({}), [candidate('u')]).go).toEqual([]);
	});
});
