import type { CountsView } from '#contract/delivery.ts';

/** What networks count, in the order it is told. */
const labels = [
	...(['views', 'impressions', 'reach', 'reactions', 'likes', 'answers', 'comments', 'reposts', 'shares'] as const),
	...(['quotes', 'clicks', 'saved'] as const),
] as const;
export type CountLabel = (typeof labels)[number];

/** The networks' own names, and what people call it. A name that is new to us is shown as it is. */
const known: Readonly<Record<string, CountLabel>> = {
	...{ post_media_view: 'views', post_total_media_view_unique: 'reach', reactions: 'reactions' },
	...{ views: 'views', reach: 'reach', likes: 'likes', comments: 'comments', shares: 'shares', saved: 'saved' },
	...{ replies: 'answers', reposts: 'reposts', quotes: 'quotes' },
	...{ replies_count: 'answers', reblogs_count: 'reposts', favourites_count: 'likes', quotes_count: 'quotes' },
	...{ replyCount: 'answers', repostCount: 'reposts', likeCount: 'likes', quoteCount: 'quotes' },
	...{ viewCount: 'views', commentCount: 'comments', shareCount: 'shares', clickCount: 'clicks' },
	...{ impressionCount: 'impressions', uniqueImpressionsCount: 'reach' },
	...{ impression_count: 'impressions', like_count: 'likes', reply_count: 'answers', quote_count: 'quotes' },
	...{ retweet_count: 'reposts', repost_count: 'reposts', bookmark_count: 'saved' },
};
export const labelOf = (name: string): CountLabel | null => known[name] ?? null;

type Figure = CountsView['figures'][number];

/** Figures that were counted in the same way and read on the same day: only those stand side by side. */
export interface CountGroup {
	readonly day: string;
	readonly definition: string;
	readonly figures: readonly Figure[];
}

const placeOf = ({ name }: Figure): number => {
	const label = labelOf(name);
	return label === null ? labels.length : labels.indexOf(label);
};

export const countGroups = (figures: readonly Figure[]): readonly CountGroup[] => {
	const inOrder = figures.toSorted((a, b) => placeOf(a) - placeOf(b));
	const groups = Map.groupBy(inOrder, ({ day, definition }) => `${day} ${definition}`);
	return [...groups.values()]
		.flatMap((mine) => (mine[0] ? [{ day: mine[0].day, definition: mine[0].definition, figures: mine }] : []))
		.toSorted((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1));
};

/** Where the way of counting broke: the same day and the same way before is one break, however many figures it is about. */
export const countBreaks = (figures: readonly Figure[]) => {
	const broken = figures.flatMap(({ name, changed }) => (changed ? [{ name, ...changed }] : []));
	const one = Map.groupBy(broken, ({ day, before }) => `${day} ${before}`);
	return [...one.values()].flatMap((mine) =>
		mine[0] ? [{ day: mine[0].day, before: mine[0].before, names: mine.map(({ name }) => name) }] : [],
	);
};

/** `v25.0 2025-11-15` in two parts: the version, and the day since when it counts so. */
export const definitionParts = (
	definition: string,
): { readonly version: string; readonly since: string | undefined } => {
	const [, version = definition, since] = /^(.*) (\d{4}-\d{2}-\d{2})$/.exec(definition) ?? [];
	return { version, since };
};
