import { Link, useLocation } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { HealthLine } from './health.tsx';
import { type Place, usePlaces } from './navigation.ts';
import { UnitSwitcher } from './unit.tsx';
import { useWaiting, type Waiting } from './waiting.ts';

/** The mark of the house: a source that sends. */
export function Brand() {
	return (
		<div className="brand">
			<svg viewBox="0 0 24 24" aria-hidden="true">
				<rect x="1" y="1" width="22" height="22" rx="5" fill="currentColor" />
				<circle className="brand-dot" cx="8" cy="16" r="2.4" />
				<path className="brand-wave" d="M8 9.6a6.4 6.4 0 0 1 6.4 6.4M8 5a11 11 0 0 1 11 11" />
			</svg>
			<span className="w">Amtsfunk</span>
		</div>
	);
}

type SideProps = Readonly<{ folded: boolean; onFold: () => void }>;

/** The left side: where one is, for which unit, and whether all is well. */
export function Side({ folded, onFold }: SideProps) {
	const say = useTranslations('shell');
	const places = usePlaces();
	const waiting = useWaiting();
	return (
		<header className="side" data-walk="" tabIndex={-1}>
			<div className="fixed">
				<Brand />
				<UnitSwitcher />
				<nav className="nav" aria-label={say('navigation')}>
					<ul>
						{places.map((place, index) => (
							<li key={place.key} className={index > 0 && places[index - 1]?.group !== place.group ? 'gap' : undefined}>
								<PlaceLink place={place} waiting={waiting} folded={folded} />
							</li>
						))}
					</ul>
				</nav>
			</div>
			<div className="base">
				<Button
					kind="quiet"
					small
					icon={folded ? 'chevron-right' : 'chevron-left'}
					label={say(folded ? 'rail.unfold' : 'rail.fold')}
					onPress={onFold}
				/>
				<HealthLine />
			</div>
		</header>
	);
}

type PlaceLinkProps = Readonly<{ place: Place; waiting: Waiting; folded?: boolean }>;

/** A place with its icon, its word, and how much waits there. */
export function PlaceLink({ place: { key, to, also, icon }, waiting, folded = false }: PlaceLinkProps) {
	const say = useTranslations('shell');
	const count = waiting[key] ?? 0;
	const word = say(`place.${key}`);
	const beside = useLocation({ select: ({ pathname }) => also !== undefined && pathname.startsWith(also) });
	return (
		<Link
			to={to}
			activeOptions={{ exact: to === '/' }}
			activeProps={{ 'aria-current': 'page' }}
			{...(beside ? { 'aria-current': 'page' } : {})}
			title={folded ? word : undefined}
		>
			<Icon name={icon} />
			<span className="w">{word}</span>
			{count > 0 && (
				<span className={key === 'today' ? 'count hot' : 'count'}>
					<span className="sr">, </span>
					<span aria-hidden="true">{count > 99 ? '99+' : count}</span>
					<span className="sr">{say('waiting', { count })}</span>
				</span>
			)}
		</Link>
	);
}
