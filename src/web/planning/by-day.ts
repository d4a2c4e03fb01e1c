import { type Instant, instant } from '#kernel/time.ts';

import { addDays, dayAt, startOf } from './days.ts';

/** Things by the day of the wall clock they fall on. A zone is slow to ask, so it is asked once per day and not per thing. */
export const byDay = <T extends { readonly at: string | null }>(
	items: readonly T[],
	zone: string,
): ReadonlyMap<string, T[]> => {
	const found = new Map<string, T[]>();
	let day = { name: '', from: 0, until: 0 };
	const dated = items.flatMap((item) => (item.at === null ? [] : [{ item, at: Date.parse(item.at) }]));
	for (const { item, at } of dated.sort((a, b) => a.at - b.at)) {
		if (at < day.from || at >= day.until) day = boundsOf(instant(new Date(at).toISOString()), zone);
		const there = found.get(day.name);
		if (there) there.push(item);
		else found.set(day.name, [item]);
	}
	return found;
};

const boundsOf = (at: Instant, zone: string) => {
	const name = dayAt(at, zone);
	return { name, from: startOf(name, zone), until: startOf(addDays(name, 1), zone) };
};
