import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { emergencyEndpoint, saveEmergencyEndpoint } from '#contract/moderation.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';
import { UnitActs, UnitSetting } from './unit-setting.tsx';

type Answered = z.output<typeof emergencyEndpoint.output>;
type Contact = Answered['contacts'][number];

/** Whom a unit calls when a life is in danger. Stands in the red path of every conversation. */
export function EmergencyPage() {
	const say = useTranslations('moderation.emergency');
	return (
		<UnitSetting place="emergency" intro={say('intro')} label={say('unit')}>
			{(unit) => <ContactsOf unit={unit} />}
		</UnitSetting>
	);
}

function ContactsOf({ unit }: Readonly<{ unit: string }>) {
	const say = useTranslations('moderation.emergency');
	const query = useQueryOf(emergencyEndpoint, { unit }, { topics: ['setting'] });
	return (
		<Answer query={query} what={say('title')}>
			{(answered) => <ContactsForm key={`${unit} ${answered.version}`} unit={unit} answered={answered} />}
		</Answer>
	);
}

interface Line extends Contact {
	readonly key: number;
}

function ContactsForm({ unit, answered }: Readonly<{ unit: string; answered: Answered }>) {
	const say = useTranslations('moderation.emergency');
	const announce = useAnnounce();
	const { units } = useOffice();
	const [lines, setLines] = useState<readonly Line[]>(answered.contacts.map((one, key) => ({ ...one, key })));
	const save = useAct(saveEmergencyEndpoint, { topics: ['setting'] });
	const put = (key: number, part: Partial<Contact>) =>
		setLines(lines.map((one) => (one.key === key ? { ...one, ...part } : one)));
	const send = async (contacts: Contact[] | null) => {
		const saved = await save.run({ unit, version: answered.version, contacts });
		if (saved.ok) announce(say(contacts === null ? 'inherited-done' : 'saved'));
	};
	const { own, from } = answered;
	const above = units.find(({ id }) => id === from)?.name;
	const next = Math.max(0, ...lines.map(({ key }) => key)) + 1;
	return (
		<div className="stack">
			<p>{own ? say('own') : above ? say('from-unit', { name: above }) : say('from-nobody')}</p>
			<Sheet title={say('title')}>
				<div className="pad stack">
					{lines.map(({ key, name, phone, note }, at) => (
						<fieldset key={key} className="sosline">
							<legend className="sr">{say('contact', { number: at + 1 })}</legend>
							<TextField label={say('name')} value={name} onChange={(value) => put(key, { name: value })} />
							<TextField label={say('phone')} value={phone} onChange={(value) => put(key, { phone: value })} />
							<TextField label={say('note')} optional value={note} onChange={(value) => put(key, { note: value })} />
							{lines.length > 1 && (
								<Button
									icon="trash"
									label={say('remove', { number: at + 1 })}
									onPress={() => setLines(lines.filter((one) => one.key !== key))}
								/>
							)}
						</fieldset>
					))}
					<div className="acts">
						<Button icon="plus" onPress={() => setLines([...lines, { key: next, name: '', phone: '', note: '' }])}>
							{say('add')}
						</Button>
					</div>
				</div>
			</Sheet>
			<FormSummary failure={save.failure} />
			<UnitActs
				words={{ save: say('save'), inherit: say('inherit') }}
				busy={save.busy}
				own={own}
				onSave={() => void send(lines.map(({ name, phone, note }) => ({ name, phone, note })))}
				onInherit={() => void send(null)}
			/>
		</div>
	);
}
