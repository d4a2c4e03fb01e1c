import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Hono } from 'hono';

import type { Capabilities, Channel } from '#modules/channels/index.ts';
import type { Chore } from '#platform/chores.ts';
import type { Check } from '#platform/health.ts';
import type { Mount } from '#platform/http/mount.ts';

import { createActors } from './actors.ts';
import { blockHost, setSecure, unblockHost } from './block-host.ts';
import { createFediverseChannel } from './channel.ts';
import { type FanOut, startFanOut } from './fan-out.job.ts';
import { createGuard } from './guard.ts';
import { readHouse } from './house.ts';
import { createInbox } from './inbox.ts';
import { createInboxDoor } from './inbox-door.ts';
import type { FederationNeeds } from './needs.ts';
import { mountPictures } from './picture-routes.ts';
import { mountDocuments } from './public-routes.ts';
import { createFediverseQueries } from './queries.ts';
import { createRemote } from './remote.ts';
import { federationRoutes } from './routes.ts';
import { createSendCopy } from './send-copy.ts';
import { switchOn } from './switch-on.ts';
import { createTakeActivity } from './take-activity.ts';
import { tendChore } from './tend.job.ts';
import { createVerify } from './verify.ts';
import { copiesUnderWay } from './withhold.ts';

export { federationMigrations } from './migrations.ts';
export type { FederationNeeds } from './needs.ts';

export interface Federation {
	mountRoutes(mount: Mount): void;
	/** Answers what is brought to an inbox, before the app sees the request; false for everything else. */
	answerInbox(request: IncomingMessage, response: ServerResponse): boolean;
	/** Documents and pictures. Mount it before the public site: what is nobody's here falls through to the pages. */
	mountRaw(app: Hono): void;
	readonly chores: readonly Chore[];
	readonly health: Check;
	/** The in-house channel of a presence. */
	channel(presence: { readonly id: string; readonly capabilities: Capabilities | null }): Channel | null;
	/** Begins to bring what is waiting to other servers; a process that only serves does not call it. */
	start(): Promise<void>;
	stop(): Promise<void>;
	readonly switchOn: ReturnType<typeof switchOn>;
	/** Copies on their way, for a switch that waits until nothing is. */
	readonly underWay: typeof copiesUnderWay;
}

/** Fediverse: the authority's own actors, who follows them, what comes in and what goes out. */
export const createFederation = (needs: FederationNeeds): Federation => {
	let fanOut: FanOut | null = null;
	const kick = (): void => fanOut?.kick();
	const actors = createActors(needs);
	const blocked: { is: (host: string) => Promise<boolean> } = { is: async () => false };
	const remote = createRemote({ ...needs, actors, isBlocked: (host) => blocked.is(host) });
	const verify = createVerify({ ...needs, remote });
	const guard = createGuard({ ...needs, verify });
	blocked.is = guard.isBlocked;
	const take = createTakeActivity({ ...needs, remote, kick });
	const open = createFediverseChannel({ ...needs, actors, remote, kick, isFlooded: take.isFlooded });
	/** What was remembered of house and block list is out of date afterwards. */
	const changing =
		<A extends unknown[], R>(change: (...given: A) => Promise<R>) =>
		(...given: A): Promise<R> =>
			change(...given).finally(guard.changed);
	const acts = {
		switchOn: changing(switchOn(needs)),
		blockHost: changing(blockHost(needs)),
		unblockHost: changing(unblockHost(needs)),
		setSecure: changing(setSecure(needs)),
	};

	return {
		mountRoutes: (mount) => federationRoutes(mount, { ...acts, queries: createFediverseQueries(needs, actors) }),
		answerInbox: createInboxDoor(needs, createInbox({ needs, guard, remote, verify, take })),
		mountRaw(app) {
			mountPictures(app, needs);
			mountDocuments(app, { needs, actors, guard });
		},
		chores: [tendChore(needs)],
		async health() {
			const house = await readHouse(needs);
			if (house.state !== 'moved') return [];
			return [{ part: 'federation', type: 'federation.moved', detail: { origin: house.origin } }];
		},
		channel: ({ id, capabilities }) => (capabilities === null ? null : open(id, capabilities)),
		async start() {
			const house = await readHouse(needs);
			if (house.state === 'sample' || house.state === 'moved') return;
			fanOut = await startFanOut({ ...needs, send: createSendCopy({ ...needs, actors }) });
		},
		stop: async () => fanOut?.stop(),
		switchOn: acts.switchOn,
		underWay: copiesUnderWay,
	};
};
