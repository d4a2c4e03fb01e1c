import { randomBytes } from 'node:crypto';

import { solveChallenge } from 'altcha-lib/v1';
import { expect, it } from 'vitest';
import { z } from 'zod';

import { hours, instant, minutes, plus, seconds } from '#kernel/time.ts';
import { machineIds } from '#platform/chance.ts';
import { woundClock } from '#platform/clock.ts';
import { createSealer } from '#platform/crypto/sealer.ts';
import { createRateLimit } from '#platform/http/rate-limit.ts';
import { createQuestionGuard } from './question-guard.ts';

const start = instant('2026-03-02T08:00:00Z');
const Task = z.object({ challenge: z.string(), salt: z.string(), algorithm: z.string(), maxnumber: z.number() });

const setUp = () => {
	const clock = woundClock(start);
	const guard = createQuestionGuard({ clock, ids: machineIds(clock), sealer: createSealer(randomBytes(32)) });
	return { clock, guard, wind: (ms: number) => clock.windTo(plus(clock.now(), ms), async () => undefined) };
};

it('finds a stamp too early, good, and too late, by the office’s clock', async () => {
	const { guard, wind } = setUp();
	const stamp = guard.stamp();
	expect(guard.check(stamp)).toBe('early');
	await wind(seconds(3) - 1);
	expect(guard.check(stamp)).toBe('early');
	await wind(1);
	expect(guard.check(stamp)).toBe('good');
	await wind(hours(24) - seconds(3));
	expect(guard.check(stamp)).toBe('good');
	await wind(1);
	expect(guard.check(stamp)).toBe('late');
});

it('knows its own stamps from every other', async () => {
	const { guard, wind } = setUp();
	const stamp = guard.stamp();
	const other = setUp().guard.stamp();
	await wind(seconds(10));
	const earlier = stamp.replace(/^\d+/, (at) => String(Number(at) - 60_000));
	for (const forged of [other, earlier, `${stamp}x`, stamp.slice(0, -1), '', '1.2.3', '.'.repeat(99)])
		expect([forged, guard.check(forged)]).toEqual([forged, 'forged']);
});

it('takes a solved task for twenty minutes, and remembers what it was spent on', async () => {
	const { guard, wind } = setUp();
	const task = Task.parse(await guard.task());
	const found = await solveChallenge(task.challenge, task.salt, task.algorithm, task.maxnumber).promise;
	const answer = Buffer.from(JSON.stringify({ ...task, signature: 'x', number: found?.number })).toString('base64');
	expect(await guard.isSolved(answer)).toBe(false);
	const whole = { ...(await guard.task()) };
	expect(whole).toHaveProperty('signature');
	const second = Task.loose().parse(whole);
	const number = (await solveChallenge(second.challenge, second.salt, second.algorithm, second.maxnumber).promise)
		?.number;
	const good = Buffer.from(JSON.stringify({ ...second, number })).toString('base64');
	expect(await guard.isSolved(good)).toBe(true);
	expect(guard.earlier(good)).toBeUndefined();
	guard.spend(good, 'receipt');
	expect(guard.earlier(good)).toBe('receipt');
	await wind(minutes(20) + seconds(1));
	expect(await guard.isSolved(good)).toBe(false);
});

it('counts per neighbourhood and window, and forgets yesterday', async () => {
	const { clock, wind } = setUp();
	const limit = createRateLimit({ clock, most: 3, windowMs: hours(1) });
	const tries = (address: string, count: number) => Array.from({ length: count }, () => limit.take(address));
	expect(tries('203.0.113.5', 4)).toEqual([true, true, true, false]);
	expect(limit.take('203.0.113.77')).toBe(false);
	expect(limit.take('203.0.112.5')).toBe(true);
	await wind(hours(1));
	expect(limit.take('203.0.113.5')).toBe(true);
	await wind(hours(24));
	expect(tries('203.0.113.5', 4)).toEqual([true, true, true, false]);
});
