import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { waitingRepliesEndpoint } from '#contract/reply-approval.ts';
import { instant } from '#kernel/time.ts';

import { useQueryOf } from '../parts/asking.ts';
import { ButtonLink } from '../parts/button.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { Row } from '../parts/row.tsx';
import { Mark } from '../parts/stamp.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';

/** Answers that wait for my yes, the longest waiting first. */
export const useReplies = () => {
	const { may } = useOffice();
	const { covers } = useUnit();
	const query = useQueryOf(waitingRepliesEndpoint, {}, { topics: ['conversation'], enabled: may('reply.approve') });
	const items = (query.data?.items ?? []).filter(({ unitId }) => covers(unitId));
	return { items, error: query.error, isLoading: query.isLoading, refetch: query.refetch };
};

type ReplyRowProps = Readonly<{ reply: z.output<typeof waitingRepliesEndpoint.output>['items'][number] }>;

export function ReplyRow({ reply }: ReplyRowProps) {
	const say = useTranslations('answering.waiting');
	const approvals = useTranslations('today.approvals');
	const speak = useSpeakMoment();
	const { conversationId, text, question, by, at } = reply;
	const to = `/dialog/${conversationId}`;
	return (
		<Row
			mark={<Mark icon="stamp" tone="appr" />}
			title={text}
			to={to}
			meta={
				<>
					<span>{by}</span>
					<span>{say('to', { question })}</span>
					<span>{approvals('since', { moment: speak(instant(at)) })}</span>
				</>
			}
			end={
				<ButtonLink to={to} small>
					{approvals('look')}
				</ButtonLink>
			}
		/>
	);
}
