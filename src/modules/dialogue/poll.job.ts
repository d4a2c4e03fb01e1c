import { isCalled, isWaking } from '#kernel/channel-name.ts';
import { ok } from '#kernel/result.ts';
import { type Instant, plus, seconds, toDate, toIso } from '#kernel/time.ts';
import type { Channel, ChannelFailure, InboundPage } from '#modules/channels/index.ts';
import type { Chore } from '#platform/chores.ts';

import { EVERY_MS, pauseAfter, type Scarcity, scarcityOf } from './domain/asking.ts';
import { mayBeWoken } from './domain/waking.ts';
import { isListenedTo } from './listening/line.ts';
import { lookAbove } from './look-above.ts';
import type { DialogueNeeds, Source } from './needs.ts';
import { receivePage } from './receive-page.ts';
import { sourceKey } from './store.ts';
import { dialogue } from './tables.ts';

type Needs = Pick<
	DialogueNeeds,
	| 'db'
	| 'act'
	| 'clock'
	| 'ids'
	| 'sealer'
	| 'events'
	| 'log'
	| 'background'
	| 'people'
	| 'channels'
	| 'delivery'
	| 'editorial'
	| 'notices'
>;

/** How often a source is asked that says itself when there is something, or that allows little more for a while: the safety net. */
const CALM_MS = seconds(60);
/** How many pages one round fetches at most, so that a flood on one network does not hold the round for ever. */
const PAGES = 20;
/** So many of the last calls of a source are remembered. */
const MOST_KEPT = 20;

/**
 * Asks every live presence what came in since last time. Each source goes on its own: a slow or failing network delays
 * no other. Two processes doing it at once store nothing twice (unique key per presence and remote id).
 */
export const pollChore = (needs: Needs): Chore & { readonly hear: (presenceId: string) => void } => {
	const busy = new Set<string>();
	const again = new Set<string>();
	const owed = new Set<string>();
	const calls = new Map<string, readonly Instant[]>();
	const asked: Asked = new Map();
	const strange: Strange = new Map();
	const scarce: Scarce = new Map();
	const receive = receivePage(needs);
	const poll = (source: Source, woken: boolean): void => {
		if (busy.has(source.id)) {
			if (woken) again.add(source.id);
			return;
		}
		busy.add(source.id);
		needs.background.run('dialogue.poll-source', () =>
			pollSource(needs, source, { receive, asked, strange, scarce, woken }).finally(() => {
				busy.delete(source.id);
				// What came in while it was being asked may have been missed.
				if (again.delete(source.id)) poll(source, true);
			}),
		);
	};
	/** Somebody calls: whether to ask at once; where not, a round after the minute makes up for it. */
	const isTaken = (id: string): boolean => {
		const now = needs.clock.now();
		const before = calls.get(id) ?? [];
		const taken = mayBeWoken(before, now);
		if (taken) {
			calls.set(id, [...before.slice(-MOST_KEPT), now]);
			owed.delete(id);
		} else owed.add(id);
		return taken;
	};
	return {
		name: 'dialogue.poll',
		everyMs: EVERY_MS,
		async run() {
			for (const source of await needs.channels.livePresences())
				poll(source, owed.has(source.id) && isTaken(source.id));
		},
		/** Something came in for this presence: it is asked now instead of at its turn. */
		hear(presenceId) {
			needs.background.run('dialogue.hear', async () => {
				const source = (await needs.channels.livePresences()).find(({ id }) => id === presenceId);
				if (source && (!isCalled(source.channel) || isTaken(source.id))) poll(source, true);
			});
		},
	};
};

/** When this process asked each source last. */
type Asked = Map<string, Instant>;
/** Which odd rows each source showed last: they are shown again as long as they are listed. */
type Strange = Map<string, string>;
/** Sources whose network allows little more for a while: they are asked seldom, or not before it allows something. */
type Scarce = Map<string, Scarcity>;
interface Hearing {
	readonly receive: ReturnType<typeof receivePage>;
	readonly asked: Asked;
	readonly strange: Strange;
	readonly scarce: Scarce;
	/** Something came in: its turn is now. */
	readonly woken: boolean;
}

const pollSource = async (needs: Needs, source: Source, turn: Hearing): Promise<void> => {
	const { failures, rests, leastMs, ...state } = await stateOf(needs, source, turn.woken);
	if (rests) return;
	const channel = await hearing(needs, source, { ...turn, leastMs });
	if (channel === null) return;
	const { fetchInbound, above, allowances } = channel;
	let { cursor } = state;
	for (let count = 0, more = true; more && count < PAGES; count += 1) {
		const fetched = await fetchInbound(cursor);
		if (!fetched.ok) return failed(needs, source, { failure: fetched.error, failures: failures + 1 });
		await takeIn(needs, source, { turn, page: fetched.value, isWell: failures === 0, cursor, above });
		({ cursor, more } = fetched.value);
		const scarcity = scarcityOf(allowances?.() ?? [], needs.clock.now());
		more &&= scarcity === null;
		if (scarcity !== null) turn.scarce.set(sourceKey(source), scarcity);
	}
};

interface Brought {
	readonly turn: Pick<Hearing, 'receive' | 'strange'>;
	readonly page: InboundPage;
	/** It did not fail before: a page without news then changes nothing. */
	readonly isWell: boolean;
	readonly cursor: string | null;
	readonly above: Channel['above'];
}

const takeIn = async (needs: Needs, source: Source, { turn, page, isWell, cursor, above }: Brought): Promise<void> => {
	const key = sourceKey(source);
	const oddities = namesOf(page, needs.clock.now());
	const isOdd = oddities !== (turn.strange.get(key) ?? '');
	if (!isWell || isOdd || isNews(cursor, page))
		await turn.receive(source, { ...page, above: await lookAbove(needs, source, { above, changes: page.changes }) });
	turn.strange.set(key, oddities);
};

/** Where a source was left, and whether it is its turn. While a line to it stands, its turn comes seldom; a source that failed is asked as ever. */
const stateOf = async ({ db, clock, channels }: Needs, source: Source, woken: boolean) => {
	const key = sourceKey(source);
	const called = !woken && isWaking(source.channel) && (await channels.calledLately(source.id));
	const { row, calm } = await db.read('source state', async (tx) => {
		const query = dialogue(tx).selectFrom('dialogue_source').selectAll().where('presence_id', '=', key);
		return { row: await query.executeTakeFirst(), calm: called || (!woken && (await isListenedTo(tx, key))) };
	});
	const { failures = 0, cursor = null, next_poll_at: next = null } = row ?? {};
	const rests = next !== null && next.getTime() > clock.now();
	return { failures, cursor, rests, leastMs: calm && failures === 0 ? CALM_MS : 0 };
};

interface Asking {
	readonly fetchInbound: NonNullable<Channel['fetchInbound']>;
	readonly above: Channel['above'];
	readonly allowances: Channel['allowances'];
}

/**
 * How a source is asked; null when it cannot be, or began or ended to practise since we looked: the next round knows. Where
 * asking is rationed, turns are passed over until the next is due.
 */
const hearing = async (
	{ channels, clock }: Needs,
	source: Source,
	{ asked, scarce, leastMs, woken }: Pick<Hearing, 'asked' | 'scarce' | 'woken'> & { readonly leastMs: number },
): Promise<Asking | null> => {
	const channel = await channels.openChannel(source.id);
	if (!channel?.fetchInbound || (channel.practice ?? source.practice) !== source.practice) return null;
	const [key, now] = [sourceKey(source), clock.now()];
	const pause = Math.max(woken ? 0 : (channel.hearEveryMs ?? 0), leastMs, scarcePause(scarce.get(key), now));
	if (now - (asked.get(key) ?? Number.NEGATIVE_INFINITY) < pause) return null;
	asked.set(key, now);
	return { fetchInbound: channel.fetchInbound, above: channel.above, allowances: channel.allowances };
};

const scarcePause = (scarcity: Scarcity | undefined, now: Instant): number => {
	if (scarcity === undefined || scarcity.until <= now) return 0;
	return scarcity.spent ? Number.POSITIVE_INFINITY : CALM_MS;
};

const isNews = (cursor: string | null, page: InboundPage): boolean => cursor !== page.cursor || page.changes.length > 0;

/** Anew each day: what has no name is counted by the day. */
const namesOf = ({ odd = [] }: InboundPage, now: Instant): string =>
	odd.length === 0 ? '' : JSON.stringify([toIso(now).slice(0, 10), ...odd.map(({ id, reason }) => id ?? reason)]);

const failed = async (
	needs: Needs,
	source: Source,
	{ failure, failures }: { readonly failure: ChannelFailure; readonly failures: number },
): Promise<void> => {
	const reason = failure.type;
	const now = needs.clock.now();
	await needs.db.transact('note poll failure', async (tx) => {
		const next = toDate(plus(now, pauseAfter(failure, failures, now)));
		const row = { presence_id: sourceKey(source), failures, failure: reason, next_poll_at: next };
		await dialogue(tx)
			.insertInto('dialogue_source')
			.values({ ...row, cursor: null, polled_at: null })
			.onConflict((conflict) => conflict.column('presence_id').doUpdateSet(row))
			.execute();
		return ok(undefined);
	});
	needs.log.warn('dialogue source does not answer', { channel: source.channel, reason, failures });
	if (failure.type === 'channel.changed') await needs.channels.reportSurprises(source, [failure.reason]);
};
