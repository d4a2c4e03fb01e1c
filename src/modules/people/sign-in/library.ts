import { AsyncLocalStorage } from 'node:async_hooks';

import { kyselyAdapter } from '@better-auth/kysely-adapter';
import { betterAuth } from 'better-auth';
import { isAPIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins';
import type { Kysely, Transaction } from 'kysely';

import type { Ids } from '#kernel/ids.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { hours } from '#kernel/time.ts';
import { type Tx, tables } from '#platform/db/database.ts';

/** A session lasts one working day; the next morning one signs in again. */
const SESSION_MS = hours(12);
/** Between password and code. */
const CHALLENGE_MS = 10 * 60_000;
export const RECOVERY_CODES = 10;

const engine = tables<unknown>();

interface Needs {
	readonly origin: string;
	readonly secret: string;
	readonly ids: Ids;
}

/** The library as we set it up: password and authenticator app, nothing else; its routes are not served. */
const configure = (database: ReturnType<typeof kyselyAdapter>, { origin, secret, ids }: Needs) => {
	const secure = origin.startsWith('https:');
	return betterAuth({
		appName: 'Amtsfunk',
		baseURL: origin,
		secret,
		database,
		telemetry: { enabled: false },
		logger: { disabled: true },
		rateLimit: { enabled: false },
		emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
		session: {
			expiresIn: SESSION_MS / 1000,
			disableSessionRefresh: true,
			additionalFields: { shownAt: { type: 'date', required: false, input: false } },
		},
		plugins: [twoFactor({ twoFactorCookieMaxAge: CHALLENGE_MS / 1000, backupCodeOptions: { amount: RECOVERY_CODES } })],
		advanced: {
			cookiePrefix: secure ? '__Host-amtsfunk' : 'amtsfunk',
			useSecureCookies: false,
			defaultCookieAttributes: { secure, sameSite: 'lax', httpOnly: true, path: '/' },
			ipAddress: { disableIpTracking: true },
			database: { generateId: () => ids.next('auth'), validateSchema: false },
		},
	});
};

type Configured = ReturnType<typeof configure>;
export type LibraryApi = Configured['api'];

/** What a library call gives: its answer and the cookies the browser must get. */
export interface Answered<T> {
	readonly response: T;
	readonly headers: Headers;
}

export interface LibraryRefusal {
	readonly type: 'library.refused';
	readonly code: string;
}

export interface Library {
	readonly cookie: { readonly name: string; readonly secret: string; readonly challenge: string };
	/** Asks the library on the caller's transaction, so that what it writes commits or falls with the act. */
	ask<T>(tx: Tx, call: (api: LibraryApi) => Promise<Answered<T>>): Promise<Result<Answered<T>, LibraryRefusal>>;
	hash(password: string): Promise<string>;
	verify(password: string, hash: string): Promise<boolean>;
	/** For the test that holds our tables to what the library asks for. */
	readonly options: Configured['options'];
}

/** Opens better-auth. Every statement it makes runs in schema `auth` on the transaction of the act that asked. */
export const openLibrary = (needs: Needs): Library => {
	const current = new AsyncLocalStorage<Transaction<unknown>>();
	const configured = configure(kyselyAdapter(onTransactionOf(current), { type: 'postgres' }), needs);
	const cookie = (name: string) => `${needs.origin.startsWith('https:') ? '__Host-amtsfunk' : 'amtsfunk'}.${name}`;
	return {
		cookie: { name: cookie('session_token'), secret: needs.secret, challenge: cookie('two_factor') },
		options: configured.options,
		ask: (tx, call) =>
			current.run(engine(tx), async () => {
				try {
					return ok(await call(configured.api));
				} catch (thrown) {
					if (!isAPIError(thrown)) throw thrown;
					return fail({ type: 'library.refused', code: String(thrown.body?.['code'] ?? thrown.status) });
				}
			}),
		hash: async (password) => (await configured.$context).password.hash(password),
		verify: async (password, hash) => (await configured.$context).password.verify({ hash, password }),
	};
};

/** A Kysely that has no connection of its own: every use goes to the transaction that is current where it happens. */
const onTransactionOf = (current: AsyncLocalStorage<Transaction<unknown>>): Kysely<Record<string, never>> => {
	const inSchema = () => {
		const handle = current.getStore();
		if (handle === undefined) throw new Error('the sign-in library was asked outside an act');
		return handle.withSchema('auth');
	};
	// NOTE: the library reads methods of Kysely only; each is looked up afresh on the transaction of the moment.
	return new Proxy({} as Kysely<Record<string, never>>, {
		get: (_, name) => {
			const handle = inSchema();
			const member: unknown = Reflect.get(handle, name);
			return typeof member === 'function' ? member.bind(handle) : member;
		},
	});
};

/** Only the cookie and the browser's name travel to the library; our own app has checked where the request comes from. */
export const forLibrary = (request: Request): Headers => {
	const headers = new Headers();
	for (const name of ['cookie', 'user-agent']) {
		const value = request.headers.get(name);
		if (value !== null) headers.set(name, value);
	}
	return headers;
};
