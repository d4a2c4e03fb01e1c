import { type ChannelKind, plates } from '#kernel/channel-name.ts';

const isKnown = (channel: string): channel is ChannelKind => channel in plates;

/** A presence with its network, because the same name stands on several. */
export const presenceName = ({ name, channel }: Readonly<{ name: string; channel: string }>): string => {
	const network = isKnown(channel) ? plates[channel].name : name;
	return network === name ? name : `${name} (${network})`;
};
