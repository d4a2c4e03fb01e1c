import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { minutes, plus } from '#kernel/time.ts';
import type { Delivery, Outcome } from '#modules/delivery/index.ts';

import { type Attempt, carry } from '../../src/modules/delivery/carry.ts';
import { type Claimed, claimDue } from '../../src/modules/delivery/claim.ts';
import { lockKey, takeOver } from '../../src/modules/delivery/owner.ts';
import { recordAttempts } from '../../src/modules/delivery/record.ts';
import { takenAt } from '../../src/modules/delivery/store.ts';
import { anOrder, type Lane, lead, openLane } from '../faults/lane.ts';
import { addressOf, createNetwork, type Help, type ModelNetwork, type Mood } from './network.ts';

const acts = ['pause', 'resume', 'edit', 'withdraw', 'recall', 'void'] as const;
const moods = ['lost', 'throttled', 'expired', 'down', 'dies-before', 'dies-after'] as const;
export const commands = [...acts, ...moods] as const;
export type Command = (typeof commands)[number];

export interface Course {
	readonly help: Help;
	readonly course: readonly Command[];
}

/** One delivery, its network, and what befalls both. */
export interface World {
	readonly id: string;
	readonly help: Help;
	readonly course: readonly Command[];
	/** Of how many posts it consists. */
	readonly parts: number;
	readonly network: ModelNetwork;
	paused: boolean;
	approved: boolean;
	recalled: boolean;
	withdrawn: boolean;
}

export const BEFORE = 'Die Brücke ist gesperrt.';
export const AFTER = 'Die Brücke ist wieder frei.';
/** Longer than any pause between two tries, shorter than what counts as too late. */
const STEP_MS = minutes(6);
/** One statement of the database takes no more. */
const AT_ONCE = 1000;
const DEAD = 'the one that dies';
const NEXT = 'the one that takes over';

/** Many worlds on one database, in step: one command to each, then one round of the real machine over all of them. */
export const openMachine = async (courses: readonly Course[], parts = 1) => {
	const lane = await openLane();
	const worlds = courses.map(({ help, course }, i) => createWorld(lane, { id: `w${i}`, help, course, parts }));
	lane.connect(Object.fromEntries(worlds.map(({ id, network }) => [id, network.channel])));
	for (let from = 0; from < worlds.length; from += AT_ONCE)
		await lane.order(
			...worlds.slice(from, from + AT_ONCE).flatMap((world) => numbers(world).map((n) => orderOf(world, n))),
		);
	const byId = new Map(worlds.map((world) => [world.id, world]));
	const run = roundOf(lane, byId);

	return {
		worlds,
		lane,
		async live(): Promise<void> {
			const longest = Math.max(...courses.map(({ course }) => course.length));
			for (let step = 0; step < longest; step += 1) {
				for (const world of worlds) await befall(lane, world, world.course[step]);
				await run();
				await wind(lane);
			}
		},
		/** Everything works again, and whoever is asked tells the truth. */
		async heal(): Promise<void> {
			for (const world of worlds) {
				world.network.feel('well');
				if (world.paused) await befall(lane, world, 'resume');
			}
			for (let round = 0; round < 4; round += 1) {
				await run();
				await wind(lane, round);
				await askPersons(lane, byId);
			}
			await run();
		},
		deliveries: () => lane.delivery.deliveriesOf(worlds.map(({ id }) => id)),
		close: () => lane.close(),
	};
};

const numbers = ({ parts }: Pick<World, 'parts'>): readonly number[] =>
	Array.from({ length: parts }, (_, at) => at + 1);

const createWorld = (lane: Lane, given: Pick<World, 'id' | 'help' | 'course' | 'parts'>): World => {
	const isStopped = (): boolean => world.paused || !world.approved || world.recalled || world.withdrawn;
	const network = createNetwork(lane.clock, given.help, isStopped);
	const fresh = { paused: false, approved: true, recalled: false, withdrawn: false };
	const world: World = { ...given, network, ...fresh };
	return world;
};

const orderOf = (
	{ id, parts }: Pick<World, 'id' | 'parts'>,
	number: number,
	operation: 'publish' | 'edit' | 'withdraw' = 'publish',
) => ({
	subject: id,
	presenceId: id,
	operation,
	part: { number, of: parts },
	rendition: {
		...anOrder({}).rendition,
		text: `${parts > 1 ? `Teil ${number} ` : ''}${operation === 'edit' ? AFTER : BEFORE}`,
	},
});

const wind = async (lane: Lane, times = 0): Promise<void> => {
	const at = plus(lane.clock.now(), STEP_MS * (1 + times * 4));
	await lane.clock.windTo(at, async () => undefined);
};

const switchOf = (id: string) => ({ kind: 'presence', target: id }) as const;

/** What the office does to a delivery, the way its desk does it. A mood befalls the network instead. */
const befall = async (lane: Lane, world: World, command: Command | undefined): Promise<void> => {
	const { id, network } = world;
	network.feel('well');
	if (command === undefined) return;
	if (isMood(command)) return network.feel(command);
	if (command === 'pause') {
		await lane.delivery.acts.pause(lead, { ...switchOf(id), reason: 'Probe' });
		world.paused = true;
	} else if (command === 'resume') {
		await lane.delivery.acts.resume(lead, switchOf(id));
		world.paused = false;
	} else if (command === 'void') world.approved = false;
	else await change(lane, world, command);
};

const isMood = (command: Command): command is Exclude<Mood, 'well'> => (moods as readonly string[]).includes(command);

const change = async (lane: Lane, world: World, command: 'edit' | 'withdraw' | 'recall'): Promise<void> => {
	const all = await lane.delivery.deliveriesOf([world.id]);
	const copies = all.filter(({ operation }) => operation === 'publish');
	await lane.corridor.db.transact('change', async (tx) => {
		if (command === 'edit') await edit(lane, tx, { world, copies });
		else await takeBack(lane, tx, { world, copies, forGood: command === 'withdraw' });
		return ok(undefined);
	});
};

type Tx = Parameters<Lane['delivery']['order']>[0];

interface Changing {
	readonly world: World;
	readonly copies: readonly Delivery[];
}

/** The desk changes what stands, and nothing that was taken back. */
const edit = async (lane: Lane, tx: Tx, { world, copies }: Changing): Promise<void> => {
	if (world.withdrawn) return;
	const out = copies.filter(({ state }) => state === 'published');
	await lane.delivery.order(
		tx,
		out.map(({ part }) => anOrder(orderOf(world, part.number, 'edit'))),
	);
};

const takeBack = async (
	lane: Lane,
	tx: Tx,
	{ world, copies, forGood }: Changing & { readonly forGood: boolean },
): Promise<void> => {
	const { recalled, tooLate } = await lane.delivery.recall(tx, world.id);
	// One that may be public already is still brought to its end.
	if (recalled > 0 && copies.every(({ state }) => state !== 'unclear')) world.recalled = true;
	if (!forGood || world.withdrawn) return;
	world.withdrawn = true;
	const out = tooLate.filter(({ state }) => state === 'published').toReversed();
	await lane.delivery.order(
		tx,
		out.map(({ part }) => anOrder(orderOf(world, part.number, 'withdraw'))),
	);
};

/** One round of the machine as the dispatcher does it: claim, carry, record; a process may die on the way, another takes over. */
const roundOf = (lane: Lane, worlds: ReadonlyMap<string, World>) => {
	const worldOf = (subject: string): World => worlds.get(subject) as World;
	/** As the editorial desk does it: what comes to stand after it was withdrawn is taken back at once. */
	const tell = async (tx: Tx, { kind, delivery }: Outcome): Promise<void> => {
		if (kind === 'published' && worldOf(delivery.subject).withdrawn)
			await lane.delivery.order(tx, [anOrder(orderOf(worldOf(delivery.subject), delivery.part.number, 'withdraw'))]);
	};
	lane.delivery.onOutcome('editorial', tell);
	const needs = {
		...lane.corridor,
		...lane,
		clock: lane.clock,
		log: { info: () => undefined, warn: () => undefined, error: () => undefined },
		connect: lane.corridor.engine.connect,
		openChannel: async (presenceId: string) => worldOf(presenceId).network.channel,
		gates: new Map([
			[
				'editorial' as const,
				async (_tx: unknown, asked: readonly { readonly subject: string }[]) =>
					new Map(
						asked.flatMap(({ subject }) => {
							const { approved, withdrawn } = worldOf(subject);
							return approved && !withdrawn ? [] : [[subject, 'post.approval-void'] as const];
						}),
					),
			],
		]),
		tell,
		book: { reserve: async () => new Set<string>(), settle: async () => undefined },
	};
	const claim = claimDue(needs);
	const bring = carry({ ...needs, taken: (row) => lane.corridor.db.read('taken', (tx) => takenAt(tx, row)) });
	const record = recordAttempts(needs);

	const carryOne = async (claimed: Claimed): Promise<Attempt | null> => {
		const { network } = worldOf(claimed.row.subject);
		const mood = network.mood();
		if (mood === 'dies-before') return null;
		const attempt = await bring(claimed);
		return mood === 'dies-after' ? null : attempt;
	};
	return async (): Promise<void> => {
		await sql`insert into delivery_owner (owner, lock_key, started_at) values (${DEAD}, ${lockKey(DEAD)}, now())
			on conflict do nothing`.execute(lane.corridor.engine.engine);
		for (;;) {
			const { claimed } = await claim({ owner: DEAD, now: lane.clock.now(), room: 100_000 });
			if (claimed.length === 0) break;
			const attempts = await Promise.all(claimed.map(carryOne));
			await record(attempts.filter((attempt) => attempt !== null));
		}
		await takeOver(needs)(NEXT);
	};
};

/** Somebody looks at whatever waits for a person, and decides what is true. */
const askPersons = async (lane: Lane, worlds: ReadonlyMap<string, World>): Promise<void> => {
	const { items } = await lane.delivery.needingHelp({ answers: 'all', posts: 'all' }, { limit: 100_000 });
	for (const delivery of items) {
		const world = worlds.get(delivery.subject);
		if (world !== undefined && delivery.operation === 'publish') await decide(lane, world, delivery);
	}
};

const decide = async (
	{ delivery: { acts: desk } }: Lane,
	{ network }: World,
	{ id, state, held, nextAt }: Delivery,
): Promise<void> => {
	if (held === 'review') await desk.releaseFromReview(lead, { id });
	if (state !== 'unclear' || nextAt !== null) return;
	const copy = network.copies().find(({ key }) => key === id);
	if (copy) await desk.confirmPublished(lead, { id, url: addressOf(copy.id) });
	else if (network.count(id) === 0) await desk.resendUnclear(lead, { id });
};
