import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { type ServiceView, saveServiceEndpoint, serviceEndpoint } from '#contract/service.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';
import { MailboxesSheet } from './mailboxes-sheet.tsx';
import { NightSheet } from './night-sheet.tsx';
import type { PartProps } from './service-part.ts';
import { PromisesSheet } from './service-promises.tsx';
import { ClosuresSheet, HoursSheet } from './service-times.tsx';
import { UnitActs, UnitSetting } from './unit-setting.tsx';
import { VoiceRuleSheet } from './voice-rule-sheet.tsx';

type Answered = z.output<typeof serviceEndpoint.output>;

/** When a unit is there, how soon it answers, and who hears of it when it does not. */
export function ServicePage() {
	const say = useTranslations('dialogue.service');
	return (
		<UnitSetting place="service" intro={say('intro')} label={say('unit')}>
			{(unit) => (
				<div className="stack">
					<ServiceOf unit={unit} />
					<NightSheet unit={unit} />
					<VoiceRuleSheet unit={unit} />
					<MailboxesSheet unit={unit} />
				</div>
			)}
		</UnitSetting>
	);
}

function ServiceOf({ unit }: Readonly<{ unit: string }>) {
	const say = useTranslations('dialogue.service');
	const query = useQueryOf(serviceEndpoint, { unit }, { topics: ['setting'] });
	return (
		<Answer query={query} what={say('what')}>
			{(answered) => <ServiceForm key={`${unit} ${answered.version}`} unit={unit} answered={answered} />}
		</Answer>
	);
}

type ServiceFormProps = Readonly<{ unit: string; answered: Answered }>;

function ServiceForm({ unit, answered }: ServiceFormProps) {
	const say = useTranslations('dialogue.service');
	const announce = useAnnounce();
	const { own, version, presences } = answered;
	const [service, setService] = useState<ServiceView>(answered.service);
	const save = useAct(saveServiceEndpoint, { topics: ['setting', 'conversation'] });
	const change = (more: Partial<ServiceView>) => setService({ ...service, ...more });
	const send = async (next: ServiceView | null) => {
		const saved = await save.run({ unit, version, service: next });
		if (saved.ok) announce(say(next === null ? 'inherited-done' : 'saved'));
	};
	return (
		<div className="stack">
			<p>
				<Origin answered={answered} />
			</p>
			<HoursSheet service={service} change={change} />
			<ClosuresSheet service={service} change={change} />
			<PromisesSheet service={service} change={change} presences={presences} />
			<RemindingSheet service={service} change={change} />
			<FormSummary failure={save.failure} />
			<UnitActs
				words={{ save: say('save'), inherit: say('inherit') }}
				busy={save.busy}
				own={own}
				onSave={() => void send(service)}
				onInherit={() => void send(null)}
			/>
		</div>
	);
}

/** Whose hours one looks at. */
function Origin({ answered: { own, from } }: Readonly<{ answered: Answered }>) {
	const say = useTranslations('dialogue.service');
	const { units } = useOffice();
	if (own) return say('own');
	if (from === null) return say('from-nobody');
	return say('from-unit', { name: units.find(({ id }) => id === from)?.name ?? say('unit-above') });
}

function RemindingSheet({ service, change }: PartProps) {
	const say = useTranslations('dialogue.service');
	return (
		<Sheet title={say('reminding')}>
			<div className="pad stack svc-narrow">
				<TextField
					label={say('warn-share')}
					hint={say('warn-hint')}
					type="number"
					value={String(service.warnShare)}
					onChange={(value) => change({ warnShare: Number(value) })}
				/>
				<TextField
					label={say('mailbox')}
					hint={say('mailbox-hint')}
					type="email"
					optional
					value={service.mailbox}
					onChange={(mailbox) => change({ mailbox })}
				/>
			</div>
		</Sheet>
	);
}
