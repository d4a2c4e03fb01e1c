import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import { sayIn } from '#web/languages/index.ts';

import { type ApprovalAround, speakDue } from './approval-around.ts';
import type { StepRule } from './domain/approval-rule.ts';
import type { Post } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';

type Needs = Pick<EditorialNeeds, 'mailer' | 'origin' | 'clock'>;

export type LetterKind = 'asked' | 'returned' | 'reminder' | 'substitute' | 'escalated' | 'changed' | 'emergency';

interface Letters {
	readonly kind: LetterKind;
	readonly to: readonly { readonly mail: string }[];
	readonly post: Pick<Post, 'id' | 'content'>;
	readonly around: Pick<ApprovalAround, 'language' | 'zone'>;
	readonly by?: string;
	readonly reason?: string;
	readonly step?: StepRule;
	readonly dueAt?: Instant | null;
}

/** Writes to those a step asks, to the author, or to who is told. The letters leave with the transaction, or not at all. */
export const writeLetters = async ({ mailer, origin, clock }: Needs, tx: Tx, letters: Letters): Promise<void> => {
	const { kind, to, post, around, by = '', reason = '', step, dueAt = null } = letters;
	const say = sayIn(around.language);
	const until = dueAt === null ? '' : speakDue(dueAt, { now: clock.now(), ...around });
	const values = {
		by,
		reason,
		title: post.content.title.trim() || say('approval.letter.untitled'),
		link: `${origin}/desk/redaktion/${post.id}`,
		step: step?.name ? say('approval.letter.step', { step: step.name }) : '',
		until: until === '' ? '' : say('approval.letter.until', { until }),
	};
	const subject = say(`approval.letter.${kind}.subject`, values);
	const text = say(`approval.letter.${kind}.text`, values);
	for (const { mail } of to) await mailer.send(tx, { to: mail, kind: 'approval', subject, text });
};
