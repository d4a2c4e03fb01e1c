import type { z } from 'zod';

import type { MailboxView, saveMailboxEndpoint } from '#contract/mailboxes.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import type { ImapFailure, ImapServer } from '#platform/imap/imap.ts';

import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { liveMailboxes, type MailboxRow, openAbout, sealPassword, serverOf } from './store.ts';

type Given = z.output<typeof saveMailboxEndpoint.input>;

export type MailboxFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'mailbox.not-found' }
	| { readonly type: 'mailbox.password-missing' }
	/** Its password would cross the network in the clear. */
	| { readonly type: 'mailbox.needs-tls' }
	/** The same folder of the same mailbox is read already. */
	| { readonly type: 'mailbox.read-already' }
	| { readonly type: 'mailbox.unreachable'; readonly reason: string }
	| { readonly type: 'mailbox.forbidden'; readonly reason: string }
	/** It stands in the own network: the operator has to name it, as `place`. */
	| { readonly type: 'mailbox.inner-host'; readonly place: string }
	| { readonly type: 'mailbox.login-refused'; readonly reason: string }
	| { readonly type: 'mailbox.no-folder'; readonly reason: string }
	| { readonly type: 'mailbox.broken'; readonly reason: string };

const SHOWN_ASIDE = 20;
const LOOPBACK = /^(localhost|127\.[0-9.]+|::1)$/;

/** The mailboxes of a unit. No password leaves the house. */
export const readMailboxes =
	({ db, sealer }: Pick<DialogueNeeds, 'db' | 'sealer'>) =>
	async (unit: string, actor: Actor) => {
		if (!may(actor, 'service.manage', unit)) return fail({ type: 'access.denied' as const });
		const found = await db.read('mailboxes of a unit', async (tx) => {
			const rows = await liveMailboxes(tx).where('unit_id', '=', unit).orderBy('connected_at').execute();
			return Promise.all(rows.map(async (row) => ({ row, aside: await asideOf(tx, row.id) })));
		});
		const mailboxes = found.map(
			({ row, aside }): MailboxView => ({
				...{ id: row.id, name: row.name, address: row.address, host: row.host, port: row.port },
				...{ security: row.security, user: row.login, folder: row.folder },
				polledAt: row.polled_at?.toISOString() ?? null,
				failure: row.failure as MailboxView['failure'], // NOTE: the round writes these alone.
				aside: aside.map((one) => {
					const about = openAbout(sealer, one);
					const { key, at } = one;
					const kind = one.kind as MailboxView['aside'][number]['kind']; // NOTE: no others are asked for.
					return { key, kind, at: at.toISOString(), from: about?.from.address ?? '', subject: about?.subject ?? '' };
				}),
			}),
		);
		return ok({ mailboxes });
	};

const asideOf = (tx: Tx, id: string) =>
	dialogue(tx)
		.selectFrom('dialogue_mail')
		.selectAll()
		.where('mailbox_id', '=', id)
		.where('kind', 'not in', ['message', 'sent'])
		.orderBy('at', 'desc')
		.orderBy('key')
		.limit(SHOWN_ASIDE)
		.execute();

interface Probed {
	readonly server: ImapServer;
	readonly before: MailboxRow | null;
	readonly at: { readonly uidValidity: number; readonly uidNext: number };
}

/** Signs in as the given settings say. A password left out is the one of before, for the same server and user alone. */
const probe = async (needs: DialogueNeeds, given: Given, actor: Actor): Promise<Result<Probed, MailboxFailure>> => {
	if (!may(actor, 'service.manage', given.unit)) return fail({ type: 'access.denied' });
	const { id, unit, host, port, security, user, folder } = given;
	const before = id === undefined ? null : await mailboxOf(needs, id, unit);
	if (before === undefined) return fail({ type: 'mailbox.not-found' });
	if (security === 'none' && !LOOPBACK.test(host)) return fail({ type: 'mailbox.needs-tls' });
	const isSame = before?.host === host && before.login === user && before.port === port;
	const kept = before !== null && isSame ? serverOf(needs.sealer, before).password : undefined;
	const password = given.password ?? kept;
	if (password === undefined) return fail({ type: 'mailbox.password-missing' });
	const server = { host, port, security, user, password };
	const opened = await needs.imap(server, (session) => session.examine(folder));
	return opened.ok ? ok({ server, before, at: opened.value }) : fail(said(opened.error));
};

const mailboxOf = ({ db }: DialogueNeeds, id: string, unit: string) =>
	db.read('mailbox', (tx) => liveMailboxes(tx).where('id', '=', id).where('unit_id', '=', unit).executeTakeFirst());

const said = ({ type, reason }: ImapFailure): MailboxFailure => {
	switch (type) {
		case 'imap.unreachable':
			return { type: 'mailbox.unreachable', reason };
		case 'imap.forbidden':
			return { type: 'mailbox.forbidden', reason };
		case 'imap.inner-host':
			return { type: 'mailbox.inner-host', place: reason };
		case 'imap.login-refused':
			return { type: 'mailbox.login-refused', reason };
		case 'imap.no-folder':
			return { type: 'mailbox.no-folder', reason };
		default:
			return { type: 'mailbox.broken', reason };
	}
};

export const testMailbox =
	(needs: DialogueNeeds) =>
	async (given: Given, actor: Actor): Promise<Result<Record<string, never>, MailboxFailure>> => {
		const probed = await probe(needs, given, actor);
		return probed.ok ? ok({}) : probed;
	};

/** Connects a mailbox: what lies in it already stays unread here, what comes from now on is read. */
export const saveMailbox =
	(needs: DialogueNeeds) =>
	async (given: Given, actor: Actor): Promise<Result<{ id: string }, MailboxFailure>> => {
		const probed = await probe(needs, given, actor);
		if (!probed.ok) return probed;
		const { server, before, at } = probed.value;
		return needs.act<{ id: string }, MailboxFailure>('save mailbox', actor, async (tx) => {
			const id = before?.id ?? `mailbox-${needs.ids.next('mailbox')}`;
			if (await isReadAlready(tx, given, id)) return fail({ type: 'mailbox.read-already' });
			const isSamePlace = before?.host === given.host && before.login === given.user && before.folder === given.folder;
			const values = {
				...{ name: given.name, address: given.address, host: given.host, port: given.port },
				...{ security: given.security, login: given.user, folder: given.folder },
				password: sealPassword(needs.sealer, id, server.password),
				...{ next_poll_at: null, failures: 0, failure: null },
				...(isSamePlace ? {} : { uid_validity: at.uidValidity, last_uid: at.uidNext - 1 }),
			};
			await keep(tx, { id, before, values: { ...values, unit: given.unit, at: toDate(needs.clock.now()) }, place: at });
			await needs.events.announce(tx, { topic: 'setting', id, unitId: given.unit });
			const { password: _, id: __, unit, ...shown } = given;
			const kind = before === null ? 'mailbox.connected' : 'mailbox.changed';
			return done({ id }, { kind, subject: id, unitId: unit, payload: shown });
		});
	};

interface Keeping {
	readonly id: string;
	readonly before: MailboxRow | null;
	readonly values: Partial<MailboxRow> & { readonly unit: string; readonly at: Date };
	readonly place: Probed['at'];
}

const keep = async (tx: Tx, { id, before, values: { unit, at, ...set }, place }: Keeping): Promise<void> => {
	if (before !== null) {
		await dialogue(tx).updateTable('dialogue_mailbox').set(set).where('id', '=', id).execute();
		return;
	}
	const fresh = { uid_validity: place.uidValidity, last_uid: place.uidNext - 1, polled_at: null, lease_until: null };
	const row = { ...fresh, ...set, id, unit_id: unit, connected_at: at, ended_at: null } as MailboxRow;
	await dialogue(tx).insertInto('dialogue_mailbox').values(row).execute();
};

const isReadAlready = async (tx: Tx, { host, user, folder }: Given, id: string): Promise<boolean> => {
	const same = liveMailboxes(tx).where('host', '=', host).where('login', '=', user).where('folder', '=', folder);
	return (await same.where('id', '<>', id).executeTakeFirst()) !== undefined;
};

/** Reads it no more. Its password is destroyed; answers to what came from it still leave under its address. */
export const endMailbox =
	(needs: DialogueNeeds) =>
	(id: string, actor: Actor): Promise<Result<Record<string, never>, MailboxFailure>> =>
		needs.act<Record<string, never>, MailboxFailure>('disconnect mailbox', actor, async (tx) => {
			const row = await dialogue(tx)
				.selectFrom('dialogue_mailbox')
				.selectAll()
				.where('id', '=', id)
				.forUpdate()
				.executeTakeFirst();
			if (!row) return fail({ type: 'mailbox.not-found' });
			if (!may(actor, 'service.manage', row.unit_id)) return fail({ type: 'access.denied' });
			if (row.ended_at !== null) return unchanged({});
			const set = { ended_at: toDate(needs.clock.now()), password: Buffer.alloc(0) };
			await dialogue(tx).updateTable('dialogue_mailbox').set(set).where('id', '=', id).execute();
			await needs.events.announce(tx, { topic: 'setting', id, unitId: row.unit_id });
			return done({}, { kind: 'mailbox.ended', subject: id, unitId: row.unit_id, payload: { address: row.address } });
		});
