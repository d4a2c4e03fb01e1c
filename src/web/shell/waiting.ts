import { conversationCountsEndpoint } from '#contract/dialogue.ts';

import { useQueryOf } from '../parts/asking.ts';
import type { Place } from './navigation.ts';
import { useOffice } from './office.tsx';
import { useUnit } from './unit.tsx';

/** How much waits, by place: in the unit one acts for, and under Heute for oneself. */
export type Waiting = Readonly<Partial<Record<Place['key'], number>>>;

export const useWaiting = (): Waiting => {
	const { may } = useOffice();
	const { unitId } = useUnit();
	const { data: talks } = useQueryOf(conversationCountsEndpoint, unitId ? { unit: unitId } : {}, {
		topics: ['conversation'],
		enabled: may('conversation.read'),
	});
	return talks ? { dialogue: talks.open, today: talks.mine + talks.unassigned } : {};
};
