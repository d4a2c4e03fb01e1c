import { createHash } from 'node:crypto';

import { parseSigned } from 'hono/utils/cookie';

import { type Actor, authorityRoles, type Permission, unitRoles } from '#kernel/permission.ts';
import { type Clock, fromDate, type Instant, minutes, plus } from '#kernel/time.ts';
import type { Database } from '#platform/db/database.ts';

import { type DirectoryKeeper, OLDEST_MS } from '../directory.ts';
import type { Directory } from '../domain/directory.ts';
import { borrowedRoles, grantsOf, needsSecondFactor } from '../domain/person.ts';
import { people } from '../tables.ts';
import { auth } from './tables.ts';

/** How long the second factor, once shown, opens privileged acts. */
const ELEVATED_MS = minutes(15);
/** More sessions than any office has at once; beyond it the memory starts afresh. */
const MOST_KEPT = 5000;

export const TOKEN_PREFIX = 'af_';
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Session {
	readonly id: string;
	readonly token: string;
	readonly personId: string;
	readonly expiresAt: Instant;
	readonly shownAt: Instant | null;
	readonly secondFactor: boolean;
}

interface Key {
	readonly id: string;
	readonly name: string;
	readonly scopes: readonly Permission[];
	readonly unitId: string | null;
	readonly expiresAt: Instant;
}

export interface Identity {
	/** The actor of a request: a person with a session, a program with a key, or null. */
	identify(request: Request): Promise<Actor | null>;
	/** The session a request carries, if it is a living one. */
	session(request: Request): Promise<Session | null>;
}

interface Needs {
	readonly db: Database;
	readonly clock: Clock;
	readonly directory: DirectoryKeeper;
	readonly cookie: { readonly name: string; readonly secret: string };
}

/** Tells who asks. Sessions and keys are remembered for seconds, and forgotten the moment anything about people changes. */
export const createIdentity = ({ db, clock, directory, cookie }: Needs): Identity => {
	const sessions = remembered<Session>({ clock, directory }, (token) => readSession(db, token));
	const keys = remembered<Key>({ clock, directory }, (hash) => readKey(db, hash));

	const session = async (request: Request): Promise<Session | null> => {
		const header = request.headers.get('cookie');
		if (header === null) return null;
		const token = (await parseSigned(header, cookie.secret, cookie.name))[cookie.name];
		if (!token) return null;
		const found = await sessions(token);
		return found !== null && found.expiresAt > clock.now() ? found : null;
	};
	const key = async (header: string): Promise<Actor | null> => {
		const [, secret] = /^Bearer (af_[\w-]+)$/.exec(header) ?? [];
		const found = secret === undefined ? null : await keys(sha256(secret));
		return found !== null && found.expiresAt > clock.now() ? toProgram(found, await directory.now()) : null;
	};
	return {
		session,
		async identify(request) {
			const header = request.headers.get('authorization');
			if (header !== null) return key(header);
			const living = await session(request);
			return living ? toActor(living, await directory.now(), clock.now()) : null;
		},
	};
};

/** Without the second factor that a role requires, all roles rest. */
const toActor = (session: Session, staff: Directory, now: Instant): Actor | null => {
	const person = staff.persons.get(session.personId);
	if (person?.state !== 'active') return null;
	const roles = [...person.roles, ...borrowedRoles(person.id, { ...staff, now })];
	const rests = needsSecondFactor(roles) && !session.secondFactor && !staff.sample;
	const { shownAt } = session;
	return {
		kind: 'person',
		id: person.id,
		name: person.name,
		grants: rests ? [] : grantsOf(roles, staff.tree),
		elevated: staff.sample || (shownAt !== null && now < plus(shownAt, ELEVATED_MS)),
	};
};

/** A key holds no role: its scopes are the limit, in its unit and below or everywhere. */
const toProgram = ({ id, name, scopes, unitId }: Key, { tree }: Directory): Actor => ({
	kind: 'token',
	id,
	name,
	scopes,
	grants: [...unitRoles, ...authorityRoles].map((role) => ({
		role,
		units: unitId === null ? 'all' : tree.below(unitId),
	})),
	elevated: false,
});

const readSession = (db: Database, token: string): Promise<Session | null> =>
	db.read('session', async (tx) => {
		const row = await auth(tx)
			.selectFrom('auth.session')
			.innerJoin('auth.user', 'auth.user.id', 'auth.session.userId')
			.select(['auth.session.id', 'auth.session.token', 'userId', 'expiresAt', 'shownAt', 'twoFactorEnabled'])
			.where('auth.session.token', '=', token)
			.executeTakeFirst();
		if (!row) return null;
		return {
			id: row.id,
			token: row.token,
			personId: row.userId,
			expiresAt: fromDate(row.expiresAt),
			shownAt: row.shownAt ? fromDate(row.shownAt) : null,
			secondFactor: row.twoFactorEnabled === true,
		};
	});

const readKey = (db: Database, hash: string): Promise<Key | null> =>
	db.read('access key', async (tx) => {
		const row = await people(tx)
			.selectFrom('people_api_token')
			.selectAll()
			.where('token_hash', '=', hash)
			.where('revoked_at', 'is', null)
			.executeTakeFirst();
		if (!row) return null;
		const { id, name, scopes, unit_id } = row;
		return { id, name, scopes, unitId: unit_id, expiresAt: fromDate(row.expires_at) };
	});

/** Remembers what was read for seconds, and only as long as nobody changed anything about people meanwhile. */
const remembered = <T>(
	{ clock, directory }: Pick<Needs, 'clock' | 'directory'>,
	read: (key: string) => Promise<T | null>,
): ((key: string) => Promise<T | null>) => {
	const kept = new Map<string, { readonly value: T | null; readonly generation: number; readonly at: Instant }>();
	return async (key) => {
		const generation = directory.generation();
		const known = kept.get(key);
		if (known && known.generation === generation && clock.now() - known.at < OLDEST_MS) return known.value;
		const at = clock.now();
		const value = await read(key);
		if (kept.size >= MOST_KEPT) kept.clear();
		if (value !== null) kept.set(key, { value, generation, at });
		return value;
	};
};
