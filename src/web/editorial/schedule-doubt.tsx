import { useTranslations } from 'use-intl';

import { instant } from '#kernel/time.ts';

import type { CallFailure } from '../parts/call.ts';
import { RadioRows } from '../parts/choice.tsx';
import { clockTime } from '../parts/moments.ts';

/** What a person means by a time that the clock change doubles or skips. */
export type Doubt = 'earlier' | 'later' | 'after-gap';

/** Whether the office asks back instead of refusing. */
export const isDoubt = (failure: CallFailure | undefined): failure is CallFailure =>
	failure?.type === 'post.time-twice' || failure?.type === 'post.time-missing';

export const toDecision = (doubt: Doubt | undefined) => ({
	...(doubt === 'earlier' || doubt === 'later' ? { occurrence: doubt } : {}),
	...(doubt === 'after-gap' ? { acceptMissing: true } : {}),
});

type DoubtProps = Readonly<{
	failure: CallFailure;
	zone: string;
	value: Doubt | undefined;
	onChange: (doubt: Doubt) => void;
}>;

/** Asks which time is meant on the two nights of the clock change. */
export function DoubtRows({ failure, zone, value, onChange }: DoubtProps) {
	const say = useTranslations('editorial.schedule');
	const time = (name: string): string => clockTime(instant(String(failure.detail[name])), zone);
	const twice = [
		{ value: 'earlier' as const, label: say('before-change') },
		{ value: 'later' as const, label: say('after-change') },
	];
	const gap = [
		{
			value: 'after-gap' as const,
			label: say('after-gap', { time: failure.type === 'post.time-missing' ? time('instead') : '' }),
		},
	];
	const missing = failure.type === 'post.time-missing';
	return (
		<RadioRows<Doubt>
			label={say(missing ? 'missing' : 'twice')}
			options={missing ? gap : twice}
			value={value}
			onChange={onChange}
		/>
	);
}
