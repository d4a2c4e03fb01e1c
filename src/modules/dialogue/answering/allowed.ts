import { mayAnswer } from '#modules/channels/index.ts';

import type { Reached } from '../needs.ts';

/** Whether the network lets us answer a message, by how it called on us. */
export const isAllowed = (presence: Pick<Reached, 'terms'> | null, call: string | undefined): boolean =>
	!presence?.terms || mayAnswer(presence.terms.tier, call);
