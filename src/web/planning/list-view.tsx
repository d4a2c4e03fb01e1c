import { useTranslations } from 'use-intl';

import { listPlanEndpoint } from '#contract/planning.ts';

import { useListOf } from '../parts/asking.ts';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { More } from '../parts/table.tsx';
import { DayList } from './day-list.tsx';
import { toQuery, type View } from './view.ts';

type ListProps = Readonly<{ from: string; view: View; unitId: string | undefined }>;

/** Everything from a day on, page by page. */
export function ListView({ from, view, unitId }: ListProps) {
	const say = useTranslations('planning.calendar');
	const asked = { from, limit: 50, ...toQuery(view, unitId) };
	const list = useListOf(listPlanEndpoint, asked, { topics: ['post'], keep: true });
	if (list.error) return <ErrorSheet failure={failureIn(list.error)} onRetry={() => void list.refetch()} />;
	if (list.isPending) return <Loading what={say('posts')} />;
	if (list.items.length === 0) return <Empty kind="done" title={say('none-from')} />;
	return (
		<>
			<DayList items={list.items} />
			{list.more && <More {...list.more} />}
		</>
	);
}
