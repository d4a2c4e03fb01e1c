/** The two letters and the name a network stands under, on every page alike. */
export const plates = {
	newsroom: { letters: 'NR', name: 'Newsroom' },
	activitypub: { letters: 'FV', name: 'Fediverse' },
	mastodon: { letters: 'MA', name: 'Mastodon' },
	bluesky: { letters: 'BS', name: 'Bluesky' },
} as const;

export type ChannelName = keyof typeof plates;
