import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { handleKey, mailKey, sealRemote } from '../name-keys.ts';
import type { DialogueNeeds } from '../needs.ts';
import { SEALS } from '../question-notice.ts';
import { dialogue } from '../tables.ts';
import { cutOff, type Key, machine, type Page, type Round, throughPages } from './round.ts';

const PAGE = 200;

interface Over {
	readonly source: string;
	readonly before: Date;
	readonly after: Key;
	readonly most?: number;
}

/** Names whose time is over and of whom nothing is open, the longest silent first; and how far this page went. */
export const namesOver = async (tx: Tx, { source, before, after, most = PAGE }: Over) => {
	const rows = await dialogue(tx)
		.selectFrom('dialogue_counterpart')
		.select(['id', 'named_at'])
		.where('channel', '=', source)
		.where('handle', '<>', '')
		.where('named_at', '<', before)
		.where(sql<boolean>`(named_at, id) > (${after.at}, ${after.id})`)
		.orderBy('named_at')
		.orderBy('id')
		.limit(most)
		.execute();
	const ids = rows.map(({ id }) => id);
	const open = new Set(ids.length === 0 ? [] : await withOpen(tx, ids));
	const end = rows.length < most ? undefined : rows.at(-1);
	const last: Key | null = end?.named_at ? { at: end.named_at, id: end.id } : null;
	return { over: ids.filter((id) => !open.has(id)), last };
};

const withOpen = async (tx: Tx, ids: readonly string[]): Promise<string[]> => {
	const open = dialogue(tx).selectFrom('dialogue_conversation').select('counterpart_id').where('state', '=', 'open');
	return (await open.where('counterpart_id', 'in', [...ids]).execute()).map((row) => row.counterpart_id);
};

/** From now on a number stands for these people. What else names them, the addresses of what they said, is sealed. */
export const maskNames = (needs: DialogueNeeds, round: Round): Promise<number> => {
	const next = (after: Key) =>
		needs.act<Page, never>('mask names', machine, (tx) => maskPage(needs, tx, { round, after }));
	return throughPages(next);
};

const maskPage = async (
	needs: DialogueNeeds,
	tx: Tx,
	{ round, after }: { readonly round: Round; readonly after: Key },
) => {
	const { source, terms } = round;
	const before = cutOff(round, terms.nameDays);
	const { over, last } = await namesOver(tx, { source, before, after });
	if (over.length === 0) return unchanged<Page>({ count: 0, last });
	// NOTE: who was heard meanwhile keeps their name.
	const rows = await dialogue(tx)
		.updateTable('dialogue_counterpart')
		.set({ handle: '', display_name: '', masked_at: toDate(round.at) })
		.where('id', 'in', [...over])
		.where('named_at', '<', before)
		.returning('id')
		.execute();
	const counterparts = rows.map(({ id }) => id);
	await sealRemotes(needs, tx, counterparts);
	// Public pages that name them are made anew.
	await needs.events.announce(tx, { topic: 'setting', id: `retention:${source}` });
	const payload = { source, days: terms.nameDays, counterparts };
	const leaf = { kind: 'retention.names-masked', subject: `retention:${source}`, payload } as const;
	return done<Page>({ count: counterparts.length, last }, leaf);
};

const sealRemotes = async ({ sealer }: DialogueNeeds, tx: Tx, counterpartIds: readonly string[]): Promise<void> => {
	if (counterpartIds.length === 0) return;
	const rows = await dialogue(tx)
		.selectFrom('dialogue_message as m')
		.innerJoin('dialogue_conversation as c', 'c.id', 'm.conversation_id')
		.select(['m.id', 'm.remote'])
		.where('c.counterpart_id', 'in', [...counterpartIds])
		.where('m.direction', '=', 'in')
		.where('m.remote_id', 'is not', null)
		.where('m.remote_sealed', 'is', null)
		.execute();
	for (const row of rows)
		await dialogue(tx)
			.updateTable('dialogue_message')
			.set({ remote: JSON.stringify({}), remote_sealed: sealRemote(sealer, row) })
			.where('id', '=', row.id)
			.execute();
};

/** Gives what came in before there were fingerprints one. */
export const keyNames = async (needs: DialogueNeeds): Promise<void> => {
	for (let full = true; full; ) full = await needs.db.transact('key names', (tx) => keyPage(needs, tx)).then(isFull);
};

const isFull = (page: { readonly ok: boolean; readonly value?: number }): boolean => page.ok && page.value === PAGE;

const keyPage = async ({ sealer }: DialogueNeeds, tx: Tx) => {
	const names = await dialogue(tx)
		.selectFrom('dialogue_counterpart')
		.select(['id', 'channel', 'handle'])
		.where('handle', '<>', '')
		.where('handle_key', 'is', null)
		.orderBy('id')
		.limit(PAGE)
		.execute();
	for (const { id, channel, handle } of names) {
		const set = { handle_key: handleKey(sealer, channel, handle) };
		await dialogue(tx).updateTable('dialogue_counterpart').set(set).where('id', '=', id).execute();
	}
	const questions = await dialogue(tx)
		.selectFrom('dialogue_question')
		.select(['conversation_id', 'mail'])
		.where('mail', 'is not', null)
		.where('mail_key', 'is', null)
		.orderBy('conversation_id')
		.limit(PAGE)
		.execute();
	for (const { conversation_id: id, mail } of questions) {
		const set = { mail_key: mailKey(sealer, mail === null ? '' : sealer.open(mail, SEALS.mail).toString()) };
		await dialogue(tx).updateTable('dialogue_question').set(set).where('conversation_id', '=', id).execute();
	}
	return ok(Math.max(names.length, questions.length));
};
