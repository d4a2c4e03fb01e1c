import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { importPlanEndpoint, previewImportEndpoint } from '#contract/planning-exchange.ts';

import { useAct } from '../parts/asking.ts';
import { base64Of } from '../parts/base64.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { FileField } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Moment, useZone } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { Table } from '../parts/table.tsx';
import { useOffice } from '../shell/office.tsx';
import { addDays, dayAt } from './days.ts';
import { UnitSelect, useWritable } from './unit-select.tsx';

type Preview = z.output<typeof previewImportEndpoint.output>;
type Row = Preview['rows'][number];

/** How much is taken out at once: a quarter back, a year ahead. */
const BACK_DAYS = 90;
const AHEAD_DAYS = 365;

/** The plan as a table: out for spreadsheets, and in again with a look at every row before anything is made. */
export function ExchangeSheet() {
	const say = useTranslations('planning.exchange');
	const { may } = useOffice();
	const today = dayAt(useNow(), useZone());
	const span = `from=${addDays(today, -BACK_DAYS)}&until=${addDays(today, AHEAD_DAYS)}`;
	return (
		<Sheet title={say('title')}>
			<div className="pad f">
				<p>{say('about')}</p>
				<p>
					<a className="btn" href={`/api/planning/export.csv?${span}`} download>
						{say('export')}
					</a>
				</p>
			</div>
			{may('post.write') && <Import />}
		</Sheet>
	);
}

function Import() {
	const say = useTranslations('planning.exchange');
	const { unitId, setUnitId } = useWritable();
	const [content, setContent] = useState<string>();
	const preview = useAct(previewImportEndpoint);
	const [seen, setSeen] = useState<Preview>();
	const bring = useAct(importPlanEndpoint, { topics: ['post'], onDone: () => setSeen(undefined) });
	const [done, setDone] = useState(0);
	const look = async ([file]: readonly File[]) => {
		if (!file) return;
		setDone(0);
		setSeen(undefined);
		const base64 = await base64Of(file);
		setContent(base64);
		const result = await preview.run({ unitId, content: base64 });
		if (result.ok) setSeen(result.value);
	};
	const make = async () => {
		if (content === undefined) return;
		const result = await bring.run({ unitId, content });
		if (result.ok) setDone(result.value.postIds.length);
	};
	const wrong = seen?.rows.filter(({ errors }) => errors.length > 0).length ?? 0;
	return (
		<>
			<div className="pad f">
				<UnitSelect value={unitId} onChange={setUnitId} />
				<FileField
					label={say('import')}
					hint={say('columns')}
					accept=".csv,text/csv"
					onFiles={(files) => void look(files)}
				/>
				<FormSummary failure={preview.failure ?? bring.failure} />
				{done > 0 && <Callout kind="passed" title={say('made', { count: done })} />}
			</div>
			{seen && (
				<>
					<PreviewTable preview={seen} />
					<div className="pad">
						<Button
							kind="main"
							icon="upload"
							busy={bring.busy}
							blocked={wrong > 0 ? say('wrong-rows', { count: wrong }) : undefined}
							onPress={() => void make()}
						>
							{say('make', { count: seen.rows.length })}
						</Button>
					</div>
				</>
			)}
		</>
	);
}

type PreviewProps = Readonly<{ preview: Preview }>;

/** Every row as it would become a draft, and what is wrong with it. */
function PreviewTable({ preview: { encoding, rows } }: PreviewProps) {
	const say = useTranslations('planning.exchange');
	const sayKind = useTranslations('editorial.kind');
	const sayError = ({ field, problem, found }: Row['errors'][number]): string =>
		say(`problem.${problem}`, { field: say(`field.${field}`), found });
	const columns = [
		{ key: 'line', head: say('line'), cell: ({ line }: Row) => line },
		{ key: 'title', head: say('field.title'), cell: ({ title }: Row) => title },
		{ key: 'at', head: say('field.day'), cell: ({ at }: Row) => (at ? <Moment at={at} /> : say('undated')) },
		{ key: 'kind', head: say('field.kind'), cell: ({ kind }: Row) => sayKind(kind) },
		{ key: 'topic', head: say('field.topic'), cell: ({ topic }: Row) => topic ?? '' },
		{
			key: 'errors',
			head: say('check'),
			cell: ({ errors }: Row) =>
				errors.length === 0 ? say('good') : <Stamp state="refused">{errors.map(sayError).join(' ')}</Stamp>,
		},
	];
	return (
		<>
			<p className="hint pad">{say('read-as', { encoding: encoding.toUpperCase(), count: rows.length })}</p>
			<Table label={say('preview')} columns={columns} rows={rows} rowKey={({ line }) => String(line)} />
		</>
	);
}
