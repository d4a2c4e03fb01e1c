import { useLocale, useTranslations } from 'use-intl';

import { Stamp } from '../parts/stamp.tsx';
import { sayDay } from './day.ts';
import type { Lack } from './shapes.ts';

type LacksProps = Readonly<{ lacks: readonly Lack[]; expiresOn: string | null }>;

const states = { alt: 'missing', rights: 'missing', consent: 'missing', expired: 'over', expires: 'due' } as const;

/** What keeps a picture out of a post, or will soon. */
export function Lacks({ lacks, expiresOn }: LacksProps) {
	const say = useTranslations('library.lack');
	const language = useLocale();
	if (lacks.length === 0) return null;
	return (
		<div className="lib-lacks">
			{lacks.map((lack) => (
				<Stamp key={lack} state={states[lack]}>
					{say(lack, { day: expiresOn === null ? '' : sayDay(expiresOn, language) })}
				</Stamp>
			))}
		</div>
	);
}
