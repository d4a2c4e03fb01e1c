import { useLocale, useTranslations } from 'use-intl';
import type { z } from 'zod';

import { listLibraryEndpoint } from '#contract/library.ts';

import { sayDay } from '../library/day.ts';
import { useQueryOf } from '../parts/asking.ts';
import { ButtonLink } from '../parts/button.tsx';
import { Row } from '../parts/row.tsx';
import { Mark } from '../parts/stamp.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';

/** Pictures whose right ends within weeks, or has ended while a post shows them. */
export const useRights = () => {
	const { may } = useOffice();
	const { covers } = useUnit();
	const query = useQueryOf(
		listLibraryEndpoint,
		{ view: 'due', limit: 20 },
		{ topics: ['media', 'post'], enabled: may('post.write') },
	);
	const items = (query.data?.items ?? []).filter(({ unitId }) => covers(unitId) && may('post.write', unitId));
	return { items, error: query.error, isLoading: query.isLoading, refetch: query.refetch };
};

type RightsProps = Readonly<{ picture: z.output<typeof listLibraryEndpoint.output>['items'][number] }>;

export function RightsRow({ picture }: RightsProps) {
	const say = useTranslations('today.rights');
	const language = useLocale();
	const { id, title, name, expiresOn, usedBy, lacks } = picture;
	const over = lacks.includes('expired');
	const day = expiresOn === null ? '' : sayDay(expiresOn, language);
	return (
		<Row
			mark={<Mark icon="image" {...(over ? { tone: 'refused' as const } : {})} />}
			title={title || name}
			to={`/medien/${id}`}
			meta={
				<>
					<span>{say(over ? 'over' : 'ends', { day })}</span>
					<span>{say('used', { count: usedBy })}</span>
				</>
			}
			end={
				<ButtonLink to={`/medien/${id}`} small>
					{say('look')}
				</ButtonLink>
			}
		/>
	);
}
