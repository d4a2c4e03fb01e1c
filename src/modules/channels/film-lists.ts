import type { FilmList } from '#kernel/film-list.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Clock, type Instant, minutes } from '#kernel/time.ts';

import type { Channel, ChannelFailure } from './channel.ts';
import type { Presence } from './presence.ts';

/** Several people who write at once ask the network once. */
const KEPT_MS = minutes(5);

export type ListsFailure =
	/** Its network knows none, or there is no key. */
	| { readonly type: 'presence.no-lists' }
	/** The network answers no more today. */
	| { readonly type: 'presence.lists-used-up' }
	| { readonly type: 'presence.lists-unanswered' };

/** The lists of an account a film can be put into, asked of its network at the look and kept for a few minutes. */
export const filmLists = (
	{ clock }: { readonly clock: Pick<Clock, 'now'> },
	open: (presenceId: string) => Promise<Channel | null>,
) => {
	const kept = new Map<string, { readonly at: Instant; readonly lists: readonly FilmList[] }>();
	return async ({ id, practice }: Presence): Promise<Result<readonly FilmList[], ListsFailure>> => {
		const key = `${practice} ${id}`;
		const known = kept.get(key);
		if (known !== undefined && clock.now() - known.at < KEPT_MS) return ok(known.lists);
		const channel = await open(id);
		if (!channel?.lists) return fail({ type: 'presence.no-lists' });
		const asked = await channel.lists();
		if (!asked.ok) return fail({ type: obstacle(asked.error) });
		kept.set(key, { at: clock.now(), lists: asked.value });
		return asked;
	};
};

const obstacle = ({ type }: ChannelFailure) =>
	type === 'channel.exhausted' ? 'presence.lists-used-up' : 'presence.lists-unanswered';
