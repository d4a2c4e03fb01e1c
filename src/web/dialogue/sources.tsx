import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { sourcesEndpoint } from '#contract/dialogue.ts';
import { days, instant } from '#kernel/time.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Moment, useSpeakMoment } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';

type Sources = z.output<typeof sourcesEndpoint.output>;
export type Gap = Sources['gaps'][number];
type Source = Sources['sources'][number];

/** So long a gap is shown where the day's work is. */
const FRESH_MS = days(7);

const useSources = (): Sources => {
	const { may } = useOffice();
	const query = useQueryOf(
		sourcesEndpoint,
		{},
		{ topics: ['conversation', 'presence'], enabled: may('conversation.read') },
	);
	return query.data ?? { sources: [], gaps: [] };
};

/** What needs to be known today: where answers cannot be fetched, and what is missing since a few days. */
export const useInboundTroubles = (): { readonly failing: readonly Source[]; readonly gaps: readonly Gap[] } => {
	const { sources, gaps } = useSources();
	const now = useNow();
	return {
		failing: sources.filter(({ failure }) => failure !== null),
		gaps: gaps.filter(({ until }) => instant(until) > now - FRESH_MS),
	};
};

/** Mails that could not be taken. */
const mailGaps: ReadonlySet<string> = new Set(['too-large', 'unreadable']);

/** A known gap in one sentence. */
export const useGapSentence = (): ((gap: Gap) => string) => {
	const say = useTranslations('dialogue.sources');
	const speak = useSpeakMoment();
	return ({ name, since, until, odd, remoteId, reason }) => {
		const at = speak(instant(until));
		if (mailGaps.has(reason)) return say('gap-mail', { name, since: speak(instant(since)) });
		if (!odd) return say('gap', { name, since: speak(instant(since)), until: at });
		return remoteId === null ? say('odd-unnamed', { name, at }) : say('odd', { name, at, id: remoteId });
	};
};

type InboundProps = Readonly<{ presenceId: string }>;

/** How answers come in from one presence, and what is known to be missing. */
export function InboundSheet({ presenceId }: InboundProps) {
	const say = useTranslations('dialogue.sources');
	const gapSentence = useGapSentence();
	const { sources, gaps } = useSources();
	const source = sources.find((one) => one.presenceId === presenceId);
	const own = gaps.filter((gap) => gap.presenceId === presenceId);
	if (source === undefined || (source.polledAt === null && source.failure === null && own.length === 0)) return null;
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				{source.failure !== null && <p>{say('failing', { name: source.name })}</p>}
				{source.failure === null && source.polledAt && (
					<p>
						{say('well')} <Moment at={source.polledAt} />
					</p>
				)}
				{own.length > 0 && (
					<ul className="plain-list">
						{own.map((gap) => (
							<li key={gap.id}>{gapSentence(gap)}</li>
						))}
					</ul>
				)}
			</div>
		</Sheet>
	);
}
