import { useTranslations } from 'use-intl';

import { resumeDeliveriesEndpoint, type StopView } from '#contract/delivery.ts';
import { instant } from '#kernel/time.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { channelOf, useStopName } from './stop-name.ts';

type StopsDialogProps = Readonly<{ stops: readonly StopView[]; onClose: () => void }>;

/** Every switch that is off, with who turned it and why, and the way to turn each on again. */
export function StopsDialog({ stops, onClose }: StopsDialogProps) {
	const say = useTranslations('delivery.pause');
	const common = useTranslations('common.act');
	return (
		<Dialog title={say('resume-title')} onClose={onClose} acts={<Button onPress={onClose}>{common('close')}</Button>}>
			<p>{say('resume-text')}</p>
			<ul className="plain-list">
				{stops.map((stop) => (
					<Stop key={`${stop.kind}:${stop.target}`} stop={stop} onDone={stops.length === 1 ? onClose : undefined} />
				))}
			</ul>
		</Dialog>
	);
}

type StopProps = Readonly<{ stop: StopView; onDone: (() => void) | undefined }>;

function Stop({ stop, onDone }: StopProps) {
	const say = useTranslations('delivery.pause');
	const speak = useSpeakMoment();
	const nameOf = useStopName();
	const announce = useAnnounce();
	const resume = useAct(resumeDeliveriesEndpoint, {
		topics: ['delivery'],
		onDone: ({ inReview }) => {
			announce(say('resumed', { name: nameOf(stop), count: inReview }));
			onDone?.();
		},
	});
	const { kind, target, byName, at, reason } = stop;
	const scope = {
		...(kind === 'unit' ? { unitId: target ?? '' } : {}),
		...(kind === 'presence' ? { presenceId: target ?? '' } : {}),
		...(kind === 'channel' ? { channel: channelOf(target) } : {}),
		...(kind === 'topic' ? { topic: target ?? '' } : {}),
	};
	return (
		<li className="stop">
			<span>
				<b>{nameOf(stop)}</b>{' '}
				<span className="hint">
					{say('since', { name: byName ?? say('somebody'), moment: speak(instant(at)) })} {reason}
				</span>
				<FormSummary failure={resume.failure} />
			</span>
			<Button small kind="main" icon="play" busy={resume.busy} onPress={() => void resume.run(scope)}>
				{say('resume')}
			</Button>
		</li>
	);
}
