import {
	changeMailSettingsEndpoint,
	dropMailSettingsEndpoint,
	mailEndpoint,
	mailSettingsEndpoint,
	mailsEndpoint,
	retryMailEndpoint,
	testMailEndpoint,
} from '#contract/mail.ts';
import { fail, ok } from '#kernel/result.ts';
import { toDate, toIso } from '#kernel/time.ts';

import { done } from '../act.ts';
import type { Mount } from '../http/mount.ts';
import type { MailNeeds } from './needs.ts';
import { listMails, readMail } from './queries.ts';
import { readServer } from './server-settings.ts';
import { changeServer, dropServer, testServer } from './settings.ts';
import { mail } from './tables.ts';

type Needs = MailNeeds & { readonly nudge: () => void };

export const mailRoutes = (mount: Mount, needs: Needs): void => {
	settingsRoutes(mount, needs);
	messageRoutes(mount, needs);
};

const settingsProblems = {
	'mail.password-needs-tls': 422,
	'mail.password-missing': 422,
	'mail.stays-here': 409,
} as const;

const settingsRoutes = (mount: Mount, needs: Needs): void => {
	const { db, sealer, ids, clock } = needs;
	mount(mailSettingsEndpoint, {
		problems: {},
		async handle() {
			const server = await db.read('mail server', (tx) => readServer(tx, sealer));
			if (server === null) return ok({ server: null });
			const { password, ...shown } = server;
			return ok({ server: { ...shown, hasPassword: password !== '' } });
		},
	});
	mount(changeMailSettingsEndpoint, {
		problems: settingsProblems,
		async handle(next, { actor }) {
			const result = await changeServer(needs)(next, actor);
			needs.nudge();
			return result.ok ? ok({}) : result;
		},
	});
	mount(dropMailSettingsEndpoint, {
		problems: {},
		async handle(_, { actor }) {
			await dropServer(needs)(actor);
			return ok({});
		},
	});
	mount(testMailEndpoint, {
		problems: { ...settingsProblems, 'mail.no-connection': 422, 'mail.login-refused': 422, 'mail.refused': 422 },
		async handle({ to, ...next }) {
			const messageId = `<${ids.next('mail')}@${next.fromMail.split('@')[1] ?? 'localhost'}>`;
			const text = `Amtsfunk, ${toIso(clock.now())}\n`;
			const result = await testServer(needs)(next, { messageId, to, subject: 'Amtsfunk: Test', text });
			return result.ok ? ok({}) : result;
		},
	});
};

const messageRoutes = (mount: Mount, needs: Needs): void => {
	const { db, act, clock, events } = needs;
	mount(mailsEndpoint, {
		problems: {},
		handle: async (asked) => ok(await db.read('mails', (tx) => listMails(tx, asked))),
	});
	mount(mailEndpoint, {
		problems: { 'mail.not-found': 404 },
		async handle({ id }) {
			const found = await db.read('mail', (tx) => readMail(tx, needs.sealer, id));
			return found === null ? fail({ type: 'mail.not-found' }) : ok(found);
		},
	});
	mount(retryMailEndpoint, {
		problems: { 'mail.not-found': 404 },
		async handle({ id }, { actor }) {
			const result = await act('send mail again', actor, async (tx) => {
				const row = mail(tx).updateTable('platform_mail');
				const { numUpdatedRows } = await row
					.set({ state: 'waiting', due_at: toDate(clock.now()), attempts: 0 })
					.where('id', '=', id)
					.where('state', 'in', ['waiting', 'refused'])
					.executeTakeFirst();
				if (numUpdatedRows === 0n) return fail({ type: 'mail.not-found' });
				await events.announce(tx, { topic: 'mail', id });
				return done({}, { kind: 'mail.retried', subject: id, payload: {} });
			});
			needs.nudge();
			return result;
		},
	});
};
