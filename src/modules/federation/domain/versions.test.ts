import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Arrival, goneKey, type Happening, type Known, type Standing, weigh } from './versions.ts';

type Text = Happening<string>;

const say = (id: string, at: number, more: { isUpdate?: boolean; by?: string; activityId?: string } = {}): Text => {
	const { isUpdate = false, by = 'eva', activityId = `${id}@${at}` } = more;
	const version = { at, isUpdate, activityId };
	return { kind: 'said', id, author: by, presenceId: 'p', version, message: `${id}: ${activityId}` };
};
const takeBack = (id: string, by = 'eva'): Text => ({ kind: 'gone', id, by });

/** Takes batches one after the other as the database keeps them, and answers what a reader ends with. */
const endOf = (batches: readonly (readonly Text[])[]): ReadonlyMap<string, string> => {
	const said = new Map<string, Standing>();
	const gone = new Set<string>();
	const shown = new Map<string, string>();
	const show = (arrival: Arrival<string>): void => {
		if (arrival.kind === 'deleted') shown.delete(arrival.id);
		else shown.set(arrival.message.split(':')[0] ?? '', arrival.message);
	};
	for (const batch of batches) {
		const known: Known = { said: new Map(said), gone: new Set(gone) };
		const weighed = weigh(known, batch);
		for (const arrival of weighed.arrivals) show(arrival);
		for (const [id, standing] of weighed.said) {
			if (standing === null) said.delete(id);
			else said.set(id, standing);
		}
		for (const one of batch) if (one.kind === 'gone') gone.add(goneKey(one.id, one.by));
	}
	return shown;
};

const cut = (list: readonly Text[], size: number): readonly Text[][] =>
	Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size));

/** One note that is changed twice (two changes in the same second), one that is taken back, one that stands as it is. */
const story: readonly Text[] = [
	say('n1', 1),
	say('n1', 5, { isUpdate: true, activityId: 'a' }),
	say('n1', 5, { isUpdate: true, activityId: 'b' }),
	say('n2', 1),
	say('n2', 9, { isUpdate: true }),
	takeBack('n2'),
	say('n3', 2),
	say('n3', 2, { isUpdate: true, activityId: 'same second' }),
	say('n4', 3),
	takeBack('n4', 'uwe'),
];

describe('what others say, change and take back', () => {
	it('ends alike in whatever order, however often and in whatever batches it comes', () => {
		const ordered = endOf([story]);
		expect([...ordered]).toEqual([
			['n1', 'n1: b'],
			['n3', 'n3: same second'],
			['n4', 'n4: n4@3'],
		]);
		const shuffled = fc.array(fc.nat(story.length - 1), { maxLength: 10 }).chain((again) =>
			fc.shuffledSubarray([...story, ...again.map((at) => story[at] as Text)], {
				minLength: story.length + again.length,
			}),
		);
		fc.assert(
			fc.property(shuffled, fc.integer({ min: 1, max: 8 }), (mixed, size) => {
				expect(new Map(endOf(cut(mixed, size)))).toEqual(new Map([...ordered]));
			}),
			{ numRuns: 1_000 },
		);
	});

	it('is not taken back or changed by somebody else', () => {
		expect(endOf([[say('n1', 1), takeBack('n1', 'uwe')]]).size).toBe(1);
		expect(endOf([[say('n1', 1)], [say('n1', 2, { by: 'uwe', isUpdate: true })]]).get('n1')).toBe('n1: n1@1');
	});

	it('is passed on only when it is news', () => {
		const { arrivals } = weigh({ said: new Map(), gone: new Set() }, [say('n1', 2), say('n1', 2), say('n1', 1)]);
		expect(arrivals).toHaveLength(1);
	});
});
