import { isCalled, isWaking } from '#kernel/channel-name.ts';
import { ok } from '#kernel/result.ts';
import { type Instant, minutes, plus, seconds, toDate, toIso } from '#kernel/time.ts';
import type { Channel, ChannelFailure, InboundPage } from '#modules/channels/index.ts';
import type { Chore } from '#platform/chores.ts';
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

/** How often each source is asked. SPEC: Mastodon allows 300 calls in 5 minutes per account; this takes 75 of them. */
const EVERY_MS = seconds(4);
/** The longest a failing source is left alone. */
const LONGEST_PAUSE_MS = minutes(5);
/** How often a source is asked that says itself when there is something: the safety net below the line, or below calls. */
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
	const receive = receivePage(needs);
	const poll = (source: Source, woken: boolean): void => {
		if (busy.has(source.id)) {
			if (woken) again.add(source.id);
			return;
		}
		busy.add(source.id);
		needs.background.run('dialogue.poll-source', () =>
			pollSource(needs, source, { receive, asked, strange, woken }).finally(() => {
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
interface Hearing {
	readonly receive: ReturnType<typeof receivePage>;
	readonly asked: Asked;
	readonly strange: Strange;
	/** Something came in: its turn is now. */
	readonly woken: boolean;
}

const pollSource = async (needs: Needs, source: Source, { receive, asked, strange, woken }: Hearing): Promise<void> => {
	const { failures, rests, leastMs, ...state } = await stateOf(needs, source, woken);
	if (rests) return;
	const channel = await hearing(needs, source, { asked, leastMs, woken });
	if (channel === null) return;
	const { fetchInbound, above } = channel;
	let { cursor } = state;
	for (let page = 0, more = true; more && page < PAGES; page += 1) {
		const fetched = await fetchInbound(cursor);
		if (!fetched.ok) return failed(needs, source, { failure: fetched.error, failures: failures + 1 });
		const oddities = namesOf(fetched.value, needs.clock.now());
		const isOdd = oddities !== (strange.get(sourceKey(source)) ?? '');
		if (failures > 0 || isOdd || isNews(cursor, fetched.value)) {
			const { changes } = fetched.value;
			await receive(source, { ...fetched.value, above: await lookAbove(needs, source, { above, changes }) });
		}
		strange.set(sourceKey(source), oddities);
		({ cursor, more } = fetched.value);
	}
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
}

/**
 * How a source is asked; null when it cannot be, or began or ended to practise since we looked: the next round knows. Where
 * asking is rationed, turns are passed over until the next is due.
 */
const hearing = async (
	{ channels, clock }: Needs,
	source: Source,
	{ asked, leastMs, woken }: Pick<Hearing, 'asked' | 'woken'> & { readonly leastMs: number },
): Promise<Asking | null> => {
	const channel = await channels.openChannel(source.id);
	if (!channel?.fetchInbound || (channel.practice ?? source.practice) !== source.practice) return null;
	const [key, now] = [sourceKey(source), clock.now()];
	const pause = Math.max(woken ? 0 : (channel.hearEveryMs ?? 0), leastMs);
	if (now - (asked.get(key) ?? Number.NEGATIVE_INFINITY) < pause) return null;
	asked.set(key, now);
	return { fetchInbound: channel.fetchInbound, above: channel.above };
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
	const pause = Math.min(LONGEST_PAUSE_MS, EVERY_MS * 2 ** Math.min(failures, 10));
	await needs.db.transact('note poll failure', async (tx) => {
		const next = toDate(plus(needs.clock.now(), pause));
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
