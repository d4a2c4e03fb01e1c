import type { z } from 'zod';

import type { readDeliveryEndpoint } from '#contract/delivery.ts';
import type { Actor } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { fromDate } from '#kernel/time.ts';

import { nextMove } from './domain/course.ts';
import type { DeliveryNeeds } from './needs.ts';
import { mayResolve } from './resolve.ts';
import { moment, type Row, readDelivery, reasonOf, renditionOf, toDelivery } from './store.ts';
import { presenceNames, toView } from './views.ts';

type Details = z.output<typeof readDeliveryEndpoint.output>;
type DetailsFailure = { readonly type: 'delivery.not-found-here' } | { readonly type: 'access.denied' };
type Needs = Pick<DeliveryNeeds, 'db' | 'clock' | 'presence' | 'openChannel'>;

/** Everything a person needs to decide about one copy: what was sent, to whom, where to look, what the network said. */
export const readDetails =
	(needs: Needs) =>
	async (actor: Actor, id: string): Promise<Result<Details, DetailsFailure>> => {
		const row = await needs.db.read('delivery in full', (tx) => readDelivery(tx, id));
		if (row === undefined) return fail({ type: 'delivery.not-found-here' });
		const item = toDelivery(row);
		if (!mayResolve(actor, item)) return fail({ type: 'access.denied' });
		const sent = renditionOf(row);
		const facts = await needs.presence(row.presence_id);
		const said = reasonOf(row)?.['reason'];
		return ok({
			delivery: toView(item, { actor, names: await presenceNames([item], needs) }),
			// A row that was damaged has nothing left to show but its title.
			sent: {
				text: sent?.text ?? row.title,
				language: sent?.language ?? 'de',
				link: sent?.link ?? null,
				pictures: (sent?.media ?? []).map(({ alt, width, height }) => ({ alt, width, height })),
			},
			account: { handle: facts?.handle ?? null, url: facts?.url ?? null },
			isSafeToRepeat: await isSafe(needs, row),
			said: typeof said === 'string' ? said : null,
		});
	};

/** The network recognises the key now, so that sending again cannot make it appear twice. */
const isSafe = async ({ openChannel, clock }: Needs, row: Row): Promise<boolean> => {
	const channel = await openChannel(row.presence_id).catch(() => null);
	if (channel === null) return false;
	const { operation, attempts, looks } = row;
	const standing = { operation, dueAt: fromDate(row.due_at), doubtSince: moment(row.doubt_at), attempts, looks };
	const abilities = { remembersKeysForMs: channel.capabilities.remembersKeysForMs, canFind: false };
	return nextMove({ ...standing, mayPublish: true }, abilities, clock.now()) === 'send';
};
