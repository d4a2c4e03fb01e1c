import { sql } from 'kysely';

import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { fail, ok } from '#kernel/result.ts';
import { days, fromDate, type Instant, plus, toDate } from '#kernel/time.ts';

import { leastData } from '../domain/handover.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { receiptHash, SEALS } from './hand-over.ts';
import { targetsOf, toTarget } from './targets.ts';

const YEAR_MS = days(366);

/** Where a conversation can go, what would leave, and where it went. */
export const readHandovers =
	({ db, people, sealer, origin }: Pick<DialogueNeeds, 'db' | 'people' | 'sealer' | 'origin'>) =>
	async (id: string, actor: Actor) => {
		const row = await db.read('conversation to hand over', (tx) =>
			dialogue(tx).selectFrom('dialogue_conversation').selectAll().where('id', '=', id).executeTakeFirst(),
		);
		if (!row) return fail({ type: 'conversation.not-found' as const });
		if (!may(actor, 'conversation.read', row.unit_id)) return fail({ type: 'access.denied' as const });
		const path = await people.unitPath(row.unit_id);
		return db.read('hand-overs', async (tx) => {
			const said = dialogue(tx).selectFrom('dialogue_message').select(['text', 'sent_at']);
			const asked = said.where('conversation_id', '=', id).where('direction', '=', 'in').where('text', '<>', '');
			const newest = await asked.orderBy('arrival', 'desc').limit(1).executeTakeFirst();
			const past = await dialogue(tx)
				.selectFrom('dialogue_handover as h')
				.innerJoin('dialogue_target as t', 't.id', 'h.target_id')
				.selectAll('h')
				.select(['t.name', 't.kind'])
				.where('h.conversation_id', '=', id)
				.orderBy('h.at', 'desc')
				.limit(20)
				.execute();
			const day = (newest?.sent_at ?? row.opened_at).toISOString().slice(0, 10);
			return ok({
				targets: (await targetsOf(tx, path)).map(toTarget),
				data: newest ? leastData({ channel: row.channel, day, words: newest.text }) : '',
				past: past.map((one) => ({
					id: one.id,
					name: one.name,
					kind: one.kind,
					at: one.at.toISOString(),
					sending: one.sending,
					attempts: one.attempts,
					reason: one.sending === 'returned' ? one.reason : null,
					fileReference: one.file_reference,
					receipt: `${origin}/uebergabe/${sealer.open(one.receipt, SEALS.receipt).toString()}`,
				})),
			});
		});
	};

export interface HandoverView {
	readonly to: string;
	readonly at: Instant;
	readonly contact: string;
	/** Where the citizen goes on, where that is a page. */
	readonly link: string | null;
}

/** What the holder of a receipt sees: where it went, when, and whom to ask. Never the words. */
export const readHandoverReceipt =
	({ db }: Pick<DialogueNeeds, 'db'>) =>
	async (secret: string): Promise<HandoverView | null> => {
		const row = await db.read('hand-over receipt', (tx) =>
			dialogue(tx)
				.selectFrom('dialogue_handover as h')
				.innerJoin('dialogue_target as t', 't.id', 'h.target_id')
				.select(['t.name', 't.contact', 't.kind', 't.address', 'h.at'])
				.where('h.receipt_hash', '=', receiptHash(secret))
				.executeTakeFirst(),
		);
		if (!row) return null;
		const page = row.kind === 'portal' || row.kind === 'appointment';
		return { to: row.name, at: fromDate(row.at), contact: row.contact, link: page ? row.address : null };
	};

/** The share of hand-overs by unit and month: of the year behind us, never by person. */
export const handoverShares =
	({ db, clock }: Pick<DialogueNeeds, 'db' | 'clock'>) =>
	async (actor: Actor) => {
		const units = unitsWhere(actor, 'conversation.read');
		const since = toDate(plus(clock.now(), -YEAR_MS));
		const within = units === 'all' ? sql`true` : sql`unit_id = any(${[...units]}::text[])`;
		const { rows } = await db.read('shares of hand-overs', (tx) =>
			sql<{ month: string; unit_id: string; conversations: string; handed: string }>`
				select month, unit_id, sum(c) as conversations, sum(h) as handed from (
					select to_char(opened_at, 'YYYY-MM') as month, unit_id, count(*) as c, 0 as h from dialogue_conversation
						where opened_at >= ${since} and ${within} group by 1, 2
					union all
					select to_char(at, 'YYYY-MM'), unit_id, 0, count(distinct conversation_id) from dialogue_handover
						where at >= ${since} and ${within} group by 1, 2
				) both_ group by 1, 2 order by 1 desc, 2 limit 1000`.execute(dialogue(tx)),
		);
		const lines = rows.map(({ month, unit_id, conversations, handed }) => ({
			month,
			unitId: unit_id,
			conversations: Number(conversations),
			handedOver: Number(handed),
		}));
		return ok({ lines });
	};
