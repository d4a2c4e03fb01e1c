import { setTimeout as pause } from 'node:timers/promises';

import { listDeliveriesEndpoint } from '#contract/delivery.ts';
import { readPostEndpoint } from '#contract/editorial.ts';

import { joinParts } from '#kernel/thread.ts';

import { approvedPost, value } from '../desk.ts';
import { type NetworkKind, networkKinds } from './plan.ts';
import type { Town } from './town.ts';

/** What goes with a post. A long film is brought in several parts and put into a list. */
export type Along = 'nothing' | 'picture' | 'film' | 'long film';

export interface Intended {
	readonly id: string;
	/** In its text and nowhere else. */
	readonly mark: string;
	/** One for each of its posts on a network; more than one make a thread. */
	readonly marks: readonly string[];
	/** Answers on Bluesky are kept to nobody, by a record beside the post. */
	readonly gated: boolean;
	readonly along: Along;
	/** Where it goes, beside the own house and its followers. */
	readonly networks: readonly NetworkKind[];
}

/** Instagram takes no post without a picture or a film, YouTube films only. The long film is for YouTube alone: it is kept in mind here. */
const reach: Readonly<Record<Along, readonly NetworkKind[]>> = {
	nothing: networkKinds.filter((kind) => kind !== 'instagram' && kind !== 'youtube'),
	picture: networkKinds.filter((kind) => kind !== 'youtube'),
	film: networkKinds,
	'long film': ['youtube'],
};

/** Post by post, and over again. */
const course: readonly Along[] = [
	...(['nothing', 'picture', 'nothing', 'nothing', 'picture', 'film', 'long film'] as const),
	...(['nothing', 'nothing', 'picture', 'nothing', 'nothing', 'picture'] as const),
];

const textOf = (mark: string): string =>
	`${mark}: Die Mühlkanalbrücke bleibt gesperrt. Bitte fahren Sie über den Ring.`;

/** What is said of a post at the desk so that it is as meant. */
const wishes = ({ presences, house, library }: Town, { networks, along, gated }: Omit<Intended, 'id'>) => {
	const at = (kind: NetworkKind): string => presences.get(kind) ?? '';
	const media = {
		...{ nothing: [], picture: [library.picture] },
		...{ film: [library.film], 'long film': [library.longFilm] },
	}[along];
	return {
		presences: [...house, ...networks.map(at)],
		...(media.length > 0 ? { media } : {}),
		...(gated && networks.includes('bluesky') ? { replyControls: { [at('bluesky')]: 'nobody' as const } } : {}),
		...(along === 'long film' ? { lists: { [at('youtube')]: library.list } } : {}),
	};
};

/** Writes a post, has it approved, and says "publish now". */
export const orderPost = async (town: Town, post: Omit<Intended, 'id' | 'networks'>): Promise<Intended> => {
	const { desk } = town;
	const { mark, marks, along } = post;
	const meant = { ...post, networks: reach[along] };
	const id = await approvedPost(desk, {
		...{ title: `Sperrung ${mark}`, text: joinParts([textOf(mark), ...marks.slice(1)]) },
		...(marks.length > 1 ? { kind: 'thread' } : {}),
		...wishes(town, meant),
	});
	value(await desk.office.editorial.publishNow({ id }, desk.author));
	return { id, ...meant };
};

/** One post for each mark, the first of them a thread and every other gated. */
export const orderPosts = async (town: Town, marks: readonly string[]): Promise<readonly Intended[]> => {
	const intended: Intended[] = [];
	for (const [at, mark] of marks.entries()) {
		const along = course[at % course.length] ?? 'nothing';
		const later = at === 0 ? laterParts(mark) : [];
		intended.push(await orderPost(town, { mark, marks: [mark, ...later], gated: at % 2 === 0, along }));
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
