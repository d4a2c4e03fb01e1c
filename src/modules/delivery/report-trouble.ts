import type { ChannelFailure } from '#modules/channels/index.ts';

import { errorFields } from '#platform/log.ts';

import type { Attempt } from './carry.ts';
import type { DeliveryNeeds } from './needs.ts';

/** Access that is gone and a changed contract are matters of the presence, not of one delivery. */
const lasting: ReadonlySet<string> = new Set(['channel.unauthorised', 'channel.expired', 'channel.changed']);

/** Tells the presence what its network ran us into, outside the recording transaction. */
export const reportLastingTrouble = async (
	attempts: readonly Attempt[],
	{ reportTrouble, log }: Pick<DeliveryNeeds, 'reportTrouble' | 'log'>,
): Promise<void> => {
	if (reportTrouble === undefined) return;
	for (const { claimed, result, refusal } of attempts) {
		// Whoever first heard of it may have died before it was told.
		const trouble = refusal ?? (result.ok ? null : result.error);
		if (trouble === null || !lasting.has(trouble.type)) continue;
		// NOTE: only adapters make failures of these three types, and they make them whole.
		await reportTrouble(claimed.row.presence_id, trouble as ChannelFailure).catch((thrown: unknown) =>
			log.error('presence could not be told of its trouble', errorFields(thrown)),
		);
	}
};
