import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { createCampaignEndpoint, listCampaignsEndpoint } from '#contract/planning-topics.ts';

import { useAct, useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import { CampaignFields, type Fields } from './campaign-fields.tsx';
import { useDayWords } from './day-head.tsx';
import { PlanTabs } from './plan-tabs.tsx';
import { UnitSelect, useWritable } from './unit-select.tsx';

/** Campaigns, the latest first. */
export function CampaignsPage() {
	const say = useTranslations('planning.campaigns');
	const { may, units } = useOffice();
	const { unitId } = useUnit();
	const words = useDayWords();
	const [beginning, setBeginning] = useState(false);
	const list = useListOf(
		listCampaignsEndpoint,
		{ limit: 50, ...(unitId ? { unitId } : {}) },
		{ topics: ['post'], keep: true },
	);
	const begin = may('post.write') && (
		<Button kind="main" icon="plus" onPress={() => setBeginning(true)}>
			{say('begin')}
		</Button>
	);
	const columns = [
		{
			key: 'name',
			head: say('name'),
			cell: ({ id, name }: Item) => <DeskLink to={`/plan/kampagnen/${id}`}>{name}</DeskLink>,
		},
		{ key: 'goal', head: say('goal'), cell: ({ goal }: Item) => goal },
		{
			key: 'time',
			head: say('time'),
			cell: ({ firstDay, lastDay }: Item) => say('span', { from: words.date(firstDay), until: words.date(lastDay) }),
		},
		{ key: 'unit', head: say('unit'), cell: (item: Item) => units.find(({ id }) => id === item.unitId)?.name ?? '' },
	];
	return (
		<>
			<PageHead title={say('title')} sub={say('sub')} end={begin} />
			<PlanTabs current="campaigns" />
			<Sheet title={say('title')}>
				{list.error && <ErrorSheet failure={failureIn(list.error)} onRetry={() => void list.refetch()} />}
				{list.isPending && <Loading what={say('title')} />}
				{list.isSuccess && list.items.length === 0 && <Empty kind="not-yet" title={say('none')} />}
				{list.items.length > 0 && (
					<Table label={say('title')} columns={columns} rows={list.items} rowKey={({ id }) => id} more={list.more} />
				)}
			</Sheet>
			{beginning && <BeginDialog onClose={() => setBeginning(false)} />}
		</>
	);
}
type Item = Readonly<{ id: string; unitId: string; name: string; goal: string; firstDay: string; lastDay: string }>;

type DialogProps = Readonly<{ onClose: () => void }>;

function BeginDialog({ onClose }: DialogProps) {
	const say = useTranslations('planning.campaigns');
	const navigate = useNavigate();
	const { unitId, setUnitId } = useWritable();
	const [fields, setFields] = useState<Fields>({ name: '', goal: '', firstDay: '', lastDay: '' });
	const { run, busy, failure } = useAct(createCampaignEndpoint, {
		topics: ['post'],
		onDone: ({ id }) => void navigate({ to: `/plan/kampagnen/${id}` }),
	});
	return (
		<Dialog
			title={say('begin-title')}
			onClose={onClose}
			acts={
				<>
					<Button onPress={onClose}>{say('leave')}</Button>
					<Button
						kind="main"
						icon="plus"
						busy={busy}
						blocked={Object.values(fields).includes('') ? say('incomplete') : undefined}
						onPress={() => void run({ unitId, ...fields })}
					>
						{say('begin')}
					</Button>
				</>
			}
		>
			<UnitSelect value={unitId} onChange={setUnitId} />
			<CampaignFields fields={fields} onChange={setFields} failure={failure} />
		</Dialog>
	);
}
