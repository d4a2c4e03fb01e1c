import type { Channel, InboundChange, InboundMessage } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds, Source } from './needs.ts';
import { dialogue } from './tables.ts';

/** So many are asked for in one page: asking costs a call each. */
const MOST = 20;

/** By message: what it answers and what that answers in turn, the nearest first. */
export type Above = ReadonlyMap<string, readonly string[]>;

/**
 * What answers something nobody here knows, an answer of ours whose id was lost for one, is placed by what stands above
 * that: asks the network where it can be asked. A network that does not say keeps nothing out.
 */
export const lookAbove = async (
	{ db, delivery }: Pick<DialogueNeeds, 'db' | 'delivery'>,
	source: Source,
	{ above, changes }: { readonly above: Channel['above']; readonly changes: readonly InboundChange[] },
): Promise<Above> => {
	const found = new Map<string, readonly string[]>();
	if (above === undefined) return found;
	const answers = changes.flatMap((change) =>
		change.kind === 'message' && change.message.inReplyTo !== undefined ? [change.message] : [],
	);
	if (answers.length === 0) return found;
	const own = new Set(
		changes.map((change) => (change.kind === 'message' ? change.message.remote.id : change.remoteId)),
	);
	const asked = [...new Set(answers.map(answeredBy))].filter((id) => !own.has(id));
	const heard = await db.read('messages that are answered', (tx) => known(tx, source.id, asked));
	const said = await delivery.publishedAs(source.id, asked);
	const lost = answers.filter(
		(one) => !own.has(answeredBy(one)) && !heard.has(answeredBy(one)) && !said.has(answeredBy(one)),
	);
	for (const { remote } of lost.slice(0, MOST)) {
		const told = await above(remote);
		if (told.ok && told.value.length > 0) found.set(remote.id, told.value);
	}
	return found;
};

const answeredBy = ({ inReplyTo }: InboundMessage): string => inReplyTo ?? '';

const known = async (tx: Tx, presenceId: string, remoteIds: readonly string[]): Promise<ReadonlySet<string>> => {
	const rows = await dialogue(tx)
		.selectFrom('dialogue_message')
		.select('remote_id')
		.where('presence_id', '=', presenceId)
		.where('remote_id', 'in', [...remoteIds, ''])
		.execute();
	return new Set(rows.flatMap(({ remote_id: id }) => id ?? []));
};
