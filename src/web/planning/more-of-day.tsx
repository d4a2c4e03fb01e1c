import { useTranslations } from 'use-intl';

import { DeskLink } from '../parts/desk-link.tsx';
import { toSearch, type View } from './view.ts';

type MoreProps = Readonly<{ day: string; count: number; view: View }>;

/** What does not fit: the day as a list. */
export function MoreOfDay({ day, count, view }: MoreProps) {
	const say = useTranslations('planning.calendar');
	if (count <= 0) return null;
	return (
		<DeskLink className="ev-more" to="/plan" search={toSearch({ ...view, ansicht: 'liste', tag: day })}>
			{say('more', { count })}
		</DeskLink>
	);
}
