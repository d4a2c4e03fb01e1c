import { useSearch } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { type ListedRecord, listRecordsEndpoint } from '#contract/records.ts';

import { useListOf } from '../parts/asking.ts';
import { ButtonLink } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { Moment, useZone } from '../parts/moment.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { useOffice } from '../shell/office.tsx';
import { CheckpointSheet } from './checkpoint-sheet.tsx';
import { ExportLink } from './export-link.tsx';
import { type Filter, readFilter, toQuery } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { useKind } from './kind.ts';
import { Place } from './place.tsx';

type Item = z.output<typeof ListedRecord>;

/** Everything the office did, newest first, and the stamp that covers it. */
export function RecordsPage() {
	const say = useTranslations('records');
	const { may } = useOffice();
	const filter = readFilter(useSearch({ strict: false }));
	const find = useTranslations('privacy.find');
	const acts = (
		<>
			{may('counterpart.find') && (
				<ButtonLink to="/akte/auskunft" icon="search">
					{find('title')}
				</ButtonLink>
			)}
			{may('record.erase') && (
				<ButtonLink to="/akte/loeschen" icon="trash">
					{say('erasure.title')}
				</ButtonLink>
			)}
		</>
	);
	return (
		<>
			<PageHead title={say('title')} sub={say('sub')} end={acts} />
			<div className="det">
				<RecordList filter={filter} />
				<div className="stack">
					<CheckpointSheet />
				</div>
			</div>
		</>
	);
}

type RecordListProps = Readonly<{ filter: Filter }>;

function RecordList({ filter }: RecordListProps) {
	const say = useTranslations('records');
	const zone = useZone();
	const list = useListOf(listRecordsEndpoint, toQuery(filter, zone), { topics: ['record'], keep: true });
	return (
		<Sheet title={say('list')} end={<ExportLink {...(filter.subject ? { subject: filter.subject } : {})} />}>
			<FilterBar filter={filter} />
			{list.error && list.items.length === 0 && (
				<ErrorSheet failure={failureIn(list.error)} onRetry={() => void list.refetch()} />
			)}
			{list.isPending && <Loading what={say('entries')} />}
			{list.isSuccess && list.items.length === 0 && <Nothing filter={filter} />}
			{list.items.length > 0 && <Entries items={list.items} more={list.more} />}
		</Sheet>
	);
}

function Nothing({ filter }: RecordListProps) {
	const say = useTranslations('records');
	if (Object.keys(filter).length === 0)
		return (
			<Empty kind="not-yet" title={say('none')}>
				{say('none-hint')}
			</Empty>
		);
	const clear = <ButtonLink to="/akte">{say('clear')}</ButtonLink>;
	return <Empty kind="no-hit" title={say('no-hit')} act={clear} />;
}

type EntriesProps = Readonly<{
	items: readonly Item[];
	more: { readonly load: () => void; readonly busy: boolean } | undefined;
}>;

function Entries({ items, more }: EntriesProps) {
	const say = useTranslations('records');
	const sayKind = useKind();
	const { units } = useOffice();
	const unitName = (id: string | null) => units.find((unit) => unit.id === id)?.name ?? say('whole-authority');
	const columns: readonly Column<Item>[] = [
		{
			key: 'kind',
			head: say('column.kind'),
			cell: ({ id, kind }) => <DeskLink to={`/akte/${id}`}>{sayKind(kind)}</DeskLink>,
		},
		{ key: 'at', head: say('column.at'), cell: ({ at }) => <Moment at={at} /> },
		{ key: 'unit', head: say('column.unit'), cell: ({ unitId }) => unitName(unitId) },
		{
			key: 'subject',
			head: say('column.subject'),
			cell: ({ subject, name }) => (
				<DeskLink to="/akte" search={{ subject }} label={say('only-subject', { subject: name ?? subject })}>
					{name ?? <span className="mono">{subject}</span>}
				</DeskLink>
			),
		},
		{ key: 'place', head: say('column.place'), right: true, cell: (item) => <Place item={item} bare /> },
	];
	return <Table label={say('list')} columns={columns} rows={items} rowKey={({ id }) => id} more={more} />;
}
