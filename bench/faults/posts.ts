import { setTimeout as pause } from 'node:timers/promises';

import { listDeliveriesEndpoint } from '#contract/delivery.ts';
import { readPostEndpoint } from '#contract/editorial.ts';

import { joinParts } from '#kernel/thread.ts';

import { approvedPost, value } from '../desk.ts';
import type { Town } from './town.ts';

export interface Intended {
	readonly id: string;
	/** In its text and nowhere else. */
	readonly mark: string;
	/** One for each of its posts on a network; more than one make a thread. */
	readonly marks: readonly string[];
	/** Answers on Bluesky are kept to nobody, by a record beside the post. */
	readonly gated: boolean;
}

const textOf = (mark: string): string =>
	`${mark}: Die Mühlkanalbrücke bleibt gesperrt. Bitte fahren Sie über den Ring.`;

/** Writes posts, the first of them a thread and every other gated, has them approved, and says "publish now"; each is meant for all four presences. */
export const orderPosts = async ({ desk, presences }: Town, marks: readonly string[]): Promise<readonly Intended[]> => {
	const intended: Intended[] = [];
	for (const [at, mark] of marks.entries()) {
		const later = at === 0 ? laterParts(mark) : [];
		const text = joinParts([textOf(mark), ...later]);
		const gated = at % 2 === 0;
		const id = await approvedPost(desk, {
			...{ title: `Sperrung ${mark}`, text },
			...(at === 0 ? { kind: 'thread' } : {}),
			...(gated ? { replyControls: { [presences.get('bluesky') ?? '']: 'nobody' } } : {}),
		});
		value(await desk.office.editorial.publishNow({ id }, desk.author));
		intended.push({ id, mark, marks: [mark, ...later], gated });
	}
	return intended;
};

/** Nothing of the first mark is in them: what is counted by its mark is counted once. */
const laterParts = (mark: string): readonly string[] =>
	['Umleitung', 'Ende'].map((word) => `${word} zu ${mark.slice(mark.indexOf(' ') + 1)}.`);

/** How often one asks again where the house says that the database is away for a moment. */
const ASKED_AGAIN = 20;

/** Asks the desk's API as a person would. */
const ask = async ({ desk }: Town, path: string): Promise<unknown> => {
	for (let left = ASKED_AGAIN; ; left -= 1) {
		const answer = await fetch(desk.origin + path, { headers: { 'x-bench': desk.author.id } });
		if (answer.ok) return answer.json();
		if (answer.status !== 503 || left === 0) throw new Error(await answer.text());
		await answer.body?.cancel();
		await pause(500);
	}
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
