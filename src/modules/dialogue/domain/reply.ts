import { fail, ok, type Result } from '#kernel/result.ts';

import type { ConversationState } from './state.ts';

/** From wide to narrow. */
export const visibilities = ['public', 'unlisted', 'followers', 'private'] as const;
export type Visibility = (typeof visibilities)[number];

/** The narrower of two: what a reply may at most be seen by. */
export const narrower = (a: Visibility, b: Visibility): Visibility =>
	visibilities.indexOf(a) >= visibilities.indexOf(b) ? a : b;

export interface Thread {
	readonly state: ConversationState;
	/** Counts everything said in it; a writer names the count they have read. */
	readonly version: number;
	readonly visibility: Visibility;
}

export type ReplyFailure =
	| { readonly type: 'conversation.closed' }
	/** Somebody answered, or the citizen wrote on, since the writer last looked. */
	| { readonly type: 'conversation.moved-on'; readonly version: number }
	/** A private message is never answered in public. */
	| { readonly type: 'conversation.wider-than-message'; readonly most: Visibility };

/** Decides whether a reply may go out as asked. Never wider than the message it answers; never past what was not read. */
export const decideReply = (
	thread: Thread,
	{ seenVersion, visibility }: { readonly seenVersion: number; readonly visibility: Visibility },
): Result<Visibility, ReplyFailure> => {
	if (thread.state === 'closed') return fail({ type: 'conversation.closed' });
	if (thread.version !== seenVersion) return fail({ type: 'conversation.moved-on', version: thread.version });
	if (narrower(visibility, thread.visibility) !== visibility)
		return fail({ type: 'conversation.wider-than-message', most: thread.visibility });
	return ok(visibility);
};
