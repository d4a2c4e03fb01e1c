import { useTranslations } from 'use-intl';

import { prioritiseEndpoint } from '#contract/service.ts';

import { useAct } from '../parts/asking.ts';
import { FormSummary } from '../parts/failures.tsx';
import { Select } from '../parts/field.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import { priorities } from './filter.ts';

/** How urgent a conversation is. Its deadline follows from the promise for that. */
export function PriorityField({ conversation: { id, priority } }: Readonly<{ conversation: ConversationDetail }>) {
	const say = useTranslations('dialogue.priority');
	const { run, failure } = useAct(prioritiseEndpoint, { topics: ['conversation'] });
	return (
		<section>
			<Select
				label={say('label')}
				value={priority}
				options={priorities.map((value) => ({ value, label: say(value) }))}
				onChange={(value) => {
					const chosen = priorities.find((one) => one === value);
					if (chosen) void run({ conversationId: id, priority: chosen });
				}}
			/>
			<FormSummary failure={failure} />
		</section>
	);
}
