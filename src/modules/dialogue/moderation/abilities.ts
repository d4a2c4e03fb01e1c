import type { Channel } from '#modules/channels/index.ts';

import type { Abilities } from '../domain/ladder.ts';
import type { DialogueNeeds } from '../needs.ts';

/** How the author hears of an act: by a message only they read, on the page of their receipt, or not at all. */
export type Telling = 'private' | 'receipt' | null;

export interface Reach {
	/** Null: the account is not connected now. */
	readonly can: Abilities | null;
	readonly tells: Telling;
}

interface About {
	readonly presence_id: string | null;
	readonly post_id: string | null;
	readonly visibility: string;
}

const form: Reach = { can: { hide: false, report: false, block: false, ours: true }, tells: 'receipt' };

/** What can be done about what was said there. Asks no network. */
export const reachOf = async (
	{ channels }: Pick<DialogueNeeds, 'channels'>,
	{ presence_id: presenceId, post_id: postId, visibility }: About,
): Promise<Reach> => {
	if (presenceId === null) return form;
	const channel = await channels.openChannel(presenceId);
	if (channel === null) return { can: null, tells: null };
	// Only a thread that we began is ours to tidy.
	const ourThread = postId !== null && (visibility === 'public' || visibility === 'unlisted');
	return { can: abilitiesOf(channel, ourThread), tells: tellsAt(channel) };
};

const abilitiesOf = ({ moderation }: Channel, ourThread: boolean): Abilities => ({
	hide: moderation?.hide !== undefined && ourThread,
	report: moderation?.report !== undefined,
	block: moderation?.block !== undefined,
	ours: false,
});

const tellsAt = ({ capabilities }: Channel): Telling =>
	capabilities.visibilities.includes('private') ? 'private' : null;
