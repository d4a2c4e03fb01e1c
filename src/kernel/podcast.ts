/** SPEC: podcasters.apple.com, Apple Podcasts categories, as they are written in a feed. */
export const podcastCategories = [
	...(['Government', 'News', 'Society & Culture', 'Education', 'Health & Fitness', 'Kids & Family'] as const),
	...(['Arts', 'Business', 'Comedy', 'Fiction', 'History', 'Leisure', 'Music', 'Religion & Spirituality'] as const),
	...(['Science', 'Sports', 'TV & Film', 'Technology', 'True Crime'] as const),
] as const;
export type PodcastCategory = (typeof podcastCategories)[number];

/** SPEC: podcasters.apple.com, artwork: square, 1400 to 3000 points a side, JPEG or PNG. */
export const COVER = { least: 1400, most: 3000 } as const;
