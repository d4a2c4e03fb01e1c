import type { Language } from '#kernel/language.ts';
import type { Tx } from '#platform/db/database.ts';

import type { PlanningNeeds } from './needs.ts';
import type { PitchRow } from './tables.ts';

interface Words {
	readonly title: string;
	readonly by: string;
	readonly link: string;
}

const letters: Readonly<Record<Language, (words: Words) => { readonly subject: string; readonly text: string }>> = {
	de: ({ title, by, link }) => ({
		subject: `Für Sie: ${title}`,
		text: `${by} bittet Sie, über dieses Thema zu schreiben:\n\n${title}\n\nHier wird ein Entwurf daraus:\n${link}\n`,
	}),
	en: ({ title, by, link }) => ({
		subject: `For you: ${title}`,
		text: `${by} asks you to write on this topic:\n\n${title}\n\nMake a draft of it here:\n${link}\n`,
	}),
};

interface Assignment {
	readonly pitch: Pick<PitchRow, 'title'>;
	readonly personId: string;
	readonly by: string;
}

/** Tells who writes that a topic is theirs. The letter leaves with the transaction. */
export const writeAssignment = async (
	{ people, mailer, origin }: Pick<PlanningNeeds, 'people' | 'mailer' | 'origin'>,
	tx: Tx,
	{ pitch, personId, by }: Assignment,
): Promise<void> => {
	const to = await people.addressOf(personId);
	if (to === null) return;
	const { language } = await people.authority();
	const link = `${origin}/desk/plan/themen?stand=assigned`;
	await mailer.send(tx, { to, ...letters[language]({ title: pitch.title, by, link }), kind: 'pitch-assigned' });
};
