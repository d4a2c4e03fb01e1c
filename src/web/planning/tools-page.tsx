import { useTranslations } from 'use-intl';

import { PageHead } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { DaysSheet } from './days-sheet.tsx';
import { ExchangeSheet } from './exchange-sheet.tsx';
import { GroupsSheet } from './groups-sheet.tsx';
import { PlanTabs } from './plan-tabs.tsx';
import { ShortLinksSheet } from './short-links-sheet.tsx';
import { SlotsSheet } from './slots-sheet.tsx';
import { SourcesSheet } from './sources-sheet.tsx';
import { SubscribeSheet } from './subscribe-sheet.tsx';

/** What planning works with: slots, target groups, days that matter, and the ways in and out. */
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
				<SubscribeSheet />
				<ExchangeSheet />
				<ShortLinksSheet />
				<SourcesSheet />
			</div>
		</>
	);
}
