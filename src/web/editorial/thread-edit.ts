import { type Fits, partOfPicture, splitToFit } from '#kernel/thread.ts';

/** The parts of a thread as they stand in their fields, and which part each picture goes with, counted from one. */
export interface Threaded {
	readonly parts: readonly string[];
	readonly places: Readonly<Record<string, number>>;
}

/** Every picture with its part said, so that it stays with it whatever happens to the others. */
export const withPlaces = (
	parts: readonly string[],
	media: readonly string[],
	places: Threaded['places'] | undefined,
): Threaded => ({
	parts,
	places: Object.fromEntries(media.map((id) => [id, partOfPicture(places, id, parts.length)])),
});

const placed = ({ places }: Threaded, move: (place: number) => number): Threaded['places'] =>
	Object.fromEntries(Object.entries(places).map(([id, place]) => [id, move(place)]));

export const written = ({ parts, places }: Threaded, at: number, text: string): Threaded => ({
	parts: parts.map((part, place) => (place === at ? text : part)),
	places,
});

export const appended = ({ parts, places }: Threaded): Threaded => ({ parts: [...parts, ''], places });

/** A part changes places with the one at `to`; its pictures go with it. */
export const moved = (thread: Threaded, at: number, to: number): Threaded => {
	const parts = [...thread.parts];
	const [part] = parts.splice(at, 1);
	if (part === undefined) return thread;
	parts.splice(to, 0, part);
	const order = thread.parts.map((_, place) => place);
	order.splice(to, 0, ...order.splice(at, 1));
	return { parts, places: placed(thread, (place) => order.indexOf(place - 1) + 1) };
};

/** Its pictures go to the part before. */
export const without = (thread: Threaded, at: number): Threaded => ({
	parts: thread.parts.filter((_, place) => place !== at),
	places: placed(thread, (place) => Math.max(1, place > at ? place - 1 : place)),
});

/** What stands behind the cursor becomes the next part. */
export const splitAt = (thread: Threaded, at: number, caret: number): Threaded => {
	const part = thread.parts[at] ?? '';
	const halves = [part.slice(0, caret).trimEnd(), part.slice(caret).trimStart()];
	return {
		parts: thread.parts.toSpliced(at, 1, ...halves),
		places: placed(thread, (place) => (place > at + 1 ? place + 1 : place)),
	};
};

/** Lays a part under the one before, as a paragraph of its own. */
export const joinedBefore = (thread: Threaded, at: number): Threaded => {
	const [before = '', part = ''] = [thread.parts[at - 1], thread.parts[at]];
	const text = [before.trimEnd(), part.trimStart()].filter((one) => one !== '').join('\n\n');
	return { ...without(thread, at), parts: thread.parts.toSpliced(at - 1, 2, text) };
};

/** The whole text anew, in as few parts as the networks take. */
export const fitted = ({ parts, places }: Threaded, fits: Fits): Threaded => {
	const split = splitToFit(parts.join('\n\n'), fits);
	const anew = split.length === 0 ? [''] : split;
	return { parts: anew, places: placed({ parts, places }, (place) => Math.min(place, anew.length)) };
};
