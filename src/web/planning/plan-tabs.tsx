import { useTranslations } from 'use-intl';

import { DeskLink } from '../parts/desk-link.tsx';

const places = [
	['posts', '/redaktion'],
	['calendar', '/plan'],
	['topics', '/plan/themen'],
	['campaigns', '/plan/kampagnen'],
	['pieces', '/redaktion/bausteine'],
	['press', '/redaktion/verteiler'],
	['tools', '/plan/werkzeug'],
] as const;

type TabsProps = Readonly<{ current: (typeof places)[number][0] }>;

/** The pages of the editorial desk, side by side. */
export function PlanTabs({ current }: TabsProps) {
	const say = useTranslations('planning.tabs');
	return (
		<nav className="tabs pl-tabs" aria-label={say('label')}>
			{places.map(([key, to]) => (
				<span
					key={key}
					className={key === current ? 'tab on' : 'tab'}
					{...(key === current ? { 'aria-current': 'page' } : {})}
				>
					<DeskLink to={to}>{say(key)}</DeskLink>
				</span>
			))}
		</nav>
	);
}
