import { useLocale, useTranslations } from 'use-intl';

import { instant } from '#kernel/time.ts';

import { useZone } from './moment.tsx';
import { clockTime, dayName, dayOf, pressureOf, speakSpan } from './moments.ts';
import { useNow } from './now.ts';
import { Stamp } from './stamp.tsx';

const ROUND = 2 * Math.PI * 11;
const tones = { ample: '', due: 'due', nearly: 'over', over: 'over' } as const;

/** How much of the promised time is left. `from` is when the promise began. */
const useShare = (from: string, dueAt: string): number => {
	const now = useNow();
	const [start, end] = [instant(from), instant(dueAt)];
	return end <= start ? (now < end ? 1 : 0) : Math.min(1, (end - now) / (end - start));
};

type DeadlineProps = Readonly<{ from: string; dueAt: string }>;

/** The deadline as a ring that empties clockwise. Always stands beside the words. */
export function Ring({ from, dueAt }: DeadlineProps) {
	const share = useShare(from, dueAt);
	const left = Math.max(0, share) * ROUND;
	return (
		<svg className={`ring ${tones[pressureOf(share)]}`.trim()} viewBox="0 0 28 28" aria-hidden="true">
			<circle className="t" cx="14" cy="14" r="11" />
			<circle
				className="v"
				cx="14"
				cy="14"
				r="11"
				strokeDasharray={`${left.toFixed(1)} ${(ROUND - left).toFixed(1)}`}
				transform="rotate(-90 14 14)"
			/>
		</svg>
	);
}

/** The deadline in words: "bis 16:00 Uhr", "noch 38 min", and as the only full red "25 min überfällig". */
export function Deadline({ from, dueAt }: DeadlineProps) {
	const say = useTranslations('common');
	const language = useLocale();
	const zone = useZone();
	const now = useNow();
	const pressure = pressureOf(useShare(from, dueAt));
	const due = instant(dueAt);
	const span = speakSpan(Math.abs(due - now));
	const spoken = say(`span.${span.key}`, span.values);
	if (pressure === 'over') return <Stamp state="over">{say('deadline.over', { span: spoken })}</Stamp>;
	if (pressure !== 'ample')
		return <span className={`left ${tones[pressure]}`}>{say('deadline.left', { span: spoken })}</span>;
	const time = clockTime(due, zone);
	const today = dayOf(due, zone) === dayOf(now, zone);
	return (
		<span className="left">
			{today
				? say('deadline.until', { time })
				: say('deadline.until-day', { time, day: dayName(due, { zone, language }) })}
		</span>
	);
}
