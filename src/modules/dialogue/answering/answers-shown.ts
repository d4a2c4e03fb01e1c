import type { Message } from '#contract/dialogue.ts';
import { toIso } from '#kernel/time.ts';
import type { Delivery } from '#modules/delivery/index.ts';

import { troubleOf } from '../domain/trouble.ts';
import type { DialogueNeeds } from '../needs.ts';
import { isoOf, type Thread } from '../thread/question.ts';

type Change = Thread['changes'][number];
type Shown = Pick<Message, 'changes' | 'trouble'>;

interface Said {
	readonly newest: readonly { readonly id: string; readonly delivery: Message['delivery'] }[];
	readonly changes: readonly Change[];
	readonly staff: ReadonlyMap<string, string>;
}

/** What is to be said about each answer of ours beyond its words: what was changed, and what keeps it back. */
export const answersShown = async (
	{ delivery }: Pick<DialogueNeeds, 'delivery'>,
	{ newest, changes, staff }: Said,
): Promise<(messageId: string) => Shown> => {
	const open = newest.filter((message) => isOpen(message.delivery)).map(({ id }) => id);
	const deliveries = open.length > 0 ? await delivery.deliveriesOf(open) : [];
	const changesOf = Map.groupBy(changes, ({ message_id }) => message_id);
	return (id) => ({
		changes: (changesOf.get(id) ?? []).map((change) => toView(change, staff)),
		trouble: troubleIn(deliveries.filter(({ subject, operation }) => subject === id && operation === 'publish').at(-1)),
	});
};

const isOpen = (state: Message['delivery'] | Delivery['state']): state is 'waiting' | 'refused' | 'unclear' =>
	state === 'waiting' || state === 'refused' || state === 'unclear';

const troubleIn = (one: Delivery | undefined): Shown['trouble'] => {
	if (one === undefined || !isOpen(one.state)) return null;
	const { state, held, reason, attempts, nextAt } = one;
	const kind = troubleOf({ state, held, reason, attempts });
	const isTried = kind === 'slowed' || kind === 'unreachable';
	return kind && { kind, again: isTried && nextAt !== null ? toIso(nextAt) : null };
};

const toView = (
	{ id, what, by_id, at, before, text, state }: Change,
	staff: ReadonlyMap<string, string>,
): Shown['changes'][number] => ({
	...{ id, what, before, text, state },
	...{ by: staff.get(by_id) ?? '', at: isoOf(at) },
});
