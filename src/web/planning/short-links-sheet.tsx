import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import {
	changeShortLinkEndpoint,
	createShortLinkEndpoint,
	listShortLinksEndpoint,
	type ShortLinkShape,
} from '#contract/sharing.ts';

import { useAct, useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { QrPicture } from '../parts/qr-picture.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import { UnitSelect, useWritable } from './unit-select.tsx';

type ShortLink = z.output<typeof ShortLinkShape>;

/** Short addresses of the own house for posters and leaflets. They lead on and count nobody. */
export function ShortLinksSheet() {
	const say = useTranslations('planning.short-links');
	const { may } = useOffice();
	const { unitId } = useUnit();
	const [open, setOpen] = useState<ShortLink | 'new' | null>(null);
	const list = useListOf(
		listShortLinksEndpoint,
		{ limit: 25, ...(unitId ? { unitId } : {}) },
		{ topics: ['setting'], keep: true },
	);
	const columns = [
		{
			key: 'address',
			head: say('address'),
			cell: (one: ShortLink) => (
				<button type="button" className="link" onClick={() => setOpen(one)}>
					{one.address.replace(/^https?:\/\//, '')}
				</button>
			),
		},
		{ key: 'name', head: say('name'), cell: ({ name }: ShortLink) => name },
		{ key: 'target', head: say('target'), cell: (one: ShortLink) => (one.ended ? say('ended') : one.target) },
	];
	return (
		<Sheet
			title={say('title')}
			end={
				may('post.write') && (
					<Button small icon="plus" onPress={() => setOpen('new')}>
						{say('new')}
					</Button>
				)
			}
		>
			{list.isSuccess && list.items.length === 0 && (
				<Empty kind="not-yet" title={say('none')}>
					{say('about')}
				</Empty>
			)}
			{list.items.length > 0 && (
				<Table label={say('title')} columns={columns} rows={list.items} rowKey={({ code }) => code} more={list.more} />
			)}
			{open === 'new' && <NewDialog onClose={() => setOpen(null)} />}
			{open !== null && open !== 'new' && <LinkDialog link={open} onClose={() => setOpen(null)} />}
		</Sheet>
	);
}

type CloseProps = Readonly<{ onClose: () => void }>;

function NewDialog({ onClose }: CloseProps) {
	const say = useTranslations('planning.short-links');
	const { unitId, setUnitId } = useWritable();
	const [name, setName] = useState('');
	const [target, setTarget] = useState('https://');
	const { run, busy, failure } = useAct(createShortLinkEndpoint, { topics: ['setting'], onDone: onClose });
	const blocked = name.trim().length < 2 || !URL.canParse(target) ? say('incomplete') : undefined;
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button kind="main" icon="link" busy={busy} blocked={blocked} onPress={() => void run({ unitId, name, target })}>
				{say('make')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('new')} onClose={onClose} acts={acts}>
			<FormSummary failure={failure} />
			<UnitSelect value={unitId} onChange={setUnitId} />
			<TextField label={say('name')} hint={say('name-hint')} value={name} onChange={setName} />
			<TextField label={say('target')} hint={say('target-hint')} type="url" value={target} onChange={setTarget} />
		</Dialog>
	);
}

type LinkProps = CloseProps & Readonly<{ link: ShortLink }>;

function LinkDialog({ link, onClose }: LinkProps) {
	const say = useTranslations('planning.short-links');
	const [target, setTarget] = useState(link.target);
	const { run, busy, failure } = useAct(changeShortLinkEndpoint, { topics: ['setting'], onDone: onClose });
	const { code, mayChange, ended, address } = link;
	const acts = (
		<>
			<Button onPress={onClose}>{say('close')}</Button>
			{mayChange && (
				<Button
					{...(ended ? {} : { kind: 'danger' as const })}
					busy={busy}
					onPress={() => void run({ code, target: link.target, ended: !ended })}
				>
					{say(ended ? 'resume' : 'end')}
				</Button>
			)}
			{mayChange && !ended && (
				<Button
					kind="main"
					busy={busy}
					blocked={URL.canParse(target) ? undefined : say('incomplete')}
					onPress={() => void run({ code, target, ended: false })}
				>
					{say('save')}
				</Button>
			)}
		</>
	);
	return (
		<Dialog title={link.name} onClose={onClose} acts={acts}>
			<FormSummary failure={failure} />
			<QrPicture text={address} label={say('code-of', { name: link.name })} />
			<code className="mono pl-link">{address}</code>
			{ended && <p className="hint">{say('ended-long')}</p>}
			{mayChange && !ended && (
				<TextField label={say('target')} hint={say('target-hint')} type="url" value={target} onChange={setTarget} />
			)}
		</Dialog>
	);
}
