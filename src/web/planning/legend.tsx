import { useTranslations } from 'use-intl';

import { Icon } from '../parts/icon.tsx';

const signs = [
	['published', 'circle-check'],
	['scheduled', 'clock'],
	['in-approval', 'stamp'],
	['draft', 'pen-line'],
	['comes', 'refresh-cw'],
	['trouble', 'octagon-x'],
] as const;

/** What the signs on the cards mean. */
export function Legend() {
	const say = useTranslations('planning.legend');
	return (
		<p className="legend">
			{signs.map(([key, icon]) => (
				<span key={key}>
					<Icon name={icon} /> {say(key)}
				</span>
			))}
		</p>
	);
}
