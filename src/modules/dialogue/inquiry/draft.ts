import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';
import { maskPersonal } from '#modules/editorial/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { openingOf } from '../deadlines/service.ts';
import { leastShown, termsFrom } from '../domain/inquiry.ts';
import { dayOf } from '../store.ts';
import { dialogue } from '../tables.ts';
import type { InquiryNeeds } from './whom.ts';

const MESSAGES = 20;

interface Asked {
	readonly conversationId: string;
	/** The unit that is to be asked: its hours count. */
	readonly unit?: string | undefined;
}

/** Who can be asked, about which message, and until when. */
export const inquiryDraft =
	(needs: Pick<InquiryNeeds, 'db' | 'clock' | 'people'>) =>
	async ({ conversationId, unit }: Asked, actor: Actor) => {
		const row = await needs.db.read('conversation to ask about', (tx) => conversationOf(tx, conversationId));
		if (!row) return fail({ type: 'conversation.not-found' as const });
		if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' as const });
		const { zone, land } = await needs.people.authority();
		const path = await needs.people.unitPath(unit ?? row.unit_id);
		const { said, hours } = await needs.db.read('what can be asked about', async (tx) => ({
			said: await newestOf(tx, conversationId),
			hours: await openingOf(tx, path),
		}));
		const office = { ...hours, land: hours.land ?? land, zone };
		const people = (await needs.people.colleagues()).filter(({ id }) => id !== actor.id);
		const units = (await needs.people.units()).filter(({ closed }) => !closed);
		return ok({
			people: people.map(({ id, name }) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name, 'de')),
			units: units.map(({ id, name }) => ({ id, name })),
			messages: said.map(({ id, text, sent_at }) => ({
				...{ id, at: sent_at.toISOString() },
				shown: leastShown(maskPersonal(text, dayOf(sent_at))),
			})),
			terms: termsFrom(needs.clock.now(), office).map(({ minutes, dueAt }) => ({ minutes, dueAt: toIso(dueAt) })),
			promisedAt: row.due_at?.toISOString() ?? null,
			practice: row.practice,
		});
	};

const conversationOf = (tx: Tx, id: string) =>
	dialogue(tx)
		.selectFrom('dialogue_conversation')
		.select(['unit_id', 'due_at', 'practice'])
		.where('id', '=', id)
		.executeTakeFirst();

/** Messages of others whose words stand there. */
export const standing = (tx: Tx, conversationId: string) =>
	dialogue(tx)
		.selectFrom('dialogue_message')
		.select(['id', 'text', 'sent_at'])
		.where('conversation_id', '=', conversationId)
		.where('direction', '=', 'in')
		.where('text', '<>', '');

const newestOf = (tx: Tx, conversationId: string) =>
	standing(tx, conversationId).orderBy('arrival', 'desc').limit(MESSAGES).execute();
