import { HIDDEN_BY, type Places, personalPlaces } from '#modules/editorial/index.ts';

import { dayOf } from '../store.ts';

interface Looked {
	readonly text: string;
	readonly sent_at: Date;
	readonly places: readonly number[] | null;
	readonly hidden_by: number | null;
}

/**
 * Where personal data stands in a citizen's words: as it was found when they came in, or looked for now, where nobody has
 * yet or the rules have changed since. What was found goes with the words it was found in (dialogue-091).
 */
export const placesIn = ({ text, sent_at, places, hidden_by }: Looked): Places =>
	places !== null && hidden_by === HIDDEN_BY ? pairs(places) : personalPlaces(text, dayOf(sent_at));

const pairs = (flat: readonly number[]): Places =>
	flat.flatMap((start, at) => (at % 2 === 0 ? [[start, flat[at + 1] ?? start] as const] : []));
