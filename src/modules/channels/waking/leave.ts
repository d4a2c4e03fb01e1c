import type { Actor } from '#kernel/permission.ts';
import type { Result } from '#kernel/result.ts';

import type { setPresenceState } from '../change-presence.ts';
import type { Channel } from '../channel.ts';
import type { ChannelsNeeds } from '../needs.ts';

type SetState = ReturnType<typeof setPresenceState>;

/** The same, and a network that was asked to call for a presence is told to stop when it is given up: the key for that is taken along. */
export const endingCalls =
	(
		set: SetState,
		open: (presenceId: string) => Promise<Channel | null>,
		{ background, log }: Pick<ChannelsNeeds, 'background' | 'log'>,
	): SetState =>
	async (actor: Actor, wanted) => {
		const wake = wanted.state === 'retired' ? (await open(wanted.id))?.wake : undefined;
		const done = await set(actor, wanted);
		if (done.ok && wake !== undefined)
			background.run('channels.stop-calls', async () => tell(log, wanted.id, await wake.end()));
		return done;
	};

const tell = (log: ChannelsNeeds['log'], presence: string, ended: Result<void, { readonly type: string }>): void => {
	if (!ended.ok) log.warn('a network was not told to stop calling', { presence, reason: ended.error.type });
};
