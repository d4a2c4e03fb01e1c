/** Channels of the house itself; they need no key. */
export const houseChannels = ['newsroom', 'activitypub'] as const;

/** Networks of others, each with an adapter and a practice network of its own. */
export const networkNames = [
	'mastodon',
	'bluesky',
	'x',
	'linkedin',
	'facebook',
	'youtube',
	'instagram',
	'threads',
] as const;
export type NetworkName = (typeof networkNames)[number];

/** Those at which the authority registers an app of its own before an owner can agree. */
export const appNetworks = [
	'x',
	'linkedin',
	'facebook',
	'youtube',
	'instagram',
	'threads',
] as const satisfies readonly NetworkName[];
export type AppNetwork = (typeof appNetworks)[number];

/** Those whose network calls this house when something came in, once its app is set up for it. */
export const wakingNetworks = ['facebook', 'instagram', 'threads'] as const satisfies readonly AppNetwork[];
export type WakingNetwork = (typeof wakingNetworks)[number];

export const isWaking = (channel: ChannelKind): channel is WakingNetwork =>
	wakingNetworks.some((network) => network === channel);

/** Those with a hub that each account subscribes to by itself. */
export const pushingNetworks = ['youtube'] as const satisfies readonly NetworkName[];

/** From outside somebody says that something came in there: a flood of that is no flood of questions. */
export const isCalled = (channel: ChannelKind): boolean =>
	isWaking(channel) || pushingNetworks.some((network) => network === channel);

export const channelNames = [...houseChannels, ...networkNames] as const;
export type ChannelKind = (typeof channelNames)[number];

export const isNetwork = (channel: ChannelKind): channel is NetworkName =>
	networkNames.some((network) => network === channel);

/** The two letters and the name a channel stands under, on every page alike. */
export const plates = {
	newsroom: { letters: 'NR', name: 'Newsroom' },
	activitypub: { letters: 'FV', name: 'Fediverse' },
	mastodon: { letters: 'MA', name: 'Mastodon' },
	bluesky: { letters: 'BS', name: 'Bluesky' },
	x: { letters: 'X', name: 'X' },
	linkedin: { letters: 'LI', name: 'LinkedIn' },
	facebook: { letters: 'FB', name: 'Facebook' },
	youtube: { letters: 'YT', name: 'YouTube' },
	instagram: { letters: 'IG', name: 'Instagram' },
	threads: { letters: 'TH', name: 'Threads' },
} as const satisfies Readonly<Record<ChannelKind, { readonly letters: string; readonly name: string }>>;
