import { seconds } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';
import { errorFields } from '#platform/log.ts';

import type { DialogueNeeds, Source } from '../needs.ts';
import { sourceKey } from '../store.ts';
import { claimLine, noteEnded, noteOpened } from './line.ts';

type Needs = Pick<DialogueNeeds, 'db' | 'clock' | 'ids' | 'events' | 'log' | 'background' | 'channels' | 'streams'>;

/** How soon a line that nobody holds is taken up. */
const EVERY_MS = seconds(5);

interface Open {
	readonly presenceId: string;
	readonly ending: AbortController;
}

/**
 * Keeps a line open to every source whose network announces one, one process per source. The line only wakes: what came in
 * is read by the poll with its cursor, so a line that breaks, stutters or lies loses and doubles nothing.
 */
export const listenChore = (needs: Needs, hear: (presenceId: string) => void) => {
	const { db, clock, ids, events, log, background, channels } = needs;
	const open = new Map<string, Open>();
	let stopped = false;
	let forget = (): void => undefined;

	const ended = (key: string, stood: boolean): void => {
		open.delete(key);
		// NOTE: a process that ends lets go by ending: its number is no longer on the line.
		if (stopped) return;
		const chance = Number.parseInt(ids.next('pause').slice(-2), 36) / (36 * 36);
		background.run('dialogue.line-ended', () => noteEnded(db, key, { now: clock.now(), chance, stood }));
	};
	const begin = async (source: Source): Promise<void> => {
		const key = sourceKey(source);
		if (open.has(key) || stopped) return;
		const channel = await channels.openChannel(source.id);
		if (!channel?.listen || (channel.practice ?? source.practice) !== source.practice) return;
		if (!(await claimLine(db, key, { line: events.line(), now: clock.now() })) || stopped) return;
		const ending = new AbortController();
		open.set(key, { presenceId: source.id, ending });
		let stood = false;
		const heard = (): void => {
			if (!stood) background.run('dialogue.line-stands', () => noteOpened(db, key, clock.now()));
			stood = true;
			hear(source.id);
		};
		channel
			.listen(heard, ending.signal)
			.then((result) => {
				if (!result.ok && !ending.signal.aborted)
					log.info('the line to a source broke', { channel: source.channel, reason: result.error.type });
			})
			.catch((thrown: unknown) => log.error('listening to a source failed', errorFields(thrown)))
			.finally(() => ended(key, stood));
	};
	const chore: Chore = {
		name: 'dialogue.listen',
		everyMs: EVERY_MS,
		async run() {
			if (!needs.streams) return;
			for (const source of await channels.livePresences()) if (source.capabilities?.stream) await begin(source);
		},
	};
	return {
		...chore,
		begin(): void {
			// Another key, another account, a pause: the line is opened anew as things are then, or not at all.
			forget = events.subscribe(({ topic, id }) => {
				if (topic === 'presence')
					for (const { presenceId, ending } of open.values()) if (presenceId === id) ending.abort();
			});
		},
		end(): void {
			stopped = true;
			forget();
			for (const { ending } of open.values()) ending.abort();
		},
	};
};
