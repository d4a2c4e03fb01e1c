import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { listPitchesEndpoint } from '#contract/planning-topics.ts';

import { useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { Segments } from '../parts/segments.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { More } from '../parts/table.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import { CoverageSheet } from './coverage-sheet.tsx';
import { PitchDialog } from './pitch-dialog.tsx';
import { PitchRow } from './pitch-row.tsx';
import { PlanTabs } from './plan-tabs.tsx';
import { type PitchState, pitchStates, readStand } from './stand.ts';

/** The topic plan: what was proposed, what is taken, who writes it, and where the gaps are. */
export function TopicsPage() {
	const say = useTranslations('planning.topics');
	const { may } = useOffice();
	const { unitId } = useUnit();
	const navigate = useNavigate();
	const { stand: state = 'pitched' } = readStand(useSearch({ strict: false }));
	const [proposing, setProposing] = useState(false);
	const list = useListOf(
		listPitchesEndpoint,
		{ state, limit: 30, ...(unitId ? { unitId } : {}) },
		{ topics: ['post'], keep: true },
	);
	const propose = may('post.write') && (
		<Button kind="main" icon="plus" onPress={() => setProposing(true)}>
			{say('propose')}
		</Button>
	);
	return (
		<>
			<PageHead title={say('title')} sub={say('sub')} end={propose} />
			<PlanTabs current="topics" />
			<div className="stack">
				<Sheet title={say('plan')}>
					<div className="pl-bar pad-b">
						<Segments<PitchState>
							label={say('stand')}
							value={state}
							options={pitchStates.map((one) => ({ value: one, label: say(`states.${one}`) }))}
							onChange={(stand) => void navigate({ to: '/plan/themen', search: { stand }, replace: true })}
						/>
					</div>
					{list.error && <ErrorSheet failure={failureIn(list.error)} onRetry={() => void list.refetch()} />}
					{list.isPending && <Loading what={say('title')} />}
					{list.isSuccess && list.items.length === 0 && (
						<Empty kind={state === 'pitched' ? 'not-yet' : 'done'} title={say(`none.${state}`)} />
					)}
					<ul className="rows" aria-label={say('plan')}>
						{list.items.map((pitch) => (
							<PitchRow key={pitch.id} pitch={pitch} />
						))}
					</ul>
					{list.more && <More {...list.more} />}
				</Sheet>
				<CoverageSheet unitId={unitId} />
			</div>
			{proposing && <PitchDialog onClose={() => setProposing(false)} />}
		</>
	);
}
