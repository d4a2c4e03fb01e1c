import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { importContactsEndpoint, previewContactsEndpoint } from '#contract/press.ts';

import { useAct } from '../parts/asking.ts';
import { base64Of } from '../parts/base64.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { FileField } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { Table } from '../parts/table.tsx';
import { UnitSelect, useWritable } from '../planning/unit-select.tsx';

type Preview = z.output<typeof previewContactsEndpoint.output>;
type Row = Preview['rows'][number];

/** Contacts from a spreadsheet, with a look at every row before anything is kept. */
export function ImportSheet() {
	const say = useTranslations('press.import');
	const { unitId, setUnitId } = useWritable();
	const [content, setContent] = useState('');
	const [seen, setSeen] = useState<Preview>();
	const [done, setDone] = useState<z.output<typeof importContactsEndpoint.output>>();
	const preview = useAct(previewContactsEndpoint);
	const bring = useAct(importContactsEndpoint, { topics: ['setting'] });
	const look = async (unit: string, base64: string) => {
		setSeen(undefined);
		setDone(undefined);
		setContent(base64);
		const result = base64 === '' ? null : await preview.run({ unitId: unit, content: base64 });
		if (result?.ok) setSeen(result.value);
	};
	const choose = async ([file]: readonly File[]) => {
		if (file) await look(unitId, await base64Of(file));
	};
	const keep = async () => {
		const result = await bring.run({ unitId, content });
		if (!result.ok) return;
		setDone(result.value);
		setSeen(undefined);
	};
	const wrong = seen?.rows.filter(({ errors }) => errors.length > 0).length ?? 0;
	const changeUnit = (unit: string) => {
		setUnitId(unit);
		void look(unit, content);
	};
	return (
		<Sheet title={say('title')}>
			<div className="pad f">
				<UnitSelect value={unitId} onChange={changeUnit} />
				<FileField
					label={say('choose')}
					hint={say('columns')}
					accept=".csv,text/csv"
					onFiles={(files) => void choose(files)}
				/>
				<FormSummary failure={preview.failure ?? bring.failure} />
				{done && <Callout kind="passed" title={say('done', { ...done })} />}
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
							onPress={() => void keep()}
						>
							{say('bring', { count: seen.rows.length })}
						</Button>
					</div>
				</>
			)}
		</Sheet>
	);
}

type PreviewProps = Readonly<{ preview: Preview }>;

/** Every row as it would be kept, and what is wrong with it. */
function PreviewTable({ preview: { encoding, rows } }: PreviewProps) {
	const say = useTranslations('press.import');
	const sayError = ({ field, problem, found }: Row['errors'][number]): string =>
		say(`problem.${problem}`, { field: say(`field.${field}`), found });
	const columns = [
		{ key: 'line', head: say('line'), cell: ({ line }: Row) => line },
		{ key: 'who', head: say('field.name'), cell: ({ name, outlet }: Row) => [outlet, name].filter(Boolean).join(', ') },
		{ key: 'mail', head: say('field.mail'), cell: ({ mail }: Row) => <span className="wrap-any">{mail}</span> },
		{ key: 'lists', head: say('field.lists'), cell: ({ lists }: Row) => lists.join(', ') },
		{
			key: 'errors',
			head: say('check'),
			cell: ({ errors, known }: Row) =>
				errors.length === 0 ? (
					say(known ? 'known' : 'good')
				) : (
					<Stamp state="refused">{errors.map(sayError).join(' ')}</Stamp>
				),
		},
	];
	return (
		<>
			<p className="hint pad">{say('read-as', { encoding: encoding.toUpperCase(), count: rows.length })}</p>
			<Table label={say('preview')} columns={columns} rows={rows} rowKey={({ line }) => String(line)} />
		</>
	);
}
