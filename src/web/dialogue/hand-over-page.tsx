import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { listTargetsEndpoint, retireTargetEndpoint } from '#contract/handover.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { SettingsHead } from '../people/settings/settings-head.tsx';
import { useOffice } from '../shell/office.tsx';
import { Shares } from './hand-over-shares.tsx';
import { TargetDialog } from './target-dialog.tsx';

/** Where each unit hands personal matters over to, and how much of the dialogue goes there. */
export function HandOverPage() {
	const say = useTranslations('dialogue.targets');
	return (
		<>
			<SettingsHead place="handover" />
			<div className="stack">
				<p>{say('intro')}</p>
				<Targets />
				<Shares />
			</div>
		</>
	);
}

function Targets() {
	const say = useTranslations('dialogue.targets');
	const { may, units } = useOffice();
	const [adding, setAdding] = useState(false);
	const query = useQueryOf(listTargetsEndpoint, {}, { topics: ['setting'] });
	const retire = useAct(retireTargetEndpoint, { topics: ['setting'] });
	const add = may('handover.manage') && (
		<Button icon="plus" onPress={() => setAdding(true)}>
			{say('add')}
		</Button>
	);
	return (
		<Sheet title={say('list')} count={query.data?.items.length ?? 0} end={add}>
			<Answer query={query} what={say('list')}>
				{({ items }) => (
					<div className="pad stack">
						{items.length === 0 && (
							<Empty kind="not-yet" title={say('none')}>
								{say('none-hint')}
							</Empty>
						)}
						{items.map((target) => (
							<div key={target.id}>
								<b>{target.name}</b>{' '}
								<span className="hint">
									{say(`kind.${target.kind}`)}, {units.find(({ id }) => id === target.unitId)?.name}
								</span>
								<p className="wrap-any">{target.address}</p>
								<p className="hint">{target.contact}</p>
								{may('handover.manage', target.unitId) && (
									<Button small busy={retire.busy} onPress={() => void retire.run({ id: target.id })}>
										{say('retire')}
									</Button>
								)}
							</div>
						))}
						<FormSummary failure={retire.failure} />
					</div>
				)}
			</Answer>
			{adding && <TargetDialog onClose={() => setAdding(false)} />}
		</Sheet>
	);
}
