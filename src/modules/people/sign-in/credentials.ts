import { type Clock, type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { auth } from './tables.ts';

interface NewCredentials {
	readonly personId: string;
	readonly name: string;
	readonly mail: string;
	readonly passwordHash: string;
	/** The session that may go on. */
	readonly keep?: string;
}

/** Gives a person the means to sign in, or a new password if they had them. Ends all their sessions but `keep`. */
export const giveCredentials = async (tx: Tx, clock: Clock, given: NewCredentials): Promise<void> => {
	const { personId: id, name, mail, passwordHash: password } = given;
	const at = { createdAt: toDate(clock.now()), updatedAt: toDate(clock.now()) };
	const email = mail.toLowerCase();
	await auth(tx)
		.insertInto('auth.user')
		.values({ id, name, email, emailVerified: true, twoFactorEnabled: false, ...at })
		.onConflict((conflict) => conflict.column('id').doUpdateSet({ name, email }))
		.execute();
	await auth(tx)
		.insertInto('auth.account')
		.values({ id: `password-${id}`, accountId: id, providerId: 'credential', userId: id, password, ...at })
		.onConflict((conflict) => conflict.column('id').doUpdateSet({ password, updatedAt: at.updatedAt }))
		.execute();
	await endSessions(tx, id, given.keep);
};

/** The name one signs in with. Who has not come yet has none. */
export const changeSignInMail = async (tx: Tx, personId: string, mail: string): Promise<void> => {
	await auth(tx).updateTable('auth.user').set({ email: mail.toLowerCase() }).where('id', '=', personId).execute();
};

/** Ends the sessions of a person, but for the one with `except`. */
export const endSessions = async (tx: Tx, personId: string, except?: string): Promise<void> => {
	let ending = auth(tx).deleteFrom('auth.session').where('userId', '=', personId);
	if (except !== undefined) ending = ending.where('token', '<>', except);
	await ending.execute();
};

export const dropSecondFactor = async (tx: Tx, personId: string): Promise<void> => {
	await auth(tx).deleteFrom('auth.twoFactor').where('userId', '=', personId).execute();
	await auth(tx).updateTable('auth.user').set({ twoFactorEnabled: false }).where('id', '=', personId).execute();
};

/** Takes everything by which a person could sign in. */
export const dropCredentials = async (tx: Tx, personId: string): Promise<void> => {
	await auth(tx).deleteFrom('auth.user').where('id', '=', personId).execute();
};

export const passwordHashOf = async (tx: Tx, personId: string): Promise<string | null> => {
	const query = auth(tx).selectFrom('auth.account').select('password').where('userId', '=', personId);
	return (await query.where('providerId', '=', 'credential').executeTakeFirst())?.password ?? null;
};

/** Those of the persons who have set up a second factor. */
export const withSecondFactor = async (tx: Tx, personIds: readonly string[]): Promise<ReadonlySet<string>> => {
	if (personIds.length === 0) return new Set();
	const query = auth(tx).selectFrom('auth.user').select('id').where('twoFactorEnabled', '=', true);
	const rows = await query.where('id', 'in', [...personIds]).execute();
	return new Set(rows.map(({ id }) => id));
};

/** Notes that the second factor was shown in a session: privileged acts are open for a while. */
export const markShown = async (tx: Tx, token: string, at: Instant): Promise<void> => {
	await auth(tx)
		.updateTable('auth.session')
		.set({ shownAt: toDate(at) })
		.where('token', '=', token)
		.execute();
};
