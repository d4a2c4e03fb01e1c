import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { moderationEndpoint } from '#contract/moderation.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { useShortcut } from '../parts/keys.tsx';
import { useOffice } from '../shell/office.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import { ModerationAct } from './moderation-act.tsx';
import { Alarm, Alarms } from './moderation-alarm.tsx';
import { StepDialog } from './moderation-step.tsx';

/** What can be done about what was said here, and what was done: the ladder, the acts, the red path. */
export function ModerationPart({ conversation }: Readonly<{ conversation: ConversationDetail }>) {
	const say = useTranslations('moderation');
	const { may } = useOffice();
	const [open, setOpen] = useState(false);
	const input = { conversationId: conversation.id };
	const { data } = useQueryOf(moderationEndpoint, input, { topics: ['conversation', 'setting'] });
	const theirs = conversation.messages.filter(({ direction }) => direction === 'in');
	const mayAct = may('moderation.act', conversation.unitId) && theirs.length > 0;
	useShortcut('m', say('open'), () => mayAct && setOpen(true));
	return (
		<section aria-label={say('title')}>
			<h2>{say('title')}</h2>
			{mayAct && (
				<Button icon="shield" onPress={() => setOpen(true)}>
					{say('open')}
				</Button>
			)}
			{data && theirs.length > 0 && <Alarm conversation={conversation} moderation={data} />}
			{data && <Alarms conversation={conversation} moderation={data} />}
			{data?.acts.map((act) => (
				<ModerationAct key={act.id} act={act} />
			))}
			<DeskLink to="/dialog/moderation">{say('all')}</DeskLink>
			{open && data && <StepDialog conversation={conversation} moderation={data} onClose={() => setOpen(false)} />}
		</section>
	);
}
