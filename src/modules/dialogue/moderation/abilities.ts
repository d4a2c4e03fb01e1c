import type { Channel } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Abilities } from '../domain/ladder.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { modeAt } from '../voices/rule.ts';

/** How the author hears of an act: by a message only they read, on the page of their receipt, or not at all. */
export type Telling = 'private' | 'receipt' | null;

export interface Reach {
	/** Null: the account is not connected now. */
	readonly can: Abilities | null;
	readonly tells: Telling;
	/** The network cannot hide it; our own page, which shows it, can. */
	readonly hidesHere?: boolean;
}

interface About {
	/** Of the conversation. */
	readonly id: string;
	readonly presence_id: string | null;
	readonly post_id: string | null;
	readonly visibility: string;
	readonly channel: string;
}

const form: Reach = { can: { hide: false, remove: false, report: false, block: false, ours: true }, tells: 'receipt' };

/** Who wrote a mail is told by mail. */
const mail: Reach = { ...form, tells: 'private' };

/** What can be done about what was said there. Asks no network. */
export const reachOf = async (
	needs: Pick<DialogueNeeds, 'channels' | 'db' | 'people' | 'editorial'>,
	{ id, presence_id: presenceId, post_id: postId, visibility, channel: kind }: About,
): Promise<Reach> => {
	const { channels } = needs;
	if (presenceId === null) return kind === 'mail' ? mail : form;
	const channel = await channels.openChannel(presenceId);
	if (channel === null) return { can: null, tells: null };
	// Only a thread that we began is ours to tidy.
	const ourThread = postId !== null && (visibility === 'public' || visibility === 'unlisted');
	const can = abilitiesOf(channel, ourThread);
	const hidesHere = !can.hide && postId !== null && (await isShownHere(needs, { id, postId }));
	return { can: { ...can, hide: can.hide || hidesHere }, tells: tellsAt(channel), hidesHere };
};

/** Whether the public page of the post shows what is said below it, and something here was said to everybody. */
const isShownHere = async (
	needs: Pick<DialogueNeeds, 'db' | 'people' | 'editorial'>,
	{ id, postId }: { readonly id: string; readonly postId: string },
): Promise<boolean> => {
	const post = (await needs.editorial.posts([postId])).get(postId);
	if (post === undefined || (await modeAt(needs, { postId, unitId: post.unitId })).shown === 'off') return false;
	return needs.db.read('public voices of a conversation', (tx) => saidInPublic(tx, id));
};

const saidInPublic = async (tx: Tx, conversationId: string): Promise<boolean> => {
	const voices = dialogue(tx)
		.selectFrom('dialogue_message as m')
		.innerJoin('dialogue_voice as v', 'v.message_id', 'm.id')
		.select('m.id')
		.where('m.conversation_id', '=', conversationId)
		.where('v.state', '<>', 'narrow');
	return (await voices.limit(1).executeTakeFirst()) !== undefined;
};

const abilitiesOf = ({ moderation }: Channel, ourThread: boolean): Abilities => ({
	hide: moderation?.hide !== undefined && ourThread,
	remove: moderation?.remove !== undefined && ourThread,
	report: moderation?.report !== undefined,
	block: moderation?.block !== undefined,
	ours: false,
});

const tellsAt = ({ capabilities }: Channel): Telling =>
	capabilities.visibilities.includes('private') ? 'private' : null;
