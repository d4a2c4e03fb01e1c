import type { Answer, Asked } from '../server.ts';
import { isAnswer, pick } from './words.ts';

export const show = (node: string, whole: Readonly<Record<string, unknown>>, { query }: Asked): Answer => {
	const shownNode = pick(node, whole, query.get('fields'));
	return isAnswer(shownNode) ? shownNode : { status: 200, json: shownNode };
};

interface Listing {
	readonly node: string;
	readonly origin: string;
	readonly mood: string;
}

/** Newest first, `limit` at a time, on by a cursor. */
export const showList = (
	all: readonly Readonly<Record<string, unknown>>[],
	{ query, path }: Asked,
	{ node, origin, mood }: Listing,
): Answer => {
	const limit = Math.min(Number(query.get('limit') ?? 25), 100);
	const from = Number(query.get('after') ?? 0);
	const page = all.slice(from, from + limit);
	const picked = page.map((one) => pick(node, one, query.get('fields')));
	const wrong = picked.find(isAnswer);
	if (wrong) return wrong;
	const data =
		mood === 'duplicates' ? picked.flatMap((one) => [one, one]) : mood === 'reordering' ? picked.toReversed() : picked;
	const more = from + limit < all.length;
	const after = String(from + limit);
	const next = more ? { next: `${origin}${path}?after=${after}` } : {};
	return {
		status: 200,
		json: { data, ...(page.length > 0 ? { paging: { cursors: { before: '0', after }, ...next } } : {}) },
	};
};
