import { afterOpenMinutes, type OfficeHours } from '#kernel/office-hours.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';

/** `person`: a colleague; `unit`: whoever answers there; `expert`: somebody outside, by a link that is good once. */
export const askedKinds = ['person', 'unit', 'expert'] as const;
export type AskedKind = (typeof askedKinds)[number];

export type InquiryState = 'open' | 'answered' | 'withdrawn';

/** As people see it: what is open may be late, and a link may have run out. */
export type InquiryStanding = InquiryState | 'overdue' | 'expired';

export interface Inquiry {
	readonly kind: AskedKind;
	readonly state: InquiryState;
	/** For an expert also the end of the link. */
	readonly dueAt: Instant;
}

export const standingOf = ({ kind, state, dueAt }: Inquiry, now: Instant): InquiryStanding => {
	if (state !== 'open' || now < dueAt) return state;
	return kind === 'expert' ? 'expired' : 'overdue';
};

export type InquiryFault =
	/** Withdrawn, or its link has run out. */
	| { readonly type: 'inquiry.over' }
	| { readonly type: 'inquiry.answered-before' }
	/** An expert answers once; more is a new question. */
	| { readonly type: 'inquiry.answers-once' };

/** `ask-on`: the one who asked writes again. */
export type InquiryMove = 'answer' | 'ask-on' | 'withdraw';

/** What a move makes of it. Colleagues talk to and fro until it is withdrawn; an expert answers once, in time. */
export const moved = (inquiry: Inquiry, move: InquiryMove, now: Instant): Result<InquiryState, InquiryFault> => {
	if (inquiry.state === 'withdrawn') return fail({ type: 'inquiry.over' });
	return moves[move](inquiry, now);
};

const moves: Readonly<Record<InquiryMove, (inquiry: Inquiry, now: Instant) => Result<InquiryState, InquiryFault>>> = {
	answer(inquiry, now) {
		if (inquiry.kind !== 'expert') return ok('answered');
		if (inquiry.state === 'answered') return fail({ type: 'inquiry.answered-before' });
		return now < inquiry.dueAt ? ok('answered') : fail({ type: 'inquiry.over' });
	},
	'ask-on': ({ kind }) => (kind === 'expert' ? fail({ type: 'inquiry.answers-once' }) : ok('open')),
	withdraw: ({ state }) => (state === 'answered' ? fail({ type: 'inquiry.answered-before' }) : ok('withdrawn')),
};

/** The least that has to be shown: the words, without whom they were addressed to. Personal data in them is hidden before. */
export const leastShown = (masked: string): string => masked.replace(/@[\w.-]+(?:@[\w.-]+)?[\s,:]*/g, '').trim();

/** How long one can be asked to take: minutes in which the office is open. */
const TERMS = [120, 240, 480, 1440] as const;

export interface Term {
	readonly minutes: number;
	readonly dueAt: Instant;
}

export const termsFrom = (now: Instant, office: OfficeHours): readonly Term[] =>
	TERMS.map((minutes) => ({ minutes, dueAt: afterOpenMinutes(now, minutes, office) }));
