import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { listCampaignsEndpoint, readPostPlanEndpoint, savePostPlanEndpoint } from '#contract/planning-topics.ts';

import { useAct, useListOf, useQueryOf } from '../parts/asking.ts';
import { FormSummary } from '../parts/failures.tsx';
import { Select } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { GroupChoice } from './group-choice.tsx';

type PlanProps = Readonly<{ postId: string; mayWrite: boolean }>;

interface Choice {
	readonly campaignId?: string | null;
	readonly targetGroups?: string[];
}

/** For whom a post is and which campaign it belongs to. No content: an approval holds. Saved at once. */
export function PostPlanSheet({ postId, mayWrite }: PlanProps) {
	const say = useTranslations('planning.of-post');
	const { data } = useQueryOf(readPostPlanEndpoint, { id: postId }, { topics: ['post'] });
	const campaigns = useListOf(listCampaignsEndpoint, { limit: 100 }, { topics: ['post'] });
	const { run, failure } = useAct(savePostPlanEndpoint, { topics: ['post'] });
	// What was chosen here counts until the office's answer is back: a second choice must not undo the first.
	const [chosen, setChosen] = useState<Choice>({});
	if (data === undefined || !mayWrite) return null;
	const { campaignId, targetGroups } = { ...data, ...chosen };
	const save = (next: Choice) => {
		setChosen({ ...chosen, ...next });
		void run({ id: postId, campaignId, targetGroups, ...next });
	};
	return (
		<Sheet title={say('title')}>
			<div className="pad f">
				<FormSummary failure={failure} />
				<Select
					label={say('campaign')}
					optional
					value={campaignId ?? ''}
					onChange={(id) => save({ campaignId: id || null })}
					empty={say('no-campaign')}
					options={campaigns.items.map(({ id, name }) => ({ value: id, label: name }))}
				/>
				<GroupChoice chosen={targetGroups} onChange={(groups) => save({ targetGroups: groups })} />
			</div>
		</Sheet>
	);
}
