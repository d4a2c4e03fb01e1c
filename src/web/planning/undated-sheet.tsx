import { useTranslations } from 'use-intl';

import { listUndatedEndpoint } from '#contract/planning.ts';

import { useListOf } from '../parts/asking.ts';
import { Sheet } from '../parts/sheet.tsx';
import { More } from '../parts/table.tsx';
import { PlanCard } from './plan-card.tsx';
import { toQuery, type View } from './view.ts';

type UndatedProps = Readonly<{ view: View; unitId: string | undefined }>;

/** What is being written and has no date yet: to be dragged into the week, or moved by V. */
export function UndatedSheet({ view, unitId }: UndatedProps) {
	const say = useTranslations('planning.undated');
	const list = useListOf(
		listUndatedEndpoint,
		{ limit: 12, ...toQuery(view, unitId) },
		{ topics: ['post'], keep: true },
	);
	if (list.items.length === 0) return null;
	return (
		<Sheet title={say('title')} end={<span className="hint dsk">{say('how')}</span>}>
			<ul className="evs unsch">
				{list.items.map((item) => (
					<PlanCard key={item.id} item={item} />
				))}
			</ul>
			{list.more && <More {...list.more} />}
		</Sheet>
	);
}
