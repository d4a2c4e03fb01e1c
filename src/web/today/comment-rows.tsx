import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { releasesToCheckEndpoint } from '#contract/approval.ts';
import { openTasksEndpoint } from '#contract/comments.ts';

import { useQueryOf } from '../parts/asking.ts';
import { ButtonLink } from '../parts/button.tsx';
import { Row } from '../parts/row.tsx';
import { Mark } from '../parts/stamp.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';

/** Emergency releases that I am to look at; they stay until somebody has. */
export const useReleases = () => {
	const { may } = useOffice();
	const { covers } = useUnit();
	const query = useQueryOf(releasesToCheckEndpoint, {}, { topics: ['post'], enabled: may('post.approve') });
	const items = (query.data?.items ?? []).filter(({ unitId }) => covers(unitId));
	return { items, error: query.error, isLoading: query.isLoading, refetch: query.refetch };
};

/** What others asked me to do in comments. */
export const useTasks = () => {
	const { may } = useOffice();
	const { covers } = useUnit();
	const query = useQueryOf(openTasksEndpoint, {}, { topics: ['post'], enabled: may('post.read') });
	const items = (query.data?.items ?? []).filter(({ unitId }) => covers(unitId));
	return { items, error: query.error, isLoading: query.isLoading, refetch: query.refetch };
};

type ReleaseProps = Readonly<{ release: z.output<typeof releasesToCheckEndpoint.output>['items'][number] }>;

export function ReleaseRow({ release: { postId, title, by, reason } }: ReleaseProps) {
	const say = useTranslations('today.releases');
	const to = `/redaktion/${postId}`;
	return (
		<Row
			mark={<Mark icon="triangle-alert" tone="refused" />}
			title={title}
			to={to}
			meta={
				<>
					<span>{say('by', { name: by.name })}</span>
					<span>{reason}</span>
				</>
			}
			end={
				<ButtonLink to={to} small>
					{say('look')}
				</ButtonLink>
			}
		/>
	);
}

type TaskProps = Readonly<{ task: z.output<typeof openTasksEndpoint.output>['items'][number] }>;

export function TaskRow({ task: { postId, title, body, by } }: TaskProps) {
	const say = useTranslations('today.tasks');
	const to = `/redaktion/${postId}`;
	return (
		<Row
			mark={<Mark icon="forward" tone="appr" />}
			title={body}
			to={to}
			meta={
				<>
					<span>{title}</span>
					<span>{say('by', { name: by.name })}</span>
				</>
			}
			end={
				<ButtonLink to={to} small>
					{say('look')}
				</ButtonLink>
			}
		/>
	);
}
