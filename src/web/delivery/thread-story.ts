import type { DeliveryView } from '#contract/delivery.ts';

/** How far a thread has come at one presence, and what its next part waits for. */
export interface ThreadStory {
	readonly presence: DeliveryView['presence'];
	readonly practice: boolean;
	readonly out: number;
	readonly of: number;
	/** The first part that is not out; null once all are. */
	readonly next: { readonly number: number; readonly stands: Standing } | null;
}
type Standing = 'unclear' | 'refused' | 'review' | 'paused' | 'withdrawn' | 'going';

/** One story for each presence a thread has begun to go to, or stands still at; nothing of what was taken back as a whole. */
export const threadStories = (items: readonly DeliveryView[]): readonly ThreadStory[] => {
	const posts = items.filter(({ operation, part }) => operation === 'publish' && part !== null);
	return [...Map.groupBy(posts, ({ presence }) => presence.id).values()].flatMap((mine) => {
		// What was ordered last counts.
		const parts = [...new Map(mine.map((one) => [one.part?.number ?? 1, one])).values()];
		const inOrder = parts.toSorted((a, b) => (a.part?.number ?? 1) - (b.part?.number ?? 1));
		const out = inOrder.filter(({ state }) => state === 'published').length;
		const next = inOrder.find(({ state }) => state !== 'published');
		const [first] = inOrder;
		if (first === undefined || (out === 0 && next !== undefined && isQuiet(standingOf(next)))) return [];
		const { presence, practice } = first;
		const of = inOrder.at(-1)?.part?.of ?? inOrder.length;
		const waits = next ? { number: next.part?.number ?? 1, stands: standingOf(next) } : null;
		return [{ presence, practice, out, of, next: waits }];
	});
};

/** Nothing is out, and nobody need do anything. */
const isQuiet = (stands: Standing): boolean => stands === 'going' || stands === 'withdrawn';

const standingOf = ({ state, held }: DeliveryView): Standing => {
	if (state === 'unclear' || state === 'refused' || state === 'withdrawn') return state;
	return held === 'review' || held === 'paused' ? held : 'going';
};
