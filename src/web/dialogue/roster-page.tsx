import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { type RosterView, rosterEndpoint, saveRosterEndpoint } from '#contract/duty.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Callout } from '../parts/callout.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';
import { ExceptionsSheet, WeekSheet } from './roster-parts.tsx';
import { UnitActs, UnitSetting } from './unit-setting.tsx';

type Answered = z.output<typeof rosterEndpoint.output>;

/** Who is on duty when, in one unit. */
export function RosterPage() {
	const say = useTranslations('dialogue.duty.roster');
	return (
		<UnitSetting place="roster" intro={say('intro')} label={say('unit')}>
			{(unit) => <RosterOf unit={unit} />}
		</UnitSetting>
	);
}

function RosterOf({ unit }: Readonly<{ unit: string }>) {
	const say = useTranslations('dialogue.duty.roster');
	const query = useQueryOf(rosterEndpoint, { unit }, { topics: ['setting', 'person'] });
	return (
		<Answer query={query} what={say('what')}>
			{(answered) => <RosterForm key={`${unit} ${answered.version}`} unit={unit} answered={answered} />}
		</Answer>
	);
}

function RosterForm({ unit, answered }: Readonly<{ unit: string; answered: Answered }>) {
	const say = useTranslations('dialogue.duty.roster');
	const announce = useAnnounce();
	const { own, version, people } = answered;
	const [roster, setRoster] = useState<RosterView>(answered.roster);
	const save = useAct(saveRosterEndpoint, { topics: ['setting', 'conversation'] });
	const change = (more: Partial<RosterView>) => setRoster({ ...roster, ...more });
	const send = async (next: RosterView | null) => {
		if ((await save.run({ unit, version, roster: next })).ok) announce(say(next === null ? 'dropped' : 'saved'));
	};
	if (people.length === 0) return <Callout kind="hint">{say('nobody-able')}</Callout>;
	return (
		<div className="stack">
			<p>
				<Origin answered={answered} />
			</p>
			<WeekSheet roster={roster} people={people} change={change} />
			<ExceptionsSheet roster={roster} people={people} change={change} />
			<Sheet title={say('giving')}>
				<div className="pad">
					<Checkbox
						label={say('assigns')}
						hint={say('assigns-hint')}
						checked={roster.assigns}
						onChange={(assigns) => change({ assigns })}
					/>
				</div>
			</Sheet>
			<FormSummary failure={save.failure} />
			<UnitActs
				words={{ save: say('save'), inherit: say('drop') }}
				busy={save.busy}
				own={own}
				onSave={() => void send(roster)}
				onInherit={() => void send(null)}
			/>
		</div>
	);
}

/** Whose roster one looks at. */
function Origin({ answered: { own, from } }: Readonly<{ answered: Answered }>) {
	const say = useTranslations('dialogue.duty.roster');
	const { units } = useOffice();
	if (own) return say('own');
	if (from === null) return say('from-nobody');
	return say('from-unit', { name: units.find(({ id }) => id === from)?.name ?? say('unit-above') });
}
