import fc from 'fast-check';
import { expect, it } from 'vitest';

import { inAuthorsOrder, type Known, revisionOf, type Version } from './inbound.ts';

type Event = { readonly id: number } & (
	| { readonly kind: 'gone' }
	| { readonly kind: 'said'; readonly version: Version }
);

/** What receiving does with the decision. */
const receive = (state: ReadonlyMap<number, Known>, event: Event): ReadonlyMap<number, Known> => {
	const known = state.get(event.id);
	const put = (next: Known) => new Map(state).set(event.id, next);
	if (event.kind === 'gone') return put({ text: '', media: '', editedAt: null, fixed: true });
	const { text, media, editedAt } = event.version;
	const fresh = { text, media, editedAt, fixed: false };
	if (known === undefined) return put(fresh);
	const revision = revisionOf(known, event.version);
	return revision === 'nothing' ? state : put(fresh);
};

/** Few words and moments, so that the same words and the same moment come again. */
const life = fc.record({
	texts: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }),
	gaps: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
	gone: fc.boolean(),
	twice: fc.boolean(),
});
const eventsOf = (lives: readonly (typeof life extends fc.Arbitrary<infer T> ? T : never)[]): Event[] =>
	lives.flatMap(({ texts, gaps, gone, twice }, id) => {
		let at = 100;
		const said = texts.map((text, n): Event => {
			at += n === 0 ? 0 : 1 + (gaps[n] ?? 0) * (n % 2);
			return { id, kind: 'said', version: { text, media: '', sentAt: 100, editedAt: n === 0 ? null : at } };
		});
		const all: Event[] = gone ? [...said, { id, kind: 'gone' }] : said;
		return twice ? [...all, ...all] : all;
	});

const states = (events: readonly Event[]) =>
	[...events.reduce(receive, new Map<number, Known>())].sort(([a], [b]) => a - b);

it('a thousand orders of messages, changes, doubles and deletions end alike', () => {
	const orders = fc.array(life, { minLength: 1, maxLength: 4 }).chain((lives) => {
		const events = eventsOf(lives);
		return fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }));
	});
	fc.assert(
		fc.property(orders, ([events, shuffled]) => {
			expect(states(shuffled)).toEqual(states(events));
		}),
		{ numRuns: 1_000 },
	);
});

it('two versions of one moment end alike, whichever comes first', () => {
	const one: Version = { text: 'a', media: '', sentAt: 100, editedAt: 200 };
	const other: Version = { ...one, text: 'b' };
	const events = [one, other].map((version): Event => ({ id: 0, kind: 'said', version }));
	expect(states(events)).toEqual(states(events.toReversed()));
});

it('words of others stand as they were said, ours where they came', () => {
	const at = (direction: 'in' | 'out', name: string, minute: number) => ({
		...{ direction, name, sent_at: new Date(minute * 60_000) },
	});
	const arrived = [at('in', 'second', 2), at('in', 'first', 1), at('out', 'ours', 9), at('in', 'slow clock', 3)];
	expect(inAuthorsOrder(arrived).map(({ name }) => name)).toEqual(['first', 'second', 'ours', 'slow clock']);
});
