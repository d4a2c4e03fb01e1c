import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import type { Permission } from '#kernel/permission.ts';

import { PageHead } from '../../parts/sheet.tsx';
import { useOffice } from '../../shell/office.tsx';

const places = [
	{ key: 'persons', to: '/einrichtung', needs: 'person.read' },
	{ key: 'units', to: '/einrichtung/stellen', needs: 'unit.manage' },
	{ key: 'presences', to: '/einrichtung/auftritte', needs: 'presence.manage' },
	{ key: 'fediverse', to: '/einrichtung/fediverse', needs: 'presence.manage' },
	{ key: 'newsroom', to: '/einrichtung/newsroom', needs: 'newsroom.manage' },
	{ key: 'mail', to: '/einrichtung/mail', needs: 'settings.manage' },
	{ key: 'tokens', to: '/einrichtung/schluessel', needs: 'token.manage' },
	{ key: 'authority', to: '/einrichtung/behoerde', needs: 'settings.manage' },
] as const satisfies readonly { key: string; to: string; needs: Permission }[];

type SettingsHeadProps = Readonly<{ place: (typeof places)[number]['key']; end?: ReactNode }>;

/** Head of a page of set-up, with the ways to the others. */
export function SettingsHead({ place, end }: SettingsHeadProps) {
	const say = useTranslations('people.settings');
	const { may } = useOffice();
	return (
		<>
			<PageHead title={say(place)} path={say('title')} {...(end ? { end } : {})} />
			<nav className="tabs" aria-label={say('title')}>
				{places
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
