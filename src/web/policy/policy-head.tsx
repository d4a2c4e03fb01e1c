import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { PageHead } from '../parts/sheet.tsx';

const places = [
	{ key: 'checks', to: '/regeln' },
	{ key: 'profile', to: '/regeln/stadt' },
	{ key: 'paragraphs', to: '/regeln/nummern' },
	{ key: 'netiquette', to: '/regeln/netiquette' },
	{ key: 'openings', to: '/regeln/auftritte' },
] as const;

type HeadProps = Readonly<{ place: (typeof places)[number]['key']; end?: ReactNode }>;

/** Head of a page of the rules, with the ways to the others. */
export function PolicyHead({ place, end }: HeadProps) {
	const say = useTranslations('policy.page');
	return (
		<>
			<PageHead title={say(place)} sub={say(`${place}-intro`)} path={say('title')} {...(end ? { end } : {})} />
			<nav className="tabs" aria-label={say('title')}>
				{places.map(({ key, to }) => (
					<Link
						key={key}
						to={to}
						className="tab"
						activeOptions={{ exact: true }}
						activeProps={{ 'aria-current': 'page', className: 'on' }}
					>
						{say(key)}
					</Link>
				))}
			</nav>
		</>
	);
}
