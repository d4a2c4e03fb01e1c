import type { Ids } from '#kernel/ids.ts';
import type { Actor, Role } from '#kernel/permission.ts';
import type { Result } from '#kernel/result.ts';
import { mailboxOf } from '#kernel/text.ts';
import type { Clock, Instant } from '#kernel/time.ts';
import type { Act } from '#platform/act.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Log } from '#platform/log.ts';
import type { Mailer } from '#platform/mail/mailer.ts';

import { keepDirectory } from './directory.ts';
import { type Authority, nobodyYet } from './domain/authority.ts';
import { grantsOf, type Holder, holdersIn, type Responsible, responsibleFor, thereFor } from './domain/person.ts';
import type { Unit } from './domain/unit-tree.ts';
import { authorityRoutes, setUpRoutes, tokenRoutes, unitRoutes } from './office-routes.ts';
import { readSample, type SampleState } from './queries.ts';
import { type RescueFailure, rescuePerson } from './rescue-person.ts';
import { personRoutes, substitutionRoutes, whoamiRoute } from './routes.ts';
import { markSample, type SampleHost, sampleRoutes } from './sample.ts';
import { type SetUpAnswers, type SetUpFailure, setUpCode, setUpFromAnswers } from './set-up.ts';
import { createIdentity } from './sign-in/identify.ts';
import { openLibrary } from './sign-in/library.ts';
import { createLimiter } from './sign-in/limiter.ts';
import { signInRoutes } from './sign-in/routes.ts';
import type { Flags } from './whoami.ts';
import type { PeopleWork } from './work.ts';

export { peopleMigrations } from './migrations.ts';
export type { SampleHost } from './sample.ts';
export type { SetUpAnswers } from './set-up.ts';
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
	/** Makes, in the act that opens a unit at the top, what every such unit has. */
	readonly unitAtTop: (tx: Tx, unitId: string) => Promise<void>;
	/** Told in the act that makes or moves a unit. */
	readonly unitsMoved: (tx: Tx, below: (unitId: string) => readonly string[]) => Promise<void>;
	readonly sampleHost: SampleHost;
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
	/** Who is there for a person at a moment: themselves, or who stands in; null: nobody. */
	thereFor(personId: string, at: Instant): Promise<string | null>;
	/** Everybody at work now with the roles they hold in the unit, nearest first. */
	holdersIn(unitId: string): Promise<readonly Holder[]>;
	/** Whether an address belongs to somebody who works here. */
	isStaffAddress(mail: string): Promise<boolean>;
	/** Who works here, for choosing a person. */
	colleagues(): Promise<readonly { readonly id: string; readonly name: string }[]>;
	/** Who may write in the unit now, nearest unit first. */
	writersOf(unitId: string): Promise<readonly Responsible[]>;
	/** Somebody at work as a reader of posts and nothing more, for links they subscribed with; null for who is not here any more. */
	readerOf(personId: string): Promise<Actor | null>;
	/** Who may answer in the unit now, nearest unit first. */
	agentsOf(unitId: string): Promise<readonly Responsible[]>;
	/** The one-time code that opens set-up in the browser, anew with every call; null once there is an administrator. */
	setUpCode(): Promise<string | null>;
	/** What the wizard does, for `amtsfunk setup`. */
	setUpFromAnswers(answers: SetUpAnswers): Promise<Result<{ readonly id: string }, SetUpFailure>>;
	/** Whether this installation is the sample city, or was becoming it when it was cut short. */
	sampleState(): Promise<SampleState | null>;
	markSample(state: SampleState): Promise<Result<void>>;
	/** Whether nobody works here yet. */
	isEmpty(): Promise<boolean>;
	/** A one-time link for someone who lost password or second factor, for `amtsfunk person rescue`. */
	rescuePerson(mail: string): Promise<Result<{ readonly link: string }, RescueFailure>>;
	/** Who runs the installation and where mail reaches them. */
	administrators(): Promise<readonly { readonly id: string; readonly mail: string }[]>;
	/** Where mail for an active person goes. */
	addressOf(personId: string): Promise<string | null>;
}

/** Whether the database holds the sample city, for who must know before the office stands. */
export const readSampleMark = (db: Database): Promise<SampleState | null> => db.read('sample mark', readSample);

/** Opens the module of people: who is who, who may what, and how one gets in. */
export const createPeople = (needs: PeopleNeeds): People => {
	const { db, clock, events, sealer, flags, ids, mailer, origin } = needs;
	const directory = keepDirectory({ db, clock, events });
	const library = openLibrary({ origin, ids, secret: sealer.derive('sign-in').toString('base64url') });
	const work: PeopleWork = {
		...{ db, clock, ids, mailer, origin, directory, library },
		identity: createIdentity({ db, clock, directory, cookie: library.cookie }),
		limiter: createLimiter({ clock, sealer }),
		announce: (tx, id) => events.announce(tx, { topic: 'person', id }),
		unitAtTop: needs.unitAtTop,
		unitsMoved: needs.unitsMoved,
		async act(label, actor, change) {
			const result = await needs.act(label, actor, change);
			directory.stale();
			return result;
		},
	};
	return {
		mountRoutes(mount) {
			whoamiRoute(mount, work, flags);
			setUpRoutes(mount, work);
			signInRoutes(mount, work);
			personRoutes(mount, work);
			substitutionRoutes(mount, work);
			unitRoutes(mount, work);
			authorityRoutes(mount, work);
			tokenRoutes(mount, work);
			sampleRoutes(mount, work, needs.sampleHost);
		},
		stop: () => directory.close(),
		identify: work.identity.identify,
		setUpCode: () => setUpCode(work),
		setUpFromAnswers: setUpFromAnswers(work),
		sampleState: () => readSampleMark(db),
		isEmpty: async () => (await directory.now()).persons.size === 0,
		markSample: markSample(work),
		rescuePerson: rescuePerson(work),
		...readings(work),
	};
};

type Readings = Omit<
	People,
	| 'mountRoutes'
	| 'stop'
	| 'identify'
	| 'setUpCode'
	| 'setUpFromAnswers'
	| 'rescuePerson'
	| 'sampleState'
	| 'markSample'
	| 'isEmpty'
>;

const readings = ({ directory, clock }: PeopleWork): Readings => {
	const tree = async () => (await directory.now()).tree;
	const responsible = async (unitId: string, roles: readonly Role[]) => {
		const staff = await directory.now();
		return responsibleFor(unitId, roles, { staff, tree: staff.tree, now: clock.now() });
	};
	return {
		authority: async () => (await directory.now()).authority ?? nobodyYet,
		units: async () => (await tree()).all,
		unitPath: async (unitId) => (await tree()).path(unitId),
		unitsBelow: async (unitId) => (await tree()).below(unitId),
		async names(asked) {
			const { persons } = await directory.now();
			return new Map(asked.flatMap((id) => (persons.has(id) ? [[id, persons.get(id)?.name ?? '']] : [])));
		},
		thereFor: async (personId, at) => thereFor(personId, await directory.now(), at),
		async holdersIn(unitId) {
			const staff = await directory.now();
			return holdersIn(unitId, { staff, tree: staff.tree, now: clock.now() });
		},
		async isStaffAddress(mail) {
			const { persons } = await directory.now();
			return [...persons.values()].some(
				(person) => person.state !== 'left' && mailboxOf(person.mail) === mailboxOf(mail),
			);
		},
		async colleagues() {
			const { persons } = await directory.now();
			return [...persons.values()].filter(({ state }) => state === 'active').map(({ id, name }) => ({ id, name }));
		},
		agentsOf: (unitId) => responsible(unitId, ['agent', 'lead']),
		async readerOf(personId) {
			const staff = await directory.now();
			const person = staff.persons.get(personId);
			if (person?.state !== 'active') return null;
			const grants = grantsOf(person.roles, staff.tree);
			return { kind: 'person', id: personId, name: person.name, grants, scopes: ['post.read'], elevated: false };
		},
		writersOf: (unitId) => responsible(unitId, ['author', 'approver', 'lead']),
		async administrators() {
			const { persons } = await directory.now();
			const able = [...persons.values()].filter(
				({ state, roles }) => state === 'active' && roles.some(({ role }) => role === 'admin'),
			);
			return able.map(({ id, mail }) => ({ id, mail }));
		},
		async addressOf(personId) {
			const person = (await directory.now()).persons.get(personId);
			return person?.state === 'active' ? person.mail : null;
		},
	};
};
