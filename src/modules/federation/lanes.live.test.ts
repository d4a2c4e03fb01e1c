import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { ok } from '#kernel/result.ts';
import { days, hours, instant, minutes, plus, seconds, toDate } from '#kernel/time.ts';
import { machineIds } from '#platform/chance.ts';
import { type WoundClock, woundClock } from '#platform/clock.ts';
import { createDatabase, type Database, type Tx, tables } from '#platform/db/database.ts';
import { type Engine, openEngine } from '#platform/db/engine.ts';
import { freshDatabase } from '#tests/database.ts';

import { type Copy, claimRecipients } from './claim-recipients.ts';
import { forgetDeadHosts, reviveHosts } from './note-hosts.ts';
import { recordAttempts } from './record-attempts.ts';
import type { Carried } from './send-copy.ts';
import { writeActivity } from './write-activity.ts';

const START = instant('2026-03-02T08:00:00Z');
const origin = 'https://stadt.example';
const SILENT: Carried = { kind: 'later', reason: 'no answer', alive: false };
const TAKEN: Carried = { kind: 'taken', signature: 'cavage' };
const bare = tables<Record<string, never>>();

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let engine: Engine;
let db: Database;
let clock: WoundClock;

beforeAll(async () => {
	fresh = await freshDatabase();
	engine = openEngine(fresh.url, { max: 4 });
	db = createDatabase(engine);
});
afterAll(async () => {
	await engine.close();
	await fresh.drop();
});
beforeEach(async () => {
	clock = woundClock(START);
	await sql`truncate federation_recipient, federation_lane, federation_host, federation_follower, federation_activity,
		federation_actor`.execute(engine.engine);
	await sql`insert into federation_actor select name, 'unit', 'u', name, '', ''::bytea, '', ''::bytea, now()
		from unnest(array['p', 'q']) name`.execute(engine.engine);
});

const nobody = { all: false, some: false, presences: [] as readonly string[] };
const stoppedAmong = async () => new Set<string>();
const claim = async (
	more: { owner?: number; room?: number; busy?: Map<string, number>; held?: typeof nobody; unheard?: boolean } = {},
) => {
	const { owner = 1, room = 64, busy = new Map<string, number>(), held = nobody, unheard = false } = more;
	const { copies } = await claimRecipients(
		{ db, clock, delivery: { heldBack: async () => held, stoppedAmong } },
		{ owner, room, busy, answers: () => !unheard },
	);
	return copies;
};
const say = (inboxes: readonly string[], presenceId = 'p', key: string | null = null) =>
	db.transact('say', async (tx) => {
		const to = { presenceId, followers: false, inboxes };
		const made = { identifier: 'p', type: 'Create', object: {}, objectId: null, addressing: null, key } as const;
		await writeActivity(tx, { ids: machineIds(clock), clock, origin }, { ...made, audience: 'public', to });
		return ok(undefined);
	});
const record = (copies: readonly Copy[], carried: Carried) =>
	recordAttempts(
		{ db, clock },
		copies.map((copy) => ({ copy, carried })),
	);
const wait = (ms: number) => clock.windTo(plus(clock.now(), ms), async () => undefined);
const inboxes = (host: string, many: number) => Array.from({ length: many }, (_, n) => `https://${host}/inbox/${n}`);
const follows = async (host: string, shared = false) => {
	const inbox = `https://${host}/inbox/0`;
	await sql`insert into federation_follower values ('p', ${`https://${host}/u`}, ${inbox},
		${shared ? inbox : null}, ${host}, now())`.execute(engine.engine);
};
const followers = async (): Promise<string[]> =>
	(await sql<{ host: string }>`select host from federation_follower order by host`.execute(engine.engine)).rows.map(
		({ host }) => host,
	);

describe('a server that asks for time', () => {
	it('gets it for everything, even when another copy got through meanwhile', async () => {
		await say(inboxes('busy.example', 3));
		const [first, ...rest] = await claim();
		const until = plus(clock.now(), minutes(10));
		await record(first ? [first] : [], { kind: 'later', reason: 'HTTP 429', alive: true, until });
		await record(rest, TAKEN);
		await say(inboxes('busy.example', 2));
		await wait(minutes(10) - 1);
		expect(await claim()).toEqual([]);
		await wait(1);
		expect(await claim()).toHaveLength(3);
	});
});

describe('a server that does not answer', () => {
	it('is asked by one copy at a time, then left alone, and hurried to when it is back', async () => {
		await say(inboxes('dead.example', 50));
		const first = await claim();
		expect(first).toHaveLength(8);
		await record(first, SILENT);
		await wait(minutes(1));
		for (const failure of [2, 3]) {
			const copies = await claim();
			expect([failure, copies.length]).toEqual([failure, 1]);
			await record(copies, SILENT);
		}
		expect(await claim()).toEqual([]);
		await wait(minutes(1));
		await record(await claim(), TAKEN);
		expect(await claim()).toHaveLength(8);
	});

	it('is forgotten after a week of being asked in vain, with who follows there, and comes back when they follow', async () => {
		await follows('dead.example');
		await follows('living.example');
		const forget = () => db.transact('forget', async (tx) => ok(await forgetDeadHosts(tx, clock.now())));
		for (let asked = 0; asked < 28; asked += 1) {
			await say(['https://dead.example/inbox/0']);
			await record(await claim(), SILENT);
			expect(await forget()).toEqual({ ok: true, value: [] });
			await wait(hours(6));
		}
		expect(await forget()).toEqual({ ok: true, value: ['dead.example'] });
		expect(await followers()).toEqual(['living.example']);
		await wait(hours(12));
		expect(await claim()).toEqual([]);
		await db.transact('revive', async (tx) => ok(await reviveHosts(tx, ['dead.example'], clock.now())));
		await say(['https://dead.example/inbox/0']);
		expect(await claim()).toHaveLength(1);
	});
});

describe('an inbox', () => {
	it('that is gone for good is forgotten at once, with everybody who shared it', async () => {
		await follows('gone.example', true);
		await follows('living.example');
		await say(['https://gone.example/inbox/0']);
		await record(await claim(), { kind: 'gone' });
		expect(await followers()).toEqual(['living.example']);
	});
	it('that is not there is asked for a day before it is forgotten', async () => {
		await follows('odd.example');
		await say(['https://odd.example/inbox/0']);
		let tries = 0;
		while ((await followers()).length > 0) {
			const copies = await claim();
			if (copies.length > 0) tries += 1;
			await record(copies, { kind: 'later', reason: 'HTTP 404', alive: true, missing: true });
			if ((await followers()).length > 0) await wait(minutes(30));
			if (clock.now() - START < days(1)) expect(await followers()).toEqual(['odd.example']);
		}
		expect(tries).toBeGreaterThanOrEqual(5);
		expect(clock.now() - START).toBeLessThan(days(3));
	});
});

describe('many who wait', () => {
	it('for a server not heard of yet take little room until it answers', async () => {
		await say(inboxes('new.example', 30));
		expect(await claim({ unheard: true })).toHaveLength(2);
		expect(await claim({ unheard: true, busy: new Map([['new.example', 2]]) })).toEqual([]);
		expect(await claim({ busy: new Map([['new.example', 2]]) })).toHaveLength(6);
	});
	it('never have more than eight under way to one server, over all processes and presences', async () => {
		await say(inboxes('big.example', 30));
		await say(inboxes('big.example', 30), 'q');
		const [mine, theirs] = [await claim({ owner: 1 }), await claim({ owner: 2 })];
		expect([mine.length, theirs.length]).toEqual([8, 0]);
		await record(mine.slice(0, 3), TAKEN);
		expect(await claim({ owner: 2 })).toHaveLength(3);
	});
	it('a retry put off does not hold back what is said meanwhile', async () => {
		await say(inboxes('odd.example', 1));
		const copies = await claim();
		await record(copies, { kind: 'later', reason: 'HTTP 408', alive: true });
		await wait(seconds(1));
		await say(inboxes('odd.example', 1));
		expect(await claim()).toHaveLength(1);
	});
	it('what another process has just put into a lane is not put off by a retry', async () => {
		await say(inboxes('odd.example', 1));
		const copies = await claim();
		await sql`insert into federation_lane values ('odd.example', 'p', ${toDate(START)})`.execute(engine.engine);
		await record(copies, { kind: 'later', reason: 'HTTP 408', alive: true });
		const { rows } = await sql<{ next_at: Date }>`select next_at from federation_lane`.execute(engine.engine);
		expect(rows).toEqual([{ next_at: toDate(START) }]);
	});
	it('a presence that is held back waits, and the others go', async () => {
		await say(inboxes('a.example', 2));
		await say(inboxes('a.example', 1), 'q');
		const copies = await claim({ held: { all: false, some: true, presences: ['p'] } });
		expect(copies.map(({ presenceId }) => presenceId)).toEqual(['q']);
		expect(await claim()).toHaveLength(2);
	});
});

describe('what a switch stops by its topic', () => {
	const stopping = async (_: Tx, ids: readonly string[]) => new Set(ids.filter((id) => id === 'stopped'));
	const claimAll = async (some: boolean): Promise<readonly string[]> => {
		const left: string[] = [];
		for (let again = true; again; ) {
			const delivery = { heldBack: async () => ({ ...nobody, some }), stoppedAmong: stopping };
			const asking = { owner: 1, room: 64, busy: new Map<string, number>(), answers: () => true };
			const { copies, moved } = await claimRecipients({ db, clock, delivery }, asking);
			left.push(...copies.map(({ activityId }) => activityId));
			again = copies.length > 0 || moved;
		}
		return left;
	};
	it('is put aside once, keeps nobody from leaving, and leaves when it may', async () => {
		const hosts = Array.from({ length: 100 }, (_, n) => `https://h${n}.example/inbox`);
		await say(hosts, 'p', 'stopped');
		await say(hosts, 'p', 'free');
		expect(new Set(await claimAll(true)).size).toBe(1);
		const { rows } = await sql<{ held: number; lanes: number }>`select
			(select count(*)::integer from federation_recipient where held) as held,
			(select count(*)::integer from federation_lane) as lanes`.execute(engine.engine);
		expect(rows).toEqual([{ held: 100, lanes: 0 }]);
		expect(await claimAll(true)).toEqual([]);
		expect(await claimAll(false)).toHaveLength(100);
	});
});

describe('what a claim reads', () => {
	/** Copies for servers that are silent, full or held back, all in front of the living ones. */
	const block = async (many: number): Promise<Map<string, number>> => {
		const before = toDate(plus(START, -hours(1)));
		await sql`insert into federation_recipient (activity_id, presence_id, inbox, host, next_at, made_at, owner)
			select 'a', case when n % 3 = 2 then 'q' else 'p' end, 'https://x/' || n,
				(array['silent', 'full', 'held'])[n % 3 + 1] || (n / 3) % 40, ${before}, ${before},
				case when n % 3 = 1 and n / 3 < 320 then 9 end
			from generate_series(0, ${many}::integer - 1) n`.execute(engine.engine);
		await sql`insert into federation_lane select host, presence_id,
				case when host like 'silent%' then ${toDate(plus(START, hours(5)))}::timestamptz else ${before}::timestamptz end
			from federation_recipient group by host, presence_id`.execute(engine.engine);
		await say(Array.from({ length: 50 }, (_, n) => `https://living${n}.example/inbox`));
		await sql`analyze federation_recipient, federation_lane`.execute(engine.engine);
		return new Map(Array.from({ length: 40 }, (_, n) => [`full${n}`, 8]));
	};
	/** So far, as far as this connection has not told the others. */
	const rowsRead = async (tx: Tx): Promise<number> => {
		const { rows } = await sql<{ n: number }>`select sum(seq_tup_read + idx_tup_fetch)::integer as n
			from pg_stat_xact_user_tables where relname in ('federation_recipient', 'federation_lane')`.execute(bare(tx));
		return rows[0]?.n ?? Number.NaN;
	};
	const readBy = async (many: number): Promise<number> => {
		const busy = await block(many);
		let read = 0;
		const counting: Database = {
			...db,
			transact: (label, work) =>
				db.transact(label, async (tx) => {
					const before = await rowsRead(tx);
					const result = await work(tx);
					read = (await rowsRead(tx)) - before;
					return result;
				}),
		};
		const heldBack = async () => ({ all: false, some: true, presences: ['q'] });
		const claimed = await claimRecipients(
			{ db: counting, clock, delivery: { heldBack, stoppedAmong } },
			{ owner: 1, room: 64, busy, answers: () => true },
		);
		expect(claimed.copies.map(({ host }) => host).filter((host) => !host.startsWith('living'))).toEqual([]);
		expect(claimed.copies).toHaveLength(50);
		return read;
	};

	it('does not grow with what waits for servers that are silent, full or held back', async () => {
		const few = await readBy(4_000);
		await sql`truncate federation_recipient, federation_lane`.execute(engine.engine);
		const many = await readBy(40_000);
		expect(few).toBeLessThan(1_000);
		expect(many).toBeLessThanOrEqual(few * 1.1);
	});
});
