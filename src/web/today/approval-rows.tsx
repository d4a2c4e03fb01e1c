import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { type PostRowShape, waitingPostsEndpoint } from '#contract/editorial.ts';
import { instant } from '#kernel/time.ts';

import { useQueryOf } from '../parts/asking.ts';
import { ButtonLink } from '../parts/button.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { Row } from '../parts/row.tsx';
import { Mark } from '../parts/stamp.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';

type PostRow = z.output<typeof PostRowShape>;

/** Posts that wait for my yes, longest waiting first. */
export const useApprovals = () => {
	const { may } = useOffice();
	const { covers } = useUnit();
	const query = useQueryOf(waitingPostsEndpoint, {}, { topics: ['post'], enabled: may('post.read') });
	const items = (query.data?.items ?? []).filter(({ unitId }) => covers(unitId));
	return { items, error: query.error, isLoading: query.isLoading, refetch: query.refetch };
};

type ApprovalRowProps = Readonly<{ post: PostRow }>;

/** A post that waits for approval: whose, since when, and when it is to go out. */
export function ApprovalRow({ post }: ApprovalRowProps) {
	const say = useTranslations('today.approvals');
	const speak = useSpeakMoment();
	const { id, title, author, presenceIds, askedAt, dueAt } = post;
	const to = `/redaktion/${id}`;
	return (
		<Row
			mark={<Mark icon="stamp" tone="appr" />}
			title={title || say('untitled')}
			to={to}
			meta={
				<>
					<span>{author.name}</span>
					<span>{say('copies', { count: presenceIds.length })}</span>
					{askedAt && <span>{say('since', { moment: speak(instant(askedAt)) })}</span>}
				</>
			}
			end={
				<>
					{dueAt && <span className="left">{say('out', { moment: speak(instant(dueAt)) })}</span>}
					<ButtonLink to={to} small>
						{say('look')}
					</ButtonLink>
				</>
			}
		/>
	);
}
