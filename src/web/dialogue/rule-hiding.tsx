import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type HidingView, saveHidingEndpoint } from '#contract/rules.ts';
import { instant } from '#kernel/time.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';

type HidingProps = Readonly<{ unit: string; hiding: HidingView }>;

/** The one switch that lets a rule hide without a person looking first. Off unless somebody switched it on here. */
export function RuleHiding({ unit, hiding }: HidingProps) {
	const say = useTranslations('rules.hiding');
	const announce = useAnnounce();
	const speak = useSpeakMoment();
	const [on, setOn] = useState(hiding.on);
	const [perHour, setPerHour] = useState(String(hiding.perHour));
	const save = useAct(saveHidingEndpoint, { topics: ['setting'] });
	const most = Math.min(100, Math.max(1, Math.round(Number(perHour)) || 1));
	const send = async () => {
		const saved = await save.run({ unit, version: hiding.version, on, perHour: most });
		if (saved.ok) announce(say('saved'));
	};
	const review = <DeskLink to="/dialog/verborgen">{say('review')}</DeskLink>;
	return (
		<Sheet title={say('title')} end={review}>
			<div className="pad stack svc-narrow rule-hiding">
				{hiding.stoppedAt !== null && (
					<Callout kind="warning" title={say('stopped')} act={review}>
						{say('stopped-text', { when: speak(instant(hiding.stoppedAt)), count: hiding.perHour })}
					</Callout>
				)}
				<p>
					<b>{say(hiding.on ? 'on' : 'off')}</b>
				</p>
				<p className="hint">{say('what')}</p>
				<Checkbox label={say('checkbox')} hint={say('own')} checked={on} onChange={setOn} />
				{on && (
					<TextField
						label={say('per-hour')}
						hint={say('per-hour-hint')}
						type="number"
						value={perHour}
						onChange={setPerHour}
					/>
				)}
				<FormSummary failure={save.failure} />
				<div className="acts">
					<Button busy={save.busy} onPress={() => void send()}>
						{say('save')}
					</Button>
				</div>
			</div>
		</Sheet>
	);
}
