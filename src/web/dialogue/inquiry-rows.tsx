import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { askedOfMeEndpoint } from '#contract/inquiries.ts';

import { useQueryOf } from '../parts/asking.ts';
import { ButtonLink } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Deadline, Ring } from '../parts/ring.tsx';
import { Row } from '../parts/row.tsx';
import { Mark } from '../parts/stamp.tsx';
import { InquiryStamp } from './inquiry-thread.tsx';

type Item = z.output<typeof askedOfMeEndpoint.output>['items'][number];

/** What waits for my answer to a colleague, the most pressing first. Whoever I act for: I was asked, or my unit. */
export const useInquiries = () => {
	const query = useQueryOf(askedOfMeEndpoint, { view: 'open' }, { topics: ['notice', 'conversation'] });
	return { items: query.data?.items ?? [], error: query.error, isLoading: query.isLoading, refetch: query.refetch };
};

/** What a colleague asks: the question, who asks, and until when. */
export function InquiryRow({ inquiry }: Readonly<{ inquiry: Item }>) {
	const say = useTranslations('inquiry.mine');
	const { id, question, by, kind, asked, standing, askedAt, dueAt } = inquiry;
	const to = `/dialog/fachfragen/${id}`;
	const open = standing === 'open' || standing === 'overdue';
	return (
		<Row
			mark={open ? <Ring from={askedAt} dueAt={dueAt} /> : <Mark icon="check" />}
			title={question === '' ? say('sealed') : say('quote', { text: question })}
			to={to}
			meta={
				<>
					<span>{say('by', { name: by })}</span>
					{kind === 'unit' && <span>{say('to', { name: asked })}</span>}
				</>
			}
			end={
				<>
					{open ? <Deadline from={askedAt} dueAt={dueAt} /> : <InquiryStamp standing={standing} />}
					<ButtonLink to={to} small>
						{say(open ? 'answer' : 'look')}
					</ButtonLink>
				</>
			}
		/>
	);
}

/** The way to what one was asked, with how much waits. */
export function InquiriesLink() {
	const say = useTranslations('inquiry.mine');
	const { items } = useInquiries();
	return (
		<DeskLink to="/dialog/fachfragen" {...(items.length > 0 ? { className: 'duty-unread' } : {})}>
			{items.length > 0 ? say('link', { count: items.length }) : say('link-none')}
		</DeskLink>
	);
}
