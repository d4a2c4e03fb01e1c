import { useTranslations } from 'use-intl';

import { PageHead } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { DaysSheet } from './days-sheet.tsx';
import { GroupsSheet } from './groups-sheet.tsx';
import { PlanTabs } from './plan-tabs.tsx';
import { SlotsSheet } from './slots-sheet.tsx';

/** What planning works with: slots, target groups, days that matter. */
export function ToolsPage() {
	const say = useTranslations('planning.tools');
	const { may } = useOffice();
	return (
		<>
			<PageHead title={say('title')} sub={say('sub')} />
			<PlanTabs current="tools" />
			<div className="stack">
				{may('post.schedule') && <SlotsSheet />}
				<GroupsSheet />
				<DaysSheet />
			</div>
		</>
	);
}
