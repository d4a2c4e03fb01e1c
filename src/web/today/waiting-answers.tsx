import { useTranslations } from 'use-intl';

import { type ConversationItem, conversationsEndpoint } from '#contract/dialogue.ts';

import { useQueryOf } from '../parts/asking.ts';
import { ButtonLink } from '../parts/button.tsx';
import { Plate, PracticeTag } from '../parts/plate.tsx';
import { Deadline, Ring } from '../parts/ring.tsx';
import { Row } from '../parts/row.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import type { Whose } from './whose.ts';

/** Open conversations, the most pressing first. `mine`: given to me, or to nobody yet. */
export const useWaitingAnswers = (whose: Whose) => {
	const { unitId } = useUnit();
	const { may, person } = useOffice();
	const query = useQueryOf(
		conversationsEndpoint,
		{ view: 'open', limit: 50, ...(unitId ? { unit: unitId } : {}) },
		{ topics: ['conversation'], enabled: may('conversation.read') },
	);
	const items = (query.data?.items ?? []).filter(
		({ assignee }) => whose === 'unit' || assignee === null || assignee.id === person.id,
	);
	return { items, error: query.error, isLoading: query.isLoading, refetch: query.refetch };
};

type AnswerRowProps = Readonly<{ item: ConversationItem; first: boolean }>;

/** A conversation that waits for an answer, and until when. */
export function AnswerRow({ item, first }: AnswerRowProps) {
	const say = useTranslations('today.answers');
	const { id, excerpt, channel, practice, counterpart, postTitle, assignee, openedAt, dueAt } = item;
	const to = `/dialog/${id}`;
	return (
		<Row
			mark={dueAt ? <Ring from={openedAt} dueAt={dueAt} /> : <span />}
			title={say('quote', { text: excerpt })}
			to={to}
			meta={
				<>
					<Plate channel={channel} practice={practice} /> {practice && <PracticeTag />} <span>{counterpart}</span>
					{postTitle && <span>{say('about', { title: postTitle })}</span>}
					{assignee && <span>{say('with', { name: assignee.name })}</span>}
				</>
			}
			end={
				<>
					{dueAt && <Deadline from={openedAt} dueAt={dueAt} />}
					<ButtonLink to={to} small kind={first ? 'main' : 'plain'}>
						{say('answer')}
					</ButtonLink>
				</>
			}
		/>
	);
}
