import { type ComponentProps, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	createFolderEndpoint,
	type FolderView,
	listFoldersEndpoint,
	removeFolderEndpoint,
	renameFolderEndpoint,
} from '#contract/library.ts';

import { useAct, useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import { type Filter, toSearch, withPart } from './filter.ts';

/** The folders of the units one works for. */
export const useFolders = () => {
	const { unitId } = useUnit();
	return useListOf(
		listFoldersEndpoint,
		{ limit: 100, ...(unitId ? { unitId } : {}) },
		{ topics: ['media'], keep: true },
	);
};

type RailProps = Readonly<{
	folders: readonly FolderView[];
	more: { readonly load: () => void; readonly busy: boolean } | undefined;
	filter: Filter;
	onChange: (filter: Filter) => void;
}>;

/** Folders as links, each with its address. */
export function FolderRail({ folders, more, filter, onChange }: RailProps) {
	const say = useTranslations('library.folder');
	const { may, units } = useOffice();
	const [open, setOpen] = useState<'new' | 'rename' | 'remove' | null>(null);
	const current = folders.find(({ id }) => id === filter.ordner);
	const several = new Set(folders.map(({ unitId }) => unitId)).size > 1;
	const shortOf = (unitId: string) => (several ? units.find(({ id }) => id === unitId)?.short : undefined);
	const close = () => setOpen(null);
	return (
		<div className="lib-rail">
			<nav aria-label={say('label')}>
				<ul>
					<FolderLink
						filter={withPart(filter, 'ordner', undefined)}
						current={filter.ordner === undefined}
						name={say('all')}
					/>
					{folders.map(({ id, name, unitId }) => (
						<FolderLink
							key={id}
							filter={withPart(filter, 'ordner', id)}
							current={id === filter.ordner}
							name={name}
							short={shortOf(unitId)}
						/>
					))}
				</ul>
			</nav>
			<div className="acts">
				{more && (
					<Button small kind="quiet" busy={more.busy} onPress={more.load}>
						{say('more')}
					</Button>
				)}
				{may('post.write') && (
					<Button small kind="quiet" icon="plus" onPress={() => setOpen('new')}>
						{say('new')}
					</Button>
				)}
				{current?.mayChange && (
					<>
						<Button small kind="quiet" icon="pen-line" onPress={() => setOpen('rename')}>
							{say('rename')}
						</Button>
						<Button small kind="quiet" icon="trash" onPress={() => setOpen('remove')}>
							{say('remove')}
						</Button>
					</>
				)}
			</div>
			{open === 'new' && <NewFolder onClose={close} onMade={(id) => onChange(withPart(filter, 'ordner', id))} />}
			{open === 'rename' && current && <RenameFolder folder={current} onClose={close} />}
			{open === 'remove' && current && (
				<RemoveFolder folder={current} onClose={close} onGone={() => onChange(withPart(filter, 'ordner', undefined))} />
			)}
		</div>
	);
}

type LinkProps = Readonly<{ filter: Filter; current: boolean; name: string; short?: string | undefined }>;

function FolderLink({ filter, current, name, short }: LinkProps) {
	return (
		<li className={current ? 'on' : undefined} {...(current ? { 'aria-current': 'page' } : {})}>
			<DeskLink to="/medien" search={toSearch(filter)}>
				<Icon name="folder" />
				<span>{name}</span>
				{short && <small>{short}</small>}
			</DeskLink>
		</li>
	);
}

type NewProps = Readonly<{ onClose: () => void; onMade: (id: string) => void }>;

function NewFolder({ onClose, onMade }: NewProps) {
	const say = useTranslations('library.folder');
	const { units, may } = useOffice();
	const chosen = useUnit().unitId;
	const writable = units.filter(({ id }) => may('post.write', id));
	const [unitId, setUnitId] = useState(writable.find(({ id }) => id === chosen)?.id ?? writable[0]?.id ?? '');
	const [name, setName] = useState('');
	const { run, busy, failure } = useAct(createFolderEndpoint, {
		topics: ['media'],
		onDone: ({ id }) => {
			onMade(id);
			onClose();
		},
	});
	return (
		<NameDialog
			{...{ name, setName, busy, failure, onClose }}
			title={say('new-title')}
			verb={say('make')}
			onDo={() => void run({ unitId, name })}
		>
			{writable.length > 1 && (
				<Select
					label={say('unit')}
					value={unitId}
					onChange={setUnitId}
					options={writable.map((unit) => ({ value: unit.id, label: unit.name }))}
				/>
			)}
		</NameDialog>
	);
}

type NameProps = Readonly<{
	title: string;
	verb: string;
	name: string;
	setName: (name: string) => void;
	busy: boolean;
	failure: ComponentProps<typeof FormSummary>['failure'];
	onDo: () => void;
	onClose: () => void;
	children?: ReactNode;
}>;

/** Asks for the name of a folder; none without a name. */
function NameDialog({ title, verb, name, setName, busy, failure, onDo, onClose, children }: NameProps) {
	const say = useTranslations('library.folder');
	const blocked = name.trim() === '' ? say('name-missing') : undefined;
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button kind="main" busy={busy} blocked={blocked} onPress={onDo}>
				{verb}
			</Button>
		</>
	);
	return (
		<Dialog title={title} onClose={onClose} acts={acts}>
			<FormSummary failure={failure} />
			<TextField label={say('name')} value={name} onChange={setName} autoFocus />
			{children}
		</Dialog>
	);
}

type FolderProps = Readonly<{ folder: FolderView; onClose: () => void }>;

function RenameFolder({ folder, onClose }: FolderProps) {
	const say = useTranslations('library.folder');
	const [name, setName] = useState(folder.name);
	const { run, busy, failure } = useAct(renameFolderEndpoint, { topics: ['media'], onDone: onClose });
	return (
		<NameDialog
			{...{ name, setName, busy, failure, onClose }}
			title={say('rename-title')}
			verb={say('rename')}
			onDo={() => void run({ id: folder.id, name })}
		/>
	);
}

function RemoveFolder({ folder, onClose, onGone }: FolderProps & Readonly<{ onGone: () => void }>) {
	const say = useTranslations('library.folder');
	const { run } = useAct(removeFolderEndpoint, { topics: ['media'], onDone: onGone });
	return (
		<ConfirmDialog
			title={say('remove-title', { name: folder.name })}
			verb={say('remove')}
			safe={say('leave')}
			icon="trash"
			onClose={onClose}
			onConfirm={() => run({ id: folder.id })}
		>
			<p>{say('remove-text')}</p>
		</ConfirmDialog>
	);
}
