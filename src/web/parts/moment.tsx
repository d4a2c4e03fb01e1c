import { createContext, useContext } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { type Instant, instant, toIso } from '#kernel/time.ts';

import { exactMoment, speakMoment } from './moments.ts';
import { officeNow, useNow } from './now.ts';

/** The authority's time zone. All times on the desk are meant in it. */
export const ZoneContext = createContext('Europe/Berlin');
export const useZone = (): string => useContext(ZoneContext);

/** Says moments as people do, for sentences that are built as text. */
export const useSpeakMoment = (): ((at: Instant) => string) => {
	const say = useTranslations('common.moment');
	const language = useLocale();
	const zone = useZone();
	const now = useNow();
	return (at) => {
		// What happened since the last look at the clock is past, not ahead.
		const { key, values } = speakMoment(at, { now: at > now ? officeNow() : now, zone, language });
		return say(key, values);
	};
};

type MomentProps = Readonly<{ at: string | Instant }>;

/** A moment as people say it, exact on hover. Takes the wire's ISO text or an instant. */
export function Moment({ at }: MomentProps) {
	const speak = useSpeakMoment();
	const language = useLocale();
	const zone = useZone();
	const when = typeof at === 'string' ? instant(at) : at;
	return (
		<time dateTime={toIso(when)} title={exactMoment(when, { zone, language })}>
			{speak(when)}
		</time>
	);
}
