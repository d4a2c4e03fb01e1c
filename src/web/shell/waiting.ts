import { listDeliveriesForHelpEndpoint } from '#contract/delivery.ts';
import { conversationCountsEndpoint } from '#contract/dialogue.ts';
import { waitingPostsEndpoint } from '#contract/editorial.ts';

import { useQueryOf } from '../parts/asking.ts';
import type { Place } from './navigation.ts';
import { useOffice } from './office.tsx';
import { useUnit } from './unit.tsx';

/** How much waits, by place: in the unit one acts for, and under Heute for oneself. */
export type Waiting = Readonly<Partial<Record<Place['key'], number>>>;

export const useWaiting = (): Waiting => {
	const { may } = useOffice();
	const { unitId, covers } = useUnit();
	const { data: talks } = useQueryOf(conversationCountsEndpoint, unitId ? { unit: unitId } : {}, {
		topics: ['conversation'],
		enabled: may('conversation.read'),
	});
	const { data: help } = useQueryOf(
		listDeliveriesForHelpEndpoint,
		{ limit: 50 },
		{ topics: ['delivery'], enabled: may('delivery.resolve') },
	);
	const troubles = (help?.items ?? []).filter((delivery) => covers(delivery.unitId)).length;
	const { data: posts } = useQueryOf(waitingPostsEndpoint, {}, { topics: ['post'], enabled: may('post.approve') });
	const approvals = (posts?.items ?? []).filter((post) => covers(post.unitId)).length;
	const mine = talks ? talks.mine + talks.unassigned : 0;
	return { dialogue: talks?.open ?? 0, editorial: approvals, today: mine + troubles + approvals };
};
