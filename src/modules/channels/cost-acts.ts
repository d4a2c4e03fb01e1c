import { type Actor, may } from '#kernel/permission.ts';
import type { Micro, Prices } from '#kernel/prices.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';

import { takeManaged } from './change-presence.ts';
import type { Tier } from './domain/tier.ts';
import type { ChannelsNeeds } from './needs.ts';
import { type Presence, toPresence } from './presence.ts';
import { type MissingPresence, updatePresence } from './store.ts';
import { channels } from './tables.ts';

export type TermsFailure =
	| MissingPresence
	| { readonly type: 'access.denied' }
	| { readonly type: 'presence.not-charged' };

export interface Terms {
	readonly tier: Tier;
	/** Null: there is none. */
	readonly budget: Micro | null;
	readonly withLink: boolean;
	/** Whether copies are counted, which costs a reading each day; absent: as it was. */
	readonly counts?: boolean | undefined;
}

/** Says how an account is paid for, what its month may cost, and whether copies lead back unless their writer says otherwise. */
export const setTerms =
	({ act, events, budgetChanged }: ChannelsNeeds) =>
	(actor: Actor, { id, ...terms }: Terms & { readonly id: string }): Promise<Result<Presence, TermsFailure>> =>
		act<Presence, TermsFailure>('set terms', actor, async (tx) => {
			const taken = await takeManaged(tx, actor, id);
			if (!taken.ok) return taken;
			const { channel, unit_id: unitId, ...before } = taken.value;
			if (channel !== 'x') return fail({ type: 'presence.not-charged' });
			const { tier, budget, withLink, counts = before.counts } = terms;
			const isSame = before.tier === tier && before.budget_micro === budget && before.with_link === withLink;
			if (isSame && before.counts === counts) return unchanged(toPresence(taken.value));
			const presence = await updatePresence(tx, id, { tier, budget_micro: budget, with_link: withLink, counts });
			await budgetChanged(tx, id);
			await events.announce(tx, { topic: 'presence', id, unitId });
			return done(presence, {
				kind: 'presence.terms-set',
				subject: id,
				unitId,
				payload: { tier, budget, withLink, counts },
			});
		});

export interface PriceChange {
	/** The day the network's list is of. */
	readonly asOf: string;
	readonly prices: Prices;
}

/** Keeps a new price list. What was booked keeps the price of its moment. */
export const keepPrices =
	({ act, clock, events, ids }: ChannelsNeeds) =>
	(actor: Actor, { asOf, prices }: PriceChange): Promise<Result<PriceChange, { readonly type: 'access.denied' }>> =>
		act<PriceChange, { readonly type: 'access.denied' }>('keep prices', actor, async (tx) => {
			if (!may(actor, 'presence.manage')) return fail({ type: 'access.denied' });
			const id = ids.next('price');
			const by = { changed_by: actor.id, changed_at: toDate(clock.now()) };
			await channels(tx)
				.insertInto('channels_price')
				.values({ id, network: 'x', as_of: asOf, prices: JSON.stringify(prices), ...by })
				.execute();
			await events.announce(tx, { topic: 'presence', id });
			return done(
				{ asOf, prices },
				{ kind: 'channel.prices-kept', subject: 'prices:x', payload: { asOf, prices: { ...prices } } },
			);
		});
