import { hours, minutes } from '#kernel/time.ts';

/** What the mail server made of one mail. */
export type Handing =
	| { readonly kind: 'sent' | 'practice' }
	| {
			readonly kind: 'later' | 'never';
			readonly step: 'connect' | 'login' | 'send';
			readonly reason: string;
			readonly mailbox?: true;
			readonly mayArrive?: true;
	  };

export type Next =
	| { readonly state: 'sent' | 'practice' }
	| { readonly state: 'waiting'; readonly afterMs: number; readonly reason: Reason; readonly all: boolean }
	| { readonly state: 'refused'; readonly reason: Reason; readonly bounced: boolean }
	| { readonly state: 'unclear'; readonly reason: Reason };

/** A failure with its sentence; `answer` is what the mail server said. */
export interface Reason {
	readonly type: `press.${string}`;
	readonly answer?: string;
}

/** After so many attempts, more than a day with the waits between them, the server will not take it. */
export const MOST_ATTEMPTS = 30;

/** Waits double from one minute up to one hour. */
const waitBefore = (attempts: number): number => Math.min(minutes(2 ** Math.min(attempts - 1, 10)), hours(1));

/** What becomes of a mail after an attempt. Where it may have arrived nobody repeats it but a person. */
export const nextOf = (handing: Handing, attempts: number): Next => {
	if (!('step' in handing)) return { state: handing.kind };
	const answer = handing.reason;
	if (handing.mayArrive) return { state: 'unclear', reason: { type: 'press.answer-lost', answer } };
	if (handing.kind === 'never') {
		const bounced = handing.mailbox === true;
		return {
			state: 'refused',
			bounced,
			reason: { type: bounced ? 'press.mailbox-refused' : 'press.mail-refused', answer },
		};
	}
	if (attempts >= MOST_ATTEMPTS)
		return { state: 'refused', bounced: false, reason: { type: 'press.server-away', answer } };
	const all = handing.step !== 'send';
	const type = all ? 'press.server-away' : 'press.server-busy';
	return { state: 'waiting', afterMs: waitBefore(attempts), all, reason: { type, answer } };
};
