import { sql } from 'kysely';

import {
	buildSampleEndpoint,
	clearSampleEndpoint,
	type Seat,
	sampleEndpoint,
	takeSeatEndpoint,
} from '#contract/sample.ts';
import { system } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';
import type { Caller, Mount } from '#platform/http/mount.ts';

import type { Directory } from './domain/directory.ts';
import { nothing } from './nothing.ts';
import type { SampleState } from './queries.ts';
import { beginSetUp, type SetUpFailure } from './set-up.ts';
import { giveCredentials, markShown } from './sign-in/credentials.ts';
import { asPerson, sessionTokenIn } from './sign-in/enter.ts';
import { forLibrary } from './sign-in/library.ts';
import type { Refusal } from './sign-in/limiter.ts';
import { people } from './tables.ts';
import type { PeopleWork } from './work.ts';

/** What the sample city needs from outside: texts about its people, and somebody who rebuilds the house. */
export interface SampleHost {
	/** What a person does here, and their place in the list, by mail address. */
	about(mail: string): { readonly does: { readonly de: string; readonly en: string }; readonly rank: number } | null;
	/** Closes the office, builds or clears the city, and opens it anew. Absent where other processes share the installation. */
	readonly wish: ((wish: 'build' | 'clear') => void) | undefined;
	/** Whether no other process works on this database: it would go on with what is gone. */
	readonly isAlone: () => Promise<boolean>;
}

/** Notes that this installation is, or is becoming, the sample city. */
export const markSample = (work: PeopleWork) => (state: SampleState) =>
	work.act('mark as sample', system('sample'), async (tx) => {
		// The sample lives on a clock of its own; backups are compared with the database's.
		const since = sql<Date>`coalesce(people_setup.sample_since, now())`;
		await people(tx)
			.insertInto('people_setup')
			.values({ one_row: true, code_hash: '', closed_at: null, sample: state, sample_since: sql<Date>`now()` })
			.onConflict((conflict) => conflict.column('one_row').doUpdateSet({ sample: state, sample_since: since }))
			.execute();
		await work.announce(tx, 'sample');
		return done(undefined, { kind: 'sample.marked', subject: 'sample', payload: { state } });
	});

type SeatFailure = { readonly type: 'sample.none' } | { readonly type: 'person.not-found' };

/** Begins a session as a person of the sample city. Everywhere else there is no such thing. */
const takeSeat =
	(work: PeopleWork) =>
	async (personId: string, caller: Caller): Promise<Result<void, SeatFailure>> => {
		const { persons, sample } = await work.directory.now();
		if (!sample) return fail({ type: 'sample.none' });
		const person = persons.get(personId);
		if (person?.state !== 'active') return fail({ type: 'person.not-found' });
		const password = work.ids.secret();
		const passwordHash = await work.library.hash(password);
		const seated = await work.act('take a seat', asPerson(person.id, person.name), async (tx) => {
			await giveCredentials(tx, work.clock, { personId, name: person.name, mail: person.mail, passwordHash });
			const body = { email: person.mail, password };
			const answer = await work.library.ask(tx, (api) =>
				api.signInEmail({ body, headers: forLibrary(caller.request), returnHeaders: true }),
			);
			if (!answer.ok) throw new Error(`the sign-in library refused a seat: ${answer.error.code}`);
			const cookies = answer.value.headers.getSetCookie();
			const token = await sessionTokenIn(cookies, work);
			if (token !== null) await markShown(tx, token, work.clock.now());
			await work.announce(tx, person.id);
			return done(cookies, {
				kind: 'session.opened',
				subject: person.id,
				payload: { person: person.id, factor: 'seat' },
			});
		});
		if (!seated.ok) return seated;
		for (const cookie of seated.value) caller.setCookie(cookie);
		return ok(undefined);
	};

const seatsOf = ({ persons, tree }: Directory, host: SampleHost): Seat[] =>
	[...persons.values()]
		.filter(({ state }) => state === 'active')
		.map((person) => ({ ...person, about: host.about(person.mail) }))
		.toSorted((a, b) => (a.about?.rank ?? persons.size) - (b.about?.rank ?? persons.size))
		.map(({ id, name, initials, about, roles }) => ({
			...{ id, name, initials, does: about?.does ?? null },
			roles: roles.map((held) => ({
				...held,
				unit: held.unitId === null ? null : (tree.get(held.unitId)?.name ?? null),
			})),
		}));

/** The addresses around the sample city. Outside of it they say that there is none. */
export const sampleRoutes = (mount: Mount, work: PeopleWork, host: SampleHost): void => {
	mount(sampleEndpoint, {
		problems: {},
		async handle() {
			const staff = await work.directory.now();
			return ok({ sample: staff.sample, seats: staff.sample ? seatsOf(staff, host) : [] });
		},
	});
	mount(takeSeatEndpoint, {
		problems: { 'sample.none': 404, 'person.not-found': 404 },
		handle: async ({ personId }, caller) => nothing(await takeSeat(work)(personId, caller)),
	});
	mount(buildSampleEndpoint, {
		problems: {
			...{ 'setup.closed': 409, 'setup.wrong-code': 403, 'sign-in.refused': 403, 'sign-in.paused': 429 },
			'sample.elsewhere': 409,
		},
		handle: async ({ code }, { address }) => nothing(await wishToBuild(work, host, { code, address })),
	});
	mount(clearSampleEndpoint, {
		problems: { 'sample.none': 404, 'sample.elsewhere': 409 },
		handle: async () => nothing(await wishToClear(work, host)),
	});
};

type Elsewhere = { readonly type: 'sample.elsewhere' };

const pass = async ({ wish, isAlone }: SampleHost, what: 'build' | 'clear'): Promise<Result<void, Elsewhere>> => {
	if (wish === undefined || !(await isAlone())) return fail({ type: 'sample.elsewhere' });
	wish(what);
	return ok(undefined);
};

const wishToBuild = async (
	work: PeopleWork,
	host: SampleHost,
	{ code, address }: { readonly code: string; readonly address: string },
): Promise<Result<void, SetUpFailure | Refusal | Elsewhere>> => {
	const begun = await beginSetUp(work)(code, address);
	return begun.ok ? pass(host, 'build') : begun;
};

const wishToClear = async (
	work: PeopleWork,
	host: SampleHost,
): Promise<Result<void, { readonly type: 'sample.none' } | Elsewhere>> => {
	const { sample } = await work.directory.now();
	return sample ? pass(host, 'clear') : fail({ type: 'sample.none' });
};
