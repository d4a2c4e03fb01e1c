import type { FilmList } from '#kernel/film-list.ts';
import type { JsonObject } from '#kernel/json.ts';
import { type QuotePolicy, quotesAt } from '#kernel/quoting.ts';
import type { ReplyControl } from '#kernel/reply-control.ts';

import type { Content, Rendition } from './post.ts';
import { type Outlet, warningFor } from './rendition.ts';

/** What a network is told beside words and media. */
export interface Marks {
	/** The answers of the poll are put there to be chosen from. */
	readonly poll?: true;
	/** What is said before it there, and what the network is told of its pictures. */
	readonly warning?: FrozenWarning;
	/** Who may quote it there. */
	readonly quotes?: QuotePolicy;
	/** Who may answer it there; absent: everybody. */
	readonly replyControl?: ReplyControl;
	/** The list of the account its film is put into. */
	readonly list?: FilmList;
	/** Made for practice: a yes to practice is no yes to the real thing. */
	readonly practice?: true;
}

interface FrozenWarning extends JsonObject {
	readonly words: string;
	readonly graphic: boolean;
}

export const marksOf = (content: Content, rendition: Rendition, outlet: Outlet): Marks => {
	const { limits, practice } = outlet;
	const { replyControl, list } = rendition;
	const { beside, graphic } = warningFor(content, rendition, outlet);
	const quotes = quotesAt(content.quotes ?? outlet.quotes, limits?.quotes);
	return {
		...(content.kind === 'poll' && limits?.polls ? { poll: true } : {}),
		...(practice ? { practice } : {}),
		...(beside !== null || graphic ? { warning: { words: beside ?? '', graphic } } : {}),
		...(quotes === null ? {} : { quotes }),
		...(replyControl === undefined ? {} : { replyControl }),
		...(list && limits?.lists ? { list } : {}),
	};
};
