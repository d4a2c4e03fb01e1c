import { type Actor, may } from '#kernel/permission.ts';
import type { Tx } from '#platform/db/database.ts';

import { type DutyNeeds, onDutyIn } from '../duty/roster.ts';
import type { DialogueNeeds } from '../needs.ts';
import type { InquiryRow } from './store.ts';

export type InquiryNeeds = DialogueNeeds & Pick<DutyNeeds, 'agentsOf'>;

/** Whether this person was asked, by name or as one who answers in the unit. */
export const isAsked = (actor: Actor, { kind, asked_id: asked }: Pick<InquiryRow, 'kind' | 'asked_id'>): boolean => {
	if (actor.kind !== 'person' || asked === null) return false;
	return kind === 'person' ? asked === actor.id : may(actor, 'conversation.answer', asked);
};

/** Who hears of it: the person, or whoever is on duty in the unit, else everybody who answers there. */
export const heardBy = async (
	needs: Pick<InquiryNeeds, 'people' | 'clock' | 'agentsOf'>,
	tx: Tx,
	{ kind, asked_id: asked }: Pick<InquiryRow, 'kind' | 'asked_id'>,
): Promise<readonly string[]> => {
	if (asked === null) return [];
	if (kind === 'person') return [asked];
	const duty = await onDutyIn(needs, tx, asked);
	return duty.length > 0 ? duty : (await needs.agentsOf(asked)).map(({ id }) => id);
};

/** Where it was asked: who asked, and who has the conversation, with those who stand in for them. */
export const askers = async (
	{ people, clock }: Pick<InquiryNeeds, 'people' | 'clock'>,
	{ byId, assigneeId }: { readonly byId: string; readonly assigneeId: string | null },
): Promise<readonly string[]> => {
	const persons = [...new Set([byId, ...(assigneeId === null ? [] : [assigneeId])])];
	const there = await Promise.all(persons.map(async (id) => (await people.thereFor(id, clock.now())) ?? id));
	return [...new Set(there)];
};
