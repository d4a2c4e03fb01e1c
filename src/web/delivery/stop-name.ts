import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { PauseChannel, type StopView } from '#contract/delivery.ts';

export const channelOf = (target: string | null): z.infer<typeof PauseChannel> | undefined =>
	PauseChannel.safeParse(target).data;

/** What a switch stops, in words. */
export const useStopName = (): ((stop: Pick<StopView, 'kind' | 'target' | 'name'>) => string) => {
	const say = useTranslations('delivery.pause');
	const common = useTranslations('common.channel');
	return ({ kind, target, name }) => {
		if (kind === 'all') return say('everything');
		const channel = channelOf(target);
		if (kind === 'channel' && channel) return common(channel);
		return kind === 'topic' ? say('of-topic', { name }) : name;
	};
};
