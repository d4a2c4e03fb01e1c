import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';

import type { Message } from '#contract/dialogue.ts';
import { mergeEndpoint, splitEndpoint } from '#contract/triage.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import { readFilter, toSearch } from './filter.ts';

type SplitProps = Readonly<{ message: Message; conversation: ConversationDetail }>;

/** Takes a question of its own out of a conversation, and leads to it. */
export function SplitOff({ message, conversation }: SplitProps) {
	const say = useTranslations('dialogue.others');
	const { may } = useOffice();
	const announce = useAnnounce();
	const navigate = useNavigate();
	const search = toSearch(readFilter(useSearch({ strict: false })));
	const split = useAct(splitEndpoint, { topics: ['conversation'] });
	const merge = useAct(mergeEndpoint, { topics: ['conversation'] });
	const { id: conversationId, version: seenVersion, messages, unitId, state } = conversation;
	const heard = messages.filter(standsFromThem);
	if (state === 'closed' || heard.length < 2 || !standsFromThem(message) || !may('conversation.answer', unitId))
		return null;
	const takeOut = async () => {
		const cut = await split.run({ conversationId, seenVersion, messageId: message.id });
		if (!cut.ok) return;
		const { id: other, version: otherVersion, otherVersion: version } = cut.value;
		const back = async () => {
			const joined = await merge.run({ conversationId, seenVersion: version, other, otherVersion });
			if (joined.ok) void navigate({ to: `/dialog/${conversationId}`, search });
		};
		announce(say('split-done'), () => void back());
		void navigate({ to: `/dialog/${other}`, search });
	};
	return (
		<>
			<Button small kind="quiet" busy={split.busy} onPress={() => void takeOut()}>
				{say('split')}
			</Button>
			<FormSummary failure={split.failure ?? merge.failure} />
		</>
	);
}

const standsFromThem = ({ direction, deletedAt, sealed }: Message): boolean =>
	direction === 'in' && deletedAt === null && !sealed;

/** Where the messages of a merged conversation are now. */
export function MergedNote({ into }: Readonly<{ into: string | null }>) {
	const say = useTranslations('dialogue.others');
	if (into === null) return null;
	return (
		<p className="note quiet">
			{say('moved')} <DeskLink to={`/dialog/${into}`}>{say('go-there')}</DeskLink>
		</p>
	);
}
