import { useLocale, useTranslations } from 'use-intl';

import type { RosterView } from '#contract/duty.ts';
import { cycleWeekOf, mondayBefore } from '#kernel/week-cycle.ts';

import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { useZone } from '../parts/moment.tsx';
import { localeOf } from '../parts/moments.ts';
import { useNow } from '../parts/now.ts';
import { Sheet } from '../parts/sheet.tsx';
import { dayAt, weekNumber } from '../planning/days.ts';

type Turn = RosterView['exceptions'][number]['turns'][number] & Pick<RosterView['turns'][number], 'week'>;
type Person = Readonly<{ id: string; name: string }>;
type PartProps = Readonly<{
	roster: RosterView;
	people: readonly Person[];
	change: (more: Partial<RosterView>) => void;
}>;

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;

/** A line a weekday, a row a shift; where two weeks take turns, each shift says in which. */
export function WeekSheet({ roster: { turns, anchor }, people, change }: PartProps) {
	const say = useTranslations('dialogue.duty.roster');
	const sayDay = useTranslations('dialogue.service.day');
	return (
		<Sheet title={say('week')}>
			<div className="svc-week">
				<Cycle turns={turns} anchor={anchor} change={change} />
				{weekdays.map((weekday) => (
					<TurnsOf
						key={weekday}
						day={sayDay(`${weekday}`)}
						turns={turns.filter((turn) => turn.weekday === weekday)}
						people={people}
						cycle={anchor !== null}
						onChange={(own) =>
							change({
								turns: [
									...turns.filter((turn) => turn.weekday !== weekday),
									...own.map((turn) => ({ ...turn, weekday })),
								],
							})
						}
					/>
				))}
				<p className="hint">{say('overnight')}</p>
			</div>
		</Sheet>
	);
}

type CycleProps = Pick<RosterView, 'turns' | 'anchor'> & Pick<PartProps, 'change'>;

/** Whether two weeks take turns, and which of them it is now. */
function Cycle({ turns, anchor, change }: CycleProps) {
	const say = useTranslations('dialogue.duty.roster');
	const today = dayAt(useNow(), useZone());
	const toggle = (on: boolean) =>
		change(on ? { anchor: mondayBefore(today) } : { anchor: null, turns: turns.map(({ week: _, ...turn }) => turn) });
	return (
		<div className="stack">
			<Checkbox label={say('two-weeks')} hint={say('two-weeks-hint')} checked={anchor !== null} onChange={toggle} />
			{anchor !== null && (
				<>
					<div className="svc-narrow">
						<TextField
							label={say('anchor')}
							type="date"
							value={anchor}
							onChange={(value) => value !== '' && change({ anchor: mondayBefore(value) })}
						/>
					</div>
					<p className="hint">
						{say('this-week', { number: weekNumber(today), week: say(`week-${cycleWeekOf(today, anchor)}`) })}
					</p>
				</>
			)}
		</div>
	);
}

type TurnsProps = Readonly<{
	/** What stands beside the shifts, where it is not the day. */
	title?: string;
	day: string;
	turns: readonly Turn[];
	people: readonly Person[];
	/** Two weeks take turns. */
	cycle?: boolean;
	onChange: (turns: readonly Turn[]) => void;
}>;

function TurnsOf({ day, title = day, turns, people, cycle = false, onChange }: TurnsProps) {
	const say = useTranslations('dialogue.duty.roster');
	const last = turns.at(-1);
	const fresh = { from: last?.until ?? '08:00', until: last ? '22:00' : '16:00', personId: people[0]?.id ?? '' };
	return (
		<fieldset className="svc-day">
			<legend>{title}</legend>
			{turns.length === 0 && <span className="hint">{say('free')}</span>}
			{turns.map((turn, at) => (
				<TurnRow
					// biome-ignore lint/suspicious/noArrayIndexKey: a shift has no other name, and its fields keep nothing of their own
					key={at}
					day={day}
					turn={turn}
					people={people}
					cycle={cycle}
					onChange={(next) => onChange(turns.with(at, next))}
					onRemove={() => onChange(turns.toSpliced(at, 1))}
				/>
			))}
			<Button small icon="plus" onPress={() => onChange([...turns, fresh])}>
				{say('add-shift')}
				<span className="sr"> {say('add-on', { day })}</span>
			</Button>
		</fieldset>
	);
}

type TurnRowProps = Readonly<{
	day: string;
	turn: Turn;
	people: readonly Person[];
	cycle: boolean;
	onChange: (turn: Turn) => void;
	onRemove: () => void;
}>;

const weeks = ['every', 'a', 'b'] as const;

function TurnRow({ day, turn, people, cycle, onChange, onRemove }: TurnRowProps) {
	const say = useTranslations('dialogue.duty.roster');
	const time = (label: string, key: 'from' | 'until') => (
		<input
			className="inp"
			type="time"
			aria-label={label}
			value={turn[key]}
			onChange={(event) => onChange({ ...turn, [key]: event.target.value })}
		/>
	);
	return (
		<span className="svc-span duty-turn">
			<select
				className="inp"
				aria-label={say('person', { day })}
				value={turn.personId}
				onChange={(event) => onChange({ ...turn, personId: event.target.value })}
			>
				{people.map(({ id, name }) => (
					<option key={id} value={id}>
						{name}
					</option>
				))}
			</select>
			{cycle && (
				<select
					className="inp"
					aria-label={say('which-week', { day })}
					value={turn.week ?? 'every'}
					onChange={({ target: { value } }) => {
						const { week: _, ...same } = turn;
						onChange(value === 'a' || value === 'b' ? { ...same, week: value } : same);
					}}
				>
					{weeks.map((week) => (
						<option key={week} value={week}>
							{say(`week-${week}`)}
						</option>
					))}
				</select>
			)}
			{time(say('begins', { day }), 'from')}
			<span aria-hidden="true">{say('until')}</span>
			{time(say('ends', { day }), 'until')}
			<Button kind="quiet" icon="x" label={say('remove', { day })} onPress={onRemove} />
		</span>
	);
}

/** `24. Dezember`, once the day is chosen. */
const useDayName = () => {
	const say = useTranslations('dialogue.duty.roster');
	const locale = localeOf(useLocale());
	const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
	return (day: string) => (day === '' ? say('no-date') : format.format(Date.parse(`${day}T12:00:00Z`)));
};

/** Days that go otherwise than the week. */
export function ExceptionsSheet({ roster: { exceptions }, people, change }: PartProps) {
	const say = useTranslations('dialogue.duty.roster');
	const dayName = useDayName();
	const put = (at: number, more: Partial<(typeof exceptions)[number]>) =>
		change({ exceptions: exceptions.map((one, index) => (index === at ? { ...one, ...more } : one)) });
	return (
		<Sheet title={say('exceptions')}>
			<div className="pad stack">
				<p className="hint">{say('exceptions-hint')}</p>
				{exceptions.length === 0 && <p>{say('no-exceptions')}</p>}
				{exceptions.map(({ day, note, turns }, at) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a day that is not chosen yet has no other name
					<div key={at}>
						<div className="svc-row">
							<TextField label={say('day')} type="date" value={day} onChange={(value) => put(at, { day: value })} />
							<TextField label={say('note')} optional value={note} onChange={(value) => put(at, { note: value })} />
							<Button
								kind="quiet"
								icon="trash"
								label={say('remove-day')}
								onPress={() => change({ exceptions: exceptions.toSpliced(at, 1) })}
							/>
						</div>
						<TurnsOf
							title={say('shifts')}
							day={dayName(day)}
							turns={turns}
							people={people}
							onChange={(own) => put(at, { turns: [...own] })}
						/>
					</div>
				))}
				<div className="acts">
					<Button icon="plus" onPress={() => change({ exceptions: [...exceptions, { day: '', note: '', turns: [] }] })}>
						{say('add-day')}
					</Button>
				</div>
			</div>
		</Sheet>
	);
}
