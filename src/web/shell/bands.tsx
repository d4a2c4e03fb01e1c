import { useTranslations } from 'use-intl';

import { Band } from '../parts/callout.tsx';
import { useOffice } from './office.tsx';

type BandsProps = Readonly<{ connected: boolean }>;

/** What everybody at this desk must know: the gravest two. */
export function Bands({ connected }: BandsProps) {
	const say = useTranslations('shell.band');
	const { flags } = useOffice();
	const holding = [
		...(connected ? [] : (['offline'] as const)),
		...(flags.paused ? (['paused'] as const) : []),
		...(flags.practice ? (['practice'] as const) : []),
		...(flags.lab ? (['lab'] as const) : []),
	];
	if (holding.length === 0) return null;
	return (
		<aside className="bands" aria-label={say('label')}>
			{holding.slice(0, 2).map((kind) => (
				<Band key={kind} kind={kind} title={say(kind)}>
					{say(`${kind}-text`)}
				</Band>
			))}
		</aside>
	);
}
