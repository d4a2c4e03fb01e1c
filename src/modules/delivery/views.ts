import type { DeliveryView, PauseView } from '#contract/delivery.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { type Instant, toIso } from '#kernel/time.ts';

import type { Delivery } from './delivery.ts';
import type { DeliveryNeeds } from './needs.ts';
import { mayResolve } from './resolve.ts';
import { type Off, offAt, type Status, type Troubled } from './status.ts';
import { moment, reasonOf } from './store.ts';

type Names = ReadonlyMap<string, string>;

const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at));

export const presenceNames = async (
	items: readonly { readonly presenceId: string }[],
	{ presence }: Pick<DeliveryNeeds, 'presence'>,
): Promise<Names> => {
	const ids = [...new Set(items.map(({ presenceId }) => presenceId))];
	const found = await Promise.all(ids.map(async (id) => [id, (await presence(id))?.name ?? ''] as const));
	return new Map(found);
};

export const toView = (
	item: Delivery,
	{ actor, names }: { readonly actor: Actor; readonly names: Names },
): DeliveryView => {
	const { presenceId, channel, contentHash: _, remote, ...rest } = item;
	return {
		...rest,
		presence: { id: presenceId, name: names.get(presenceId) ?? '', channel },
		dueAt: toIso(item.dueAt),
		nextAt: iso(item.nextAt),
		sentAt: iso(item.sentAt),
		lookedAt: iso(item.lookedAt),
		settledAt: iso(item.settledAt),
		url: remote?.url ?? null,
		reason: item.reason === null ? null : { ...item.reason },
		part: item.part.of > 1 ? { ...item.part } : null,
		mayResolve: mayResolve(actor, item),
	};
};

interface StatusNeeds extends Pick<DeliveryNeeds, 'presence' | 'unit' | 'names'> {
	readonly queries: { status(): Promise<Status> };
}

/** The band on the desk, every switch that is off, and the line of each presence in trouble. */
export const readStatus = async (actor: Actor, needs: StatusNeeds) => {
	const { off, due, troubled } = await needs.queries.status();
	const persons = await needs.names(off.flatMap(({ by }) => by ?? []));
	const shown = (stop: Off | undefined): PauseView | null =>
		stop ? { at: toIso(stop.at), byName: stop.by ? (persons.get(stop.by) ?? null) : null, reason: stop.reason } : null;
	const row = async (trouble: Troubled) => ({
		id: trouble.presence_id,
		name: (await needs.presence(trouble.presence_id))?.name ?? '',
		channel: trouble.channel,
		paused: shown(offAt(off, { kind: 'presence', target: trouble.presence_id })),
		reason: reasonOf(trouble),
		since: iso(moment(trouble.since_at)),
		restsUntil: iso(moment(trouble.open_until)),
	});
	const stop = async (one: Off) => {
		const { name, unitId } = await whatStops(one, needs);
		const paused = shown(one);
		return (
			paused && { kind: one.kind, target: one.target, name, ...paused, mayResume: may(actor, 'delivery.pause', unitId) }
		);
	};
	const stops = await Promise.all(off.map(stop));
	return {
		paused: shown(off.find(({ kind }) => kind === 'all')),
		waiting: due,
		mayPause: may(actor, 'delivery.pause'),
		stops: stops.filter((one) => one !== null),
		presences: await Promise.all(troubled.map(row)),
	};
};

/** What a switch stops, in words, and in which unit one needs the right to turn it. */
const whatStops = async (
	{ kind, target }: Off,
	{ presence, unit }: StatusNeeds,
): Promise<{ readonly name: string; readonly unitId?: string }> => {
	if (kind === 'presence') {
		const facts = await presence(target ?? '');
		return { name: facts?.name ?? '', ...(facts ? { unitId: facts.unitId } : {}) };
	}
	if (kind === 'unit') return { name: (await unit(target ?? ''))?.name ?? '', unitId: target ?? '' };
	return { name: target ?? '' };
};
