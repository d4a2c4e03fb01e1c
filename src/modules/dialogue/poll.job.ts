import { ok } from '#kernel/result.ts';
import { type Instant, minutes, plus, seconds, toDate } from '#kernel/time.ts';
import type { Channel, InboundPage } from '#modules/channels/index.ts';
import type { Chore } from '#platform/chores.ts';

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
>;

/** How often each source is asked. SPEC: Mastodon allows 300 calls in 5 minutes per account; this takes 75 of them. */
const EVERY_MS = seconds(4);
/** The longest a failing source is left alone. */
const LONGEST_PAUSE_MS = minutes(5);
/** How many pages one round fetches at most, so that a flood on one network does not hold the round for ever. */
const PAGES = 20;

/**
 * Asks every live presence what came in since last time. Each source goes on its own: a slow or failing network delays
 * no other. Two processes doing it at once store nothing twice (unique key per presence and remote id).
 */
export const pollChore = (needs: Needs): Chore & { readonly hear: (presenceId: string) => void } => {
	const busy = new Set<string>();
	const asked: Asked = new Map();
	const receive = receivePage(needs);
	const poll = (source: Source): void => {
		if (busy.has(source.id)) return;
		busy.add(source.id);
		needs.background.run('dialogue.poll-source', () =>
			pollSource(needs, source, { receive, asked }).finally(() => busy.delete(source.id)),
		);
	};
	return {
		name: 'dialogue.poll',
		everyMs: EVERY_MS,
		async run() {
			for (const source of await needs.channels.livePresences()) poll(source);
		},
		/** Something came in for this presence: it is asked now instead of at its turn. */
		hear(presenceId) {
			needs.background.run('dialogue.hear', async () => {
				const source = (await needs.channels.livePresences()).find(({ id }) => id === presenceId);
				if (source) poll(source);
			});
		},
	};
};

/** When this process asked each source last. */
type Asked = Map<string, Instant>;
interface Hearing {
	readonly receive: ReturnType<typeof receivePage>;
	readonly asked: Asked;
}

const pollSource = async (needs: Needs, source: Source, { receive, asked }: Hearing): Promise<void> => {
	const key = sourceKey(source);
	const state = await needs.db.read('source state', (tx) =>
		dialogue(tx).selectFrom('dialogue_source').selectAll().where('presence_id', '=', key).executeTakeFirst(),
	);
	if (state?.next_poll_at && state.next_poll_at.getTime() > needs.clock.now()) return;
	const fetchInbound = await hearing(needs, source, asked);
	if (fetchInbound === null) return;
	const failures = state?.failures ?? 0;
	let cursor = state?.cursor ?? null;
	for (let page = 0, more = true; more && page < PAGES; page += 1) {
		const fetched = await fetchInbound(cursor);
		if (!fetched.ok) return failed(needs, source, { reason: fetched.error.type, failures: failures + 1 });
		if (failures > 0 || isNews(cursor, fetched.value)) await receive(source, fetched.value);
		({ cursor, more } = fetched.value);
	}
};

/**
 * How a source is asked; null when it cannot be, or began or ended to practise since we looked: the next round knows. Where
 * asking is rationed, turns are passed over until the next is due.
 */
const hearing = async (
	{ channels, clock }: Needs,
	source: Source,
	asked: Asked,
): Promise<NonNullable<Channel['fetchInbound']> | null> => {
	const channel = await channels.openChannel(source.id);
	if (!channel?.fetchInbound || (channel.practice ?? source.practice) !== source.practice) return null;
	const [key, now] = [sourceKey(source), clock.now()];
	if (now - (asked.get(key) ?? Number.NEGATIVE_INFINITY) < (channel.hearEveryMs ?? 0)) return null;
	asked.set(key, now);
	return channel.fetchInbound;
};

const isNews = (cursor: string | null, page: InboundPage): boolean => cursor !== page.cursor || page.changes.length > 0;

const failed = async (
	needs: Needs,
	source: Source,
	{ reason, failures }: { reason: string; failures: number },
): Promise<void> => {
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
};
