import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';

import { conversationEndpoint, conversationsEndpoint } from '#contract/dialogue.ts';

import { useListOf, useQueryOf } from '../parts/asking.ts';
import { Empty } from '../parts/empty.tsx';
import { useUnit } from '../shell/unit.tsx';
import { Conversation } from './conversation.tsx';
import { ConversationList } from './conversation-list.tsx';
import { asked, readFilter } from './filter.ts';
import { TriageDesk } from './triage-desk.tsx';
import { useTriageKeys } from './triage-keys.ts';

/** Everything citizens said, at one desk: the list, the chosen conversation, and what belongs to it. */
export function DialogueDesk() {
	return (
		<TriageDesk>
			<Columns />
		</TriageDesk>
	);
}

function Columns() {
	const say = useTranslations('dialogue');
	const { conversationId } = useParams({ strict: false });
	const filter = readFilter(useSearch({ strict: false }));
	const { unitId } = useUnit();
	const list = useListOf(conversationsEndpoint, asked(filter, unitId), { topics: ['conversation'], keep: true });
	const open = useQueryOf(
		conversationEndpoint,
		{ conversationId: conversationId ?? '' },
		{ topics: ['conversation'], enabled: conversationId !== undefined },
	).data;
	useTriageKeys({ items: list.items, filter, openId: conversationId, open });

	return (
		<div className={conversationId ? 'sheet dia' : 'sheet dia choosing'}>
			<ConversationList list={list} filter={filter} />
			{conversationId ? (
				<Conversation key={conversationId} id={conversationId} filter={filter} />
			) : (
				<section className="thr" aria-label={say('none-chosen')}>
					<Empty kind="not-yet" title={say('none-chosen')}>
						{say('none-chosen-hint')}
					</Empty>
				</section>
			)}
		</div>
	);
}
