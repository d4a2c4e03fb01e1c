import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { listLibraryEndpoint } from '#contract/library.ts';

import { useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { PageHead } from '../parts/sheet.tsx';
import { More } from '../parts/table.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import { type Filter, isNarrowed, readFilter, toSearch } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { FolderRail, useFolders } from './folder-rail.tsx';
import { PictureGrid } from './picture-grid.tsx';
import { PictureTable } from './picture-table.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { UploadArea } from './upload-area.tsx';

/** The pictures of the house: found, put in order, with the rights they may be shown by. */
export function LibraryPage() {
	const say = useTranslations('library.list');
	const navigate = useNavigate();
	const filter = readFilter(useSearch({ strict: false }));
	const change = (next: Filter) => void navigate({ to: '/medien', search: toSearch(next), replace: true });
	const [chosen, setChosen] = useState<readonly string[]>([]);
	const folders = useFolders();
	const folder = folders.items.find(({ id }) => id === filter.ordner);
	const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
	return (
		<>
			<PageHead title={say('title')} sub={say('sub')} />
			<div className="lib">
				<FolderRail folders={folders.items} more={folders.more} filter={filter} onChange={change} />
				<section className="sheet" aria-label={folder?.name ?? say('title')}>
					<UploadArea folder={folder}>
						{chosen.length > 0 ? (
							<SelectionBar chosen={chosen} folders={folders.items} onDone={() => setChosen([])} />
						) : (
							<FilterBar filter={filter} onChange={change} />
						)}
						<Pictures filter={filter} chosen={chosen} onToggle={toggle} onClear={() => change({})} />
					</UploadArea>
				</section>
			</div>
		</>
	);
}

type PicturesProps = Readonly<{
	filter: Filter;
	chosen: readonly string[];
	onToggle: (id: string) => void;
	onClear: () => void;
}>;

function Pictures({ filter, chosen, onToggle, onClear }: PicturesProps) {
	const say = useTranslations('library.list');
	const { unitId } = useUnit();
	const { may } = useOffice();
	const { ordner, nur, lizenz, q } = filter;
	const asked = { limit: 48, unitId, folderId: ordner, view: nur, licence: lizenz, q };
	const list = useListOf(listLibraryEndpoint, asked, { topics: ['media'], keep: true });
	if (list.error) return <ErrorSheet failure={failureIn(list.error)} onRetry={() => void list.refetch()} />;
	if (list.isPending) return <Loading what={say('title')} />;
	if (list.items.length === 0)
		return isNarrowed(filter) ? (
			<Empty kind="no-hit" title={say('none-found')} act={<Button onPress={onClear}>{say('clear')}</Button>} />
		) : (
			<Empty kind="not-yet" title={say(ordner ? 'none-here' : 'none')}>
				{may('post.write') && say('none-how')}
			</Empty>
		);
	const shown = { rows: list.items, chosen, onToggle };
	return (
		<>
			{filter.ansicht === 'liste' ? <PictureTable {...shown} /> : <PictureGrid {...shown} />}
			{list.more && <More {...list.more} />}
		</>
	);
}
