import { useTranslations } from 'use-intl';

interface Named {
	readonly id: string;
	readonly channel: 'newsroom' | 'mastodon' | 'bluesky';
	readonly name: string;
}

/** What an outlet is called beside the others: its network where that says enough, with its own name where there are two. */
export const useOutletName = (): ((outlet: Named, all: readonly Named[]) => string) => {
	const say = useTranslations('common.channel');
	return ({ id, channel, name }, all) =>
		all.some((other) => other.id !== id && other.channel === channel) ? `${say(channel)}, ${name}` : say(channel);
};
