import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { days, hours, type Instant, minutes } from '#kernel/time.ts';

import { type Abilities, backOff, decide, LATE_MS, mustLook, nextMove, type Standing } from './course.ts';

const now = 1_800_000_000_000 as Instant;
const ago = (ms: number): Instant => (now - ms) as Instant;
const hence = (ms: number): Instant => (now + ms) as Instant;

const fresh: Standing = { operation: 'publish', dueAt: now, doubtSince: null, attempts: 1, looks: 0, mayPublish: true };
const forgetful: Abilities = { remembersKeysForMs: 0, canFind: false };
const seeing: Abilities = { remembersKeysForMs: 0, canFind: true };
const mindful: Abilities = { remembersKeysForMs: hours(1), canFind: false };

describe('the next move', () => {
	it('is to send when it is certain that nothing is public', () => {
		expect(nextMove(fresh, forgetful, now)).toBe('send');
	});

	it('in doubt is to send only while the network surely recognises the key', () => {
		const doubtful = { ...fresh, doubtSince: ago(minutes(54)) };
		expect(nextMove(doubtful, mindful, now)).toBe('send');
		expect(nextMove(doubtful, mindful, hence(minutes(1)))).toBe('ask');
		expect(nextMove(doubtful, { ...mindful, canFind: true }, hence(minutes(1)))).toBe('look');
		expect(nextMove({ ...fresh, doubtSince: ago(days(900)) }, { ...mindful, remembersKeysForMs: null }, now)).toBe(
			'send',
		);
	});

	it('in doubt is to look, and where one cannot look to ask a person', () => {
		const doubtful = { ...fresh, doubtSince: ago(1) };
		expect(nextMove(doubtful, seeing, now)).toBe('look');
		expect(nextMove(doubtful, forgetful, now)).toBe('ask');
	});

	it('in doubt is to repeat after three looks in vain where the same words are refused', () => {
		const strict = { ...seeing, refusesDoubles: true };
		const moves = [0, 1, 2, 3, 4].map((looks) => nextMove({ ...fresh, doubtSince: ago(1), looks }, strict, now));
		expect(moves).toEqual(['look', 'look', 'look', 'send', 'look']);
		const fallen = { ...fresh, doubtSince: ago(1), looks: 3, mayPublish: false };
		expect(nextMove(fallen, strict, now)).toBe('look');
	});

	it('never makes anything public whose approval fell', () => {
		const fallen = { ...fresh, doubtSince: ago(1), mayPublish: false };
		expect(nextMove(fallen, mindful, now)).toBe('ask');
		expect(nextMove(fallen, { ...mindful, canFind: true }, now)).toBe('look');
	});
});

describe('what becomes of a failed attempt', () => {
	const at = { abilities: mindful, now };

	it('waits as long as the network asks, and is no case for review', () => {
		const until = hence(hours(5));
		expect(decide({ type: 'channel.throttled', until }, fresh, at)).toEqual({
			state: 'waiting',
			nextAt: until,
			review: false,
		});
	});

	it('is refused when the network puts it off for days', () => {
		const until = hence(days(4));
		expect(decide({ type: 'channel.exhausted', until }, fresh, at)).toEqual({ state: 'refused' });
	});

	it('is set aside once it would be more than half an hour late, except a change or a withdrawal', () => {
		const late = { ...fresh, dueAt: ago(LATE_MS) };
		expect(decide({ type: 'channel.unreachable' }, late, at)).toMatchObject({ state: 'waiting', review: true });
		expect(decide({ type: 'channel.unreachable' }, { ...late, operation: 'withdraw' }, at)).toMatchObject({
			state: 'waiting',
			review: false,
		});
	});

	it('is refused when our access is gone, but stays unclear when it may be public', () => {
		expect(decide({ type: 'channel.unauthorised' }, fresh, at)).toEqual({ state: 'refused' });
		const doubtful = { ...fresh, doubtSince: ago(1) };
		expect(decide({ type: 'channel.unauthorised' }, doubtful, at)).toMatchObject({ state: 'unclear' });
	});

	it('is left to a person after five tries, or at once when there is no way to find out', () => {
		const doubtful = { ...fresh, doubtSince: ago(1) };
		const lost = { type: 'channel.unclear' };
		expect(decide(lost, { ...doubtful, looks: 4 }, at)).toMatchObject({ state: 'unclear', nextAt: hence(backOff(4)) });
		expect(decide(lost, { ...doubtful, looks: 5 }, at)).toEqual({ state: 'unclear', nextAt: null });
		const away = decide({ type: 'channel.unreachable' }, { ...doubtful, looks: 50 }, at);
		expect(away).toEqual({ state: 'unclear', nextAt: hence(backOff(50)) });
		expect(decide(lost, doubtful, { abilities: forgetful, now })).toEqual({ state: 'unclear', nextAt: null });
	});

	it('counts every failure without a word of its own as doubt', () => {
		fc.assert(
			fc.property(fc.string(), (word) => {
				const trouble = { type: `some.${word}` };
				const next = decide(trouble, { ...fresh, doubtSince: ago(1) }, at);
				expect(next.state).toBe('unclear');
			}),
		);
	});

	it('never goes on before now, and never later than a network asked', () => {
		const kinds = ['throttled', 'preparing', 'exhausted', 'unreachable', 'unclear'];
		fc.assert(
			fc.property(
				fc.constantFrom(...kinds),
				fc.integer({ min: -hours(1), max: days(2) }),
				fc.integer({ min: 1, max: 50 }),
				(type, wait, attempts) => {
					const next = decide({ type: `channel.${type}`, until: hence(wait) }, { ...fresh, attempts }, at);
					if (next.state !== 'waiting') return;
					expect(next.nextAt).toBeGreaterThan(now);
					if (/throttled|preparing/.test(type)) expect(next.nextAt).toBe(Math.max(hence(wait), hence(1000)));
				},
			),
		);
	});
});

describe('a refusal', () => {
	it('is final, but says nothing about what may be public from before', () => {
		const rejected = { type: 'channel.rejected' };
		expect(decide(rejected, fresh, { abilities: mindful, now })).toEqual({ state: 'refused' });
		const doubtful = { ...fresh, doubtSince: ago(1) };
		expect(decide(rejected, doubtful, { abilities: mindful, now })).toMatchObject({ state: 'unclear' });
		expect(mustLook(rejected, doubtful.doubtSince, seeing)).toBe(true);
		expect(mustLook(rejected, fresh.doubtSince, seeing)).toBe(false);
	});
});
