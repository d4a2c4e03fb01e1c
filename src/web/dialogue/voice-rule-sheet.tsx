import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { saveVoiceRuleEndpoint, type VoiceModeName, voiceRuleEndpoint } from '#contract/voices.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { RadioRows } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';
import { UnitActs } from './unit-setting.tsx';

const modes = ['off', 'approval', 'at-once'] as const;

/** Whether the public pages of the unit show what others say under its posts. */
export function VoiceRuleSheet({ unit }: Readonly<{ unit: string }>) {
	const say = useTranslations('voices.rule');
	const query = useQueryOf(voiceRuleEndpoint, { unit }, { topics: ['setting'] });
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				<p>{say('intro')}</p>
				<Answer query={query} what={say('title')}>
					{(answered) => <RuleForm key={`${unit} ${answered.version}`} unit={unit} answered={answered} />}
				</Answer>
			</div>
		</Sheet>
	);
}

type FormProps = Readonly<{ unit: string; answered: z.output<typeof voiceRuleEndpoint.output> }>;

function RuleForm({ unit, answered: { own, from, version, mode: set } }: FormProps) {
	const say = useTranslations('voices.rule');
	const announce = useAnnounce();
	const { units } = useOffice();
	const [mode, setMode] = useState<VoiceModeName>(set);
	const save = useAct(saveVoiceRuleEndpoint, { topics: ['setting'] });
	const send = async (next: VoiceModeName | null) => {
		const saved = await save.run({ unit, version, mode: next });
		if (saved.ok) announce(say(next === null ? 'inherited' : 'saved'));
	};
	const above = units.find(({ id }) => id === from)?.name ?? say('unit-above');
	const origin = own ? say('own') : from === null ? say('nobody') : say('above', { name: above });
	return (
		<div className="stack svc-narrow">
			<p className="hint">{origin}</p>
			<RadioRows
				label={say('label')}
				value={mode}
				options={modes.map((value) => ({ value, label: say(`modes.${value}`), hint: say(`hints.${value}`) }))}
				onChange={setMode}
			/>
			<FormSummary failure={save.failure} />
			<UnitActs
				words={{ save: say('save'), inherit: say('inherit') }}
				busy={save.busy}
				own={own}
				onSave={() => void send(mode)}
				onInherit={() => void send(null)}
			/>
		</div>
	);
}
