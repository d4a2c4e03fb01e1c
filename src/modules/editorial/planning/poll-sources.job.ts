import type { Language } from '#kernel/language.ts';
import { system } from '#kernel/permission.ts';
import type { EventDetails } from '#kernel/post-kind.ts';
import { days, type Instant, minutes, plus, toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { outletsFor, placeDraft } from '../create-draft.ts';
import { wallAt } from '../domain/planning/days.ts';
import type { PlanningNeeds } from './needs.ts';
import { readSource, type SourceItem } from './read-source.ts';
import { planning, type SourceRow } from './tables.ts';

const EVERY_MS = minutes(5);
/** More drafts than this at once nobody asked for; the rest comes with the next round. */
const MOST_AT_ONCE = 10;
/** What is older than this when it is first seen is no news. */
const NEWS_DAYS = 7;
const EVENT_DAYS = 60;
const machinery = system('planning');

/** Asks every source and makes a draft of each entry it has not seen, once. */
export const sourcesChore = (needs: PlanningNeeds): Chore => ({
	name: 'planning-sources',
	everyMs: EVERY_MS,
	async run() {
		const sources = await needs.db.read('sources to ask', (tx) =>
			planning(tx).selectFrom('editorial_source').selectAll().orderBy('id').execute(),
		);
		for (const source of sources) await ask(needs, source);
	},
});

const ask = async (needs: PlanningNeeds, source: SourceRow): Promise<void> => {
	const accept = 'application/rss+xml, application/atom+xml, application/feed+json, text/calendar, */*;q=0.1';
	const answer = await needs.outbound({ method: 'GET', url: new URL(source.url), headers: { accept } });
	if (!answer.ok) return note(needs, source, answer.error.type);
	if (answer.value.status !== 200) return note(needs, source, `http ${answer.value.status}`);
	const items = await readSource(new TextDecoder().decode(answer.value.bytes));
	if (items === null) return note(needs, source, 'plan.not-a-feed');
	const renditions = await outletsFor(needs, source.unit_id);
	const { zone } = await needs.people.authority();
	let made = 0;
	for (const item of items) {
		const draft = isWorth(item, needs) && made < MOST_AT_ONCE;
		if (isWorth(item, needs) && !draft) continue;
		if (await take(needs, source, { item, renditions, draft, zone })) made += 1;
	}
	await note(needs, source, null);
};

const isWorth = ({ at, event }: SourceItem, { clock }: PlanningNeeds): boolean => {
	const now = clock.now();
	if (at === null) return event === null;
	return event ? at > now && at < plus(now, days(EVENT_DAYS)) : at > plus(now, -days(NEWS_DAYS));
};

interface Taken {
	readonly item: SourceItem;
	readonly renditions: Awaited<ReturnType<typeof outletsFor>>;
	readonly draft: boolean;
	readonly zone: string;
}

const sourceOf = { de: 'Quelle', en: 'Source' } as const;

/** What the draft of an entry says, in the language of its source. An event keeps when and where it takes place. */
const contentOf = ({ title, text, link, event }: SourceItem, language: Language, zone: string) => {
	const wall = (at: Instant) => ({ local: wallAt(at, zone), zone });
	const details: EventDetails | null = event && {
		kind: 'event',
		start: wall(event.start),
		end: event.end === null ? null : wall(event.end),
		...{ place: event.place, accessible: null, access: '' },
	};
	const words = [text, link ? `${sourceOf[language]}: ${link}` : ''].filter(Boolean).join('\n\n');
	return {
		...{ title, text: words, kind: event ? ('event' as const) : ('news' as const) },
		...{ topic: null, language, media: [], details },
	};
};

/** One entry in one act: that it was seen, and its draft, stand or fall together. Answers whether a draft was made. */
const take = async (
	needs: PlanningNeeds,
	source: SourceRow,
	{ item, renditions, draft, zone }: Taken,
): Promise<boolean> => {
	const seen = { source_id: source.id, item_key: item.key, seen_at: toDate(needs.clock.now()) };
	const result = await needs.act<boolean, never>('take from a source', machinery, async (tx: Tx) => {
		const fresh = await planning(tx)
			.insertInto('editorial_source_item')
			.values({ ...seen, post_id: null })
			.onConflict((there) => there.doNothing())
			.executeTakeFirst();
		if (fresh.numInsertedOrUpdatedRows === 0n || !draft) return unchanged(false);
		const content = { ...contentOf(item, source.language, zone), renditions };
		const start = {
			unitId: source.unit_id,
			content,
			what: 'created' as const,
			authorId: source.added_by,
			from: source.id,
		};
		const { post, leaf } = await placeDraft(needs, tx, { start, actor: machinery });
		await planning(tx)
			.updateTable('editorial_source_item')
			.set({ post_id: post.id })
			.where('source_id', '=', source.id)
			.where('item_key', '=', item.key)
			.execute();
		return done(true, leaf);
	});
	return result.ok && result.value;
};

/** Keeps when the source was asked and what went wrong: the desk shows it. No act: nothing of ours changed. */
const note = async (needs: PlanningNeeds, { id }: SourceRow, failure: string | null): Promise<void> => {
	await needs.db.transact('note a source', async (tx) => {
		await planning(tx)
			.updateTable('editorial_source')
			.set({ asked_at: toDate(needs.clock.now()), failure })
			.where('id', '=', id)
			.execute();
		return unchanged(null);
	});
};
