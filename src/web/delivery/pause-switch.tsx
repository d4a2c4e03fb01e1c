import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { deliveryStatusEndpoint, listDeliveriesForHelpEndpoint } from '#contract/delivery.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import { PauseDialog } from './pause-dialog.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { StopsDialog } from './stops-dialog.tsx';

/** Stops what would go out, all or a part, and lets it go on. Absent for who may not. */
export function PauseSwitch() {
	const say = useTranslations('delivery.pause');
	const [open, setOpen] = useState<'stop' | 'resume'>();
	const { data } = useQueryOf(deliveryStatusEndpoint, {}, { topics: ['delivery', 'presence', 'setting'] });
	if (!data?.mayPause) return null;
	const close = () => setOpen(undefined);
	const mine = data.stops.filter(({ mayResume }) => mayResume);
	return (
		<>
			{mine.length > 0 && (
				<Button icon="play" onPress={() => setOpen('resume')}>
					{say('resume')}
				</Button>
			)}
			{!data.paused && (
				<Button icon="pause" onPress={() => setOpen('stop')}>
					{say('stop')}
				</Button>
			)}
			{open === 'stop' && <PauseDialog onClose={close} />}
			{open === 'resume' && <StopsDialog stops={mine} onClose={close} />}
		</>
	);
}

/** Opens the list of what came too late and waits for somebody. Absent while nothing does. */
export function ReviewButton() {
	const say = useTranslations('delivery.review');
	const { may } = useOffice();
	const { covers } = useUnit();
	const [open, setOpen] = useState(false);
	const { data } = useQueryOf(
		listDeliveriesForHelpEndpoint,
		{ kind: 'review', limit: 100 },
		{ topics: ['delivery'], enabled: may('delivery.resolve') },
	);
	const items = (data?.items ?? []).filter(({ unitId, mayResolve }) => mayResolve && covers(unitId));
	if (items.length === 0 && !open) return null;
	return (
		<>
			<Button icon="clock" onPress={() => setOpen(true)}>
				{say('open', { count: items.length })}
			</Button>
			{open && <ReviewDialog items={items} onClose={() => setOpen(false)} />}
		</>
	);
}
