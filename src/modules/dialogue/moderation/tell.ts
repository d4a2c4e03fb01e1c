import type { Role } from '#kernel/permission.ts';
import { permissionMatrix } from '#kernel/permission.ts';
import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from '../needs.ts';
import type { ActRow } from './store.ts';

type Waiting = 'moderation-waits' | 'objection-waits';

const deciding: Readonly<Record<Waiting, readonly Role[]>> = {
	'moderation-waits': permissionMatrix['moderation.confirm'],
	'objection-waits': permissionMatrix['moderation.review'],
};

interface Telling {
	readonly act: ActRow;
	readonly kind: Waiting;
	/** How the conversation begins. */
	readonly title: string;
}

/** Everybody who may decide hears of it, except who had a part in the act. */
export const tellDeciders = async (
	{ people, notices }: Pick<DialogueNeeds, 'people' | 'notices'>,
	tx: Tx,
	{ act, kind, title }: Telling,
): Promise<void> => {
	const holders = await people.holdersIn(act.unit_id);
	const to = holders.flatMap(({ personId, roles }) =>
		roles.some((role) => deciding[kind].includes(role)) && personId !== act.by_id && personId !== act.second_id
			? [personId]
			: [],
	);
	const about = { postId: act.conversation_id, unitId: act.unit_id, title: title.slice(0, 120) };
	await notices.tell(tx, { ...about, to, kind, byId: null });
};

/** Nothing waits any more. */
export const tellOver = (
	{ notices }: Pick<DialogueNeeds, 'notices'>,
	tx: Tx,
	{ act, kind }: Omit<Telling, 'title'>,
): Promise<void> => notices.over(tx, { postId: act.conversation_id, kinds: [kind] });
