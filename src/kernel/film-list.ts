import type { JsonObject } from './json.ts';

/** A list of films at a network, by the network's id, and as it was called when it was chosen. */
export interface FilmList extends JsonObject {
	readonly id: string;
	readonly title: string;
}

/** Why a film stands in no list: the list is gone, it is full, the day's requests are used up, it will be tried again by itself, or nobody knows. */
export const listObstacles = ['gone', 'full', 'spent', 'pending', 'unknown'] as const;
export type ListObstacle = (typeof listObstacles)[number];
