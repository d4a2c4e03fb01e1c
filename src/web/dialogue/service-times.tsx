import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { laender } from '../people/authority-fields.tsx';
import type { PartProps } from './service-part.ts';

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;
type Spans = PartProps['service']['week'][0];
const MOST = 4;

/** The week, with several spans a day. */
export function HoursSheet({ service: { week }, change }: PartProps) {
	const say = useTranslations('dialogue.service');
	const set = (at: number, spans: Spans) => {
		const [a, b, c, d, e, f, g] = week;
		const days = [a, b, c, d, e, f, g] as [Spans, Spans, Spans, Spans, Spans, Spans, Spans]; // NOTE: a copy to write in
		days[at] = spans;
		change({ week: days });
	};
	return (
		<Sheet title={say('hours')}>
			<div className="svc-week">
				{weekdays.map((at) => (
					<DayLine key={at} day={say(`day.${at}`)} spans={week[at]} onChange={(spans) => set(at, spans)} />
				))}
			</div>
		</Sheet>
	);
}

type DayLineProps = Readonly<{ day: string; spans: Spans; onChange: (spans: Spans) => void }>;

function DayLine({ day, spans, onChange }: DayLineProps) {
	const say = useTranslations('dialogue.service');
	const put = (at: number, span: Spans[number]) => onChange(spans.with(at, span));
	return (
		<fieldset className="svc-day">
			<legend>{day}</legend>
			{spans.length === 0 && <span className="hint">{say('closed')}</span>}
			{spans.map(([opens, closes], at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a span has no other name, and its fields keep nothing of their own
				<span className="svc-span" key={at}>
					<TimeInput label={say('opens', { day })} value={opens} onChange={(value) => put(at, [value, closes])} />
					<span aria-hidden="true">{say('until')}</span>
					<TimeInput label={say('closes', { day })} value={closes} onChange={(value) => put(at, [opens, value])} />
					<Button
						kind="quiet"
						icon="x"
						label={say('remove-span', { day })}
						onPress={() => onChange(spans.toSpliced(at, 1))}
					/>
				</span>
			))}
			{spans.length < MOST && (
				<Button
					kind="quiet"
					icon="plus"
					label={say('add-span-on', { day })}
					onPress={() => onChange([...spans, nextSpan(spans)])}
				/>
			)}
		</fieldset>
	);
}

/** What is most often meant: a morning, then an afternoon, then an evening. */
const nextSpan = (spans: Spans): Spans[number] => {
	const last = spans.at(-1)?.[1] ?? '';
	if (last < '08:00') return ['08:00', '12:00'];
	return last < '13:00' ? ['13:00', '16:00'] : ['17:00', '19:00'];
};

type TimeInputProps = Readonly<{ label: string; value: string; onChange: (value: string) => void }>;

function TimeInput({ label, value, onChange }: TimeInputProps) {
	return (
		<input
			className="inp"
			type="time"
			aria-label={label}
			value={value}
			onChange={(event) => onChange(event.target.value)}
		/>
	);
}

/** Days off beside the holidays of the Land. */
export function ClosuresSheet({ service: { closures, land }, change }: PartProps) {
	const say = useTranslations('dialogue.service');
	const sayLand = useTranslations('people.authority');
	const put = (at: number, more: Partial<(typeof closures)[number]>) =>
		change({ closures: closures.map((one, index) => (index === at ? { ...one, ...more } : one)) });
	return (
		<Sheet title={say('days-off')}>
			<div className="pad stack">
				<div className="svc-narrow">
					<Select
						label={say('land')}
						value={land ?? ''}
						empty={say('land-house')}
						options={laender.map((short) => ({ value: `DE-${short}`, label: sayLand(`land-${short}`) }))}
						onChange={(value) => change({ land: value || null })}
					/>
				</div>
				<p className="hint">{say('closure-hint')}</p>
				{closures.length === 0 && <p>{say('no-closures')}</p>}
				{closures.map(({ from, until, note }, at) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: days off have no other name, and their fields keep nothing of their own
					<div className="svc-row" key={at}>
						<TextField label={say('from')} type="date" value={from} onChange={(value) => put(at, { from: value })} />
						<TextField label={say('to')} type="date" value={until} onChange={(value) => put(at, { until: value })} />
						<TextField label={say('note')} value={note} onChange={(value) => put(at, { note: value })} />
						<Button
							kind="quiet"
							icon="trash"
							label={say('remove-closure', { from })}
							onPress={() => change({ closures: closures.toSpliced(at, 1) })}
						/>
					</div>
				))}
				<div className="acts">
					<Button icon="plus" onPress={() => change({ closures: [...closures, { from: '', until: '', note: '' }] })}>
						{say('add-closure')}
					</Button>
				</div>
			</div>
		</Sheet>
	);
}
