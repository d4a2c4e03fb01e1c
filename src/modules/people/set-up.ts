import { system } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { saveAuthority } from './change-authority.ts';
import type { Authority } from './domain/authority.ts';
import { initialsOf } from './domain/person.ts';
import { giveCredentials } from './sign-in/credentials.ts';
import { sha256 } from './sign-in/identify.ts';
import type { Refusal } from './sign-in/limiter.ts';
import { people } from './tables.ts';
import type { PeopleWork } from './work.ts';

export type SetUpFailure = { readonly type: 'setup.closed' } | { readonly type: 'setup.wrong-code' };

export interface Admin {
	readonly name: string;
	readonly mail: string;
	readonly password: string;
}

const setUpBy = system('set-up');
/** No letters and figures that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * The one-time code that opens set-up, anew with every start; null once there is an administrator. Only its hash is kept.
 */
export const setUpCode = async ({ db, ids }: PeopleWork): Promise<string | null> => {
	const secret = Buffer.from(ids.secret(), 'base64url');
	const code = [...secret.subarray(0, 16)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
	const shown = code.replaceAll(/(.{4})(?=.)/g, '$1-');
	const kept = await db.transact('make set-up code', async (tx) => {
		if (await isClosed(tx)) return fail({ type: 'setup.closed' });
		const row = { code_hash: sha256(shown), closed_at: null };
		await people(tx)
			.insertInto('people_setup')
			.values({ one_row: true, ...row })
			.onConflict((conflict) => conflict.column('one_row').doUpdateSet(row))
			.execute();
		return ok(shown);
	});
	return kept.ok ? kept.value : null;
};

/** Set-up is over for ever once the first person exists. */
const isClosed = async (tx: Tx): Promise<boolean> => {
	const row = await people(tx).selectFrom('people_setup').select('closed_at').forUpdate().executeTakeFirst();
	if (row?.closed_at) return true;
	return (await people(tx).selectFrom('people_person').select('id').limit(1).executeTakeFirst()) !== undefined;
};

const openedBy = async (tx: Tx, code: string): Promise<Result<void, SetUpFailure>> => {
	if (await isClosed(tx)) return fail({ type: 'setup.closed' });
	const row = await people(tx).selectFrom('people_setup').select('code_hash').executeTakeFirst();
	return row?.code_hash === sha256(code.trim().toLowerCase()) ? ok(undefined) : fail({ type: 'setup.wrong-code' });
};

/** Checks the code, slowly for those who guess. */
export const beginSetUp =
	(work: PeopleWork) =>
	async (code: string, address: string): Promise<Result<void, SetUpFailure | Refusal>> => {
		const who = { address, account: 'set-up' };
		const admitted = work.limiter.admit(who);
		if (!admitted.ok) return admitted;
		const opened = await work.db.transact('check set-up code', (tx) => openedBy(tx, code));
		if (opened.ok) work.limiter.succeeded(who);
		return opened;
	};

/** Names the authority while set-up is open. */
export const setUpAuthority =
	(work: PeopleWork) =>
	(code: string, authority: Authority): Promise<Result<void, SetUpFailure>> =>
		work.act('set up authority', setUpBy, async (tx) => {
			const opened = await openedBy(tx, code);
			if (!opened.ok) return opened;
			await saveAuthority(tx, authority);
			await work.announce(tx, 'authority');
			return done(undefined, {
				kind: 'authority.set-up',
				subject: 'authority',
				payload: { ...authority.contact, name: authority.name },
			});
		});

/** Makes the first administrator and closes set-up for ever. Their roles rest until the second factor is set up. */
export const setUpAdmin =
	(work: PeopleWork) =>
	async (code: string, admin: Admin): Promise<Result<{ readonly id: string }, SetUpFailure>> => {
		const passwordHash = await work.library.hash(admin.password);
		return work.act('set up first administrator', setUpBy, async (tx) => {
			const opened = await openedBy(tx, code);
			if (!opened.ok) return opened;
			const id = await firstAdmin(work, tx, { ...admin, passwordHash });
			return done({ id }, { kind: 'person.first-admin', subject: id, payload: { name: admin.name, mail: admin.mail } });
		});
	};

const firstAdmin = async (
	work: PeopleWork,
	tx: Tx,
	{ name, mail, passwordHash }: Admin & { readonly passwordHash: string },
): Promise<string> => {
	const id = work.ids.next('person');
	const now = toDate(work.clock.now());
	await people(tx)
		.insertInto('people_person')
		.values({ id, name, mail, state: 'active', initials: initialsOf(name), created_at: now })
		.execute();
	await people(tx)
		.insertInto('people_role')
		.values({ id: work.ids.next('role'), person_id: id, role: 'admin', unit_id: null, given_at: now })
		.execute();
	await giveCredentials(tx, work.clock, { personId: id, name, mail, passwordHash });
	await people(tx)
		.insertInto('people_setup')
		.values({ one_row: true, code_hash: '', closed_at: now })
		.onConflict((conflict) => conflict.column('one_row').doUpdateSet({ code_hash: '', closed_at: now }))
		.execute();
	await work.announce(tx, id);
	return id;
};

export interface SetUpAnswers {
	readonly authority: Authority;
	readonly admin: Admin;
	/** Units by their short name; `parent` names the short of the unit above. */
	readonly units: readonly { readonly name: string; readonly short: string; readonly parent?: string }[];
}

/**
 * Does what the wizard does, in one act and without its code: for the command line on the machine itself. The
 * administrator sets up the second factor at the first sign-in.
 */
export const setUpFromAnswers =
	(work: PeopleWork) =>
	async ({ authority, admin, units }: SetUpAnswers): Promise<Result<{ readonly id: string }, SetUpFailure>> => {
		const passwordHash = await work.library.hash(admin.password);
		return work.act('set up from answers', setUpBy, async (tx) => {
			if (await isClosed(tx)) return fail({ type: 'setup.closed' });
			await saveAuthority(tx, authority);
			await makeUnits(work, tx, units);
			const id = await firstAdmin(work, tx, { ...admin, passwordHash });
			const payload = { name: admin.name, mail: admin.mail, authority: authority.name, units: units.length };
			return done({ id }, { kind: 'person.first-admin', subject: id, payload });
		});
	};

const makeUnits = async (work: PeopleWork, tx: Tx, units: SetUpAnswers['units']): Promise<void> => {
	const made = new Map<string, string>();
	for (const { name, short, parent } of units) {
		const id = work.ids.next('unit');
		const parent_id = parent === undefined ? null : (made.get(parent) ?? null);
		await people(tx).insertInto('people_unit').values({ id, parent_id, name, short, closed_at: null }).execute();
		if (parent_id === null) await work.unitAtTop(tx, id);
		made.set(short, id);
	}
};
