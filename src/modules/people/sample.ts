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
import { beginSetUp } from './set-up.ts';
import { giveCredentials, markShown } from './sign-in/credentials.ts';
import { asPerson, sessionTokenIn } from './sign-in/enter.ts';
import { forLibrary } from './sign-in/library.ts';
import { people } from './tables.ts';
import type { PeopleWork } from './work.ts';

/** What the sample city needs from outside: texts about its people, and somebody who rebuilds the house. */
export interface SampleHost {
	/** What a person does here, by mail address. */
	about(mail: string): { readonly de: string; readonly en: string } | null;
	/** Called after the answer was given its chance to leave. */
	wish(wish: 'build' | 'clear'): void;
}

/** Notes that this installation is, or is becoming, the sample city. */
export const markSample = (work: PeopleWork) => (state: SampleState) =>
	work.act('mark as sample', system('sample'), async (tx) => {
		await people(tx)
			.insertInto('people_setup')
			.values({ one_row: true, code_hash: '', closed_at: null, sample: state })
			.onConflict((conflict) => conflict.column('one_row').doUpdateSet({ sample: state }))
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
		.map(({ id, name, initials, mail, roles }) => ({
			...{ id, name, initials, does: host.about(mail) },
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
		problems: { 'setup.closed': 409, 'setup.wrong-code': 403, 'sign-in.refused': 403, 'sign-in.paused': 429 },
		async handle({ code }, { address }) {
			const begun = await beginSetUp(work)(code, address);
			if (begun.ok) host.wish('build');
			return nothing(begun);
		},
	});
	mount(clearSampleEndpoint, {
		problems: { 'sample.none': 404 },
		async handle() {
			if (!(await work.directory.now()).sample) return fail({ type: 'sample.none' });
			host.wish('clear');
			return ok({});
		},
	});
};
