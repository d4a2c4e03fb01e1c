import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { readCoverageEndpoint, saveSilenceEndpoint } from '#contract/planning-topics.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { FormSummary } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { Plate } from '../parts/plate.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { useGroupNames } from './groups.ts';
import { usePresences } from './presences.ts';

type Coverage = z.output<typeof readCoverageEndpoint.output>;
type Covered = Coverage['topics'][number];

/** How far back one looks. It is said beneath the figures. */
const LOOK_DAYS = 90;

type CoverageProps = Readonly<{ unitId: string | undefined }>;

/** What was said and is planned per topic and target group, with the gaps; and which presence has been silent. */
export function CoverageSheet({ unitId }: CoverageProps) {
	const say = useTranslations('planning.coverage');
	const groupName = useGroupNames();
	const asked = { days: LOOK_DAYS, ...(unitId ? { unitId } : {}) };
	const query = useQueryOf(readCoverageEndpoint, asked, { topics: ['post', 'presence'] });
	return (
		<Answer query={query} what={say('topics')}>
			{(coverage) => (
				<>
					<Sheet title={say('topics')}>
						<CoveredTable label={say('topics')} rows={coverage.topics} nameOf={(key) => key} />
						<Method coverage={coverage} />
					</Sheet>
					{coverage.groups.length > 0 && (
						<Sheet title={say('groups')}>
							<CoveredTable label={say('groups')} rows={coverage.groups} nameOf={groupName} />
							<Method coverage={coverage} />
						</Sheet>
					)}
					<Silence coverage={coverage} />
				</>
			)}
		</Answer>
	);
}

type TableProps = Readonly<{ label: string; rows: readonly Covered[]; nameOf: (key: string) => string }>;

function CoveredTable({ label, rows, nameOf }: TableProps) {
	const say = useTranslations('planning.coverage');
	const columns: readonly Column<Covered>[] = [
		{ key: 'name', head: say('column.name'), cell: ({ key }) => nameOf(key) },
		{
			key: 'gap',
			head: say('column.gap'),
			cell: ({ published, planned }) => published + planned === 0 && <Stamp state="missing">{say('gap')}</Stamp>,
		},
		{ key: 'published', head: say('column.published'), right: true, cell: ({ published }) => published },
		{ key: 'planned', head: say('column.planned'), right: true, cell: ({ planned }) => planned },
		{
			key: 'last',
			head: say('column.last'),
			cell: ({ lastAt }) => (lastAt ? <Moment at={lastAt} /> : say('never')),
		},
	];
	const sorted = [...rows].sort((a, b) => a.published + a.planned - (b.published + b.planned));
	return <Table label={label} columns={columns} rows={sorted} rowKey={({ key }) => key} />;
}

type MethodProps = Readonly<{ coverage: Coverage }>;

/** Every figure names its method and its date. */
function Method({ coverage: { asOf } }: MethodProps) {
	const say = useTranslations('planning.coverage');
	return (
		<p className="hint pad">
			{say('method', { days: LOOK_DAYS })} <Moment at={asOf} />
		</p>
	);
}

/** After how many days somebody should notice; the empty choice is never. */
const ALARMS = [3, 7, 14, 30, 60, 90] as const;

function Silence({ coverage: { presences } }: MethodProps) {
	const say = useTranslations('planning.coverage');
	const save = useAct(saveSilenceEndpoint, { topics: ['presence'] });
	const known = usePresences();
	if (presences.length === 0) return null;
	return (
		<Sheet title={say('presences')} count={presences.filter(({ stale }) => stale).length}>
			<ul className="rows" aria-label={say('presences')}>
				{presences.map(({ presenceId, lastAt, stale, alarmDays, mayChange }) => (
					<li key={presenceId} className="row pl-silence">
						<Plate channel={known.of(presenceId)?.channel ?? ''} />
						<div className="m">
							{known.of(presenceId)?.name}
							<div className="mt">{lastAt ? <Moment at={lastAt} /> : say('never')}</div>
						</div>
						<div className="act">
							{stale && <Stamp state="missing">{say('silent')}</Stamp>}
							<AlarmSelect
								name={known.of(presenceId)?.name ?? ''}
								days={alarmDays}
								fixed={!mayChange}
								onChange={(days) => void save.run({ id: presenceId, days })}
							/>
						</div>
					</li>
				))}
			</ul>
			<FormSummary failure={save.failure} />
			<p className="hint pad">{say('silence-method')}</p>
		</Sheet>
	);
}

type AlarmProps = Readonly<{
	name: string;
	days: number | null;
	fixed: boolean;
	onChange: (days: number | null) => void;
}>;

function AlarmSelect({ name, days, fixed, onChange }: AlarmProps) {
	const say = useTranslations('planning.coverage');
	if (fixed) return <span className="hint">{days === null ? say('alarm-never') : say('alarm-after', { days })}</span>;
	const offered = [...new Set([...ALARMS, ...(days === null ? [] : [days])])].toSorted((a, b) => a - b);
	return (
		<select
			className="inp"
			aria-label={say('alarm-of', { name })}
			value={days ?? ''}
			onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
		>
			{offered.map((one) => (
				<option key={one} value={one}>
					{say('alarm-after', { days: one })}
				</option>
			))}
			<option value="">{say('alarm-never')}</option>
		</select>
	);
}
