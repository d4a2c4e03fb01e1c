import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { PageHead } from '../../parts/sheet.tsx';
import { useOffice } from '../../shell/office.tsx';
import { settingsPlaces } from './places.ts';

type SettingsHeadProps = Readonly<{ place: (typeof settingsPlaces)[number]['key']; end?: ReactNode }>;

/** Head of a page of set-up, with the ways to the others. */
export function SettingsHead({ place, end }: SettingsHeadProps) {
	const say = useTranslations('people.settings');
	const { may } = useOffice();
	return (
		<>
			<PageHead title={say(place)} path={say('title')} {...(end ? { end } : {})} />
			<nav className="tabs" aria-label={say('title')}>
				{settingsPlaces
					.filter(({ needs }) => may(needs))
					.map(({ key, to }) => (
						<Link
							key={key}
							to={to}
							className="tab"
							activeOptions={{ exact: true }}
							activeProps={{ 'aria-current': 'page' }}
						>
							{say(key)}
						</Link>
					))}
			</nav>
		</>
	);
}
