import type { Instant } from '#kernel/time.ts';

import type { Say } from '../languages/index.ts';
import { clockTime, dayName, dayOf } from '../parts/moments.ts';

/** What waits, in numbers. */
export interface Tally {
	readonly unclear: number;
	readonly refused: number;
	readonly approvals: number;
	readonly answers: number;
	/** The earliest deadline of what waits. */
	readonly nextDue: Instant | null;
	/** When the next planned post goes out today. */
	readonly nextOut: Instant | null;
}

interface Around {
	/** Says a text of `today` by its full key. */
	readonly say: Say;
	readonly now: Instant;
	readonly zone: string;
	readonly language: string;
}

/** The day in one or two sentences: what is wrong, then what waits and until when. */
export const summarise = (tally: Tally, around: Around): string => {
	const { say } = around;
	const troubles = (['unclear', 'refused'] as const)
		.filter((kind) => tally[kind] > 0)
		.map((kind) => capital(counted(`today.summary.${kind}`, tally[kind], say)));
	const waiting = waitingSentence(tally, around);
	const sentences = waiting ? [...troubles, waiting] : troubles;
	return sentences.length > 0 ? sentences.join(' ') : doneSentence(tally, around);
};

const waitingSentence = ({ approvals, answers, nextDue }: Tally, around: Around): string | null => {
	const { say, now, zone, language } = around;
	const things = (
		[
			['approvals', approvals],
			['answers', answers],
		] as const
	)
		.filter(([, count]) => count > 0)
		.map(([kind, count]) => counted(`today.summary.${kind}`, count, say));
	const [one, other] = things;
	if (one === undefined) return null;
	const joined = other === undefined ? one : say('today.summary.and', { one, other });
	const sentence = capital(say('today.summary.wait', { count: approvals + answers, things: joined }));
	if (nextDue === null) return say('today.summary.open', { sentence });
	if (nextDue <= now) return say('today.summary.overdue', { sentence });
	const time = clockTime(nextDue, zone);
	return dayOf(nextDue, zone) === dayOf(now, zone)
		? say('today.summary.next', { sentence, time })
		: say('today.summary.next-day', { sentence, time, day: dayName(nextDue, { zone, language }) });
};

const doneSentence = ({ nextOut }: Tally, { say, zone }: Around): string =>
	nextOut === null ? say('today.summary.done') : say('today.summary.done-next', { time: clockTime(nextOut, zone) });

const counted = (key: string, count: number, say: Say): string => say(key, { count, words: inWords(count, say) });

/** Up to twelve a number is a word. */
const inWords = (count: number, say: Say): string =>
	count >= 2 && count <= 12 ? say(`today.number.${count}`) : String(count);

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
