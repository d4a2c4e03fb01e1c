import { ok } from '#kernel/result.ts';

import type { ChannelsNeeds } from './needs.ts';
import { type Presence, toPresence } from './presence.ts';
import { takePresence } from './store.ts';
import { noteSurprise } from './surprises.ts';
import { openTask } from './tasks.ts';

/**
 * Keeps where a network's answer was not as agreed though its connection holds: while it was read, some of it or all of it could
 * not be understood. Those who run the office are told once.
 */
export const reportSurprises =
	(needs: ChannelsNeeds) =>
	async ({ id, practice }: Pick<Presence, 'id' | 'practice'>, reasons: readonly string[]): Promise<void> => {
		if (reasons.length === 0) return;
		await needs.db.transact('note surprises', async (tx) => {
			const row = await takePresence(tx, id);
			if (!row.ok || row.value.practice !== practice) return ok(undefined);
			const at = needs.clock.now();
			for (const reason of reasons) await noteSurprise(tx, { presenceId: id, reason, at });
			await openTask(needs)(tx, toPresence(row.value), { kind: 'answers-differ', stage: null });
			return ok(undefined);
		});
	};
