import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { z } from 'zod';

import { sourcesEndpoint } from '#contract/dialogue.ts';
import { answerTimesEndpoint, type TimeLine } from '#contract/times.ts';
import { minutes } from '#kernel/time.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { DeskLink } from '../parts/desk-link.tsx';
import { Empty } from '../parts/empty.tsx';
import { Icon } from '../parts/icon.tsx';
import { localeOf, speakSpan } from '../parts/moments.ts';
import { Segments } from '../parts/segments.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { useOffice } from '../shell/office.tsx';
import { Shares } from './hand-over-shares.tsx';
import { presenceName } from './presence-name.ts';
import { type Namer, timesTable } from './times-table.ts';

const ways = ['unit', 'presence', 'kind'] as const;
type By = (typeof ways)[number];
type Answered = z.output<typeof answerTimesEndpoint.output>;

/** How long answers take and how much is handed over: by month and unit, presence or kind, never by person. */
export function TimesPage() {
	const say = useTranslations('dialogue.times');
	const dialogue = useTranslations('dialogue');
	const [by, setBy] = useState<By>('unit');
	const query = useQueryOf(answerTimesEndpoint, { by }, { topics: ['conversation'], keep: true });
	return (
		<>
			<PageHead title={say('title')} sub={say('intro')} path={<DeskLink to="/dialog">{dialogue('title')}</DeskLink>} />
			<div className="stack">
				<Segments
					label={say('by')}
					value={by}
					onChange={setBy}
					options={ways.map((value) => ({ value, label: say(`ways.${value}`) }))}
				/>
				<Answer query={query} what={say('title')}>
					{(answered) => <Times by={by} answered={answered} />}
				</Answer>
				<Shares />
			</div>
		</>
	);
}

/** What a line is about, by name. */
const useNamer = (by: By): Namer => {
	const { units } = useOffice();
	const sources = useQueryOf(sourcesEndpoint, {}, { enabled: by === 'presence' }).data?.sources ?? [];
	const kind = useTranslations('dialogue.service.asking');
	const dialogue = useTranslations('dialogue');
	const say = useTranslations('dialogue.service');
	return (key) => {
		if (by === 'unit') return units.find(({ id }) => id === key)?.name ?? key;
		if (by === 'kind') return kind(key as 'question');
		if (key === 'form') return dialogue('form');
		const source = sources.find(({ presenceId }) => presenceId === key);
		return source ? presenceName(source) : say('other-presence');
	};
};

function Times({ by, answered: { lines, least } }: Readonly<{ by: By; answered: Answered }>) {
	const say = useTranslations('dialogue.times');
	const name = useNamer(by);
	const language = useLocale();
	const month = (at: string) =>
		new Intl.DateTimeFormat(localeOf(language), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
			Date.parse(`${at}-15T12:00:00Z`),
		);
	if (lines.length === 0)
		return (
			<Sheet title={say('answers')}>
				<Empty kind="not-yet" title={say('none')} />
			</Sheet>
		);
	const heads = (
		['month', 'what', 'figure', 'count', 'open-median', 'open-p90', 'wall-median', 'wall-p90'] as const
	).map((key) => say(`csv.${key}`));
	const csv = timesTable(lines, { name, heads, answer: say('answers'), settle: say('ends') });
	return (
		<>
			<TimesSheet title={say('answers')} lines={lines} pick="answer" by={by} least={least} name={name} month={month} />
			<TimesSheet title={say('ends')} lines={lines} pick="settle" by={by} least={least} name={name} month={month} />
			<p className="hint">{say('method', { least })}</p>
			<div className="acts">
				<a
					className="btn"
					href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`}
					download={`${say('file')}.csv`}
				>
					<Icon name="download" />
					{say('export')}
				</a>
			</div>
		</>
	);
}

type TimesSheetProps = Readonly<{
	title: string;
	lines: readonly TimeLine[];
	pick: 'answer' | 'settle';
	by: By;
	/** Of fewer no figure is told. */
	least: number;
	name: Namer;
	month: (at: string) => string;
}>;

function TimesSheet({ title, lines, pick, by, least, name, month }: TimesSheetProps) {
	const say = useTranslations('dialogue.times');
	const common = useTranslations('common.span');
	const spoken = (count: number | undefined): string | null => {
		if (count === undefined) return null;
		const { key, values } = speakSpan(minutes(count));
		return common(key, values);
	};
	return (
		<Sheet title={title}>
			<div className="times">
				<Table
					label={title}
					rows={lines}
					rowKey={({ month: at, key }) => `${at} ${key}`}
					columns={[
						{ key: 'month', head: say('csv.month'), cell: (line) => month(line.month) },
						{ key: 'what', head: say(`ways.${by}`), cell: ({ key }) => name(key) },
						{
							key: 'count',
							head: say('csv.count'),
							right: true,
							cell: (line) => line[pick]?.count ?? say('few', { least }),
						},
						{ key: 'om', head: say('open-median'), right: true, cell: (line) => spoken(line[pick]?.open.median) },
						{ key: 'op', head: say('open-p90'), right: true, cell: (line) => spoken(line[pick]?.open.p90) },
						{ key: 'wm', head: say('wall-median'), right: true, cell: (line) => spoken(line[pick]?.wall.median) },
						{ key: 'wp', head: say('wall-p90'), right: true, cell: (line) => spoken(line[pick]?.wall.p90) },
					]}
				/>
			</div>
		</Sheet>
	);
}
