import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { listLibraryEndpoint } from '#contract/library.ts';

import { useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { More } from '../parts/table.tsx';
import type { Filter } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { Lacks } from './lacks.tsx';
import { type LibraryRow, nameOf } from './shapes.ts';
import { Thumb } from './thumb.tsx';

type PickProps = Readonly<{
	unitId: string;
	/** Pictures the post has already. */
	taken: readonly string[];
	/** Films are left out. */
	picturesOnly?: boolean;
	onPick: (row: LibraryRow) => void;
	onClose: () => void;
}>;

/** Chooses a picture of the unit for a post. What may no longer be shown cannot be taken. */
export function PickDialog({ unitId, taken, picturesOnly = false, onPick, onClose }: PickProps) {
	const say = useTranslations('library');
	const [filter, setFilter] = useState<Filter>({});
	const { nur, lizenz, q } = filter;
	const asked = { limit: 24, unitId, view: nur, licence: lizenz, q };
	const list = useListOf(listLibraryEndpoint, asked, { topics: ['media'], keep: true });
	const rows = list.items.filter(({ id, film }) => !taken.includes(id) && !(picturesOnly && film !== undefined));
	const pick = (row: LibraryRow) => {
		onPick(row);
		onClose();
	};
	return (
		<Dialog
			title={say('pick.title')}
			onClose={onClose}
			wide
			acts={<Button onPress={onClose}>{say('pick.leave')}</Button>}
		>
			<FilterBar filter={filter} onChange={setFilter} plain />
			{list.error && <ErrorSheet failure={failureIn(list.error)} onRetry={() => void list.refetch()} />}
			{list.isPending && <Loading what={say('list.title')} />}
			{list.isSuccess && rows.length === 0 && (
				<Empty kind="no-hit" title={say(list.items.length === 0 && !q ? 'list.none' : 'list.none-found')} />
			)}
			<ul className="lib-grid" aria-label={say('list.title')}>
				{rows.map((row) => (
					<PickItem key={row.id} row={row} onPick={() => pick(row)} />
				))}
			</ul>
			{list.more && <More {...list.more} />}
		</Dialog>
	);
}

type ItemProps = Readonly<{ row: LibraryRow; onPick: () => void }>;

function PickItem({ row, onPick }: ItemProps) {
	const say = useTranslations('library');
	const expired = row.lacks.includes('expired');
	return (
		<li>
			<button
				type="button"
				className="choose"
				aria-disabled={expired || undefined}
				title={expired ? say('pick.expired') : undefined}
				onClick={() => expired || onPick()}
			>
				<span className="pic">
					<Thumb item={row} alt={row.alt} />
				</span>
				{nameOf(row)}
			</button>
			<p className="hint">{say(`licence.${row.library.licence}`)}</p>
			<Lacks lacks={row.lacks} expiresOn={row.expiresOn} />
		</li>
	);
}
