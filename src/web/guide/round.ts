import { useSyncExternalStore } from 'react';
import { z } from 'zod';

const Round = z.object({
	/** `offered` until somebody answers the invitation; `resting` can be taken up again where it was left. */
	state: z.enum(['offered', 'running', 'resting', 'ended']),
	/** The post it follows. */
	postId: z.string().nullable(),
	proofSeen: z.boolean(),
});
export type Round = z.infer<typeof Round>;

// In the sample one and the same visitor sits in several seats: the round belongs to the browser, not to the person.
const KEY = 'amtsfunk.round';
const offered: Round = { state: 'offered', postId: null, proofSeen: false };

const listeners = new Set<() => void>();
let known: { readonly text: string | null; readonly round: Round } | null = null;

const read = (): Round => {
	const text = localStorage.getItem(KEY);
	if (known?.text === text) return known.round;
	const parsed = Round.safeParse(parse(text));
	known = { text, round: parsed.success ? parsed.data : offered };
	return known.round;
};

const parse = (text: string | null): unknown => {
	try {
		return JSON.parse(text ?? '');
	} catch {
		return null;
	}
};

/** Changes the round for every page that shows it. */
export const changeRound = (change: Partial<Round>): void => {
	localStorage.setItem(KEY, JSON.stringify({ ...read(), ...change }));
	for (const tell of listeners) tell();
};

/** Begins anew with the first step, or goes on where it rested. */
export const takeUpRound = (): void =>
	changeRound(read().state === 'resting' ? { state: 'running' } : { ...offered, state: 'running' });

const subscribe = (listener: () => void): (() => void) => {
	listeners.add(listener);
	return () => listeners.delete(listener);
};

export const useRound = (): Round => useSyncExternalStore(subscribe, read);
