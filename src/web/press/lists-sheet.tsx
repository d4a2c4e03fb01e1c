import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { createPressListEndpoint, removePressListEndpoint, renamePressListEndpoint } from '#contract/press.ts';

import { useAct, type useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, FormSummary, failureIn } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { UnitSelect, useWritable } from '../planning/unit-select.tsx';
import { useOffice } from '../shell/office.tsx';
import type { PressList } from './shapes.ts';

type SheetProps = Readonly<{
	lists: ReturnType<typeof useListOf<never, PressList>>;
	onShow: (listId: string) => void;
}>;

/** The lists with how many people each reaches. */
export function ListsSheet({ lists, onShow }: SheetProps) {
	const say = useTranslations('press.lists');
	const { may } = useOffice();
	const [open, setOpen] = useState<PressList | 'new' | null>(null);
	const begin = may('post.write') && (
		<Button icon="plus" onPress={() => setOpen('new')}>
			{say('new')}
		</Button>
	);
	return (
		<Sheet title={say('title')} end={begin}>
			{lists.error && <ErrorSheet failure={failureIn(lists.error)} onRetry={() => void lists.refetch()} />}
			{lists.isPending && <Loading what={say('title')} />}
			{lists.isSuccess && lists.items.length === 0 && (
				<Empty kind="not-yet" title={say('none')}>
					{say('none-how')}
				</Empty>
			)}
			{lists.items.length > 0 && <Lists lists={lists} onShow={onShow} onChange={setOpen} />}
			{open && <ListDialog list={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
		</Sheet>
	);
}

type ListsProps = SheetProps & Readonly<{ onChange: (list: PressList) => void }>;

function Lists({ lists, onShow, onChange }: ListsProps) {
	const say = useTranslations('press.lists');
	const { units, may } = useOffice();
	const columns: Column<PressList>[] = [
		{
			key: 'name',
			head: say('name'),
			cell: ({ id, name }) =>
				may('post.write') ? (
					<button type="button" className="link" onClick={() => onShow(id)}>
						{name}
					</button>
				) : (
					name
				),
		},
		{ key: 'contacts', head: say('contacts'), right: true, cell: ({ contacts }) => contacts },
		{ key: 'recipients', head: say('recipients'), right: true, cell: ({ recipients }) => recipients },
		{ key: 'unit', head: say('unit'), cell: ({ unitId }) => units.find(({ id }) => id === unitId)?.name ?? '' },
		{
			key: 'acts',
			head: '',
			cell: (list) =>
				list.mayChange && (
					<Button small icon="pen-line" label={`${say('change')}: ${list.name}`} onPress={() => onChange(list)}>
						{say('change')}
					</Button>
				),
		},
	];
	return <Table label={say('title')} columns={columns} rows={lists.items} rowKey={({ id }) => id} more={lists.more} />;
}

type DialogProps = Readonly<{ list: PressList | null; onClose: () => void }>;

/** Begins a list, names it anew, or dissolves it. */
function ListDialog({ list, onClose }: DialogProps) {
	const say = useTranslations('press.lists');
	const { unitId, setUnitId } = useWritable();
	const [name, setName] = useState(list?.name ?? '');
	const [dissolving, setDissolving] = useState(false);
	const create = useAct(createPressListEndpoint, { topics: ['setting'], onDone: onClose });
	const rename = useAct(renamePressListEndpoint, { topics: ['setting'], onDone: onClose });
	const remove = useAct(removePressListEndpoint, { topics: ['setting'] });
	const save = () => (list ? rename.run({ id: list.id, name }) : create.run({ unitId, name }));
	if (list && dissolving)
		return (
			<ConfirmDialog
				title={say('dissolve-title', { name: list.name })}
				verb={say('dissolve')}
				safe={say('leave')}
				icon="trash"
				danger
				onConfirm={() => remove.run({ id: list.id })}
				onClose={onClose}
			>
				<p>{say('dissolve-what')}</p>
			</ConfirmDialog>
		);
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			{list && (
				<Button kind="danger" icon="trash" onPress={() => setDissolving(true)}>
					{say('dissolve')}
				</Button>
			)}
			<Button
				kind="main"
				icon="check"
				busy={create.busy || rename.busy}
				blocked={name.trim().length < 2 ? say('short') : undefined}
				onPress={() => void save()}
			>
				{say('save')}
			</Button>
		</>
	);
	return (
		<Dialog title={list?.name ?? say('new')} onClose={onClose} acts={acts}>
			{list === null && <UnitSelect value={unitId} onChange={setUnitId} />}
			<FormSummary failure={create.failure ?? rename.failure} />
			<TextField label={say('name')} hint={say('name-hint')} value={name} onChange={setName} autoFocus />
		</Dialog>
	);
}
