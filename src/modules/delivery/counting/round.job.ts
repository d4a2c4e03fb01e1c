import { ok } from '#kernel/result.ts';
import { dayIn, days, type Instant, instantOf, minutes, plus, toIso } from '#kernel/time.ts';
import type { Channel, Metrics, RemoteRef } from '#modules/channels/index.ts';
import type { Chore } from '#platform/chores.ts';

import { allowancesOf } from '../allowances.ts';
import { isOutage, mayCount } from '../domain/counts.ts';
import type { DeliveryNeeds } from '../needs.ts';
import { noteAllowances } from '../presences.ts';
import { type Row, remoteOf, renditionOf } from '../store.ts';
import { copiesDue, forgetCounts, keepCounts, presencesDue, type Turn } from './store.ts';

type Needs = Pick<DeliveryNeeds, 'db' | 'clock' | 'events' | 'log' | 'openChannel' | 'counting'>;

const EVERY_MS = minutes(20);
/** Copies are followed for so long. */
const FOLLOWED_MS = days(30);
/** So many copies of one presence in one round; the rest has its turn in the next ones. */
const MOST = 20;

/**
 * Reads once a day what networks count of the copies of the last thirty days, a few at a time. It takes at most half of what a
 * network allows, and a presence whose network does not answer is left alone until the next round.
 */
export const countingChore = (needs: Needs): Chore => ({
	name: 'delivery.counting',
	everyMs: EVERY_MS,
	async run() {
		const now = needs.clock.now();
		const turn = turnAt(now, await needs.counting.zone());
		for (const presenceId of await needs.db.read('presences to count', (tx) => presencesDue(tx, turn)))
			await countAt(needs, presenceId, turn);
	},
});

/** Once a day, what may not be kept for longer. */
export const forgettingChore = ({ db, clock }: Pick<Needs, 'db' | 'clock'>): Chore => ({
	name: 'delivery.forget-counts',
	everyMs: days(1),
	async run() {
		await db.transact('forget figures', async (tx) => ok(await forgetCounts(tx, clock.now())));
	},
});

/** A day begins at midnight of the office, or as soon after as there is a time. */
export const turnAt = (now: Instant, zone: string): Turn => {
	const day = dayIn(zone, now);
	const until = instantOf({ local: `${day}T00:00`, zone }) ?? now;
	return { day, from: plus(now, -FOLLOWED_MS), until };
};

const countAt = async (needs: Needs, presenceId: string, turn: Turn): Promise<void> => {
	const channel = await needs.openChannel(presenceId).catch(() => null);
	if (!channel?.metrics) return;
	const { metrics } = channel;
	const copies = await needs.db.read('copies to count', (tx) => copiesDue(tx, turn, { presenceId, most: MOST }));
	const strange = new Set<string>();
	for (const row of copies) {
		if (!mayCount(await allowancesOf(needs)(presenceId), toIso(needs.clock.now()))) break;
		const told = await countOne(needs, row, { ...channel, metrics });
		if (isSilent(told)) {
			needs.log.warn('network does not tell its figures', { channel: channel.kind, presence: presenceId });
			break;
		}
		for (const name of unknownIn(told)) strange.add(name);
		await keep(needs, { row, channel, metrics: told, day: turn.day });
	}
	if (strange.size > 0) await needs.counting.surprised(presenceId, [...strange].map(asReason));
};

const unknownIn = ({ missed }: Metrics): readonly string[] =>
	missed.filter(({ failure }) => failure.type === 'channel.changed').map(({ name }) => name);
const asReason = (name: string): string => `unknown answer: ${name}`;

type Counting = Channel & { readonly metrics: NonNullable<Channel['metrics']> };

const nothing: Metrics = { read: [], missed: [] };

/** What was made for practice is nothing that the real network knows, nor the other way round. */
const countOne = async (needs: Needs, row: Row, channel: Counting): Promise<Metrics> => {
	const remote = remoteOf(row);
	if (remote === null || (renditionOf(row)?.practice ?? false) !== (channel.practice ?? false)) return nothing;
	const found = await placeOf(remote, channel);
	if (found === null) return nothing;
	return channel.metrics(found).catch((thrown: unknown) => {
		needs.log.error('figures could not be read', { channel: channel.kind, reason: String(thrown) });
		return nothing;
	});
};

/** A copy that a person said to stand is known by its address only. */
const placeOf = async (remote: RemoteRef, { locate }: Channel): Promise<RemoteRef | null> => {
	if (remote.id !== remote.url) return remote;
	const located = await locate?.(remote.url);
	return located?.ok ? located.value : null;
};

const isSilent = ({ read, missed }: Metrics): boolean =>
	read.length === 0 && missed.some(({ failure }) => isOutage(failure.type));

interface Read {
	readonly row: Row;
	readonly channel: Channel;
	readonly metrics: Metrics;
	readonly day: string;
}

const keep = async (needs: Needs, { row, channel, metrics, day }: Read): Promise<void> => {
	await needs.db.transact('keep figures', async (tx) => {
		await keepCounts(tx, { deliveryId: row.id, day, metrics });
		await noteAllowances(tx, [{ allowances: channel.allowances?.() ?? [] }], needs);
		await needs.events.announce(tx, { topic: 'delivery', id: row.id, unitId: row.unit_id });
		return ok(undefined);
	});
};
