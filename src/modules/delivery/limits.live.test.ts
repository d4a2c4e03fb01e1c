import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { fail, ok } from '#kernel/result.ts';
import { instant, plus, seconds } from '#kernel/time.ts';
import type { Allowance, Channel } from '#modules/channels/index.ts';
import { anOrder, type Lane, openLane } from '#tests/faults/lane.ts';
import { startLoopback } from '#tests/faults/loopback.ts';

import { delivery } from './tables.ts';

let lane: Lane;
let limbs: Channel;
let close: () => Promise<void>;

beforeEach(async () => {
	lane = await openLane();
	// Only for what a channel says of itself; nothing is asked of this network.
	const loopback = await startLoopback(lane.clock, { memoryMs: null });
	limbs = loopback.channel;
	close = loopback.close;
});
afterEach(async () => {
	expect(lane.complaints).toEqual([]);
	await lane.close();
	await close();
});

/** A network that allows so many requests in a window, counts them together for all its accounts, and says what is left. */
const counting = (most: number, windowMs: number) => {
	const asked: number[] = [];
	let window = { from: 0, used: 0 };
	const account = (): Channel => {
		let said: readonly Allowance[] = [];
		return {
			...limbs,
			host: 'counts.example',
			allowances: () => said,
			async publish(_rendition, key) {
				const now = lane.clock.now();
				if (now - window.from >= windowMs) window = { from: now, used: 0 };
				window.used += 1;
				asked.push(window.used);
				const resetAt = plus(window.from as typeof now, windowMs);
				const remaining = Math.max(0, most - window.used);
				const costs = { publish: 1, edit: 1, withdraw: 1, picture: 0 };
				const place = { app: 'counts@counts.example', account: null, bucket: 'all' };
				said = [{ ...place, most, remaining, resetAt, spare: 0, costs }];
				if (window.used > most) return fail({ type: 'channel.throttled', until: resetAt, reason: 'too many' });
				return ok({ id: key, url: `https://counts.example/${key}` });
			},
		};
	};
	return { account, asked: () => asked };
};

describe('what a network allows', () => {
	it('is never overstepped: nobody is told to wait, by two processes and for two accounts of one application', async () => {
		const { account, asked } = counting(10, 60_000);
		lane.connect({ p1: account(), p2: account() });
		const other = await lane.join();
		await lane.delivery.start();
		await other.delivery.start();
		await lane.order({ subject: 'first1' }, { subject: 'first2', presenceId: 'p2' });
		await lane.settle();
		await lane.order(
			...Array.from({ length: 24 }, (_, i) => ({ subject: `s${i}`, presenceId: i % 2 === 0 ? 'p1' : 'p2' })),
		);
		await lane.settle();
		expect(asked()).toHaveLength(10);
		// What was said last is shown at the presence.
		expect(await lane.delivery.allowances('p1')).toMatchObject([
			{ bucket: 'all', most: 10, remaining: 0, resetAt: '2026-03-02T08:01:00.000Z' },
		]);
		expect(await lane.delivery.allowances('nobody')).toEqual([]);
		const waiting = (await lane.delivery.deliveriesOf(['s23']))[0];
		expect(waiting).toMatchObject({ state: 'waiting', attempts: 0, reason: { type: 'channel.throttled' } });
		expect(waiting?.nextAt).toBe(plus(instant('2026-03-02T08:00:00Z'), seconds(60)));
		await lane.at('2026-03-02T08:03:00Z');
		expect(asked()).toHaveLength(26);
		expect(Math.max(...asked())).toBe(10);
		expect(await lane.delivery.health()).toEqual([]);
	});
});

/** An account that does with a copy what its words say; what it holds goes on when it is freed. */
const obeying = () => {
	const asked: string[] = [];
	const freed = Promise.withResolvers<void>();
	const channel: Channel = {
		...limbs,
		host: 'obeys.example',
		async publish({ text }, key) {
			asked.push(text);
			if (text.startsWith('hold')) await freed.promise;
			const until = instant('2026-03-02T10:00:00Z');
			const isLater = lane.clock.now() >= until;
			if (text === 'throttle' && !isLater) return fail({ type: 'channel.throttled', until, reason: 'too many' });
			if (text === 'prepare' && !isLater) return fail({ type: 'channel.preparing', until, reason: 'not ready' });
			if (text === 'hold and refuse') return fail({ type: 'channel.rejected', field: 'text', reason: 'not liked' });
			return ok({ id: key, url: `https://obeys.example/${key}` });
		},
	};
	/** A copy with these words is ordered. */
	const tell = async (text: string): Promise<void> => {
		const rendition = { ...anOrder({}).rendition, text };
		await lane.order({ subject: text, rendition });
	};
	return { channel, asked, free: () => freed.resolve(), tell };
};

describe('a moment that the network named', () => {
	it.each([
		['hold', 'published'],
		['hold and refuse', 'refused'],
	])('comes no sooner by another copy that was on its way ("%s")', async (other, state) => {
		const { channel, asked, free, tell } = obeying();
		lane.connect({ p1: channel });
		await lane.delivery.start();
		await tell(other);
		while (asked.length < 1) await lane.one(other);
		await tell('throttle');
		while ((await lane.one('throttle')).reason === null) await lane.one('throttle');
		free();
		await lane.settle();
		expect(await lane.states(other)).toEqual([state]);
		await tell('later');
		await lane.at('2026-03-02T09:59:59Z');
		expect(asked).toEqual([other, 'throttle']);
		expect((await lane.delivery.status()).troubled).toMatchObject([{ presence_id: 'p1' }]);
		await lane.at('2026-03-02T10:00:00Z');
		expect(await lane.states('throttle')).toEqual(['published']);
		expect(await lane.states('later')).toEqual(['published']);
		expect((await lane.delivery.status()).troubled).toEqual([]);
	});

	it('is in the books before anything else is looked for', async () => {
		const { channel, asked, tell } = obeying();
		lane.connect({ p1: channel });
		await lane.delivery.start();
		const [held, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
		await tell('first');
		await lane.settle();
		// Somebody else has the row of the presence, so that nothing can be written down about it.
		const other = lane.corridor.db.transact('hold a presence', async (tx) => {
			await sql`select 1 from delivery_presence where presence_id = 'p1' for update`.execute(delivery(tx));
			held.resolve();
			await letGo.promise;
			return ok(undefined);
		});
		await held.promise;
		await tell('throttle');
		while (!asked.includes('throttle')) await lane.one('throttle');
		await tell('later');
		for (let look = 0; look < 20; look += 1) await lane.one('later');
		expect(asked).not.toContain('later');
		letGo.resolve();
		await other;
		await lane.settle();
		expect(asked).toEqual(['first', 'throttle']);
	});

	it('for a copy that is still prepared holds up no other', async () => {
		const { channel, tell } = obeying();
		lane.connect({ p1: channel });
		await lane.delivery.start();
		await tell('prepare');
		await lane.settle();
		expect(await lane.one('prepare')).toMatchObject({ state: 'waiting', reason: { type: 'channel.preparing' } });
		await tell('beside');
		await lane.settle();
		expect(await lane.states('beside')).toEqual(['published']);
		expect((await lane.delivery.status()).troubled).toEqual([]);
		await lane.at('2026-03-02T10:00:00Z');
		expect(await lane.states('prepare')).toEqual(['published']);
	});
});

/** Accounts at servers that answer, or do not. */
const server = (host: string) => {
	let isDown = false;
	let waiting = 0;
	const asked: string[] = [];
	const away = Promise.withResolvers<void>();
	const channel: Channel = {
		...limbs,
		host,
		async publish(_rendition, key) {
			asked.push(key);
			if (host === 'hangs.example') {
				waiting += 1;
				await away.promise;
			}
			return isDown
				? fail({ type: 'channel.unreachable', reason: 'refused' })
				: ok({ id: key, url: `https://${host}/${key}` });
		},
	};
	return {
		channel,
		asked: () => asked.length,
		waiting: () => waiting,
		down(is: boolean): void {
			isDown = is;
		},
		free: () => away.resolve(),
	};
};

describe('a server that is down', () => {
	it('is tried out by one delivery of one account, whichever of its accounts failed', async () => {
		const down = server('down.example');
		down.down(true);
		lane.connect({ a: down.channel, b: down.channel, c: down.channel });
		await lane.delivery.start();
		await lane.order(
			{ subject: 'a1', presenceId: 'a' },
			{ subject: 'b1', presenceId: 'b' },
			{ subject: 'c1', presenceId: 'c' },
		);
		await lane.settle();
		const before = down.asked();
		const rests = await lane.one('c1');
		expect(rests).toMatchObject({ state: 'waiting', held: 'presence' });
		await lane.order({ subject: 'c2', presenceId: 'c' }, { subject: 'a2', presenceId: 'a' });
		await lane.at('2026-03-02T08:00:29Z');
		expect(down.asked()).toBe(before);
		await lane.at('2026-03-02T08:00:30Z');
		expect(down.asked()).toBe(before + 1);
		down.down(false);
		await lane.at('2026-03-02T08:03:00Z');
		for (const subject of ['a1', 'a2', 'b1', 'c1', 'c2']) expect(await lane.states(subject)).toEqual(['published']);
		expect((await lane.delivery.status()).troubled).toEqual([]);
	});

	it('takes no place from the healthy: a hundred accounts that hang leave room for the one beside them', async () => {
		const hangs = server('hangs.example');
		const well = server('well.example');
		lane.connect({ well: well.channel });
		for (let i = 0; i < 100; i += 1) lane.connect({ [`h${i}`]: hangs.channel });
		await lane.delivery.start();
		await lane.order(
			...Array.from({ length: 400 }, (_, i) => ({ subject: `hang${i}`, presenceId: `h${i % 100}` })),
			...Array.from({ length: 40 }, (_, i) => ({ subject: `well${i}`, presenceId: 'well' })),
		);
		await lane.clock.windTo(lane.clock.now(), async () => undefined);
		while (well.asked() < 40) await lane.one('well0');
		expect(hangs.waiting()).toBe(hangs.asked());
		hangs.free();
		await lane.settle();
		expect(await lane.states('hang399')).toEqual(['published']);
	});
});
