import {
	completeDeliveryEndpoint,
	confirmDeliveryEndpoint,
	deliveryStatusEndpoint,
	discardDeliveryEndpoint,
	listDeliveriesEndpoint,
	listDeliveriesForHelpEndpoint,
	listPauseTopicsEndpoint,
	listUpcomingDeliveriesEndpoint,
	lookAgainEndpoint,
	pauseDeliveriesEndpoint,
	presenceAllowancesEndpoint,
	readDeliveryEndpoint,
	releaseDeliveriesEndpoint,
	resendDeliveryEndpoint,
	resumeDeliveriesEndpoint,
	retryDeliveryEndpoint,
} from '#contract/delivery.ts';
import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { instant } from '#kernel/time.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { allowancesOf } from './allowances.ts';
import type { Counts } from './counting/store.ts';
import type { Delivery } from './delivery.ts';
import type { readDetails } from './details.ts';
import type { DeliveryNeeds } from './needs.ts';
import type { PauseFailure, pauseDeliveries, resumeDeliveries } from './pause.ts';
import type { createQueries } from './queries.ts';
import type {
	completeCopy,
	confirmPublished,
	discard,
	lookAgain,
	ResolveFailure,
	releaseAll,
	resendUnclear,
	retryRefused,
} from './resolve.ts';
import type { createStatus } from './status.ts';
import type { Scope } from './switches.ts';
import { presenceNames, readStatus, toView } from './views.ts';

export interface RouteNeeds extends Pick<DeliveryNeeds, 'presence' | 'unit' | 'names'> {
	readonly queries: ReturnType<typeof createQueries> &
		ReturnType<typeof createStatus> & {
			readonly details: ReturnType<typeof readDetails>;
			readonly allowances: ReturnType<typeof allowancesOf>;
			counts(ids: readonly string[]): Promise<readonly Counts[]>;
		};
	readonly acts: {
		readonly pause: ReturnType<typeof pauseDeliveries>;
		readonly resume: ReturnType<typeof resumeDeliveries>;
		readonly lookAgain: ReturnType<typeof lookAgain>;
		readonly confirmPublished: ReturnType<typeof confirmPublished>;
		readonly resendUnclear: ReturnType<typeof resendUnclear>;
		readonly retryRefused: ReturnType<typeof retryRefused>;
		readonly completeCopy: ReturnType<typeof completeCopy>;
		readonly releaseAll: ReturnType<typeof releaseAll>;
		readonly discard: ReturnType<typeof discard>;
	};
}

const resolveProblems: Problems<ResolveFailure> = {
	'delivery.not-found-here': 404,
	'access.denied': 403,
	'delivery.decided-already': 409,
};
const pauseProblems: Problems<PauseFailure> = {
	'access.denied': 403,
	'delivery.no-such-presence': 404,
	'delivery.presence-paused': 409,
	'delivery.no-such-unit': 404,
};

const maySee = (actor: Actor, { source, unitId }: Delivery): boolean =>
	may(actor, source === 'editorial' ? 'post.read' : 'conversation.read', unitId);

export const deliveryRoutes = (mount: Mount, needs: RouteNeeds): void => {
	mountReading(mount, needs);
	mountSwitch(mount, needs);
	mountDecisions(mount, needs);
};

const mountReading = (mount: Mount, needs: RouteNeeds): void => {
	const { queries } = needs;
	const views = async (actor: Actor, items: readonly Delivery[]) => {
		const names = await presenceNames(items, needs);
		return items.map((item) => toView(item, { actor, names }));
	};

	mount(listDeliveriesEndpoint, {
		problems: {},
		async handle({ subject }, { actor }) {
			const all = await queries.deliveriesOf([subject]);
			const seen = all.filter((item) => maySee(actor, item));
			const counts = await queries.counts(seen.map(({ id }) => id));
			return ok({
				items: await views(actor, seen),
				counts: counts.map(({ figures, missed, ...of }) => ({ ...of, figures: [...figures], missed: [...missed] })),
			});
		},
	});
	mount(listDeliveriesForHelpEndpoint, {
		problems: {},
		async handle(page, { actor }) {
			const { items, ...rest } = await queries.needingHelp(
				{ answers: unitsWhere(actor, 'delivery.resolve'), posts: unitsWhere(actor, 'post.resolve') },
				page,
			);
			return ok({ items: await views(actor, items), ...rest });
		},
	});
	mount(listUpcomingDeliveriesEndpoint, {
		problems: {},
		async handle({ until, ...page }, { actor }) {
			const units = unitsWhere(actor, 'post.read');
			const { items, ...rest } = await queries.upcoming(units, instant(until), page);
			return ok({ items: await views(actor, items), ...rest });
		},
	});
	mount(deliveryStatusEndpoint, {
		problems: {},
		handle: async (_, { actor }) => ok(await readStatus(actor, needs)),
	});
	mount(presenceAllowancesEndpoint, {
		problems: { 'delivery.no-such-presence': 404 },
		async handle({ id }, { actor }) {
			const facts = await needs.presence(id);
			if (facts === null || !may(actor, 'presence.read', facts.unitId))
				return fail({ type: 'delivery.no-such-presence' });
			return ok({ items: await queries.allowances(id) });
		},
	});
};

const mountSwitch = (mount: Mount, { acts, queries }: RouteNeeds): void => {
	mount(pauseDeliveriesEndpoint, {
		problems: pauseProblems,
		handle: ({ reason, ...scope }, { actor }) => acts.pause(actor, { ...toScope(scope), reason }),
	});
	mount(resumeDeliveriesEndpoint, {
		problems: pauseProblems,
		handle: (scope, { actor }) => acts.resume(actor, toScope(scope)),
	});
	mount(listPauseTopicsEndpoint, {
		problems: {},
		handle: async () => ok({ topics: [...(await queries.topics())] }),
	});
};

const toScope = ({ presenceId, unitId, channel, topic }: Asked): Scope => {
	if (presenceId !== undefined) return { kind: 'presence', target: presenceId };
	if (unitId !== undefined) return { kind: 'unit', target: unitId };
	if (channel !== undefined) return { kind: 'channel', target: channel };
	return topic === undefined ? { kind: 'all', target: null } : { kind: 'topic', target: topic };
};

interface Asked {
	readonly presenceId?: string | undefined;
	readonly unitId?: string | undefined;
	readonly channel?: string | undefined;
	readonly topic?: string | undefined;
}

const mountDecisions = (mount: Mount, needs: RouteNeeds): void => {
	const { acts, queries } = needs;
	const shown = async (actor: Actor, result: Result<Delivery, ResolveFailure>) =>
		result.ok ? ok(toView(result.value, { actor, names: await presenceNames([result.value], needs) })) : result;
	const problems = resolveProblems;

	// After the addresses it would swallow.
	mount(readDeliveryEndpoint, {
		problems: { 'delivery.not-found-here': 404, 'access.denied': 403 },
		handle: ({ id }, { actor }) => queries.details(actor, id),
	});
	mount(lookAgainEndpoint, {
		problems,
		handle: async (input, { actor }) => shown(actor, await acts.lookAgain(actor, input)),
	});
	mount(confirmDeliveryEndpoint, {
		problems,
		handle: async (input, { actor }) => shown(actor, await acts.confirmPublished(actor, input)),
	});
	mount(resendDeliveryEndpoint, {
		problems,
		handle: async (input, { actor }) => shown(actor, await acts.resendUnclear(actor, input)),
	});
	mount(retryDeliveryEndpoint, {
		problems,
		handle: async (input, { actor }) => shown(actor, await acts.retryRefused(actor, input)),
	});
	mount(completeDeliveryEndpoint, {
		problems,
		handle: async (input, { actor }) => shown(actor, await acts.completeCopy(actor, input)),
	});
	mount(discardDeliveryEndpoint, {
		problems,
		handle: async (input, { actor }) => shown(actor, await acts.discard(actor, input)),
	});
	mount(releaseDeliveriesEndpoint, {
		problems: {},
		async handle({ ids }, { actor }) {
			return ok({ released: await acts.releaseAll(actor, ids) });
		},
	});
};
