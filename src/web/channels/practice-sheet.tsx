import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type PresenceView, practisePresenceEndpoint } from '#contract/channels.ts';
import { isNetwork } from '#kernel/channel-name.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';

/** Of which there is a practice network. */

type PracticeSheetProps = Readonly<{ presence: PresenceView }>;

/** Whether the presence practises, what that means, and the way there and back. Absent in the own house. */
export function PracticeSheet({ presence }: PracticeSheetProps) {
	const say = useTranslations('channels.switch');
	const { may } = useOffice();
	const { channel, connected, practice, resting, state, unitId } = presence;
	if (!isNetwork(channel) || !connected || state === 'retired') return null;
	const switchable = may('presence.manage', unitId) && (resting !== null || !practice);
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				<p>
					{practice && resting === null && say('always')}
					{practice && resting !== null && say('now', { handle: resting.handle ?? '' })}
					{!practice && say('real')}
				</p>
				{practice && (
					<p>
						<a href={`/uebung/${channel}`} target="_blank" rel="noreferrer">
							{say('visit')}
						</a>
					</p>
				)}
				{switchable && <Switch presence={presence} />}
			</div>
		</Sheet>
	);
}

function Switch({ presence: { id, practice, resting } }: PracticeSheetProps) {
	const say = useTranslations('channels.switch');
	const [asking, setAsking] = useState(false);
	const set = useAct(practisePresenceEndpoint, { topics: ['presence', 'post', 'delivery'] });
	const way = practice ? 'end' : 'begin';
	return (
		<>
			<FormSummary failure={set.failure} />
			<div className="acts">
				<Button icon="graduation-cap" busy={set.busy} onPress={() => setAsking(true)}>
					{say(way)}
				</Button>
			</div>
			{asking && (
				<ConfirmDialog
					title={say(`${way}-title`)}
					verb={say(way)}
					safe={say(`${way}-not`)}
					onConfirm={() => set.run({ id, practice: !practice })}
					onClose={() => setAsking(false)}
				>
					<p>{say(`${way}-text`, { handle: resting?.handle ?? '' })}</p>
				</ConfirmDialog>
			)}
		</>
	);
}
