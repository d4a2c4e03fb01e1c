import { z } from 'zod';

import type { InstagramContext } from './wire.ts';

/** What is known of one delivery beyond one attempt and one process. */
const Note = z.object({
	/** Containers of the pictures of a carousel that are there already. */
	parts: z.array(z.string()).default([]),
	/** When the first of them was made. */
	since: z.number().optional(),
	/** The container that is published. */
	creation: z.string().optional(),
	/** Posts with the same words that stood there before it was published for the first time. */
	before: z.array(z.string()).optional(),
	/** The post it became. */
	media: z.string().optional(),
	/** It is an answer, and it was tried. */
	answer: z.literal(true).optional(),
});
export type Note = z.output<typeof Note>;

export const readNote = async ({ notes }: InstagramContext, key: string): Promise<Note | null> => {
	const text = await notes.read(key);
	try {
		return text === null ? null : Note.parse(JSON.parse(text));
	} catch {
		return null;
	}
};

export const writeNote = ({ notes }: InstagramContext, key: string, note: Note): Promise<void> =>
	notes.write(key, JSON.stringify(note));
