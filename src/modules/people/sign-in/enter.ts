import { parseSigned } from 'hono/utils/cookie';

import type { Actor } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Caller } from '#platform/http/mount.ts';

import type { Directory } from '../domain/directory.ts';
import { needsSecondFactor, type Person } from '../domain/person.ts';
import type { PeopleWork } from '../work.ts';
import { endSessions, markShown } from './credentials.ts';
import { type Answered, forLibrary, type Library, type LibraryRefusal } from './library.ts';
import type { Refusal } from './limiter.ts';
import { auth } from './tables.ts';

export type Next = 'in' | 'second-factor' | 'enrol';

export interface Factor {
	readonly kind: 'totp' | 'recovery';
	readonly code: string;
}

/** A person whose identity this very act establishes. */
export const asPerson = (id: string, name: string): Actor => ({
	kind: 'person',
	id,
	name,
	grants: [],
	elevated: true,
});

/** Begins a session with address and password, or asks for the second factor. Tells nobody whether an address is known. */
export const signIn =
	(work: PeopleWork) =>
	async ({ mail, password }: { readonly mail: string; readonly password: string }, caller: Caller) => {
		const who = { address: caller.address, account: mail };
		const admitted = work.limiter.admit(who);
		if (!admitted.ok) return admitted;
		const { persons } = await work.directory.now();
		const entered = await work.act('sign in', caller.actor, async (tx) =>
			unchanged(await enter(work, tx, { mail, password, persons, headers: forLibrary(caller.request) })),
		);
		if (!entered.ok || entered.value === null) return fail(work.limiter.failed(who));
		work.limiter.succeeded(who);
		for (const cookie of entered.value.cookies) caller.setCookie(cookie);
		return ok({ next: entered.value.next });
	};

interface Knock {
	readonly mail: string;
	readonly password: string;
	readonly headers: Headers;
	readonly persons: Directory['persons'];
}

const enter = async (work: PeopleWork, tx: Tx, { mail, password, headers, persons }: Knock) => {
	const answer = await work.library.ask(tx, (api) =>
		api.signInEmail({ body: { email: mail, password }, headers, returnHeaders: true }),
	);
	if (!answer.ok) return null;
	const cookies = answer.value.headers.getSetCookie();
	if ('twoFactorRedirect' in answer.value.response) return { next: 'second-factor' as const, cookies };
	const person = persons.get(answer.value.response.user.id);
	if (person?.state !== 'active') {
		await endSessions(tx, answer.value.response.user.id);
		return null;
	}
	await work.announce(tx, person.id);
	const next: Next = needsSecondFactor(person.roles) ? 'enrol' : 'in';
	return { next, cookies };
};

/** Completes a sign-in with the code of the app or a recovery code, and leaves a leaf. */
export const completeSignIn =
	(work: PeopleWork) =>
	async (factor: Factor, caller: Caller): Promise<Result<void, Refusal>> => {
		const person = await challenged(work, caller.request);
		if (person?.state !== 'active') return fail({ type: 'sign-in.refused', left: 0 });
		const who = { address: caller.address, account: person.id };
		const admitted = work.limiter.admit(who);
		if (!admitted.ok) return admitted;
		const opened = await work.act('open session', asPerson(person.id, person.name), async (tx) => {
			const answer = await verifyFactor({ library: work.library, tx, request: caller.request }, factor);
			// NOTE: no failed act: the library's own count of wrong codes must outlast this transaction.
			if (!answer.ok) return unchanged(null);
			const cookies = answer.value.headers.getSetCookie();
			const token = await sessionTokenIn(cookies, work);
			if (token !== null) await markShown(tx, token, work.clock.now());
			await work.announce(tx, person.id);
			const payload = { person: person.id, name: person.name, factor: factor.kind };
			return done(cookies, { kind: 'session.opened', subject: person.id, payload });
		});
		if (!opened.ok || opened.value === null) return fail(work.limiter.failed(who));
		work.limiter.succeeded(who);
		for (const cookie of opened.value) caller.setCookie(cookie);
		return ok(undefined);
	};

/** Whose password was right a moment ago in this browser. */
const challenged = async (work: PeopleWork, request: Request): Promise<Person | undefined> => {
	const challenge = await readCookie(request.headers.get('cookie') ?? '', work.library.cookie.challenge, work);
	if (challenge === null) return undefined;
	const personId = await work.db.read('sign-in challenge', async (tx) => {
		const query = auth(tx).selectFrom('auth.verification').select('value').where('identifier', '=', challenge);
		return (await query.executeTakeFirst())?.value;
	});
	return personId === undefined ? undefined : (await work.directory.now()).persons.get(personId);
};

type Verified = Answered<{ readonly user: { readonly id: string } }>;

/** Shows one factor to the library, in the session or challenge that the request carries. */
export const verifyFactor = (
	{ library, tx, request }: { readonly library: Library; readonly tx: Tx; readonly request: Request },
	{ kind, code }: Factor,
): Promise<Result<Verified, LibraryRefusal>> => {
	const asked = { headers: forLibrary(request), returnHeaders: true } as const;
	return library.ask<Verified['response']>(tx, (api) =>
		kind === 'totp'
			? api.verifyTOTP({ body: { code: code.replaceAll(/\s/g, '') }, ...asked })
			: api.verifyBackupCode({ body: { code }, ...asked }),
	);
};

/** Ends the session of this request. */
export const signOut = (work: PeopleWork) => async (caller: Caller) => {
	const session = await work.identity.session(caller.request);
	const ended = await work.act('sign out', caller.actor, async (tx) => {
		if (session !== null) {
			await auth(tx).deleteFrom('auth.session').where('id', '=', session.id).execute();
			await work.announce(tx, session.personId);
		}
		return unchanged(undefined);
	});
	const secure = work.origin.startsWith('https:') ? ' Secure;' : '';
	caller.setCookie(`${work.library.cookie.name}=; Path=/; Max-Age=0; HttpOnly;${secure} SameSite=Lax`);
	return ended;
};

/** The session token that an answer hands to the browser. */
export const sessionTokenIn = async (cookies: readonly string[], work: PeopleWork): Promise<string | null> => {
	const pairs = cookies.map((cookie) => cookie.split(';')[0] ?? '').join('; ');
	return readCookie(pairs, work.library.cookie.name, work);
};

const readCookie = async (header: string, name: string, { library }: PeopleWork): Promise<string | null> =>
	(await parseSigned(header, library.cookie.secret, name))[name] || null;
