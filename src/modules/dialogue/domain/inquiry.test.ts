import fc from 'fast-check';
import { expect, it } from 'vitest';

import { defaultWeek } from '#kernel/office-hours.ts';
import { type Instant, instant, toIso } from '#kernel/time.ts';

import { askedKinds, type Inquiry, type InquiryMove, leastShown, moved, standingOf, termsFrom } from './inquiry.ts';

const due = instant('2026-03-02T12:00:00Z');
const before = instant('2026-03-02T11:59:59Z');
const open = (kind: Inquiry['kind']): Inquiry => ({ kind, state: 'open', dueAt: due });
const after = (inquiry: Inquiry, moves: readonly InquiryMove[], now: Instant): Inquiry => {
	let state = inquiry.state;
	for (const move of moves) {
		const next = moved({ ...inquiry, state }, move, now);
		if (next.ok) state = next.value;
	}
	return { ...inquiry, state };
};

it('goes to and fro between colleagues, late or not, until it is withdrawn', () => {
	const answered = after(open('person'), ['answer'], due);
	expect(answered.state).toBe('answered');
	expect(after(answered, ['ask-on'], due).state).toBe('open');
	expect(moved(answered, 'withdraw', due)).toMatchObject({ error: { type: 'inquiry.answered-before' } });
	const gone = after(open('unit'), ['withdraw'], before);
	for (const move of ['answer', 'ask-on', 'withdraw'] as const)
		expect(moved(gone, move, before)).toMatchObject({ error: { type: 'inquiry.over' } });
});

it('lets an expert answer once, before the link ends', () => {
	expect(moved(open('expert'), 'answer', due)).toMatchObject({ error: { type: 'inquiry.over' } });
	const answered = after(open('expert'), ['answer'], before);
	expect(moved(answered, 'answer', before)).toMatchObject({ error: { type: 'inquiry.answered-before' } });
	expect(moved(answered, 'ask-on', before)).toMatchObject({ error: { type: 'inquiry.answers-once' } });
	expect(after(open('expert'), ['withdraw'], due).state).toBe('withdrawn');
});

it('stays withdrawn and, at an expert’s, answered, whatever comes', () => {
	const move = fc.constantFrom<InquiryMove>('answer', 'ask-on', 'withdraw');
	fc.assert(
		fc.property(fc.constantFrom(...askedKinds), fc.array(move), fc.array(move), (kind, first, then) => {
			const at = after(open(kind), first, before);
			if (at.state === 'withdrawn' || (kind === 'expert' && at.state === 'answered'))
				expect(after(at, then, before).state).toBe(at.state);
		}),
	);
});

it('says of what is open whether it is late, or its link has run out', () => {
	expect(standingOf(open('person'), before)).toBe('open');
	expect(standingOf(open('unit'), due)).toBe('overdue');
	expect(standingOf(open('expert'), due)).toBe('expired');
	expect(standingOf({ ...open('expert'), state: 'answered' }, due)).toBe('answered');
});

it('shows the words without whom they were addressed to', () => {
	expect(leastShown('@stadt@social.example, @rat: Wann ist die Brücke frei? Ruft an: •••')).toBe(
		'Wann ist die Brücke frei? Ruft an: •••',
	);
});

it('counts terms in hours of service', () => {
	const office = { week: defaultWeek, zone: 'Europe/Berlin' };
	// Friday, 15:00 in Berlin.
	const terms = termsFrom(instant('2026-03-06T14:00:00Z'), office).map(({ dueAt }) => toIso(dueAt));
	expect(terms).toEqual([
		'2026-03-09T08:00:00.000Z',
		'2026-03-09T10:00:00.000Z',
		'2026-03-09T14:00:00.000Z',
		'2026-03-11T14:00:00.000Z',
	]);
});
