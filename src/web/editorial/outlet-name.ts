import { useTranslations } from 'use-intl';

import type { ChannelKind } from '#kernel/channel-name.ts';

interface Named {
	readonly id: string;
	readonly channel: ChannelKind;
	readonly name: string;
	readonly practice?: boolean | undefined;
}

/** What an outlet is called beside the others: its network where that says enough, with its own name where there are two, and that it practises. */
export const useOutletName = (): ((outlet: Named, all: readonly Named[]) => string) => {
	const say = useTranslations('common');
	return ({ id, channel, name, practice }, all) => {
		const twice = all.some((other) => other.id !== id && other.channel === channel);
		return [say(`channel.${channel}`), twice ? name : '', practice ? say('plate.practice') : '']
			.filter(Boolean)
			.join(', ');
	};
};
