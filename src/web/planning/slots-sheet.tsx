import { useState } from 'react';
import { useTranslations } from 'use-intl';

import type { PresenceView } from '#contract/channels.ts';
import { readSlotsEndpoint, saveSlotsEndpoint } from '#contract/planning.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { Plate } from '../parts/plate.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { usePresences } from './presences.ts';

interface Slot {
	readonly weekday: number;
	readonly time: string;
}
const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** When each presence likes to speak: times of the week, in wall time. */
export function SlotsSheet() {
	const say = useTranslations('planning.slots');
	const { may } = useOffice();
	const presences = usePresences();
	const query = useQueryOf(readSlotsEndpoint, {}, { topics: ['post', 'presence'] });
	const own = presences.all.filter(({ unitId }) => may('post.schedule', unitId));
	return (
		<Sheet title={say('title')}>
			<p className="hint pad">{say('about')}</p>
			<Answer query={query} what={say('title')}>
				{({ items }) => (
					<ul className="rows" aria-label={say('title')}>
						{own.map((presence) => (
							<SlotRow
								key={presence.id}
								presence={presence}
								slots={items.find(({ presenceId }) => presenceId === presence.id)?.slots ?? []}
							/>
						))}
					</ul>
				)}
			</Answer>
		</Sheet>
	);
}

type RowProps = Readonly<{ presence: PresenceView; slots: readonly Slot[] }>;

function SlotRow({ presence: { id, channel, name, practice }, slots }: RowProps) {
	const say = useTranslations('planning.slots');
	const [weekday, setWeekday] = useState<string>('2');
	const [time, setTime] = useState('07:30');
	const { run, busy, failure } = useAct(saveSlotsEndpoint, { topics: ['post'] });
	const nameOf = (slot: Slot): string =>
		say('slot', { day: say(`weekday.${weekdays[slot.weekday - 1] ?? '1'}`), time: slot.time.replace(/^0/, '') });
	return (
		<li className="row pl-slots">
			<Plate channel={channel} practice={practice} />
			<div className="m">
				<b>{name}</b>
				<FormSummary failure={failure} />
				<div className="pl-next">
					{slots.map((slot) => (
						<Button
							key={nameOf(slot)}
							small
							icon="x"
							onPress={() => void run({ id, slots: slots.filter((one) => one !== slot) })}
						>
							{say('remove', { slot: nameOf(slot) })}
						</Button>
					))}
					{slots.length === 0 && <span className="hint">{say('none')}</span>}
				</div>
				<form
					className="pl-add"
					aria-label={say('add-to', { name })}
					onSubmit={(event) => {
						event.preventDefault();
						if (time) void run({ id, slots: [...slots, { weekday: Number(weekday), time }] });
					}}
				>
					<Select
						label={say('day')}
						value={weekday}
						onChange={setWeekday}
						options={weekdays.map((day) => ({ value: day, label: say(`weekday.${day}`) }))}
					/>
					<TextField label={say('time')} type="time" value={time} onChange={setTime} />
					<Button submit icon="plus" busy={busy}>
						{say('add')}
					</Button>
				</form>
			</div>
		</li>
	);
}
