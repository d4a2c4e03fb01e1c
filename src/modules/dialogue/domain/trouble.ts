/** Why an answer does not stand where it should, as far as a sentence needs it. */
export type AnswerTrouble =
	/** The message it answers is gone, or may not be answered any more. */
	| 'gone'
	/** The network does not know the circle it was meant for. */
	| 'circle'
	| 'refused'
	| 'no-access'
	| 'limit'
	| 'slowed'
	| 'unreachable'
	| 'unclear'
	/** Our own switch, or a presence at rest, holds it. */
	| 'held';

interface Standing {
	readonly state: 'waiting' | 'refused' | 'unclear';
	readonly held: string | null;
	readonly reason: { readonly type: string; readonly field?: unknown } | null;
	readonly attempts: number;
}

/** The whole presence waits until its network answers again. */
const RESTING = 'presence';
const noAccess = new Set(['channel.unauthorised', 'channel.expired']);
const slowed = new Set(['channel.throttled', 'channel.exhausted']);

/** What to say of an answer on its way; null while all is well. */
export const troubleOf = ({ state, held, reason, attempts }: Standing): AnswerTrouble | null => {
	if (state === 'unclear') return 'unclear';
	if (reason !== null && noAccess.has(reason.type)) return 'no-access';
	if (state === 'refused') return refusedFor(reason);
	if (held !== null && held !== RESTING) return 'held';
	if (reason !== null && slowed.has(reason.type)) return 'slowed';
	return held === RESTING || attempts > 0 ? 'unreachable' : null;
};

const refusedFor = (reason: Standing['reason']): AnswerTrouble => {
	if (reason !== null && slowed.has(reason.type)) return 'limit';
	if (reason?.type !== 'channel.rejected') return 'refused';
	return reason.field === 'replyTo' ? 'gone' : reason.field === 'visibility' ? 'circle' : 'refused';
};
