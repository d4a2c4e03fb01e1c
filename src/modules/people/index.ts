import { whoamiEndpoint } from '#contract/people.ts';
import { setupStateEndpoint } from '#contract/setup.ts';
import type { Ids } from '#kernel/ids.ts';
import type { Actor } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import type { Clock } from '#kernel/time.ts';
import type { Act } from '#platform/act.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Database } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Log } from '#platform/log.ts';
import type { Mailer } from '#platform/mail/mailer.ts';

import { keepDirectory } from './directory.ts';
import { type Authority, nobodyYet } from './domain/authority.ts';
import { type Responsible, responsibleFor } from './domain/person.ts';
import type { Unit } from './domain/unit-tree.ts';
import { createIdentity } from './sign-in/identify.ts';
import { type Flags, whoami } from './whoami.ts';

export type { Authority, Contact } from './domain/authority.ts';
export type { Responsible } from './domain/person.ts';
export type { Unit } from './domain/unit-tree.ts';
export { peopleMigrations } from './migrations.ts';
export type { Flags } from './whoami.ts';

export interface PeopleNeeds {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly events: Events;
	readonly sealer: Sealer;
	readonly log: Log;
	readonly mailer: Mailer;
	/** Public address without a trailing slash; `https:` makes the cookies `__Host-`. */
	readonly origin: string;
	/** What every page of the desk must show in its bands. */
	readonly flags: () => Promise<Flags>;
}

export interface People {
	mountRoutes(mount: Mount): void;
	stop(): void;
	/** The actor of a request: a person with a session, a program with a key, or null. */
	identify(request: Request): Promise<Actor | null>;
	/** The authority, or a stand-in with German defaults until set-up has named it. */
	authority(): Promise<Authority>;
	units(): Promise<readonly Unit[]>;
	/** The unit itself first, then those above it. Empty for an unknown unit. */
	unitPath(unitId: string): Promise<readonly Unit[]>;
	/** The unit itself and everything below it. */
	unitsBelow(unitId: string): Promise<readonly string[]>;
	/** Names of persons; unknown ids are absent. */
	names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
	/** Who may approve in the unit now, nearest unit first, substitutes in place of those away, never anyone in `except`. */
	approversOf(unitId: string, options?: { readonly except?: readonly string[] }): Promise<readonly Responsible[]>;
	/** Who may answer in the unit now, nearest unit first. */
	agentsOf(unitId: string): Promise<readonly Responsible[]>;
	/** Where mail for an active person goes. */
	addressOf(personId: string): Promise<string | null>;
}

export const createPeople = (needs: PeopleNeeds): People => {
	const { db, clock, events, sealer, flags } = needs;
	const directory = keepDirectory({ db, clock, events });
	const cookie = { name: 'amtsfunk.session_token', secret: sealer.derive('sign-in').toString('base64url') };
	const identity = createIdentity({ db, clock, directory, cookie });
	const tree = async () => (await directory.now()).tree;
	const responsible = async (
		unitId: string,
		roles: Parameters<typeof responsibleFor>[1],
		except: readonly string[],
	) => {
		const staff = await directory.now();
		return responsibleFor(unitId, roles, { staff, tree: staff.tree, now: clock.now(), except });
	};

	return {
		mountRoutes(mount) {
			mount(whoamiEndpoint, {
				problems: {},
				async handle(_, { actor, request }) {
					const session = await identity.session(request);
					const seen = { staff: await directory.now(), now: clock.now(), flags: await flags() };
					return ok(whoami(actor, { ...seen, secondFactor: session?.secondFactor ?? false }));
				},
			});
			mount(setupStateEndpoint, {
				problems: {},
				async handle(_, { actor }) {
					const { authority, persons } = await directory.now();
					return ok({ open: persons.size === 0, signedIn: actor.kind !== 'guest', authority: authority?.name ?? null });
				},
			});
		},
		stop: () => directory.close(),
		identify: identity.identify,
		authority: async () => (await directory.now()).authority ?? nobodyYet,
		units: async () => (await tree()).all,
		unitPath: async (unitId) => (await tree()).path(unitId),
		unitsBelow: async (unitId) => (await tree()).below(unitId),
		async names(ids) {
			const { persons } = await directory.now();
			return new Map(ids.flatMap((id) => (persons.has(id) ? [[id, persons.get(id)?.name ?? '']] : [])));
		},
		approversOf: (unitId, options) => responsible(unitId, ['approver', 'lead'], options?.except ?? []),
		agentsOf: (unitId) => responsible(unitId, ['agent', 'lead'], []),
		async addressOf(personId) {
			const person = (await directory.now()).persons.get(personId);
			return person?.state === 'active' ? person.mail : null;
		},
	};
};
