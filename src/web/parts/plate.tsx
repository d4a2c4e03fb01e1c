import { useTranslations } from 'use-intl';
import { type ChannelKind, channelNames, plates } from '#kernel/channel-name.ts';

import type { StampState } from './stamp.tsx';

// NOTE: every channel has its entry.
const lettersOf = Object.fromEntries(channelNames.map((name) => [name, plates[name].letters])) as Record<
	ChannelKind,
	string
>;
const letters = { ...lettersOf, form: 'FO', mail: 'EM' } as const;

export type PlateChannel = keyof typeof letters;

const isKnown = (channel: string): channel is PlateChannel => channel in letters;

type PlateProps = Readonly<{ channel: string; state?: StampState; practice?: boolean }>;

/** The channel as two letters in a frame; it can take the colour of a state, and the hatch of practice. */
export function Plate({ channel, state, practice = false }: PlateProps) {
	const say = useTranslations('common');
	const known = isKnown(channel);
	const short = known ? letters[channel] : channel.slice(0, 2).toUpperCase();
	const name = known ? say(`channel.${channel}`) : channel;
	const more = [practice ? say('plate.practice') : '', state ? say(`state.${state}`) : ''].filter(Boolean);
	const title = more.length > 0 ? say('plate.with-state', { channel: name, state: more.join(', ') }) : name;
	const classes = ['kz', `kz-${short}`, state ? `kz-${state}` : '', practice ? 'kz-practice' : ''];
	return (
		<abbr className={classes.filter(Boolean).join(' ')} title={title}>
			{short}
		</abbr>
	);
}

/** How people call a network. */
export const useChannelName = (): ((channel: string) => string) => {
	const say = useTranslations('common.channel');
	return (channel) => (isKnown(channel) ? say(channel) : channel);
};

/** Says in a word that what stands beside it is practice. */
export function PracticeTag() {
	const say = useTranslations('common');
	return <span className="kz-t">{say('plate.practice')}</span>;
}

type PlatesProps = Readonly<{
	channels: readonly {
		readonly key: string;
		readonly channel: string;
		readonly state?: StampState;
		readonly practice?: boolean;
	}[];
}>;

/** Several plates in a line. */
export function Plates({ channels }: PlatesProps) {
	return (
		<span className="kzs">
			{channels.map(({ key, ...plate }) => (
				<Plate key={key} {...plate} />
			))}
		</span>
	);
}
