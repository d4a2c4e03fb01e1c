import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { deliveryStatusEndpoint, pauseDeliveriesEndpoint, resumeDeliveriesEndpoint } from '#contract/delivery.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';

/** Stops everything that would go out, or lets it go on. Absent for who may not. */
export function PauseSwitch() {
	const say = useTranslations('delivery.pause');
	const [asking, setAsking] = useState(false);
	const { data } = useQueryOf(deliveryStatusEndpoint, {}, { topics: ['delivery', 'presence', 'setting'] });
	if (!data?.mayPause) return null;
	const close = () => setAsking(false);
	return (
		<>
			<Button icon={data.paused ? 'play' : 'pause'} onPress={() => setAsking(true)}>
				{say(data.paused ? 'resume' : 'all')}
			</Button>
			{asking && (data.paused ? <ResumeDialog onClose={close} /> : <PauseDialog onClose={close} />)}
		</>
	);
}

type AskProps = Readonly<{ onClose: () => void }>;

function PauseDialog({ onClose }: AskProps) {
	const say = useTranslations('delivery.pause');
	const pause = useAct(pauseDeliveriesEndpoint, { topics: ['delivery'] });
	return (
		<ConfirmDialog
			title={say('title')}
			verb={say('verb')}
			safe={say('safe')}
			icon="pause"
			danger
			reason={say('reason')}
			onConfirm={(reason) => pause.run({ reason })}
			onClose={onClose}
		>
			<p>{say('text')}</p>
		</ConfirmDialog>
	);
}

function ResumeDialog({ onClose }: AskProps) {
	const say = useTranslations('delivery.pause');
	const common = useTranslations('common.act');
	const resume = useAct(resumeDeliveriesEndpoint, { topics: ['delivery'] });
	return (
		<ConfirmDialog
			title={say('resume-title')}
			verb={say('resume')}
			safe={common('cancel')}
			icon="play"
			onConfirm={() => resume.run({})}
			onClose={onClose}
		>
			<p>{say('resume-text')}</p>
		</ConfirmDialog>
	);
}
