import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { handoverSharesEndpoint, listTargetsEndpoint, retireTargetEndpoint } from '#contract/handover.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { SettingsHead } from '../people/settings/settings-head.tsx';
import { useOffice } from '../shell/office.tsx';
import { TargetDialog } from './target-dialog.tsx';

/** Where each unit hands personal matters over to, and how much of the dialogue goes there. */
export function HandOverPage() {
	const say = useTranslations('dialogue.targets');
	return (
		<>
			<SettingsHead place="handover" />
			<p className="hint">{say('intro')}</p>
			<div className="stack">
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
								<p>{target.address}</p>
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

function Shares() {
	const say = useTranslations('dialogue.targets');
	const { units } = useOffice();
	const query = useQueryOf(handoverSharesEndpoint, {}, { topics: ['conversation'] });
	return (
		<Sheet title={say('shares')}>
			<Answer query={query} what={say('shares')}>
				{({ lines }) => (
					<div className="pad stack">
						<p className="hint">{say('shares-hint')}</p>
						<ul className="plain-list">
							{lines.map(({ month, unitId, conversations, handedOver }) => (
								<li key={`${month}-${unitId}`}>
									<b>{month}</b> {units.find(({ id }) => id === unitId)?.name}: {say('handed')} {handedOver},{' '}
									{say('conversations')} {conversations}
									{conversations > 0 && ` (${Math.round((100 * handedOver) / conversations)} %)`}
								</li>
							))}
						</ul>
					</div>
				)}
			</Answer>
		</Sheet>
	);
}
