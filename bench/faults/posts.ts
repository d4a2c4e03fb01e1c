import { listDeliveriesEndpoint } from '#contract/delivery.ts';
import { readPostEndpoint } from '#contract/editorial.ts';

import { approvedPost, value } from '../desk.ts';
import type { Town } from './town.ts';

export interface Intended {
	readonly id: string;
	/** In its text and nowhere else. */
	readonly mark: string;
}

const textOf = (mark: string): string =>
	`${mark}: Die Mühlkanalbrücke bleibt gesperrt. Bitte fahren Sie über den Ring.`;

/** Writes posts, has them approved, and says "publish now"; each is meant for all four presences. */
export const orderPosts = async ({ desk }: Town, marks: readonly string[]): Promise<readonly Intended[]> => {
	const intended: Intended[] = [];
	for (const mark of marks) {
		const id = await approvedPost(desk, { title: `Sperrung ${mark}`, text: textOf(mark) });
		value(await desk.office.editorial.publishNow({ id }, desk.author));
		intended.push({ id, mark });
	}
	return intended;
};

/** Asks the desk's API as a person would. */
const ask = async ({ desk }: Town, path: string): Promise<unknown> => {
	const answer = await fetch(desk.origin + path, { headers: { 'x-bench': desk.author.id } });
	if (!answer.ok) throw new Error(await answer.text());
	return answer.json();
};

/** The deliveries of a post as the desk shows them. */
export const shownOf = async (town: Town, { id }: Intended) =>
	listDeliveriesEndpoint.output.parse(await ask(town, `${listDeliveriesEndpoint.path}?subject=${id}`)).items;

export const linkOf = async (town: Town, { id }: Intended): Promise<string | null> =>
	readPostEndpoint.output.parse(await ask(town, readPostEndpoint.path.replace(':id', id))).link;

export const openAmong = async (town: Town, posts: readonly Intended[]): Promise<number> => {
	let open = 0;
	for (const post of posts) for (const { state } of await shownOf(town, post)) if (state !== 'published') open += 1;
	return open;
};
