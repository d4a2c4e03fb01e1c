import type { Actor } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Clock } from '#kernel/time.ts';

import { type Act, done, unchanged } from '../act.ts';
import type { Sealer } from '../crypto/sealer.ts';
import type { Database } from '../db/database.ts';
import type { Events } from '../events.ts';
import { forgetServer, readServer, saveServer } from './server-settings.ts';
import { mail } from './tables.ts';
import { type MailServer, sendThrough } from './transport.ts';

export type NewServer = Omit<MailServer, 'password'> & { readonly password?: string | undefined };

export type MailSettingsFailure =
	/** A password would cross the network in the clear. */
	| { readonly type: 'mail.password-needs-tls' }
	| { readonly type: 'mail.password-missing' }
	/** The sample city has no server. */
	| { readonly type: 'mail.stays-here' };
export type MailTestFailure =
	| MailSettingsFailure
	| { readonly type: 'mail.no-connection'; readonly reason: string }
	| { readonly type: 'mail.login-refused'; readonly reason: string }
	| { readonly type: 'mail.refused'; readonly reason: string };

interface Needs {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly sealer: Sealer;
	readonly events: Events;
	readonly staysHere?: boolean;
}

const LOOPBACK = /^(localhost|127\.|\[?::1\]?$)/;

/** A password left out stays as it was, as long as it is for the same server and user. */
const complete = (next: NewServer, before: MailServer | null): Result<MailServer, MailSettingsFailure> => {
	if (next.user === '') return ok({ ...next, password: '' });
	if (next.security === 'none' && !LOOPBACK.test(next.host)) return fail({ type: 'mail.password-needs-tls' });
	const same = before?.host === next.host && before.user === next.user;
	const password = next.password ?? (same ? before.password : '');
	return password === '' ? fail({ type: 'mail.password-missing' }) : ok({ ...next, password });
};

/** Sets the mail server. The log keeps everything but the password. */
export const changeServer =
	({ act, clock, sealer, events, staysHere }: Needs) =>
	(next: NewServer, actor: Actor): Promise<Result<void, MailSettingsFailure>> =>
		act('change mail server', actor, async (tx) => {
			if (staysHere) return fail({ type: 'mail.stays-here' });
			const completed = complete(next, await readServer(tx, sealer));
			if (!completed.ok) return completed;
			await saveServer(tx, { sealer, clock }, completed.value);
			await events.announce(tx, { topic: 'setting', id: 'mail' });
			const { password, ...shown } = completed.value;
			const payload = { ...shown, withPassword: password !== '' };
			return done(undefined, { kind: 'mail.server-changed', subject: 'mail', payload });
		});

/** Forgets the mail server. What still waited lies in the practice mailbox afterwards. */
export const dropServer =
	({ act, events }: Needs) =>
	(actor: Actor): Promise<Result<void>> =>
		act('forget mail server', actor, async (tx) => {
			if (!(await forgetServer(tx))) return unchanged(undefined);
			const waiting = mail(tx).updateTable('platform_mail').set({ state: 'practice', due_at: null });
			await waiting.where('state', '=', 'waiting').execute();
			await events.announce(tx, { topic: 'setting', id: 'mail' });
			return done(undefined, { kind: 'mail.server-forgotten', subject: 'mail', payload: {} });
		});

/** Signs in and sends one mail right away, saving nothing: the live test of settings. */
export const testServer =
	({ db, sealer, staysHere }: Needs) =>
	async (next: NewServer, mailTo: Probe): Promise<Result<void, MailTestFailure>> => {
		if (staysHere) return fail({ type: 'mail.stays-here' });
		const completed = complete(next, await db.read('mail server', (tx) => readServer(tx, sealer)));
		if (!completed.ok) return completed;
		const outcome = await sendThrough(completed.value, mailTo);
		if (outcome.kind === 'sent') return ok(undefined);
		const type = {
			connect: 'mail.no-connection',
			login: 'mail.login-refused',
			send: 'mail.refused',
		} as const;
		return fail({ type: type[outcome.step], reason: outcome.reason });
	};

interface Probe {
	readonly messageId: string;
	readonly to: string;
	readonly subject: string;
	readonly text: string;
}
