import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sql } from 'kysely';

import type { Actor } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import { instant } from '#kernel/time.ts';
import type { Channel } from '#modules/channels/index.ts';
import { createDelivery, type DeliveryNeeds, type DeliveryOrder } from '#modules/delivery/index.ts';
import { createRecords } from '#modules/records/index.ts';
import { createAct } from '#platform/act.ts';
import { createBackground } from '#platform/background.ts';
import { startChores } from '#platform/chores.ts';
import { type WoundClock, woundClock } from '#platform/clock.ts';
import type { Log } from '#platform/log.ts';

import { openCorridor } from '../../src/corridor.ts';
import { freshDatabase } from '../database.ts';

export const START = '2026-03-02T08:00:00Z';
const ORIGIN = 'http://localhost';

/** One who may do everything with deliveries in every unit. */
export const lead: Actor = {
	kind: 'person',
	id: 'lead',
	name: 'Probe Leitung',
	grants: [{ role: 'lead', units: 'all' }],
	elevated: true,
};

type Channels = Readonly<Record<string, Channel>>;

interface Opening {
	readonly url: string;
	readonly data: string;
	readonly key: Uint8Array;
	readonly clock: WoundClock;
	readonly log: Log;
	readonly channels: Channels;
	readonly alarm: DeliveryNeeds['alarm'];
	readonly reportTrouble: DeliveryNeeds['reportTrouble'];
}

/** One process's office, as far as deliveries go. */
const openOne = async ({ url, data, key, clock, log, channels, alarm, reportTrouble }: Opening) => {
	const settings = { databaseUrl: url, key, data, clock, lab: true, tsaUrl: undefined } as const;
	const corridor = await openCorridor({ ...settings, origin: ORIGIN, role: 'all', logLevel: 'silent' });
	const outbound = () => Promise.reject(new Error('no way out here'));
	const records = createRecords({ ...corridor, outbound, origin: ORIGIN });
	const act = createAct({ db: corridor.db, ledger: records.ledger });
	const { swiftDb } = corridor;
	const swift = { db: swiftDb, act: createAct({ db: swiftDb, ledger: records.ledger }) };
	const background = createBackground(log);
	const delivery = createDelivery({
		...corridor,
		log,
		background,
		...{ act, swift },
		connect: corridor.engine.connect,
		openChannel: async (presenceId) => channels[presenceId] ?? null,
		presence: async (id) => ({ name: `Auftritt ${id}`, unitId: 'u1', handle: null, url: null }),
		unit: async (id) => ({ name: `Amt ${id}`, units: [id, `${id}-below`], presences: [] }),
		book: { reserve: async () => new Set(), settle: async () => undefined },
		counting: { zone: async () => 'Europe/Berlin', surprised: async () => undefined },
		names: async (ids) => new Map(ids.map((id) => [id, `Person ${id}`])),
		...(alarm ? { alarm } : {}),
		...(reportTrouble ? { reportTrouble } : {}),
	});
	return { corridor, act, background, delivery };
};

interface LaneOptions {
	readonly at?: string;
	readonly alarm?: DeliveryNeeds['alarm'];
	readonly reportTrouble?: DeliveryNeeds['reportTrouble'];
	readonly clock?: WoundClock;
}

/** A dispatcher on a database of its own with the clock in the test's hand; more of them can join on the same database. */
export const openLane = async ({ at = START, clock = woundClock(instant(at)), ...hearing }: LaneOptions = {}) => {
	const database = await freshDatabase();
	const data = await mkdtemp(join(tmpdir(), 'amtsfunk-test-'));
	const channels: Record<string, Channel> = {};
	const complaints: string[] = [];
	const complain = (event: string, fields: object = {}) => void complaints.push(`${event} ${JSON.stringify(fields)}`);
	const log: Log = { info: () => undefined, warn: complain, error: complain };
	const { alarm, reportTrouble } = hearing;
	const around = { clock, log, channels, alarm, reportTrouble };
	const opening: Opening = { url: database.url, data, key: randomBytes(32), ...around };
	const first = await openOne(opening);
	const offices = [first];
	const idle = async (): Promise<void> => {
		// Twice: one may have given the other work meanwhile.
		for (const { background } of [...offices, ...offices]) await background.idle();
	};

	return {
		...first,
		...asking(first),
		clock,
		database,
		/** What the machinery logged as going wrong. */
		complaints,
		settle: () => clock.windTo(clock.now(), idle),
		at: (iso: string) => clock.windTo(instant(iso), idle),
		connect: (more: Channels): void => void Object.assign(channels, more),
		/** Another process's office on the same database. */
		async join() {
			const other = await openOne(opening);
			offices.push(other);
			return other;
		},
		watch: () => startChores({ ...first.corridor, clock, background: first.background }, first.delivery.chores),
		async close() {
			for (const { delivery, corridor, background } of offices) {
				await delivery.stop();
				await background.idle();
				await corridor.close();
			}
			await database.drop();
			await rm(data, { recursive: true, force: true });
		},
	};
};

/** Short ways to order, and to ask how it stands. */
const asking = ({ corridor, delivery }: Awaited<ReturnType<typeof openOne>>) => ({
	/** Orders in a transaction of its own, as an act of another module would. */
	async order(...orders: readonly Partial<DeliveryOrder>[]): Promise<readonly string[]> {
		const whole = orders.map((order) => anOrder(order));
		const result = await corridor.db.transact('order', async (tx) => ok(await delivery.order(tx, whole)));
		return result.ok ? result.value : [];
	},
	async states(subject = 's1'): Promise<readonly string[]> {
		return (await delivery.deliveriesOf([subject])).map(({ state }) => state);
	},
	async one(subject = 's1') {
		const [only] = await delivery.deliveriesOf([subject]);
		if (only === undefined) throw new Error(`no delivery of ${subject}`);
		return only;
	},
	async leaves(): Promise<number> {
		const { rows } = await sql<{ count: number }>`select count(*) as count from records_entry`.execute(
			corridor.engine.engine,
		);
		return rows[0]?.count ?? 0;
	},
});

export type Lane = Awaited<ReturnType<typeof openLane>>;

export const anOrder = (order: Partial<DeliveryOrder>): DeliveryOrder => ({
	source: 'editorial',
	subject: 's1',
	unitId: 'u1',
	presenceId: 'p1',
	channel: 'mastodon',
	operation: 'publish',
	dueAt: instant(START),
	contentHash: 'hash-1',
	rendition: {
		title: '',
		text: 'Die Brücke ist gesperrt.',
		language: 'de',
		media: [],
		visibility: 'public',
		createdAt: instant(START),
	},
	...order,
});
