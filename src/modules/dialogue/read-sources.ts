import { type Actor, unitsWhere } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';

import { mailSources } from './mail/shown.ts';
import type { QueryNeeds } from './queries.ts';
import { sourceKey } from './store.ts';
import { dialogue } from './tables.ts';

/** Which sources answer, and the known gaps of each. */
export const readSources = (needs: QueryNeeds) => async (actor: Actor) => {
	const units = unitsWhere(actor, 'conversation.read');
	const live = (await needs.channels.livePresences()).filter(({ unitId }) => units === 'all' || units.includes(unitId));
	const ids = live.map(sourceKey);
	const mail = await needs.db.read('mailboxes as sources', (tx) => mailSources(tx, units));
	if (ids.length === 0) return ok(mail);
	const { states, gaps } = await needs.db.read('sources', async (tx) => ({
		states: await dialogue(tx).selectFrom('dialogue_source').selectAll().where('presence_id', 'in', ids).execute(),
		gaps: await dialogue(tx)
			.selectFrom('dialogue_gap')
			.selectAll()
			.where(
				'presence_id',
				'in',
				live.map(({ id }) => id),
			)
			.orderBy('until', 'desc')
			.limit(50)
			.execute(),
	}));
	const nameFor = (id: string) => live.find((source) => source.id === id)?.name ?? '';
	return ok({
		sources: [
			...live.map((source) => {
				const state = states.find(({ presence_id }) => presence_id === sourceKey(source));
				return {
					presenceId: source.id,
					name: source.name,
					channel: source.channel,
					polledAt: state?.polled_at?.toISOString() ?? null,
					failure: state?.failure ?? null,
				};
			}),
			...mail.sources,
		],
		gaps: [
			...gaps.map((gap) => ({
				id: gap.id,
				presenceId: gap.presence_id,
				name: nameFor(gap.presence_id),
				since: gap.since.toISOString(),
				until: gap.until.toISOString(),
				reason: gap.reason,
				odd: gap.row_key !== null,
				remoteId: gap.remote_id,
			})),
			...mail.gaps,
		],
	});
};
