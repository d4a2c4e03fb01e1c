import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from './needs.ts';
import { dialogue } from './tables.ts';

export const SEALS = {
	receipt: 'dialogue_question.receipt',
	name: 'dialogue_question.name',
	mail: 'dialogue_question.mail',
} as const;

const words = {
	de: {
		subject: 'Ihre Frage ist beantwortet',
		text: (link: string) =>
			`Guten Tag,\n\nwir haben Ihre Frage beantwortet. Die Antwort lesen Sie hier:\n${link}\n\nDiesen Link kennt nur, wer diese Nachricht hat. Geben Sie ihn nicht weiter.\n`,
	},
	en: {
		subject: 'Your question has been answered',
		text: (link: string) =>
			`Hello,\n\nwe have answered your question. You can read the answer here:\n${link}\n\nOnly those who have this message know the link. Please keep it to yourself.\n`,
	},
};

/** Tells a citizen who left an address that the answer stands on their page. The answer itself never travels by mail. */
export const noticeByMail = async (
	{ sealer, mailer, origin }: Pick<DialogueNeeds, 'sealer' | 'mailer' | 'origin'>,
	tx: Tx,
	conversationId: string,
): Promise<void> => {
	const question = await dialogue(tx)
		.selectFrom('dialogue_question')
		.selectAll()
		.where('conversation_id', '=', conversationId)
		.executeTakeFirst();
	if (!question?.mail) return;
	const link = `${origin}/frage/${sealer.open(question.receipt, SEALS.receipt).toString()}`;
	const { subject, text } = question.language === 'en' ? words.en : words.de;
	await mailer.send(tx, {
		to: sealer.open(question.mail, SEALS.mail).toString(),
		subject,
		text: text(link),
		kind: 'question-answered',
	});
};
