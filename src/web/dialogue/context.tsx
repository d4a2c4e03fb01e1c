import { useTranslations } from 'use-intl';

import { assignEndpoint } from '#contract/dialogue.ts';

import { useAct } from '../parts/asking.ts';
import { FormSummary } from '../parts/failures.tsx';
import { Select } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Deadline, Ring } from '../parts/ring.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import { HandedOver } from './handed-over.tsx';
import { Inquiries } from './inquiries.tsx';
import { ModerationPart } from './moderation.tsx';
import { PriorityField } from './priority-field.tsx';
import type { Taken } from './taken-from.tsx';
import { OthersOfPerson } from './triage-others.tsx';
import { TriageSection } from './triage-section.tsx';

type ContextProps = Readonly<{ conversation: ConversationDetail; onTake: (taken: Taken) => void }>;

/** What belongs to a conversation: the deadline, who has it, and what we do not keep. */
export function Context({ conversation, onTake }: ContextProps) {
	const say = useTranslations('dialogue');
	const assign = useAct(assignEndpoint, { topics: ['conversation'] });
	const { id, dueAt, openedAt, agents, assignee, visibility, asker } = conversation;
	const known = agents.some((agent) => agent.id === assignee?.id);
	const options = [...agents, ...(assignee && !known ? [assignee] : [])].map((agent) => ({
		value: agent.id,
		label: agent.name,
	}));
	return (
		<aside className="ctx" aria-label={say('context')}>
			{dueAt && (
				<section>
					<div className="clock">
						<Ring from={openedAt} dueAt={dueAt} />
						<div>
							<b>
								<Deadline from={openedAt} dueAt={dueAt} />
							</b>
							<span className="hint">
								{say('first-answer')} <Moment at={dueAt} />
							</span>
						</div>
					</div>
				</section>
			)}
			<section>
				<h2>{say('responsible')}</h2>
				<Select
					label={say('assignee')}
					value={assignee?.id ?? ''}
					empty={say('nobody')}
					options={options}
					onChange={(personId) => void assign.run({ conversationId: id, personId: personId === '' ? null : personId })}
				/>
				<FormSummary failure={assign.failure} />
			</section>
			<Inquiries conversation={conversation} onTake={conversation.state === 'closed' ? undefined : onTake} />
			<HandedOver conversation={conversation} />
			<PriorityField conversation={conversation} />
			<TriageSection conversation={conversation} />
			<ModerationPart conversation={conversation} />
			<section>
				<h2>{say('who-reads')}</h2>
				<p className="hint">{say(`circle.${visibility}`)}</p>
			</section>
			<section>
				<h2>{say('counterpart')}</h2>
				{conversation.masked && <p className="hint">{say('name-masked')}</p>}
				{asker?.name && <p>{asker.name}</p>}
				{asker && <p className="hint">{say(asker.mailed ? 'asker.mailed' : 'asker.by-link')}</p>}
				{conversation.channel !== 'form' && <OthersOfPerson conversation={conversation} />}
				<p className="hint">{say('no-profiles')}</p>
			</section>
		</aside>
	);
}
