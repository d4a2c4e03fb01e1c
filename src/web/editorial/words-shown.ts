import { partsOf } from '#kernel/thread.ts';

import type { Checked, Outlet } from './shapes.ts';

export type Seen = Checked['renditions'][number];

interface Asked {
	readonly outlet: Pick<Outlet, 'channel' | 'threads'>;
	/** Words of its own; without them the rendition follows the statement. */
	readonly own: unknown;
	readonly thread: boolean;
	/** What the office last said of this rendition; absent until it has said anything. */
	readonly seen: Seen | undefined;
}

interface Shown {
	/** Undefined while the office has not composed what follows the statement: an empty field would be a wrong answer. */
	readonly text: string | undefined;
	readonly parts: Seen['parts'];
	/** Whether these words can be counted by now; of a thread not before it is known how it falls into posts. */
	readonly counted: boolean;
}

/** What a column can say by now of its words and of how many they are. Never a wrong number: rather none. */
export const wordsShown = ({ outlet, own, thread, seen }: Asked): Shown => {
	const text = typeof own === 'string' ? own : seen?.text;
	const parts = thread ? seen?.parts : undefined;
	const inPosts = thread && outlet.threads && outlet.channel !== 'newsroom' && partsOf(text ?? '').length > 1;
	return { text, parts, counted: text !== undefined && (!inPosts || parts !== undefined) };
};
