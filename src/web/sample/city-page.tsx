import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { clearSampleEndpoint, sampleEndpoint } from '#contract/sample.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { MissingPage } from '../shell/pages.tsx';
import { SampleWait } from './sample-wait.tsx';
import { SeatList } from './seat-list.tsx';

/** The sample city: whose seat one has, whose one may take, and how to end it. */
export function CityPage() {
	const say = useTranslations('sample');
	const { person, flags } = useOffice();
	const query = useQueryOf(sampleEndpoint, {}, { topics: ['person'] });
	const [ending, setEnding] = useState(false);
	const [cleared, setCleared] = useState(false);
	if (cleared) return <SampleWait wish="clear" />;
	if (!flags.sample) return <MissingPage />;
	return (
		<>
			<PageHead title={say('page.title')} sub={say('page.lead', { name: person.name })} />
			<div className="stack">
				<Sheet title={say('seat.people')}>
					<Answer query={query}>{({ seats }) => <SeatList seats={seats} here={person.id} />}</Answer>
				</Sheet>
				<Sheet title={say('page.end-title')}>
					<div className="pad form">
						<p>{say('page.end-text')}</p>
						<div className="go">
							<Button kind="danger" icon="trash" onPress={() => setEnding(true)}>
								{say('clear.verb')}
							</Button>
						</div>
					</div>
				</Sheet>
			</div>
			{ending && <ClearDialog onClose={() => setEnding(false)} onDone={() => setCleared(true)} />}
		</>
	);
}

type ClearDialogProps = Readonly<{ onClose: () => void; onDone: () => void }>;

function ClearDialog({ onClose, onDone }: ClearDialogProps) {
	const say = useTranslations('sample.clear');
	const act = useTranslations('common.act');
	const { run } = useAct(clearSampleEndpoint, { onDone });
	return (
		<ConfirmDialog
			title={say('title')}
			verb={say('do')}
			safe={act('cancel')}
			danger
			onConfirm={() => run({})}
			onClose={onClose}
		>
			<p>{say('text')}</p>
		</ConfirmDialog>
	);
}
