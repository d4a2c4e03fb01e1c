import { fail, ok, type Result } from '#kernel/result.ts';

import type { Hint } from './hints/hint.ts';

/** Whether a unit shows on its public pages what others say under its posts, and when. */
export const voiceModes = ['off', 'approval', 'at-once'] as const;
export type VoiceMode = (typeof voiceModes)[number];

/**
 * Where a message under a post of ours stands on its way to the public page. `narrow`: not said in public; `unread`:
 * nobody has looked for what must be held back; `clear`: nothing holds it back; `held`: a person has to look first.
 * `shown` and `hidden` are what a person decided.
 */
export type VoiceState = 'narrow' | 'unread' | 'clear' | 'held' | 'shown' | 'hidden';

/** What may stand on the page under each mode. Never what was not said to everybody, nor what nobody looked at. */
export const publicStates = (mode: VoiceMode): readonly VoiceState[] => {
	if (mode === 'off') return [];
	return mode === 'approval' ? ['shown'] : ['shown', 'clear'];
};

/** Only what was said to everybody: unlisted messages were not meant for a stage. */
export const firstState = (visibility: string): VoiceState => (visibility === 'public' ? 'unread' : 'narrow');

const heavy = new Set<Hint['type']>(['personal', 'insult', 'emergency']);

/** Personal data, insults and dangers wait for a person, whatever the mode. */
export const holdsBack = (hints: readonly Pick<Hint, 'type' | 'dismissed'>[]): boolean =>
	hints.some(({ type, dismissed }) => heavy.has(type) && !dismissed);

export type VoiceFailure =
	| { readonly type: 'voice.not-public' }
	/** Its author has changed it since it was read, or it is gone. */
	| { readonly type: 'voice.changed-meanwhile' }
	| { readonly type: 'voice.reason-missing' };

interface Asked {
	readonly decision: 'show' | 'hide';
	readonly reason: string;
	/** The words that were read, as a checksum. */
	readonly seen: string;
}

/** A person's yes or no to exactly the words they read. */
export const decideVoice = (
	{ state, words, alive }: { readonly state: VoiceState; readonly words: string | null; readonly alive: boolean },
	{ decision, reason, seen }: Asked,
): Result<'shown' | 'hidden', VoiceFailure> => {
	if (state === 'narrow') return fail({ type: 'voice.not-public' });
	if (!alive || words !== seen) return fail({ type: 'voice.changed-meanwhile' });
	if (decision === 'show') return ok('shown');
	return reason === '' ? fail({ type: 'voice.reason-missing' }) : ok('hidden');
};

/**
 * SPEC: LinkedIn Marketing API Program, restricted uses: what members say may be shown to who tends the page, and in no feed
 * elsewhere. What they say below our posts never stands on a page of ours.
 */
export const keptInside = ['linkedin'] as const;
