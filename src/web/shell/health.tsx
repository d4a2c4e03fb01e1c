import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { instant, seconds } from '#kernel/time.ts';

import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useSentence } from '../parts/failures.tsx';
import { askHealth, type Health } from '../parts/health.ts';
import { useZone } from '../parts/moment.tsx';
import { clockTime } from '../parts/moments.ts';

/** One line on whether the office is well, with the reasons one step away. */
export function HealthLine() {
	const say = useTranslations('shell.health');
	const zone = useZone();
	const [open, setOpen] = useState(false);
	const { data, isError } = useQuery({
		queryKey: [['setting'], '/health'],
		queryFn: askHealth,
		refetchInterval: seconds(30),
	});
	const known = isError ? undefined : data;
	const well = known?.state === 'ready';
	const words = known ? say(known.state, { count: known.reasons.length }) : say('unknown');
	return (
		<>
			<button type="button" className="foot" onClick={() => setOpen(true)}>
				<span>
					<span className={well ? 'dot' : 'dot bad'} />
					<span className="w">{words}</span>
				</span>
				{known?.at && <span className="w">{say('at', { time: clockTime(instant(known.at), zone) })}</span>}
			</button>
			{open && <HealthDialog health={known} onClose={() => setOpen(false)} />}
		</>
	);
}

type HealthDialogProps = Readonly<{ health: Health | undefined; onClose: () => void }>;

function HealthDialog({ health, onClose }: HealthDialogProps) {
	const say = useTranslations('shell.health');
	const close = useTranslations('common.act')('close');
	const sentence = useSentence();
	const reasons = health?.reasons ?? [];
	return (
		<Dialog title={say('title')} onClose={onClose} acts={<Button onPress={onClose}>{close}</Button>}>
			{health && reasons.length === 0 && <p>{say(health.state === 'starting' ? 'starting' : 'well')}</p>}
			{!health && <p>{say('unknown')}</p>}
			<ul>
				{reasons.map(({ type, detail = {} }) => (
					<li key={`${type}${JSON.stringify(detail)}`}>{sentence({ type, detail })}</li>
				))}
			</ul>
		</Dialog>
	);
}
