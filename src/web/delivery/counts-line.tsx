import { useFormatter, useLocale, useTranslations } from 'use-intl';

import type { CountsView } from '#contract/delivery.ts';

import { localeOf } from '../parts/moments.ts';
import { useChannelName } from '../parts/plate.tsx';
import { type CountGroup, countBreaks, countGroups, definitionParts, labelOf } from './counts.ts';

type CountsProps = Readonly<{ counts: CountsView; channel: string }>;

/** What the network counted of one copy, when and in which way; what it does not tell any more; where its counting changed. */
export function CountsLine({ counts: { figures, missed }, channel }: CountsProps) {
	const say = useTranslations('delivery.count');
	const speak = useSpeakCounts(channel);
	const unknown = missed.filter(({ why }) => why === 'unknown');
	const closed = missed.filter(({ why }) => why === 'not-allowed');
	const network = useChannelName()(channel);
	return (
		<div className="hint counts">
			{countGroups(figures).map((group) => (
				<p key={`${group.day} ${group.definition}`}>{speak.group(group)}</p>
			))}
			{countBreaks(figures).map(({ day, before, names }) => (
				<p key={`${day} ${before}`}>
					{say('broke', { day: speak.day(day), names: speak.names(names), network, before: speak.way(before) })}
				</p>
			))}
			{unknown.length > 0 && (
				<p>{say('unknown', { network, count: unknown.length, names: unknown.map(({ name }) => name).join(', ') })}</p>
			)}
			{closed.length > 0 && <p>{say('not-allowed', { names: speak.names(closed.map(({ name }) => name)) })}</p>}
		</div>
	);
}

const useSpeakCounts = (channel: string) => {
	const say = useTranslations('delivery.count');
	const format = useFormatter();
	const locale = localeOf(useLocale());
	const network = useChannelName()(channel);
	const at = (day: string, parts: Intl.DateTimeFormatOptions): string =>
		new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));
	const nameOf = (name: string): string => {
		const label = labelOf(name);
		return label === null ? name : say(`name.${label}`);
	};
	const way = (definition: string): string => {
		const { version, since } = definitionParts(definition);
		return [
			network,
			[version, since && at(since, { month: 'short', year: 'numeric' })].filter(Boolean).join(' / '),
		].join(' ');
	};
	const day = (one: string): string => at(one, { day: 'numeric', month: 'short' });
	return {
		day,
		way,
		names: (names: readonly string[]): string => names.map(nameOf).join(', '),
		group: ({ day: read, definition, figures }: CountGroup): string =>
			say('line', {
				figures: figures.map(({ name, value }) => `${nameOf(name)} ${format.number(value)}`).join(', '),
				day: day(read),
				way: way(definition),
			}),
	};
};
