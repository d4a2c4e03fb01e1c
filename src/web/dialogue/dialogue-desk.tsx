import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';

import { conversationsEndpoint } from '#contract/dialogue.ts';

import { useListOf } from '../parts/asking.ts';
import { Empty } from '../parts/empty.tsx';
import { useShortcut } from '../parts/keys.tsx';
import { useUnit } from '../shell/unit.tsx';
import { Conversation } from './conversation.tsx';
import { ConversationList } from './conversation-list.tsx';
import { asked, readFilter, toSearch } from './filter.ts';

/** Everything citizens said, at one desk: the list, the chosen conversation, and what belongs to it. */
export function DialogueDesk() {
	const say = useTranslations('dialogue');
	const navigate = useNavigate();
	const { conversationId } = useParams({ strict: false });
	const filter = readFilter(useSearch({ strict: false }));
	const { unitId } = useUnit();
	const list = useListOf(conversationsEndpoint, asked(filter, unitId), { topics: ['conversation'], keep: true });
	const step = (by: number) => {
		const at = list.items.findIndex(({ id }) => id === conversationId);
		const next = list.items[at < 0 ? 0 : at + by];
		if (next) void navigate({ to: `/dialog/${next.id}`, search: toSearch(filter) });
	};
	useShortcut('j', say('keys.next'), () => step(1));
	useShortcut('k', say('keys.previous'), () => step(-1));

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
