import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { listPressListsEndpoint } from '#contract/press.ts';

import { useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { PageHead } from '../parts/sheet.tsx';
import { PlanTabs } from '../planning/plan-tabs.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import { ContactsSheet } from './contacts-sheet.tsx';
import { type Filter, readFilter } from './filter.ts';
import { ImportSheet } from './import-sheet.tsx';
import { ListsSheet } from './lists-sheet.tsx';

/** Press lists and contacts of the units one writes for. */
export function PressPage() {
	const say = useTranslations('press');
	const { may } = useOffice();
	const { unitId } = useUnit();
	const navigate = useNavigate();
	const filter = readFilter(useSearch({ strict: false }));
	const [adding, setAdding] = useState(false);
	const lists = useListOf(
		listPressListsEndpoint,
		{ limit: 100, ...(unitId ? { unitId } : {}) },
		{ topics: ['setting'], keep: true },
	);
	const change = (next: Filter) => void navigate({ to: '/redaktion/verteiler', search: { ...next }, replace: true });
	const mayWrite = may('post.write');
	const add = mayWrite && (
		<Button kind="main" icon="plus" onPress={() => setAdding(true)}>
			{say('contacts.new')}
		</Button>
	);
	return (
		<>
			<PageHead title={say('title')} sub={say('sub')} end={add} />
			<PlanTabs current="press" />
			<div className="stack">
				<ListsSheet lists={lists} onShow={(verteiler) => change({ verteiler })} />
				{mayWrite && <ContactsSheet filter={filter} onChange={change} lists={lists.items} />}
				{mayWrite && <ImportSheet />}
			</div>
			{adding && <ContactDialog contact={null} onClose={() => setAdding(false)} />}
		</>
	);
}
