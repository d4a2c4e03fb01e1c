import { useTranslations } from 'use-intl';

import type { StampState } from './stamp.tsx';

const letters = { newsroom: 'NR', mastodon: 'MA', bluesky: 'BS', form: 'FO' } as const;

export type PlateChannel = keyof typeof letters;

const isKnown = (channel: string): channel is PlateChannel => channel in letters;

type PlateProps = Readonly<{ channel: string; state?: StampState }>;

/** The channel as two letters in a frame; it can take the colour of a state. */
export function Plate({ channel, state }: PlateProps) {
	const say = useTranslations('common');
	const known = isKnown(channel);
	const short = known ? letters[channel] : channel.slice(0, 2).toUpperCase();
	const name = known ? say(`channel.${channel}`) : channel;
	const title = state ? say('plate.with-state', { channel: name, state: say(`state.${state}`) }) : name;
	return (
		<abbr className={['kz', `kz-${short}`, state ? `kz-${state}` : ''].join(' ').trim()} title={title}>
			{short}
		</abbr>
	);
}

type PlatesProps = Readonly<{
	channels: readonly { readonly key: string; readonly channel: string; readonly state?: StampState }[];
}>;

/** Several plates in a line. */
export function Plates({ channels }: PlatesProps) {
	return (
		<span className="kzs">
			{channels.map(({ key, channel, state }) => (
				<Plate key={key} channel={channel} {...(state ? { state } : {})} />
			))}
		</span>
	);
}
