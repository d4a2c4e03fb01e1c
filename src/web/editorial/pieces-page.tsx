import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { listPiecesEndpoint, PieceKind } from '#contract/pieces.ts';

import { useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { Segments } from '../parts/segments.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { PlanTabs } from '../planning/plan-tabs.tsx';
import { usePresences } from '../planning/presences.ts';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import { PieceDialog } from './piece-dialog.tsx';
import type { Piece } from './shapes.ts';

/** Templates, text blocks and signatures of the units one may read, one kind at a time; the kind stands in the address. */
export function PiecesPage() {
	const say = useTranslations('editorial.pieces');
	const { may } = useOffice();
	const { unitId } = useUnit();
	const navigate = useNavigate();
	const { art } = useSearch({ strict: false });
	const kind = PieceKind.safeParse(art).data ?? 'template';
	const [open, setOpen] = useState<Piece | 'new' | null>(null);
	const list = useListOf(
		listPiecesEndpoint,
		{ kind, limit: 50, ...(unitId ? { unitId } : {}) },
		{ topics: ['setting'], keep: true },
	);
	const begin = may('post.write') && (
		<Button kind="main" icon="plus" onPress={() => setOpen('new')}>
			{say(`kind.${kind}.new`)}
		</Button>
	);
	const kinds = PieceKind.options.map((value) => ({ value, label: say(`kind.${value}.many`) }));
	const choose = (value: Piece['kind']) =>
		void navigate({ to: '/redaktion/bausteine', search: { art: value }, replace: true });
	return (
		<>
			<PageHead title={say('title')} sub={say(`kind.${kind}.about`)} end={begin} />
			<PlanTabs current="pieces" />
			<Sheet
				title={say(`kind.${kind}.many`)}
				end={<Segments label={say('which')} options={kinds} value={kind} onChange={choose} />}
			>
				{list.error && <ErrorSheet failure={failureIn(list.error)} onRetry={() => void list.refetch()} />}
				{list.isPending && <Loading what={say('title')} />}
				{list.isSuccess && list.items.length === 0 && (
					<Empty kind="not-yet" title={say(`kind.${kind}.none`)}>
						{say(`kind.${kind}.none-how`)}
					</Empty>
				)}
				{list.items.length > 0 && <Pieces items={list.items} more={list.more} kind={kind} onOpen={setOpen} />}
			</Sheet>
			{open && <PieceDialog kind={kind} piece={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
		</>
	);
}

type PiecesProps = Readonly<{
	items: readonly Piece[];
	more: ReturnType<typeof useListOf>['more'];
	kind: Piece['kind'];
	onOpen: (piece: Piece) => void;
}>;

function Pieces({ items, more, kind, onOpen }: PiecesProps) {
	const say = useTranslations('editorial.pieces');
	const { units } = useOffice();
	const presences = usePresences();
	const where = ({ presenceId }: Piece): string =>
		presenceId === null ? say('everywhere') : (presences.of(presenceId)?.name ?? presenceId);
	const columns: Column<Piece>[] = [
		{
			key: 'name',
			head: say('name'),
			cell: (piece) => (
				<button type="button" className="link" onClick={() => onOpen(piece)}>
					{piece.name}
				</button>
			),
		},
		{ key: 'text', head: say('text'), cell: ({ text }) => short(text) },
		...(kind === 'signature' ? [{ key: 'where', head: say('where'), cell: where }] : []),
		{
			key: 'unit',
			head: say('unit'),
			cell: ({ unitId }) => units.find(({ id }) => id === unitId)?.name ?? say('above'),
		},
		{ key: 'at', head: say('changed'), cell: ({ changedAt }) => <Moment at={changedAt} /> },
	];
	return (
		<div className="ed-pieces">
			<Table label={say(`kind.${kind}.many`)} columns={columns} rows={items} rowKey={({ id }) => id} more={more} />
		</div>
	);
}

const MOST = 110;
const short = (text: string): string => {
	const line = text.replaceAll(/\s+/g, ' ');
	return line.length > MOST ? `${line.slice(0, MOST)} …` : line;
};
