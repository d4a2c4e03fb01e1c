import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { inquiriesEndpoint } from '#contract/inquiries.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { useOffice } from '../shell/office.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import { AskDialog } from './inquiry-ask.tsx';
import { InquiryThread } from './inquiry-thread.tsx';
import type { Taken } from './taken-from.tsx';

type InquiriesProps = Readonly<{
	conversation: ConversationDetail;
	/** Puts an answer into the reply; absent where there is none to write. */
	onTake?: ((taken: Taken) => void) | undefined;
}>;

/** What colleagues and experts were asked, beside the conversation and never part of it. */
export function Inquiries({ conversation, onTake }: InquiriesProps) {
	const say = useTranslations('inquiry');
	const { may } = useOffice();
	const [asking, setAsking] = useState(false);
	const { id, unitId, state } = conversation;
	const query = useQueryOf(inquiriesEndpoint, { conversationId: id }, { topics: ['conversation'] });
	const mayAsk = may('conversation.answer', unitId);
	const items = query.data?.items ?? [];
	if (items.length === 0 && !(mayAsk && state !== 'closed')) return null;
	return (
		<section aria-label={say('title')}>
			<h2>{say('title')}</h2>
			{items.map((inquiry) => (
				<InquiryThread
					key={inquiry.id}
					inquiry={inquiry}
					conversationId={id}
					onTake={mayAsk ? onTake : undefined}
					mayAsk={mayAsk}
				/>
			))}
			{mayAsk && state !== 'closed' && (
				<>
					{items.length === 0 && <p className="hint">{say('none')}</p>}
					<div>
						<Button icon="users" onPress={() => setAsking(true)}>
							{say('ask')}
						</Button>
					</div>
				</>
			)}
			{asking && <AskDialog conversationId={id} onClose={() => setAsking(false)} />}
		</section>
	);
}
